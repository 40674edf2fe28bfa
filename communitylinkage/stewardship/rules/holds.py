"""What keeps a case from being erased: a reason, and two people who say so; plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from communitylinkage.values import moves

# How long a hold stands on the word of one person.
WAITS = timedelta(days=14)
LONGEST = timedelta(days=365)


class Reason(StrEnum):
    """Why; a code, because words about her would lie open here."""

    COURT = "court"
    COMPLAINT = "complaint"
    HER_WISH = "her_wish"


class Why(StrEnum):
    """Why a hold is not confirmed or ended."""

    SAME_PERSON = "same_person"
    OVER = "over"
    TWICE = "twice"


class RefusedError(moves.Refused):
    """Something about a hold cannot be done; wording turns `why` into a sentence."""

    why: Why


@dataclass(frozen=True, slots=True)
class Held:
    """A hold as the rule reads it."""

    asked_by: UUID
    asked_at: datetime
    until: datetime
    confirmed: bool
    ended: bool


def stands(hold: Held, now: datetime) -> bool:
    """Whether it keeps the case now: for two weeks on one word, then on two."""
    if hold.ended or now >= hold.until:
        return False
    return hold.confirmed or now < hold.asked_at + WAITS


def check_ask(before: Iterable[Held], by: UUID, now: datetime) -> None:
    """Whether somebody can ask for a hold.

    On one word alone a case is kept once: else who asks again and again keeps it for ever. What two
    people agreed to may be asked for again by either, when its year is over.

    Args:
        before: every hold of the case, also those that ended.

    Raises:
        RefusedError: one stands, or nobody ever said yes to one that she asked for.
    """
    if any(stands(hold, now) or (hold.asked_by == by and not hold.confirmed) for hold in before):
        raise RefusedError(Why.TWICE)


def check_confirm(hold: Held, by: UUID, now: datetime) -> None:
    """Whether somebody can be its second person.

    Raises:
        RefusedError: the same person, it is over, or it was confirmed already.
    """
    if not stands(hold, now):
        raise RefusedError(Why.OVER)
    if hold.confirmed:
        raise RefusedError(Why.TWICE)
    if hold.asked_by == by:
        raise RefusedError(Why.SAME_PERSON)
