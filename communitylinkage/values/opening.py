"""When a service is open, in terms of HSDS `schedule`: weekday, opens at, closes at, validity.

Wall times belong to the place of the service; the comparison is made between instants, so that
midnight, daylight saving and the reader's own time zone need no special case.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LOOK_AHEAD_DAYS = 370
LOOK_FIRST_DAYS = 9


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly opening. One that closes at or before it opens ends on the next day.

    Args:
        byday: weekdays as in RFC 5545 (`MO` to `SU`).
        valid_from, valid_to: first and last day on which the opening begins; None is open-ended.
    """

    byday: frozenset[str]
    opens_at: time
    closes_at: time
    valid_from: date | None = None
    valid_to: date | None = None

    def begins_on(self, day: date) -> bool:
        """Whether the opening begins on a day."""
        return (
            WEEKDAYS[day.weekday()] in self.byday
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
        )


@dataclass(frozen=True, slots=True)
class Closure:
    """Days, both included, on which nothing opens: a holiday, a summer."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Hours:
    """All openings of a service, with its closures and its time zone (an IANA name)."""

    slots: tuple[Slot, ...]
    closures: tuple[Closure, ...] = ()
    timezone: str = "UTC"

    @property
    def known(self) -> bool:
        """Whether anybody said when it is open."""
        return bool(self.slots)


UNKNOWN = Hours(())
ALWAYS = Hours((Slot(frozenset(WEEKDAYS), time(0), time(0)),))


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    # fold=0: the first of two equal wall times when the clock goes back; a wall time that does
    # not exist when it goes forward is read with the offset before the change (PEP 495).
    return datetime.combine(day, at, zone).astimezone(UTC)


def _openings(hours: Hours, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
    """Openings that begin on one of the days, as instants [opens, closes)."""
    zone = ZoneInfo(hours.timezone)
    for offset in range(days):
        day = first + timedelta(days=offset)
        if any(closure.first <= day <= closure.last for closure in hours.closures):
            continue
        for slot in hours.slots:
            if slot.begins_on(day):
                last = day + timedelta(days=slot.closes_at <= slot.opens_at)
                opens, closes = (
                    _instant(day, slot.opens_at, zone),
                    _instant(last, slot.closes_at, zone),
                )
                if opens < closes:
                    yield opens, closes


# Most services keep one of a few timetables, and every search of a day asks for the same days.
@lru_cache(maxsize=4096)
def _coming(hours: Hours, today: date) -> tuple[tuple[datetime, datetime], ...]:
    """Openings from yesterday on until the eighth day, the earliest first."""
    return tuple(sorted(_openings(hours, today - timedelta(days=1), LOOK_FIRST_DAYS)))


def _around(hours: Hours, now: datetime) -> tuple[tuple[datetime, datetime], ...]:
    return _coming(hours, now.astimezone(ZoneInfo(hours.timezone)).date())


def coming_days(
    hours: Hours, now: datetime, days: int = 7
) -> tuple[tuple[date, tuple[tuple[time, time], ...]], ...]:
    """The coming days at the place, today first, each with its openings as wall times.

    Args:
        days: how many.
    """
    today = now.astimezone(ZoneInfo(hours.timezone)).date()
    return tuple(
        (day, _on(hours, day)) for day in (today + timedelta(days=more) for more in range(days))
    )


def _on(hours: Hours, day: date) -> tuple[tuple[time, time], ...]:
    if any(closure.first <= day <= closure.last for closure in hours.closures):
        return ()
    return tuple(sorted({(s.opens_at, s.closes_at) for s in hours.slots if s.begins_on(day)}))


def open_until(hours: Hours, now: datetime) -> datetime | None:
    """The instant at which it closes, over openings that touch; None when it is closed.

    An opening that never ends within eight days is answered with the eighth day.
    """
    at = now.astimezone(UTC)
    until = None
    for opens, closes in _around(hours, now):
        if opens <= (until or at) < closes:
            until = closes
    return until


def is_open(hours: Hours, now: datetime) -> bool:
    """Whether it is open at an instant."""
    at = now.astimezone(UTC)
    return any(opens <= at < closes for opens, closes in _around(hours, now))


def next_opening(hours: Hours, now: datetime) -> datetime | None:
    """The first instant, later than now, at which it opens; None within the coming year."""
    at = now.astimezone(UTC)
    for opens, _closes in _around(hours, now):
        if opens > at:
            return opens
    today = now.astimezone(ZoneInfo(hours.timezone)).date()
    for offset in range(LOOK_FIRST_DAYS - 1, LOOK_AHEAD_DAYS):
        day = today + timedelta(days=offset)
        later = [opens for opens, _closes in _openings(hours, day, 1) if opens > now]
        if later:
            return min(later)
    return None
