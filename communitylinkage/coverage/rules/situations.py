"""Situations in which help may be there for others and not for her, as `matching` reads them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from communitylinkage.matching.answer import broken
from communitylinkage.matching.need import Help, Need, Offer, Papers
from communitylinkage.values.places import Point
from communitylinkage.values.zones import ZONES

# How far she can travel: what the guide's search begins with.
REACH_KM = 50


class Situation(StrEnum):
    """Add at the end only: the order is that of the packed cells."""

    ANY = "any"
    PAPERS = "no_papers"
    CHILDREN = "children"
    DISABILITY = "disability"
    MONEY = "no_money"
    NIGHT = "night"
    NOTHING = "no_papers_no_money"


# What each adds to a need.
ASKS: Mapping[Situation, Mapping[str, Any]] = MappingProxyType(
    {
        Situation.ANY: {},
        Situation.PAPERS: {"papers": Papers.NONE},
        Situation.CHILDREN: {"children": True},
        Situation.DISABILITY: {"step_free": True},
        Situation.MONEY: {"free": True},
        Situation.NIGHT: {"open_now": True},
        Situation.NOTHING: {"papers": Papers.NONE, "free": True},
    }
)
KINDS = tuple(Help)
SITUATIONS = tuple(Situation)
_NIGHT_HOUR = time(3)
_WEDNESDAY = 2


def need_of(kind: Help, language: str, situation: Situation, place: Point, country: str) -> Need:
    """What the cell of a region asks for; a service may bring an interpreter.

    Args:
        place: the largest town of the region: there she stands.
    """
    return Need(
        kind=kind, languages=(language,), place=place, country=country,
        reach_km=float(REACH_KM), **ASKS[situation],
    )  # fmt: skip


def night_of(country: str, day: date) -> datetime:
    """When "at night" is: three in the morning there, on the Wednesday of a day's week."""
    wednesday = day + timedelta(days=_WEDNESDAY - day.weekday())
    there = datetime.combine(wednesday, _NIGHT_HOUR, ZoneInfo(ZONES.get(country, "UTC")))
    return there.astimezone(UTC)


def met(offer: Offer, night: datetime) -> int:
    """A bit for each situation in which an offer keeps nobody away who can reach and understand."""
    plain = Need(kind=Help.TALK)
    return sum(
        1 << bit
        for bit, situation in enumerate(SITUATIONS)
        if not broken(replace(plain, **ASKS[situation]), offer, night)
    )
