"""The plan of a programme: how rows are called, what is late, how a risk weighs; plain Python."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum

# So long before its day something is called soon due.
SOON = timedelta(days=30)
MOST_DAYS = Decimal("9999.5")
LAST_NUMBER = 99


class Kind(StrEnum):
    """What is owed by a day."""

    DELIVERABLE = "deliverable"
    MILESTONE = "milestone"


# As the funder's own forms number them.
LETTERS = {Kind.DELIVERABLE: "D", Kind.MILESTONE: "MS"}


class Stand(StrEnum):
    """How something that is owed stands."""

    IN_TIME = "in_time"
    AFTER_ITS_DAY = "after_its_day"
    LATE = "late"
    SOON = "soon"
    AHEAD = "ahead"


class Level(IntEnum):
    """How likely a risk is, and how much it would harm."""

    LOW = 1
    MIDDLE = 2
    HIGH = 3


class RiskState(StrEnum):
    """Where a risk stands."""

    OPEN = "open"
    HAPPENED = "happened"
    OVER = "over"


def code_of(kind: str, package: int, number: int) -> str:
    """How a deliverable or milestone is called: `D2.1`, `MS2.1`."""
    return f"{LETTERS[Kind(kind)]}{package}.{number}"


def standing(due: date, done: date | None, today: date) -> Stand:
    """How something stands on a day; what was done after `today` is not done yet."""
    if done is not None and done <= today:
        return Stand.IN_TIME if done <= due else Stand.AFTER_ITS_DAY
    if due < today:
        return Stand.LATE
    return Stand.SOON if due - today <= SOON else Stand.AHEAD


def weight(likelihood: int, severity: int) -> Level:
    """How much a risk weighs: the product of both on a scale of three.

    Source: the three-by-three matrix that funders' forms use (low, medium, high).
    """
    product = likelihood * severity
    if product >= 6:
        return Level.HIGH
    return Level.MIDDLE if product >= 3 else Level.LOW


@dataclass(frozen=True, slots=True)
class Days:
    """Days of work, planned and used."""

    planned: Decimal = Decimal(0)
    used: Decimal = Decimal(0)

    def __add__(self, other: "Days") -> "Days":
        return Days(self.planned + other.planned, self.used + other.used)


def half_days(typed: Decimal) -> bool:
    """Whether days are whole or half ones, and not too many: nobody counts hours here."""
    if not typed.is_finite() or abs(typed) > MOST_DAYS:
        return False
    return typed * 2 == (typed * 2).to_integral_value()
