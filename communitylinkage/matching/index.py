"""How offers are filed, so that a need looks at few of them; never the rule (answer.py is).

An offer stands in one list per kind of help and language, in that of "any language", and in that
of interpreters; in each at the cell where it is, or, when nobody travels there, at a number below
all cells. What is filed only ever promises too much: the rule has the last word on each offer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zlib import crc32
from zoneinfo import ZoneInfo

from communitylinkage.matching import rings
from communitylinkage.matching.answer import COSTS_KM
from communitylinkage.matching.need import Accepts, Authority, Bridge, Help, Need, Offer, Papers
from communitylinkage.matching.need import Tells as Duty
from communitylinkage.values.opening import WEEKDAYS, Hours, Slot
from communitylinkage.values.places import EARTH_KM, Point

ANY, BRIDGED, FIRST = 0, 1, 2
# The slot of a language is its place in this list: add at the end only, and rebuild the index.
# A language that is not in it shares one of the last slots with others.
_NAMED = (
    "am ar bg bn ca cs da de el en es et eu fa fi fr gl he hr hu it lt lv mt nl pl prs ps pt ro "
    "ru sk sl so sq sr sv ti tr uk ur vi zh"
)
LANGUAGES = tuple(_NAMED.split())
_SHARED = 64 - FIRST - len(LANGUAGES)
KINDS = tuple(Help)

REMOTE, CHILDREN, STEP_FREE, FREE, WOMEN_ONLY, PAPERS_NO, PAPERS_YES, MEDIATOR = (
    1 << bit for bit in range(8)
)
MUST = {authority: 1 << bit for bit, authority in enumerate(Authority, start=8)}

# Remote help costs the same from everywhere (answer.weigh).
REMOTE_KM = 5.0
ROOM_DAYS = 7
NOWHERE = 2000 << 20
EVERY_COUNTRY = 0  # remote help is filed under its own country and under this
_PART = 56  # hours of the week in one column: three fill a week, each fits a signed integer
_WEEK = 168


def slot(language: str) -> int:
    """The slot of a language, from FIRST to 63."""
    if language in LANGUAGES:
        return FIRST + LANGUAGES.index(language)
    return FIRST + len(LANGUAGES) + crc32(language.encode()) % _SHARED


def speaking(languages: Sequence[str] | frozenset[str]) -> int:
    """A bit for each language."""
    mask = 0
    for language in languages:
        mask |= 1 << slot(language) - FIRST
    return mask


def country_slot(country: str) -> int:
    """A small number for a country; what is no code of two letters shares a few."""
    if len(country) == 2 and country.isascii() and country.isupper():
        return 1 + 26 * (ord(country[0]) - 65) + ord(country[1]) - 65
    return 700 + crc32(country.encode()) % 300


def lists(need: Need) -> tuple[int, ...]:
    """The lists that together hold every offer that may answer a need."""
    kind = KINDS.index(need.kind) * 64
    if not need.languages:
        return (kind + ANY,)
    spoken = {kind + slot(language) for language in need.languages}
    return (*sorted(spoken), *([kind + BRIDGED] if need.interpreter else []))


def afar(country: int, rank: int = 0) -> int:
    """Where remote help of a country (its slot) is filed, the least barriers first."""
    return country << 20 | min(rank, (1 << 20) - 1)


def remote_cells(country: str, cost: float) -> tuple[int, int]:
    """Where remote help of a country, or of every one, is filed that costs so much at most."""
    slot = country_slot(country) if country else EVERY_COUNTRY
    return afar(slot), afar(slot, rank(min(cost, 1e6)))


def rank(floor: float) -> int:
    """A floor as a whole number in the same order."""
    return int(floor * 100)


def _vector(point: Point) -> tuple[float, float, float]:
    return rings.vector(point.latitude, point.longitude)


def _slot_hours(slot: Slot, shift: int) -> int:
    """The hours of the week that an opening touches, moved by whole hours."""
    mask = 0
    opens, closes = slot.opens_at.hour, slot.closes_at.hour + bool(slot.closes_at.minute)
    if slot.closes_at <= slot.opens_at:
        closes += 24
    for day, name in enumerate(WEEKDAYS):
        if name in slot.byday:
            for hour in range(day * 24 + opens, day * 24 + max(closes, opens + 1)):
                mask |= 1 << (hour + shift) % _WEEK
    return mask


@lru_cache(maxsize=4096)  # most services keep one of a few timetables
def week(hours: Hours) -> int:
    """A bit for each hour of the week, from Monday 00:00 UTC in winter, in which it may be open.

    Validity and closures are left to the rule.
    """
    zone = ZoneInfo(hours.timezone)
    winter, summer = (datetime(2026, month, 15, tzinfo=zone).utcoffset() for month in (1, 7))
    if winter is None or summer is None or winter % timedelta(hours=1):
        return (1 << _WEEK) - 1
    if not timedelta() <= summer - winter <= timedelta(hours=1):
        return (1 << _WEEK) - 1
    shift = -(winter // timedelta(hours=1))
    mask = 0
    for opening in hours.slots:
        mask |= _slot_hours(opening, shift)
    return mask


def hours_at(at: datetime) -> tuple[int, int, int]:
    """The bits of an instant in the three columns: its hour as in winter, and as in summer."""
    there = at.astimezone(UTC)
    hour = there.weekday() * 24 + there.hour
    return parts(1 << hour | 1 << (hour + 1) % _WEEK)


def parts(mask: int) -> tuple[int, int, int]:
    """A week as three integers that a database holds."""
    low = (1 << _PART) - 1
    return mask & low, mask >> _PART & low, mask >> 2 * _PART


def floor(offer: Offer) -> float:
    """What an offer costs at least, whoever asks, apart from the way to it."""
    told = [offer.tells.get(authority, Duty.UNKNOWN) for authority in Authority]
    return (
        REMOTE_KM * offer.remote
        + COSTS_KM["must_tell"] * told.count(Duty.MUST)
        + COSTS_KM["unknown_tell"] * told.count(Duty.UNKNOWN)
        + COSTS_KM["cost"] * (not offer.free)
        + COSTS_KM["identity_card"] * offer.needs_identity_card
        + COSTS_KM["police_report"] * offer.needs_police_report
    )


def flags(offer: Offer) -> int:
    """The yes and no of an offer as bits."""
    bits = {
        REMOTE: offer.remote,
        CHILDREN: offer.children or offer.remote,
        STEP_FREE: offer.step_free or offer.remote,
        FREE: offer.free,
        WOMEN_ONLY: offer.women_only,
        PAPERS_NO: offer.papers == Accepts.NO,
        PAPERS_YES: offer.papers == Accepts.YES,
        MEDIATOR: Bridge.MEDIATOR in offer.bridges,
        **{bit: offer.tells.get(a) == Duty.MUST for a, bit in MUST.items()},
    }
    return sum(bit for bit, so in bits.items() if so)


def wanted(need: Need) -> tuple[int, int]:
    """The bits that an offer must have, and those that it must not have."""
    have = (
        CHILDREN * need.children
        | STEP_FREE * need.step_free
        | FREE * need.free
        | WOMEN_ONLY * need.women_only
        | REMOTE * need.remote_only
    )
    not_have = PAPERS_NO * (need.papers == Papers.NONE)
    for authority in need.tells_none_of:
        not_have |= MUST[authority]
    return have, not_have


@dataclass(frozen=True, slots=True)
class Filed:
    """One offer in one list, as a row of the index."""

    key: int
    cell: int
    country: int
    floor: float
    x: float
    y: float
    z: float
    speaks: int
    flags: int
    week: tuple[int, int, int]
    full_until: int


def file(offer: Offer, room_said: date | None) -> Iterator[Filed]:
    """The rows of an offer; `offer.room` is what was said on the day `room_said`."""
    least = floor(offer)
    if offer.remote:
        cells = [afar(at, rank(least)) for at in (country_slot(offer.country), EVERY_COUNTRY)]
    else:
        cells = [rings.leaf(offer.point) if offer.point else NOWHERE]
    slots = {ANY, *map(slot, offer.languages), *([BRIDGED] if offer.bridges else [])}
    full = room_said.toordinal() + ROOM_DAYS if room_said and offer.room is False else 0
    about = (
        country_slot(offer.country),
        least,
        *(_vector(offer.point) if offer.point else (0.0, 0.0, 0.0)),
        speaking(offer.languages),
        flags(offer),
        parts(week(offer.hours)),
        full,
    )
    for kind in sorted(offer.kinds):
        for cell in cells:
            for one in sorted(slots):
                yield Filed(KINDS.index(kind) * 64 + one, cell, *about)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a need counts on each row: the least that the offer can cost is put together of it."""

    today: int
    papers: float
    closed: float
    languages: int
    mediator: float
    telephone: float
    no_room: float
    x: float
    y: float
    z: float
    earth: float
    reach: float


def counted(need: Need, now: datetime) -> Counted:
    """A chord is shorter than the way over the ground, so what is counted is never too much."""
    unsaid = min(COSTS_KM["papers_ask"], COSTS_KM["papers_unsaid"])
    spoken = speaking(need.languages)
    # Where no way is counted, the earth has no size.
    return Counted(
        now.date().toordinal(),
        0.0 if need.papers == Papers.HAVE else unsaid,
        min(COSTS_KM["closed_now"], COSTS_KM["closed_then"], COSTS_KM["hours_unknown"]),
        spoken,
        COSTS_KM["mediator"] if spoken else 0.0,
        COSTS_KM["telephone_interpreter"] if spoken else 0.0,
        COSTS_KM["no_room"],
        *(_vector(need.place) if need.place else (0.0, 0.0, 0.0)),
        EARTH_KM if need.place else 0.0,
        # The square of a chord, a hair longer than she can travel.
        ((need.reach_km + 1e-2) / EARTH_KM) ** 2 if need.place else 10.0,
    )
