"""The directory as CSV files of HSDS 3.0: one file per table, one column per field.

Nothing is written until a plan without errors is carried out. Source of names and columns: the
standard's tabular data package.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction

from communitylinkage.directory import candidates, hsds

# In the order in which rows can be written: what is pointed at comes first.
TABLES: dict[str, type[hsds.Row]] = {
    "organizations": hsds.Organization,
    "organization_identifiers": hsds.OrganizationIdentifier,
    "programs": hsds.Program,
    "services": hsds.Service,
    "locations": hsds.Location,
    "service_at_location": hsds.ServiceAtLocation,
    "addresses": hsds.Address,
    "contacts": hsds.Contact,
    "phones": hsds.Phone,
    "languages": hsds.Language,
    "accessibility": hsds.Accessibility,
    "schedules": hsds.Schedule,
    "cost_options": hsds.CostOption,
    "required_documents": hsds.RequiredDocument,
    "service_areas": hsds.ServiceArea,
    "funding": hsds.Funding,
    "taxonomies": hsds.Taxonomy,
    "taxonomy_terms": hsds.TaxonomyTerm,
    "attributes": hsds.Attribute,
    "metadata": hsds.Metadata,
    "meta_table_descriptions": hsds.MetaTableDescription,
}
LARGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be taken: the file, the row (the heading is row 1), the column, and why."""

    table: str
    row: int
    column: str
    why: str


@dataclass(slots=True)
class Plan:
    """What an import would do; `elsewhere` are optional keys whose rows are not here."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    added: dict[str, list[UUID]] = field(default_factory=dict)
    changed: dict[str, list[UUID]] = field(default_factory=dict)
    dropped: dict[str, list[UUID]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    elsewhere: list[Fault] = field(default_factory=list)


class NotTakenError(ValueError):
    """A plan with faults is not carried out."""


def _columns(model: type[hsds.Row]) -> dict[str, "models.Field[Any, Any]"]:
    return {str(one.column): one for one in model._meta.concrete_fields}


def _cell(one: "models.Field[Any, Any]", typed: str) -> Any:
    """A cell as the table holds it.

    Raises:
        ValidationError: with the reason.
    """
    if "\x00" in typed:
        raise ValidationError("a sign that no text holds (NUL)")
    if len(typed) > LARGEST_CELL:
        raise ValidationError("longer than a million signs")
    if isinstance(one, models.TextField):
        return typed
    if not typed.strip():
        if not one.null:
            raise ValidationError("empty")
        return None
    kind = one.target_field if isinstance(one, models.ForeignKey) else one
    value = kind.to_python(typed)
    if isinstance(value, float) and value - value != 0:
        raise ValidationError("not a number")
    return value


def _row(
    plan: Plan,
    table: str,
    at: int,
    given: Mapping[str, str | None],
    columns: Mapping[str, "models.Field[Any, Any]"],
) -> dict[str, Any]:
    """The cells of a row that can be taken; the others are faults of the plan."""
    row: dict[str, Any] = {}
    if None in given:
        plan.faults.append(Fault(table, at, "", "more cells than columns"))
    for name in columns.keys() & given.keys():
        try:
            row[name] = _cell(columns[name], given[name] or "")
        except (ValidationError, OverflowError) as refused:
            why = " ".join(getattr(refused, "messages", ["out of range"]))
            plan.faults.append(Fault(table, at, name, why))
    return row


def _read(plan: Plan, table: str, text: str) -> None:
    columns = _columns(TABLES[table])
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    rows: dict[UUID, dict[str, Any]] = {}
    unknown = [name for name in reader.fieldnames or [] if name not in columns]
    plan.faults += [Fault(table, 1, str(name), "no such column in HSDS 3.0") for name in unknown]
    if "id" not in (reader.fieldnames or []):
        plan.faults.append(Fault(table, 1, "id", "the column is missing"))
        return
    for at, given in enumerate(reader, start=2):
        row = _row(plan, table, at, given, columns)
        if row.get("id") in rows:
            plan.faults.append(Fault(table, at, "id", "the id comes twice"))
        elif row.get("id"):
            rows[row["id"]] = row
    plan.rows[table] = list(rows.values())


def _compare(plan: Plan, table: str) -> None:
    model, rows = TABLES[table], plan.rows[table]
    by_column = {one.column: one.attname for one in model._meta.concrete_fields}
    stored = {row.pk: row for row in model._default_manager.all()}
    known = {row["id"] for row in rows}
    plan.added[table] = [row["id"] for row in rows if row["id"] not in stored]
    plan.changed[table] = [
        row["id"]
        for row in rows
        if row["id"] in stored
        and any(getattr(stored[row["id"]], by_column[c]) != value for c, value in row.items())
    ]
    plan.dropped[table] = [number for number in stored if number not in known]


def _point(plan: Plan, table: str) -> None:
    """Finds rows that point at what is neither in the files nor in the directory."""
    names = {model: name for name, model in TABLES.items()}
    for one in TABLES[table]._meta.concrete_fields:
        if not one.is_relation:
            continue
        target: Any = one.related_model
        column = str(one.column)
        there = {row["id"] for row in plan.rows.get(names[target], [])}
        there |= set(target._default_manager.values_list("pk", flat=True))
        for at, row in enumerate(plan.rows[table], start=2):
            if row.get(column) and row[column] not in there:
                why = f"no such row in {names[target]}"
                told = plan.elsewhere if one.null else plan.faults
                told.append(Fault(table, at, column, why))


def plan(files: Mapping[str, str]) -> Plan:
    """What would be added, changed and dropped, and every fault; writes nothing.

    Args:
        files: table name to the text of its CSV file.
    """
    found = Plan()
    for table, text in files.items():
        if table not in TABLES:
            found.faults.append(Fault(table, 0, "", "no such table in HSDS 3.0"))
            continue
        try:
            _read(found, table, text)
        except csv.Error as error:
            found.faults.append(Fault(table, 0, "", str(error)))
    for table in found.rows:
        _point(found, table)
        _compare(found, table)
    return found


@transaction.atomic
def carry_out(plan: Plan, *, drop: bool = False) -> None:
    """Writes a plan, all of it or nothing.

    Args:
        drop: also deletes rows of the given tables that the files do not hold.

    Raises:
        NotTakenError: the plan has faults.
    """
    if plan.faults:
        raise NotTakenError
    if drop:
        for table in reversed([name for name in TABLES if name in plan.rows]):
            TABLES[table]._default_manager.filter(pk__in=plan.dropped[table]).delete()
    for table, model in TABLES.items():
        by_column = {one.column: one.attname for one in model._meta.concrete_fields}
        for row in plan.rows.get(table, []):
            values = {by_column[c]: value for c, value in row.items() if c != "id"}
            model._default_manager.update_or_create(pk=row["id"], defaults=values)
    candidates.rebuild()


def _spelled(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def export() -> dict[str, str]:
    """Every table as the text of a CSV file, rows in the order of their ids."""
    files = {}
    for table, model in TABLES.items():
        fields = model._meta.concrete_fields
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([one.column for one in fields])
        for row in model._default_manager.order_by("pk"):
            writer.writerow([_spelled(getattr(row, one.attname)) for one in fields])
        files[table] = out.getvalue()
    return files
