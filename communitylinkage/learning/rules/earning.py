"""When a certificate is earned: the share of the course's time, and both tests where wanted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


class NotEarned(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The rule of the course is not met."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a course asks: at least `share` of 100 of its time, and both tests if `tests`."""

    share: int
    tests: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands: minutes held and minutes that she was there, tests answered of 2."""

    held: int
    there: int
    tests: int = 0

    @property
    def share(self) -> int:
        """Of 100, rounded down, so that nobody is let through by rounding."""
        return self.there * 100 // self.held if self.held else 0


def is_met(rule: Rule, standing: Standing) -> bool:
    """Whether she has earned it; before anything was held nobody has."""
    enough = standing.held > 0 and standing.share >= rule.share
    return enough and (standing.tests >= 2 or not rule.tests)


def check(rule: Rule, standing: Standing) -> None:
    """The same, as an error.

    Raises:
        NotEarned: she has not.
    """
    if not is_met(rule, standing):
        raise NotEarned


@dataclass(frozen=True, slots=True)
class Trained:
    """A person who finished a course on a track, in a country, on a day.

    `organisation`: whose course it was, by its id; for the gate, never published. `award`: the id
    of the certificate.
    """

    person: str
    track: str
    country: str
    day: date
    organisation: str = ""
    award: str = ""


def firsts(rows: Iterable[Trained]) -> list[Trained]:
    """Each person once on each track: where and when she first finished."""
    found: dict[tuple[str, str], Trained] = {}
    for row in sorted(rows, key=lambda one: (one.day, one.country, one.person, one.award)):
        found.setdefault((row.person, row.track), row)
    return list(found.values())
