"""What sending many asks costs: time, and never a refusal (docs/decisions, asking for a link).

Sources are counted in memory only, under a key that lives for a day; no address is kept. Plain
Python.
"""

import hmac
import os
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

FREE = 3
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGETS_AFTER = timedelta(hours=1)
MOST_SOURCES = 50_000


class Wait(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The form must be older before it is taken; `seconds` says how much. Nothing is lost."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


def age_wanted(sent: int) -> timedelta:
    """How old a form must be after so many from the same source within the hour."""
    if sent < FREE:
        return timedelta(0)
    doubled: timedelta = FIRST_WAIT * 2 ** min(sent - FREE, 10)
    return min(doubled, LONGEST_WAIT)


@dataclass(slots=True)
class Patience:
    """How many came from where within the hour.

    A form's own age is what is asked for, so whoever shares an address with somebody who sends a
    thousand waits a quarter of an hour at most, whatever the other does.
    """

    day: date | None = None
    key: bytes = b""
    seen: "OrderedDict[bytes, list[datetime]]" = field(default_factory=OrderedDict)

    def _name(self, source: str, now: datetime) -> bytes:
        if self.day != now.date():
            self.day, self.key = now.date(), os.urandom(32)
            self.seen.clear()
        return hmac.digest(self.key, source.encode(), "sha256")

    def sent(self, source: str, now: datetime) -> int:
        """How many were sent from a source within the hour."""
        times = self.seen.get(self._name(source, now), [])
        return sum(1 for at in times if now - at < FORGETS_AFTER)

    def check(self, source: str, made: datetime, now: datetime) -> None:
        """Whether a form that was made then may be sent now.

        Raises:
            Wait: not yet.
        """
        missing = age_wanted(self.sent(source, now)) - (now - made)
        if missing > timedelta(0):
            raise Wait(max(1, round(missing.total_seconds())))

    def count(self, source: str, now: datetime) -> None:
        """Counts one that was sent; what has been quiet longest is forgotten first."""
        name = self._name(source, now)
        # More than these change nothing: the wait has long been the longest.
        times = [at for at in self.seen.pop(name, []) if now - at < FORGETS_AFTER][-20:]
        self.seen[name] = [*times, now]
        while len(self.seen) > MOST_SOURCES:
            self.seen.popitem(last=False)
