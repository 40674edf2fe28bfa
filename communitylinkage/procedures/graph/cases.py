"""What a branch asks about a case, and exact arithmetic over all cases there can be.

A condition allows some answers to each of five questions. All answers but the hour make 54 kinds of
case; with the 168 hours of a week there are 9,072 cells, so a union is exact, never a guess.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from communitylinkage.matching.need import Papers
from communitylinkage.procedures.graph import week


class Urgency(StrEnum):
    """How fast she needs an answer; danger now is a call to 112, not a procedure."""

    DAY = "24 hours"
    THREE_DAYS = "72 hours"
    WEEK = "7 days"


class Children(StrEnum):
    """Who is with her, or whether she is a child herself."""

    NONE = "none"
    WITH = "with children"
    MINOR = "a minor"


class Place(StrEnum):
    """Where she is, as coarse as an agreement needs it."""

    HERE = "here"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Condition:
    """Allowed answers; an empty set of a question allows all. `hours` as in `week`."""

    urgency: frozenset[Urgency] = frozenset()
    children: frozenset[Children] = frozenset()
    papers: frozenset[Papers] = frozenset()
    place: frozenset[Place] = frozenset()
    hours: int = week.ALL


ANY = Condition()


class Case(NamedTuple):
    """One fictitious case. `hour`: of the week, when it begins. `language`: hers."""

    hour: int
    language: str
    urgency: Urgency = Urgency.DAY
    children: Children = Children.NONE
    papers: Papers = Papers.HAVE
    place: Place = Place.HERE


KINDS = tuple(product(Urgency, Children, Papers, Place))
_QUESTIONS = tuple(one.name for one in fields(Condition))[:4]
EVERYTHING = (1 << len(KINDS) * week.HOURS) - 1


@lru_cache(maxsize=4096)
def kinds(condition: Condition) -> int:
    """Which of the 54 kinds of case it allows, as bits."""
    allowed = [getattr(condition, name) for name in _QUESTIONS]
    return sum(
        1 << n
        for n, kind in enumerate(KINDS)
        if all(not may or answer in may for may, answer in zip(allowed, kind, strict=True))
    )


@lru_cache(maxsize=4096)
def cells(condition: Condition) -> int:
    """Every cell that it allows, as bits: the hours of each kind, side by side."""
    total, allowed = 0, kinds(condition)
    for n in week.listed(allowed):
        total |= condition.hours << (n * week.HOURS)
    return total


def overlap(one: Condition, other: Condition) -> bool:
    """Whether some case fits both."""
    return bool(one.hours & other.hours) and bool(kinds(one) & kinds(other))


def fits(condition: Condition, case: Case, hour: int) -> bool:
    """Whether a case fits at an hour of the week."""
    answers = (case.urgency, case.children, case.papers, case.place)
    allowed = (getattr(condition, name) for name in _QUESTIONS)
    right = all(not may or answer in may for may, answer in zip(allowed, answers, strict=True))
    return right and bool(condition.hours >> (hour % week.HOURS) & 1)


def an_example(missing: int) -> Case:
    """The first case among cells, to say in words what is missing."""
    kind, hour = divmod((missing & -missing).bit_length() - 1, week.HOURS)
    return Case(hour, "", *KINDS[kind])
