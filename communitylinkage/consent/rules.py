"""When a consent is in force; plain Python."""

from datetime import datetime, timedelta
from enum import StrEnum

MOST_RECIPIENTS = 3
LONGEST = timedelta(days=180)
# What she can agree to share, as her paper names it; nothing else goes from one to another.
ITEMS = ("need", "name", "contact", "children")


class Why(StrEnum):
    """Why a consent cannot be given as it is; wording turns it into a sentence."""

    NOBODY = "nobody"
    TOO_MANY = "too_many"
    TWICE = "twice"
    TOO_LONG = "too_long"
    OVER = "over"


class NotConsented(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """There is no consent in force for this."""


def refusals(recipients: list[str], until: datetime, now: datetime) -> tuple[Why, ...]:
    """What stands against a consent (DESIGN 6: in order, at most three; never without an end)."""
    checks = {
        Why.NOBODY: not recipients,
        Why.TOO_MANY: len(recipients) > MOST_RECIPIENTS,
        Why.TWICE: len(set(recipients)) < len(recipients),
        Why.TOO_LONG: until - now > LONGEST,
        Why.OVER: until <= now,
    }
    return tuple(why for why, so in checks.items() if so)


def in_force(until: datetime, ended: datetime | None, now: datetime) -> bool:
    """Whether it holds now: not over, and no withdrawal asked for."""
    return ended is None and now < until
