"""CSV: one file per table, one column per field.

A text that a spreadsheet would run is guarded (`values.lists`), and is what it was when it comes
back.
"""

import csv
import io
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from communitylinkage.directory.interchange.plan import Fault, Plan, read_cells, settled
from communitylinkage.directory.interchange.tables import TABLES, Values, columns, spelled, stored
from communitylinkage.values.lists import guarded, unguarded


def _read(found: Plan, table: str, text: str) -> None:
    there = columns(table)
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    rows: dict[UUID, Values] = {}
    unknown = [name for name in reader.fieldnames or [] if name not in there]
    why = _("There is no such column in HSDS 3.0.")
    found.faults += [Fault(table, 1, str(name), why) for name in unknown]
    if "id" not in (reader.fieldnames or []):
        found.faults.append(Fault(table, 1, "id", _("The column is missing.")))
        return
    at = found.at.setdefault(table, {})
    for number, given in enumerate(reader, start=2):
        if None in given:
            found.faults.append(Fault(table, number, "", _("There are more cells than columns.")))
        row = read_cells(found, table, number, _unguarded(there, given))
        if row.get("id") in rows:
            found.faults.append(Fault(table, number, "id", _("The id comes twice.")))
        elif row.get("id"):
            rows[row["id"]], at[row["id"]] = row, (number, "")
    found.rows[table] = list(rows.values())


def _unguarded(
    there: Mapping[str, "models.Field[Any, Any]"], given: Mapping[Any, Any]
) -> dict[str, str]:
    return {
        name: unguarded(given[name] or "") if isinstance(one, models.TextField) else given[name]
        for name, one in there.items()
        if name in given
    }


def plan(files: Mapping[str, str], mine: frozenset[UUID] | None = None) -> Plan:
    """What would be added, changed and dropped, and every fault; writes nothing.

    Args:
        files: table name to the text of its CSV file.
        mine: the organizations whose rows may be written; None for all.
    """
    found = Plan()
    for table, text in files.items():
        if table not in TABLES:
            found.faults.append(Fault(table, 0, "", _("There is no such table in HSDS 3.0.")))
            continue
        try:
            _read(found, table, text)
        except csv.Error as error:
            why = _("This is not a CSV file: %(why)s.") % {"why": error}
            found.faults.append(Fault(table, 0, "", why))
    return settled(found, mine)


def export(only: Mapping[str, Collection[UUID]] | None = None) -> dict[str, str]:
    """Every table as the text of a CSV file, rows in the order of their ids.

    Args:
        only: table name to the ids of the rows that go out; None for all.
    """
    files = {}
    for table in TABLES:
        there = columns(table)
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(there)
        for number, row in sorted(stored(table).items()):
            if only is None or number in only[table]:
                writer.writerow([_written(one, row[name]) for name, one in there.items()])
        files[table] = out.getvalue()
    return files


def _written(one: "models.Field[Any, Any]", value: Any) -> str:
    text = spelled(value)
    return guarded(text) if isinstance(one, models.TextField) else text
