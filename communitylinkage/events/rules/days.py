"""When an event takes registrations, and sessions that move with its day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from communitylinkage.events.rules.codes import State
from communitylinkage.learning.rules.time import moment

# A guest who is asked by telephone what she thought can still be found; then her name goes.
NAMES_KEPT = timedelta(days=90)
# The door opens before the event, and late guests are written down after it.
DOOR_BEFORE, DOOR_AFTER = timedelta(hours=12), timedelta(hours=12)
REMIND_BEFORE = timedelta(hours=26)


def days_between(before: datetime, after: datetime, zone_before: str, zone: str) -> int:
    """By how many days of the calendar a beginning was moved, as the wall there shows them."""
    first = before.astimezone(ZoneInfo(zone_before)).date()
    return (after.astimezone(ZoneInfo(zone)).date() - first).days


def put_off(now: datetime, before: datetime, after: datetime, zone_before: str, zone: str) -> bool:
    """Whether it takes place on a later day of the calendar that is still to come; an hour that is
    put right on the day itself sends nobody home."""
    return after > now and days_between(before, after, zone_before, zone) > 0


def moved(instant: datetime, days: int, zone_before: str, zone: str) -> datetime:
    """The same time on the clock, so many days later: 10:00 stays 10:00 when the clocks change.

    Raises:
        communitylinkage.learning.rules.time.NoSuchTime: the clocks jump over it on that day.
    """
    there = instant.astimezone(ZoneInfo(zone_before))
    day: date = there.date() + timedelta(days=days)
    return moment(day, there.time(), zone)


def lies_outside(begins: datetime, ends: datetime, first: datetime, last: datetime) -> bool:
    """Whether a part of the programme is not wholly between the event's beginning and its end."""
    return begins < first or ends > last


def takes(now: datetime, begins: datetime, closes: datetime | None) -> bool:
    """Whether anybody may still register or change."""
    return now < min(begins, closes or begins)


def lies_ahead(now: datetime, state: str, ends: datetime) -> bool:
    """Whether it takes place and is not over: only so long is a place worth anything."""
    return state == State.OPEN and ends > now


def door_is_open(now: datetime, begins: datetime, ends: datetime) -> bool:
    """Whether people are checked in."""
    return begins - DOOR_BEFORE <= now <= ends + DOOR_AFTER


def names_go(ends: datetime) -> datetime:
    """When the names of those who registered are erased."""
    return ends + NAMES_KEPT
