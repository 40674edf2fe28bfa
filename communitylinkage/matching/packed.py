"""An offer as one line of text, so that a search needs no other table; read by `unpack` alone."""

import json
from datetime import date, time
from functools import lru_cache
from typing import Any

from communitylinkage.matching.index import ROOM_DAYS
from communitylinkage.matching.need import Accepts, Authority, Bridge, Help, Offer, Tells
from communitylinkage.values.opening import WEEKDAYS, Closure, Hours, Slot
from communitylinkage.values.places import Point

_YES_NO = (
    "remote",
    "secret_address",
    "women_only",
    "children",
    "step_free",
    "free",
    "needs_identity_card",
    "needs_police_report",
)
_read = json.JSONDecoder().raw_decode
# A look into a table is quicker than a call of the enumeration.
_HELP = {str(one): one for one in Help}
_ACCEPTS = {str(one): one for one in Accepts}
_AUTHORITY = {str(one): one for one in Authority}
_TELLS = {str(one): one for one in Tells}
_BRIDGE = {str(one): one for one in Bridge}


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0


def _date(number: int) -> date | None:
    return date.fromordinal(number) if number else None


def _packed_hours(hours: Hours) -> str:
    slots = [
        [
            [day for day in WEEKDAYS if day in slot.byday],
            slot.opens_at.isoformat(),
            slot.closes_at.isoformat(),
            _day(slot.valid_from),
            _day(slot.valid_to),
        ]
        for slot in hours.slots
    ]
    closures = [[_day(closure.first), _day(closure.last)] for closure in hours.closures]
    return json.dumps([slots, closures, hours.timezone], separators=(",", ":"))


# Most services keep one of a few timetables.
@lru_cache(maxsize=4096)
def _hours(text: str) -> Hours:
    slots, closures, zone = json.loads(text)
    return Hours(
        tuple(
            Slot(frozenset(days), time.fromisoformat(opens), time.fromisoformat(closes),
                 _date(first), _date(last))
            for days, opens, closes, first, last in slots
        ),
        tuple(Closure(date.fromordinal(first), date.fromordinal(last)) for first, last in closures),
        zone,
    )  # fmt: skip


def pack(offer: Offer, room_said: date | None) -> str:
    """An offer as text; `offer.room` is what was said on the day `room_said`."""
    values: list[Any] = [
        offer.id,
        offer.organisation,
        sorted(offer.kinds),
        sorted(offer.languages),
        offer.country,
        [offer.point.latitude, offer.point.longitude] if offer.point else None,
        offer.papers,
        {str(authority): str(duty) for authority, duty in offer.tells.items()},
        sorted(offer.bridges),
        [int(getattr(offer, name)) for name in _YES_NO],
        None if offer.room is None else [int(offer.room), _day(room_said)],
        _packed_hours(offer.hours),
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpack(text: str, today: date) -> Offer:
    """The offer as it stands today: what was said about room grows old."""
    (number, organisation, kinds, spoken, country, point, papers, tells, bridges, flags, room,
     hours), _end = _read(text)  # fmt: skip
    recent = room is not None and today.toordinal() < room[1] + ROOM_DAYS
    return Offer(
        id=number,
        organisation=organisation,
        kinds=frozenset([_HELP[kind] for kind in kinds]),
        languages=frozenset(spoken),
        country=country,
        point=Point(*point) if point else None,
        papers=_ACCEPTS[papers],
        tells={_AUTHORITY[authority]: _TELLS[duty] for authority, duty in tells.items()},
        bridges=frozenset([_BRIDGE[bridge] for bridge in bridges]),
        hours=_hours(hours),
        room=bool(room[0]) if recent else None,
        room_age=max(0, today.toordinal() - room[1]) if recent else None,
        **{name: bool(flag) for name, flag in zip(_YES_NO, flags, strict=True)},
    )
