"""Writes of the directory."""

import csv
from pathlib import Path

from django.db import transaction

from communitylinkage.directory import rules
from communitylinkage.directory.models import HelpLine

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
    """Brings the help lines up to the seed; keeps what an administrator confirmed.

    A confirmation is dropped where the number changed: nobody has confirmed the new one.

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
        if line.number != row["number"]:
            line.confirmed_by, line.confirmed_on = "", None
        for field, value in row.items():
            setattr(line, field, value)
        line.save()
    return len(rows)
