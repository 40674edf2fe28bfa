"""The questions about danger and the parts of her plan; plain Python. There is no score.

What is asked follows, in our own words, what research found before the gravest harm: the Danger
Assessment (Campbell, Webster and Glass, Journal of Interpersonal Violence 24(4), 2009, 653-674) and
the DASH checklist (Richards, 2009). Neither is reproduced here: those are for trained
professionals. Each yes is information for her; only whether one of the grave ones is among them
changes what the page says first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """What a yes is about."""

    GRAVE = "grave"
    CONTROL = "control"
    AROUND = "around"


class Question(StrEnum):
    """One question, in the order in which they are asked."""

    WORSE = "worse"
    NECK = "neck"
    KILL = "kill"
    WEAPON = "weapon"
    LEAVING = "leaving"
    FOLLOWS = "follows"
    DECIDES = "decides"
    FORCED = "forced"
    PREGNANT = "pregnant"
    CHILDREN = "children"
    PAPERS = "papers"
    OTHERS = "others"
    AFRAID = "afraid"


QUESTIONS: tuple[Question, ...] = tuple(Question)
GROUPS: dict[Question, Group] = {
    Question.WORSE: Group.GRAVE,
    Question.NECK: Group.GRAVE,
    Question.KILL: Group.GRAVE,
    Question.WEAPON: Group.GRAVE,
    Question.LEAVING: Group.GRAVE,
    Question.FOLLOWS: Group.CONTROL,
    Question.DECIDES: Group.CONTROL,
    Question.FORCED: Group.GRAVE,
    Question.PREGNANT: Group.GRAVE,
    Question.CHILDREN: Group.AROUND,
    Question.PAPERS: Group.CONTROL,
    Question.OTHERS: Group.AROUND,
    Question.AFRAID: Group.GRAVE,
}


@dataclass(frozen=True, slots=True)
class Walk:
    """How far she is: which question comes, and to which she said yes.

    Args:
        at: the place of the question that comes; after the last one it is over.
    """

    at: int = 0
    yes: frozenset[Question] = frozenset()

    @property
    def over(self) -> bool:
        """Whether every question was asked."""
        return self.at >= len(QUESTIONS)

    @property
    def carried(self) -> str:
        """As the page carries it on; nothing of it is stored."""
        return " ".join([str(self.at), *(str(one) for one in QUESTIONS if one in self.yes)])


def walk_of(carried: str) -> Walk:
    """What a page carried on; what it cannot have carried begins anew."""
    first, *codes = carried.split(" ")
    known = {str(one): one for one in QUESTIONS}
    asked = {str(one) for one in QUESTIONS[: int(first)]} if first in _PLACES else set()
    if first not in _PLACES or not set(codes) <= asked:
        return Walk()
    return Walk(int(first), frozenset(known[code] for code in codes))


_PLACES = frozenset(str(place) for place in range(len(QUESTIONS) + 1))


def answered(walk: Walk, yes: bool) -> Walk:
    """One question on; what she does not want to say counts as no yes."""
    if walk.over:
        return walk
    said = walk.yes | {QUESTIONS[walk.at]} if yes else walk.yes
    return Walk(walk.at + 1, said)


def is_grave(yes: Iterable[Question]) -> bool:
    """Whether the page begins with whom to talk to today."""
    return any(GROUPS[one] == Group.GRAVE for one in yes)
