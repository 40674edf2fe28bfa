"""What may be done with a certificate; plain Python."""

from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

# Where a day begins first: a day that is tomorrow there too has not come anywhere.
_FIRST_MORNING = timezone(timedelta(hours=14))
# A list is left before it is full, so that a free place is soon found by chance.
FULLEST = 65_536


class Reason(StrEnum):
    """Why a certificate is taken back. Never more than this is kept."""

    MISTAKE = "mistake"
    NOT_MET = "not-met"
    REPLACED = "replaced"
    ASKED = "asked"


class NotGivenError(Exception):
    """It cannot be given so; the first argument is a code."""


class TakenBackError(Exception):
    """It was taken back before."""


def valid_from(day: date, now: datetime) -> datetime:
    """The moment from which a certificate of `day` is valid: its first, never a coming one.

    Raises:
        NotGivenError: the day has not come yet.
    """
    if day > now.astimezone(_FIRST_MORNING).date():
        raise NotGivenError("day")
    return min(datetime.combine(day, time(), now.tzinfo), now)


def list_of(given: int) -> int:
    """The number of the list in which the next certificate gets its place."""
    return given // FULLEST + 1


def check_revocable(revoked_on: date | None) -> None:
    """Refuses a second time: the first day and reason stay.

    Raises:
        TakenBackError: it was taken back before.
    """
    if revoked_on is not None:
        raise TakenBackError
