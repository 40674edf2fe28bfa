"""Our terms for what HSDS leaves open, and how a service is read from its rows. Plain Python.

HSDS 3.0 has no table for eligibility or duties: they are attributes whose terms carry these codes,
`<group>:<value>`, in the taxonomy NAME.
"""

import unicodedata
import uuid
from collections.abc import Collection
from datetime import date

from communitylinkage.matching.need import Accepts, Authority, Bridge, Help, Tells
from communitylinkage.values.places import Point
from communitylinkage.values.zones import ZONES

NAME = "communitylinkage"
MADE_UP = "note:made-up"
SECRET = "address:secret"  # noqa: S105 # nosec -- a term, not a password
FLAGS = (
    "feature:remote",
    "feature:women-only",
    "feature:children",
    "feature:step-free",
    "asks:identity-card",
    "asks:police-report",
    SECRET,
    MADE_UP,
)
STALE_AFTER_DAYS = 90
ROOM_OLD_AFTER_DAYS = 7

_NAMESPACE = uuid.UUID("6f6b1a36-5b0e-5c0e-9e42-0f6d1c1c3a11")
COUNTRIES = tuple(ZONES)


def every_code() -> tuple[str, ...]:
    """All codes of the taxonomy."""
    return (
        *(f"help:{kind}" for kind in Help),
        *(f"papers:{answer}" for answer in Accepts),
        *(f"tells-{authority}:{duty}" for authority in Authority for duty in Tells),
        *(f"bridge:{bridge}" for bridge in Bridge),
        *FLAGS,
    )


def term_id(code: str) -> uuid.UUID:
    """The same id for a code in every installation, so that exports meet again."""
    return uuid.uuid5(_NAMESPACE, code)


def kinds(codes: Collection[str]) -> frozenset[Help]:
    """The kinds of help among codes."""
    return frozenset(kind for kind in Help if f"help:{kind}" in codes)


def papers(codes: Collection[str]) -> Accepts:
    """Whether women without papers are taken; ask, where nobody said."""
    return next((answer for answer in Accepts if f"papers:{answer}" in codes), Accepts.ASK)


def tells(codes: Collection[str]) -> dict[Authority, Tells]:
    """Whom the service must tell; what nobody stated is unknown."""
    return {
        authority: next(
            (duty for duty in Tells if f"tells-{authority}:{duty}" in codes), Tells.UNKNOWN
        )
        for authority in Authority
    }


def bridges(codes: Collection[str]) -> frozenset[Bridge]:
    """How languages are bridged."""
    return frozenset(bridge for bridge in Bridge if f"bridge:{bridge}" in codes)


def zone(country: str, point: Point | None) -> str:
    """The time zone of a place; HSDS has only an offset, which daylight saving makes wrong."""
    if point and country == "ES" and point.longitude < -12:
        return "Atlantic/Canary"
    if point and country == "PT" and point.longitude < -12:
        return "Atlantic/Azores" if point.longitude < -20 else "Atlantic/Madeira"
    return ZONES.get(country, "UTC")


def is_stale(confirmed: date | None, today: date) -> bool:
    """Whether an entry was last confirmed 90 days ago or longer, or never."""
    return confirmed is None or (today - confirmed).days >= STALE_AFTER_DAYS


def is_room_old(said: date, today: date) -> bool:
    """Whether what was said about room was said a week ago or longer."""
    return (today - said).days >= ROOM_OLD_AFTER_DAYS


def folded(name: str) -> str:
    """A place's name as it is compared: no case, no accents, single spaces; any script."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(s if s.isalnum() else " " for s in bare).split())
