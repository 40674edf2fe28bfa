"""How long a session is, and when it is, with the clock changes of its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONGEST_MINUTES = 12 * 60


class NoSuchTime(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    """The clocks jump over this time on this day."""


def moment(day: date, clock: time, zone: str) -> datetime:
    """The instant at which a clock on a wall there shows this; the first one where it is twice.

    Raises:
        NoSuchTime: the clocks go forward over it.
    """
    there = datetime.combine(day, clock, ZoneInfo(zone))
    instant = there.astimezone(UTC)
    if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != there.replace(tzinfo=None):
        raise NoSuchTime
    return instant


def minutes_between(begins: datetime, ends: datetime) -> int:
    """Minutes that really passed. Two times of one zone would be subtracted as their clocks show
    them, which is wrong by an hour when the clocks change in between; so both go to UTC first."""
    return int((ends.astimezone(UTC) - begins.astimezone(UTC)).total_seconds()) // 60


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody was at a session. `minutes`: how long, where she did not stay for all of it."""

    begins: datetime
    ends: datetime
    minutes: int | None = None


def minutes_of(stay: Stay) -> int:
    """How long it counts: never longer than the session."""
    whole = minutes_between(stay.begins, stay.ends)
    return whole if stay.minutes is None else min(stay.minutes, whole)


def longer(one: Stay | None, other: Stay) -> Stay:
    """What counts where one person was noted twice in a session: the longer stay, not both."""
    return other if one is None or minutes_of(one) < minutes_of(other) else one


def total(stays: Iterable[Stay]) -> int:
    """The minutes of all sessions together."""
    return sum(map(minutes_of, stays))
