"""The hours, the pause and the load of a mentor; plain Python."""

from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from communitylinkage.values.opening import WEEKDAYS, Hours, Slot

MOST_AT_A_TIME = 10
USUAL_AT_A_TIME = 2


class Part(StrEnum):
    """A part of the day: as exactly as anybody plans a week, and not more."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PARTS: dict[Part, tuple[time, time]] = {
    Part.MORNING: (time(8), time(13)),
    Part.AFTERNOON: (time(13), time(18)),
    Part.EVENING: (time(18), time(22)),
}
Week = dict[Part, tuple[str, ...]]


def week_of(stored: dict[str, list[str]]) -> Week:
    """A week as it is stored, without what is no part of the day and no weekday."""
    return {part: tuple(d for d in WEEKDAYS if d in stored.get(part, ())) for part in Part}


def hours_of(week: Week, zone: str) -> Hours:
    """A week as opening hours in a time zone."""
    slots = (Slot(frozenset(week[part]), *PARTS[part]) for part in Part if week.get(part))
    return Hours(tuple(slots), timezone=zone)


def part_of(at: datetime, zone: str) -> Part | None:
    """The part of the day in which an instant lies there; None at night."""
    wall = at.astimezone(ZoneInfo(zone)).time()
    return next((part for part, (begins, ends) in PARTS.items() if begins <= wall < ends), None)


def is_paused(paused: bool, until: date | None, today: date) -> bool:
    """Whether she takes a rest now; the last day of a pause still counts."""
    return paused and (until is None or today <= until)


def has_room(has: int, most: int) -> bool:
    """Whether one more is not too much for her."""
    return has < most


def known(codes: Iterable[str], all_codes: Iterable[str]) -> tuple[str, ...]:
    """The codes that exist, each once, in the order of the list."""
    told = set(codes)
    return tuple(code for code in all_codes if code in told)
