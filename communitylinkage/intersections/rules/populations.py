"""Who can be crossed by what: only what was agreed to be counted, as codes."""

from dataclasses import dataclass
from enum import StrEnum

UNSAID, OTHER = "unsaid", "other"
MOST_SHOWN = 8  # codes of an open characteristic; the rest together, so that a table stays legible


class Population(StrEnum):
    """Whom a table counts, each person once."""

    WOMEN = "women"
    MENTORS = "mentors"
    PROFESSIONALS = "professionals"
    PARTICIPANTS = "participants"
    MEMBERS = "members"


class What(StrEnum):
    """A characteristic."""

    COUNTRY = "country"
    KIND = "kind"
    WHERE = "where"
    OUTCOME = "outcome"
    FOLLOWS = "follows"
    STANDING = "standing"
    LANGUAGE = "language"
    ORIGIN = "origin"
    HOW = "how"
    TRACK = "track"
    THERE = "there"
    BY = "by"


@dataclass(frozen=True, slots=True)
class Whom:
    """What is known of a population. `series`: in the ledger; tables of one are judged together."""

    population: Population
    whats: tuple[What, ...]

    @property
    def series(self) -> str:
        """Its name in the ledger."""
        return f"intersections/{self.population}"


WHOM: dict[Population, Whom] = {
    one.population: one
    for one in (
        Whom(
            Population.WOMEN,
            (What.COUNTRY, What.KIND, What.WHERE, What.OUTCOME, What.FOLLOWS, What.STANDING),
        ),
        Whom(Population.MENTORS, (What.COUNTRY, What.LANGUAGE, What.THERE)),
        Whom(Population.PROFESSIONALS, (What.COUNTRY, What.LANGUAGE, What.THERE, What.BY)),
        Whom(Population.PARTICIPANTS, (What.COUNTRY, What.LANGUAGE, What.TRACK)),
        Whom(Population.MEMBERS, (What.COUNTRY, What.ORIGIN, What.LANGUAGE, What.HOW)),
    )
}
# Where somebody comes from, and what stands for it: never told without what explains it.
OF_ORIGIN = frozenset({What.ORIGIN, What.LANGUAGE})


def asks_for_context(*whats: str) -> bool:
    """Whether a table of these would set people of different origins against each other."""
    return any(one in OF_ORIGIN for one in whats)
