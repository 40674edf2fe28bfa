"""A doubt: something in the figures that may be wrong, found by a rule; plain Python."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

LATER = timedelta(days=30)


class Check(StrEnum):
    """What is looked for, in the order of the page."""

    MISSING = "missing"
    TWICE = "twice"
    MAYBE_TWICE = "maybe_twice"
    UNUSUAL = "unusual"
    QUIET = "quiet"
    UNCONFIRMED = "unconfirmed"
    OVERDUE = "overdue"


class Reason(StrEnum):
    """Why a doubt is set aside: a choice, because words could tell of somebody."""

    TRUE = "true"
    UNKNOWN = "unknown"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Numbers only.

    Args:
        about: what was looked at: a population, an indicator, a list. what: a characteristic or
            a month. organisation: whose record it is; None: it is the programme's. number: how
            many, `of` how many there are; for a month what was counted. usual: its limits.
        address: where it is mended.
    """

    check: Check
    about: str
    country: str
    organisation: UUID | None
    number: int
    address: str
    of: int = 0
    what: str = ""
    usual: tuple[int, int] = (0, 0)

    @property
    def key(self) -> str:
        """The same for the same doubt on another day."""
        parts = (self.check, self.about, self.what, self.country, self.organisation or "")
        return "/".join(str(one) for one in parts)


def until(reason: Reason, today: date) -> date | None:
    """When a doubt that is set aside comes back by itself; None: not by the clock."""
    return today + LATER if reason == Reason.LATER else None


def still_set_aside(doubt: Doubt, number: int, comes_back: date | None, today: date) -> bool:
    """Whether it stays out of sight: it did not change since, and its time is not over.

    Args:
        number: what it was when somebody set it aside. Of a month also less is a change.
    """
    same = doubt.number == number if doubt.check == Check.UNUSUAL else doubt.number <= number
    return same and (comes_back is None or today < comes_back)
