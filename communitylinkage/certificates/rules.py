"""What may be done with a certificate; plain Python."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from communitylinkage.values.text import folded

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
    ENDED = "ended"


class NotGivenError(Exception):
    """It cannot be given so; the first argument is a code."""


class TakenBackError(Exception):
    """It was taken back before."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A certificate to be given.

    `name`: whose it is; it is hashed and kept nowhere. `achievement`: its neutral title, in
    `language` (BCP 47). `criteria`: what was to be done for it, one sentence. `day`: from which it
    is valid. `description`: of what was reached; the title where there is none.
    """

    name: str
    achievement: str
    criteria: str
    day: date
    language: str
    description: str = ""


def check_wanted(wanted: Wanted) -> None:
    """Refuses what would say nothing.

    Raises:
        NotGivenError: the name has no letter ("name"), or title or criteria are empty ("text").
    """
    if not folded(wanted.name):
        raise NotGivenError("name")
    if not wanted.achievement.strip() or not wanted.criteria.strip():
        raise NotGivenError("text")


def valid_from(day: date, now: datetime) -> datetime:
    """The moment from which a certificate of `day` is valid: its first, never a coming one.

    Raises:
        NotGivenError: the day has not come yet ("day").
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
