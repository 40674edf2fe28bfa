"""What signing in, inviting and letting in allow; pure."""

from datetime import datetime, timedelta
from enum import StrEnum

SHORTEST_PASSWORD = 12
INVITATION_LASTS = timedelta(days=7)
FREE_TRIES = 3
LONGEST_DELAY = timedelta(minutes=15)


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


def invitation_open(expires: datetime, used_at: datetime | None, now: datetime) -> bool:
    """Whether an invitation may still be accepted: once, within its seven days."""
    return used_at is None and now < expires


def long_enough(password: str) -> bool:
    """Whether a password may be chosen."""
    return len(password) >= SHORTEST_PASSWORD
