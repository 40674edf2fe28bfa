"""What signing in, inviting, letting in and duty allow; pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from communitylinkage.values.opening import WEEKDAYS, Hours, Slot, is_open
from communitylinkage.values.zones import ZONES

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
INVITATION_LASTS = timedelta(days=7)
PASSWORD_LINK_LASTS = timedelta(hours=2)
FREE_TRIES = 3
FREE_TRIES_OF_A_SOURCE = 12
LONGEST_DELAY = timedelta(minutes=15)
# Long enough to make a call between two pages, shorter than a break for which one leaves the room.
IDLE = timedelta(minutes=10)


class MembershipState(StrEnum):
    """Where a membership stands. Who is only invited has an Invitation and no membership yet."""

    AWAITING = "awaiting"
    ACTIVE = "active"
    LEFT = "left"


class NotAllowed(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Something was refused; the first argument is a sentence for people."""


def delay_after(failures: int) -> timedelta:
    """How long the next try waits after so many wrong ones (DESIGN 6: growing, per account)."""
    if failures < FREE_TRIES:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(failures - FREE_TRIES + 2, 20)), LONGEST_DELAY)


def was_idle(last_used: datetime, now: datetime) -> bool:
    """Whether a browser was left alone so long that the password is asked again before a seal."""
    return now - last_used > IDLE


def link_open(expires: datetime, used_at: datetime | None, now: datetime) -> bool:
    """Whether a link may still be used: once, until it expires."""
    return used_at is None and now < expires


def long_enough(password: str) -> bool:
    """Whether a password may be chosen."""
    return len(password) >= SHORTEST_PASSWORD


BY_COORDINATOR = ("mentor", "professional", "coordinator")
# Whom only the administrator could invite; colleagues are let in by their own coordinator.
BY_ADMINISTRATOR = ("coordinator", "lead", "administrator")


def administrator_lets_in(role: str, organisation_has_coordinator: bool) -> bool:
    """Whether the site's administrator may let somebody in: only where no coordinator could."""
    if role == "administrator":
        return True
    return role in BY_ADMINISTRATOR and not organisation_has_coordinator


@dataclass(frozen=True, slots=True)
class Shift:
    """When somebody is on duty: each week (weekdays 0 to 6, hours), or once, from and until."""

    weekday: int | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    starts: datetime | None = None
    ends: datetime | None = None


def is_on(shift: Shift, now: datetime, zone: str) -> bool:
    """Whether a shift runs now, by the clock of the organisation's country."""
    if shift.starts and shift.ends:
        return shift.starts <= now < shift.ends
    if shift.weekday is None or shift.opens_at is None or shift.closes_at is None:
        return False
    slot = Slot(frozenset({WEEKDAYS[shift.weekday]}), shift.opens_at, shift.closes_at)
    return is_open(Hours((slot,), (), zone), now)


def days_of(shift: Shift, zone: str) -> tuple[date, date] | None:
    """The first and the last day of a shift that runs once, from midnight to midnight."""
    if shift.starts is None or shift.ends is None:
        return None
    last = shift.ends - timedelta(seconds=1)
    here = ZoneInfo(zone)
    return shift.starts.astimezone(here).date(), last.astimezone(here).date()


def zone_of(country: str) -> str:
    """The clock that an organisation's duties go by."""
    return ZONES.get(country, "UTC")
