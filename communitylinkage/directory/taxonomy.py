"""Our terms for what HSDS leaves open, and how a service is read from its rows. Plain Python.

HSDS 3.0 has no table for eligibility or duties: they are attributes whose terms carry these codes,
`<group>:<value>`, in the taxonomy NAME.
"""

import json
import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

import h3

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

REMIND_AFTER_DAYS = 75
# H3's fifth resolution: cells of about 250 square kilometres, several villages or half a city.
COARSE = 5
# Texts of a service in further languages: HSDS 3.0 has no table for them, so each is an attribute
# whose `link_type` is the language and whose value is the text. What HSDS itself holds is in the
# language that `text:language` names.
TEXTS = (
    "name",
    "description",
    "fees_description",
    "eligibility_description",
    "application_process",
)
TEXT_LANGUAGE = "text:language"
# That a text may be older: `link_type` is its language, the value that of the newer text; each is
# empty for what HSDS itself holds.
OLDER = "text:older-"

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
        TEXT_LANGUAGE,
        *(f"text:{text}" for text in TEXTS),
        *(f"{OLDER}{text}" for text in TEXTS),
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


def coarse(point: Point) -> Point:
    """The middle of the large cell in which a point lies: what may be known of a secret address."""
    cell = h3.latlng_to_cell(point.latitude, point.longitude, COARSE)
    latitude, longitude = h3.cell_to_latlng(cell)
    return Point(round(latitude, 4), round(longitude, 4))


def point_of(extent: str) -> tuple[Point, dict[str, Any]] | None:
    """The point of a service area and all that it says; None where it is none on this earth."""
    try:
        told = json.loads(extent)
        along, up = told["coordinates"]
        return Point(up, along), told
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def extent_of(point: Point, country: str) -> str:
    """A point as the extent of a service area (GeoJSON), with the country that we need beside."""
    where = [point.longitude, point.latitude]
    return json.dumps({"type": "Point", "coordinates": where, "country": country})


def coarse_extent(extent: str) -> str | None:
    """The extent of a secret service, made coarse; None where it is not a point."""
    found = point_of(extent)
    if found is None or found[1].get("type") != "Point":
        return None
    country = found[1].get("country")
    return extent_of(coarse(found[0]), country if country in COUNTRIES else "")


def is_due(confirmed: date | None, today: date) -> bool:
    """Whether an entry wants to be confirmed again, before it is shown as old."""
    return confirmed is None or (today - confirmed).days >= REMIND_AFTER_DAYS


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
