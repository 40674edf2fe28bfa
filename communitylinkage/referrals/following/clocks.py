"""When the clock of a step ends, as an instant; plain Python.

Hours are hours that pass, so a change to summer time neither gives nor takes one. Working hours are
wall times at the place of the procedure, counted as long as they last.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.values import Clock, Step, Unit
from communitylinkage.values import opening
from communitylinkage.values.opening import WEEKDAYS, Hours, Slot

# Where a procedure says "at once", somebody acts within the hour, as in a rehearsal.
AT_ONCE = timedelta(hours=1)


def hour_of(now: datetime, zone: str) -> int:
    """The hour of the week at the place, 0 for Monday at 00:00."""
    here = now.astimezone(ZoneInfo(zone))
    return here.weekday() * 24 + here.hour


def opening_of(hours: int, zone: str) -> Hours:
    """Hours of a week as opening times."""
    slots = []
    for day, name in enumerate(WEEKDAYS):
        of_day = (hours >> (24 * day)) & ((1 << 24) - 1)
        for first, length in week.ranges(of_day):
            ends = time((first + length) % 24)
            slots.append(Slot(frozenset({name}), time(first), ends))
    return Hours(tuple(slots), timezone=zone)


def end_of(clock: Clock, working: int, started: datetime, zone: str) -> datetime:
    """When a clock that began at an instant ends.

    Args:
        working: the hours of the week that count as working hours; none means that all count.
        zone: IANA name of the place.
    """
    if clock.unit == Unit.AT_ONCE:
        return started + AT_ONCE
    if clock.unit == Unit.HOURS or not working:
        return started + timedelta(hours=clock.count)
    hours, at, left = opening_of(working, zone), started, timedelta(hours=clock.count)
    while True:
        until = opening.open_until(hours, at)
        if until is None:
            at = opening.next_opening(hours, at) or at + left
            continue
        if until - at >= left:
            return at + left
        at, left = until, left - (until - at)


def first_end(steps: tuple[Step, ...], working: int, started: datetime, zone: str) -> datetime:
    """The earliest end among steps: where it is sealed which is hers, the shortest clock counts."""
    return min(end_of(step.clock, working, started, zone) for step in steps)
