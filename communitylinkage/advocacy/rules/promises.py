"""The life of a promise, as a table; when somebody has to look, and how promises are counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from communitylinkage.advocacy.rules.demands import RefusedError, Why
from communitylinkage.values.moves import drawn


class State(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY = "partly"
    BROKEN = "broken"
    NO_ANSWER = "no_answer"
    MISTAKEN = "mistaken"


class Act(StrEnum):
    """What moves a promise; each with a day and, but for the last, a source."""

    KEEP = "keep"
    KEEP_PARTLY = "keep_partly"
    BREAK = "break"
    STAY_SILENT = "stay_silent"
    POSTPONE = "postpone"
    TAKE_OUT = "take_out"


_JUDGED = {Act.KEEP: State.KEPT, Act.KEEP_PARTLY: State.PARTLY, Act.BREAK: State.BROKEN}
_SEEN = (State.OPEN, State.KEPT, State.PARTLY, State.BROKEN, State.NO_ANSWER)
# A body may keep late what it broke, and undo what it kept: the newest word counts, all are shown.
MOVES: dict[tuple[Act, State], State] = {
    **{(act, state): to for act, to in _JUDGED.items() for state in _SEEN if state is not to},
    (Act.STAY_SILENT, State.OPEN): State.NO_ANSWER,
    (Act.POSTPONE, State.OPEN): State.OPEN,
    (Act.POSTPONE, State.BROKEN): State.OPEN,
    (Act.POSTPONE, State.NO_ANSWER): State.OPEN,
    **{(Act.TAKE_OUT, state): State.MISTAKEN for state in _SEEN},
}
# A promise without a day is looked at after half a year.
PATIENCE = timedelta(days=182)


def can(act: Act, state: str) -> bool:
    """Whether the table has a line for it."""
    return (act, State(state)) in MOVES


def due(made: date, deadline: date | None) -> date:
    """On which day somebody has to look whether it was kept."""
    return deadline or made + PATIENCE


@dataclass(frozen=True, slots=True)
class Said:
    """A line about a promise as somebody wants to write it.

    Args:
        day: when it became so. deadline: the new one, where it is put off.
    """

    act: Act
    day: date
    deadline: date | None = None


def after(said: Said, state: str, made: date, deadline: date | None, today: date) -> State:
    """The state after a line.

    Args:
        made: when it was promised. deadline: until when, as it stands. today: the reader's.

    Raises:
        RefusedError: the table has no such line, or a day cannot be.
    """
    if not can(said.act, state):
        raise RefusedError(Why.NOT_NOW)
    if said.day > today:
        raise RefusedError(Why.DAY_AHEAD)
    if said.day < made:
        raise RefusedError(Why.BEFORE)
    if said.act is Act.STAY_SILENT and said.day <= due(made, deadline):
        raise RefusedError(Why.TOO_EARLY)
    if said.act is Act.POSTPONE and not (said.deadline and said.deadline > said.day):
        raise RefusedError(Why.DEADLINE)
    return MOVES[said.act, State(state)]


class Standing(StrEnum):
    """A promise as the tracker shows it: an open one whose day has passed is a kind of its own."""

    KEPT = "kept"
    PARTLY = "partly"
    BROKEN = "broken"
    NO_ANSWER = "no_answer"
    LATE = "late"
    WAITING = "waiting"


def standing(state: str, made: date, deadline: date | None, today: date) -> Standing:
    """How a promise stands on a day.

    Raises:
        ValueError: it was written down by mistake, and stands nowhere.
    """
    if state != State.OPEN:
        return Standing(state)
    return Standing.LATE if due(made, deadline) < today else Standing.WAITING


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises of a country stand how; all are in exactly one."""

    country: str
    counts: tuple[tuple[Standing, int], ...]

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(number for _one, number in self.counts)

    def of(self, one: Standing) -> int:
        """How many stand so."""
        return dict(self.counts)[one]


def tallies(promises: Iterable[tuple[str, Standing]]) -> list[Tally]:
    """By country, in the order of their codes; each with every standing, also with none.

    Args:
        promises: country and standing of each.
    """
    counted = Counter(promises)
    countries = sorted({country for country, _one in counted})
    return [
        Tally(country, tuple((one, counted[country, one]) for one in Standing))
        for country in countries
    ]


def picture() -> str:
    """Markdown: the table as a state diagram and as a table."""
    return drawn("What becomes of a promise", State.OPEN, MOVES)
