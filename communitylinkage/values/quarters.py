"""Quarters: the smallest time in which anything is crossed."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date


def quarter_of(month: str) -> str:
    """The quarter of a month: 2026-11 is in 2026-4."""
    year, _dash, number = month.partition("-")
    return f"{year}-{(int(number) + 2) // 3}"


def months_of(quarter: str) -> tuple[str, str]:
    """Its first and last month."""
    year, _dash, number = quarter.partition("-")
    last = int(number) * 3
    return f"{year}-{last - 2:02d}", f"{year}-{last:02d}"


def last_day(quarter: str) -> date:
    """The day with which it ends."""
    year, number = (int(part) for part in quarter.split("-"))
    return date(year, number * 3, monthrange(year, number * 3)[1])


def over(quarters: Iterable[str], today: date) -> list[str]:
    """Those that are over, each once, the oldest first."""
    return sorted({one for one in quarters if one < quarter_of(f"{today:%Y-%m}")})


def between(quarters: Iterable[str], first: str, last: str) -> tuple[str, ...]:
    """Those from one to another, both included, the oldest first."""
    return tuple(sorted(one for one in quarters if first <= one <= last))
