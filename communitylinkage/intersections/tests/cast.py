"""Made-up populations, frozen."""

from datetime import UTC, datetime

from communitylinkage.directory.models import Place
from communitylinkage.intersections import actions
from communitylinkage.intersections.models import Quarter
from communitylinkage.intersections.rules.asking import Asked
from communitylinkage.intersections.rules.populations import Population, What
from communitylinkage.network.models import Community

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def a_quarter(population, quarter, *rows):
    """Rows: number, codes by name, organisation."""
    year, number = quarter.split("-")
    month = f"{year}-{int(number) * 3:02d}"
    kept = [[month, codes, organisation, many] for many, codes, organisation in rows]
    return Quarter.objects.create(population=population, quarter=quarter, rows=kept, at=NOW)


def women(quarter="2026-3", **many):
    """By kind in Spain: women(group=12)."""
    rows = [
        (n, {"country": "ES", "kind": kind, "standing": "known"}, "") for kind, n in many.items()
    ]
    return a_quarter(Population.WOMEN, quarter, *rows)


def members(quarter="2026-3", **many):
    """By origin in Spain, of two organisations."""
    rows = [
        (n, {"country": "ES", "origin": origin, "how": how}, organisation)
        for origin, n in many.items()
        for organisation in ("one", "two")
        for how in ("contact", "activity")
    ]
    return a_quarter(Population.MEMBERS, quarter, *rows)


def asked(population=Population.WOMEN, rows=What.KIND, columns=None, first="2026-3",
          last="2026-3", audience="partners", how=""):  # fmt: skip
    return Asked(population, rows, columns, first, last, audience, how)


def let_out(cast, **what):
    return actions.let_out(
        asked=asked(**what), organisation=cast.service.pk, by=cast.coordinator.pk, now=NOW
    )


def a_community(origin):
    """So that its origin is one of the codes."""
    place, _new = Place.objects.get_or_create(
        pk=1, defaults={"name": "X", "country": "ES", "latitude": 1, "longitude": 1,
                              "population": 1},
    )  # fmt: skip
    return Community.objects.create(name=origin, language="ar", origin=origin, place=place)
