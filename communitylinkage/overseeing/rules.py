"""Which months want to be looked through: plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Older months that nobody looked through are no task for today any more; the page shows them.
ASKED_FOR = 12


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """That in which a day lies."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    def plus(self, months: int) -> "Month":
        """As many months later, or earlier."""
        at = self.year * 12 + self.month - 1 + months
        return Month(at // 12, at % 12 + 1)


def may_review(month: Month, today: date) -> bool:
    """Only a month that is over: no opening can be added to it any more."""
    return month < Month.of(today)


def waiting(opened: Iterable[Month], reviewed: Iterable[Month], today: date) -> list[Month]:
    """The months in which something was opened and that nobody looked through, the oldest first.

    Args:
        opened: months with at least one opening. reviewed: those looked through.
        today: months that are not over, and those more than a year ago, do not wait.
    """
    oldest = Month.of(today).plus(-ASKED_FOR)
    over = {one for one in opened if one >= oldest and may_review(one, today)}
    return sorted(over - set(reviewed))
