"""When a case is over, and what happens to it then; plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# The register's "90 days after closing".
KEPT = timedelta(days=90)
# For how long before it is erased its coordinators are told.
WARNING = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something of a case: when it last moved, and whether it still goes on."""

    at: datetime
    open: bool = False


class Standing(StrEnum):
    """Where a case stands with its end."""

    OPEN = "open"
    KEPT = "kept"
    SOON = "soon"
    HELD = "held"
    DUE = "due"


class Key(StrEnum):
    """Whose key opens something."""

    POST = "post"
    RECEIPT = "receipt"
    LINK = "link"
    MENTOR = "mentor"
    SOMEBODY = "somebody"


def closed_since(moments: Iterable[Moment]) -> datetime | None:
    """When the last of it closed; None while something goes on, or where nothing ever began."""
    known = list(moments)
    if not known or any(one.open for one in known):
        return None
    return max(one.at for one in known)


def erased_on(closed: datetime) -> datetime:
    """From when on it is erased."""
    return closed + KEPT


def standing(closed: datetime | None, held: bool, now: datetime) -> Standing:
    """Where it stands.

    Args:
        closed: what `closed_since` gives.
        held: whether a hold stands.
    """
    if closed is None:
        return Standing.OPEN
    left = erased_on(closed) - now
    if left > WARNING:
        return Standing.KEPT
    if held:
        return Standing.HELD
    return Standing.SOON if left > timedelta(0) else Standing.DUE
