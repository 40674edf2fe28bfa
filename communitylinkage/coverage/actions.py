"""Measuring: regions made from places, all measured or what changed only, and kept by month."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import h3
import numpy as np
from django.db import transaction

from communitylinkage.coverage import queries
from communitylinkage.coverage.models import Measured, Region, Snapshot, Waiting
from communitylinkage.coverage.rules import levels, reach, supply
from communitylinkage.coverage.rules.levels import SHAPE
from communitylinkage.coverage.rules.situations import night_of
from communitylinkage.coverage.rules.together import measure_all
from communitylinkage.directory import candidates, taxonomy
from communitylinkage.directory.models import Place
from communitylinkage.facts.rules import month_of
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.matching.need import Offer
from communitylinkage.organisations.models import Organisation

# Cells about forty kilometres across: a journey that many can make, and a map that can be read.
RESOLUTION = 4
BATCH = 500


def code_of(country: str, cell: str) -> str:
    """A region's code: its country, and what tells its cell from others of its size."""
    return f"{country}-{cell[2:].rstrip('f')}"


@transaction.atomic
def make_regions(*, countries: Collection[str]) -> int:
    """Makes the regions of countries from their places; returns how many are new."""
    largest: dict[str, Region] = {}
    rows = Place.objects.filter(country__in=countries).order_by("-population", "pk")
    told = rows.values_list("country", "name", "latitude", "longitude", "population", "area")
    for country, name, up, along, people, area in told:
        cell = h3.latlng_to_cell(up, along, RESOLUTION)
        code = code_of(country, cell)
        region = largest.setdefault(
            code, Region(code=code, country=country, cell=cell, name=name, latitude=up,
                         longitude=along, people=0, areas={})
        )  # fmt: skip
        region.people += people
        region.areas[area] = region.areas.get(area, 0) + people
    known = set(Region.objects.values_list("pk", flat=True))
    new = [one for code, one in sorted(largest.items()) if code not in known]
    Region.objects.bulk_create(new, batch_size=BATCH)
    return len(new)


def on_listed(*, services: Sequence[UUID] | None) -> None:
    """Notes which services were filed anew; the worker measures them. None: all."""
    if services is None:
        Waiting.objects.create()
    else:
        Waiting.objects.bulk_create(Waiting(service=one) for one in services)


@transaction.atomic
def rebuild(*, now: datetime, processes: int = 1) -> int:
    """Measures every country with a service or an organisation of ours; returns how many."""
    Waiting.objects.all().delete()
    offers: dict[str, list[Offer]] = defaultdict(list)
    for offer in candidates.all_offers(now.date()):
        offers[offer.country].append(offer)
    ours = set(Organisation.objects.values_list("country", flat=True))
    countries = sorted((ours | set(offers)) & set(taxonomy.COUNTRIES))
    for country in countries:
        if not Region.objects.filter(country=country).exists():
            make_regions(countries=[country])
    nights = {country: night_of(country, now.date()) for country in countries}
    told = [supply.supply_of(offers[country], nights[country]) for country in countries]
    regions = [list(Region.objects.filter(country=country)) for country in countries]
    jobs = [
        (one, supply.vectors(queries.points(rows)), SHAPE)
        for one, rows in zip(told, regions, strict=True)
    ]
    Measured.objects.exclude(country__in=countries).delete()
    for country, job, rows, cells in zip(
        countries, jobs, regions, measure_all(jobs, processes), strict=True
    ):
        row = Measured(country=country, night=nights[country], month=month_of(now),
                       codes=[one.code for one in rows], shape=levels.AXES)  # fmt: skip
        _keep(row, job[0], cells, now)
    return len(countries)


def _keep(row: Measured, told: supply.Supply, cells: reach.Km, now: datetime) -> None:
    """Writes the measured down, and the month's snapshot."""
    row.supply, row.cells, row.changed = supply.packed(told), reach.packed(cells), now
    row.save()
    _keep_month(row, now)


def _keep_month(row: Measured, now: datetime) -> None:
    found = queries.read(row, now).levels
    Snapshot.objects.update_or_create(
        country=row.country, month=month_of(now),
        defaults={"codes": row.codes, "languages": list(LANGUAGES), "looked": now.date(),
                  "shape": list(found.shape), "levels": levels.packed(found)},
    )  # fmt: skip


def _look_daily(now: datetime) -> None:
    """The month's snapshots, once a day: nobody files a service when a mentor comes, rests or
    leaves, and at the month's end it is to be how it stood."""
    looked = Snapshot.objects.filter(month=month_of(now), looked=now.date())
    here = Measured.objects.filter(month=month_of(now), shape=levels.AXES)
    for row in here.exclude(pk__in=looked.values("country")).order_by("country"):
        _keep_month(row, now)


@transaction.atomic
def measure_changed(*, services: Collection[UUID], now: datetime) -> int:
    """Measures again what some services touch, and nothing else; returns how many countries."""
    wanted = {str(one) for one in services}
    offers = candidates.offers_of(services, now.date())
    touched = 0
    for row in Measured.objects.select_for_update().order_by("country"):
        before = supply.unpacked(bytes(row.supply))
        old = before.only(np.isin(before.ids, list(wanted)))
        mine = [one for one in offers if one.country == row.country]
        if not len(old) and not mine:
            continue
        touched += 1
        country = queries.read(row, now)
        come = supply.supply_of(mine, row.night)
        after = before.changed(wanted, come)
        cells = reach.measure_again(country.cells, [old, come], after, country.at, SHAPE)
        _keep(row, after, cells, now)
    return touched


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """The clock: what changed is measured; with a new month, or where our lists of languages, kinds
    of help or situations changed, everything. Once a day the month's snapshot is taken anew. How
    many countries were measured."""
    waiting = list(Waiting.objects.select_for_update().order_by("pk").values_list("pk", "service"))
    here = Measured.objects.filter(month=month_of(now))
    if not here.exists() and not (waiting or Measured.objects.exists()):
        return 0
    readable = len(queries.countries()) == Measured.objects.count()
    if not here.exists() or not readable or any(service is None for _pk, service in waiting):
        return rebuild(now=now)
    services = {service for _pk, service in waiting if service}
    known = set(Measured.objects.values_list("country", flat=True))
    offers = candidates.offers_of(services, now.date())
    if {one.country for one in offers} & set(taxonomy.COUNTRIES) - known:
        return rebuild(now=now)
    Waiting.objects.filter(pk__in=[pk for pk, _service in waiting]).delete()
    touched = measure_changed(services=services, now=now) if services else 0
    _look_daily(now)
    return touched
