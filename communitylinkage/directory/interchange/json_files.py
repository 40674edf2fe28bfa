"""JSON in: nested records ("full" or flat), pages of them, and the tabular shape.

A row may stand at several places of a record (a telephone below its service and below its contact):
its keys are gathered from everywhere, and two places must not say different things.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from communitylinkage.directory.interchange.plan import Fault, Plan, read_cells, settled
from communitylinkage.directory.interchange.tables import TABLES, Values, columns, spelled

# What hangs on a row: the name in the record -> the table.
MANY = {
    "services": "services",
    "programs": "programs",
    "organization_identifiers": "organization_identifiers",
    "locations": "locations",
    "service_at_locations": "service_at_location",
    "addresses": "addresses",
    "contacts": "contacts",
    "phones": "phones",
    "languages": "languages",
    "accessibility": "accessibility",
    "schedules": "schedules",
    "cost_options": "cost_options",
    "required_documents": "required_documents",
    "service_areas": "service_areas",
    "funding": "funding",
    "attributes": "attributes",
    "metadata": "metadata",
}
# What a row points at, told whole: the name in the record -> the table and the key.
ONE = {
    "organization": ("organizations", "organization_id"),
    "program": ("programs", "program_id"),
    "location": ("locations", "location_id"),
    "service": ("services", "service_id"),
    "taxonomy_term": ("taxonomy_terms", "taxonomy_term_id"),
    "taxonomy_detail": ("taxonomies", "taxonomy_id"),
}
UPWARDS = {
    "organizations": "organization_id",
    "services": "service_id",
    "locations": "location_id",
    "service_at_location": "service_at_location_id",
    "phones": "phone_id",
    "contacts": "contact_id",
}
DEEPEST = 15


def kind(record: Mapping[str, Any]) -> str:
    """The table of a record, by what it holds; empty where it is none."""
    keys = record.keys()
    if "location_type" in keys:
        return "locations"
    if "status" in keys:
        return "services"
    if keys & {"location", "service", "location_id"} and "name" not in keys:
        return "service_at_location"
    if keys & {"code", "taxonomy", "taxonomy_detail", "taxonomy_id", "term_uri", "parent_id"}:
        return "taxonomy_terms"
    if "version" in keys and not keys & {"profile", "openapi_url"}:
        return "taxonomies"
    return "organizations" if {"id", "name", "description"} <= keys else ""


class _Reader:
    def __init__(self) -> None:
        self.found = Plan()
        self.rows: dict[str, dict[UUID, Values]] = {}

    def fault(self, table: str, column: str, why: str, path: str) -> None:
        self.found.faults.append(Fault(table, 0, column, why, path))

    def top(self, told: Any) -> None:
        if isinstance(told, dict) and told and all(str(k).endswith(".csv") for k in told):
            self.tabular(told)
            return
        if isinstance(told, dict) and isinstance(told.get("contents"), list):
            told, path = told["contents"], "contents"
        else:
            told, path = (told, "") if isinstance(told, list) else ([told], "")
        for at, record in enumerate(told):
            where = f"{path}[{at}]"
            table = kind(record) if isinstance(record, dict) else ""
            if table:
                self.record(table, record, where, {}, 0)
            else:
                self.fault("", "", _("This is no record of HSDS 3.0 that we know."), where)

    def tabular(self, told: Mapping[str, Any]) -> None:
        for name, records in told.items():
            table = name.removesuffix(".csv")
            if table not in TABLES or not isinstance(records, list):
                self.fault(table, "", _("There is no such table in HSDS 3.0."), name)
                continue
            for at, record in enumerate(records):
                self.record(table, record, f"{name}[{at}]", {}, 0)

    def record(
        self, table: str, record: Any, path: str, keys: Mapping[str, str], depth: int
    ) -> str:
        """Takes a record and what is in it; returns its id as it was written."""
        if not isinstance(record, dict) or depth > DEEPEST:
            self.fault(table, "", _("This is no record of HSDS 3.0 that we know."), path)
            return ""
        number = str(record.get("id") or "")
        cells = {**self.cells(table, record, path), **keys}
        for name, told in record.items():
            if isinstance(told, dict) and name in ONE and ONE[name][1] in columns(table):
                target, key = ONE[name]
                cells[key] = self.record(target, told, f"{path}.{name}", {}, depth + 1)
        self.take(table, cells, path)
        for name, told in record.items():
            if isinstance(told, list):
                self.many(table, number, name, told, path, depth)
        return number

    def many(
        self, table: str, number: str, name: str, told: list[Any], path: str, depth: int
    ) -> None:
        target = MANY.get(name, "")
        key = {"attributes": "link_id", "metadata": "resource_id"}.get(name, UPWARDS.get(table, ""))
        if not target or key not in columns(target):
            self.fault(table, name, _("There is no such column in HSDS 3.0."), path)
            return
        for at, record in enumerate(told):
            self.record(target, record, f"{path}.{name}[{at}]", {key: number}, depth + 1)

    def cells(self, table: str, record: Mapping[str, Any], path: str) -> dict[str, str]:
        cells, there = {}, columns(table)
        for name, told in record.items():
            if name in there and not isinstance(told, (dict, list, bool)):
                cells[name] = told if isinstance(told, str) else spelled(told)
            elif name in there or not isinstance(told, (dict, list)):
                why = _("This column holds one text or number.")
                no_column = _("There is no such column in HSDS 3.0.")
                self.fault(table, name, why if name in there else no_column, path)
            elif isinstance(told, dict) and (name not in ONE or ONE[name][1] not in there):
                self.fault(table, name, _("There is no such column in HSDS 3.0."), path)
        return cells

    def take(self, table: str, cells: Mapping[str, str], path: str) -> None:
        rows = self.rows.setdefault(table, {})
        row = read_cells(self.found, table, 0, cells, path)
        if not row.get("id"):
            if "id" not in cells:
                self.fault(table, "id", _("It is empty."), path)
            return
        known = rows.setdefault(row["id"], row)
        for column, value in row.items():
            if known.setdefault(column, value) != value:
                why = _("The same row says something else elsewhere in this file.")
                self.fault(table, column, why, path)
        at = self.found.at.setdefault(table, {})
        at.setdefault(row["id"], (len(rows), path))


def _no_number(said: str) -> float:
    raise ValueError(said)


def plan(text: str, mine: frozenset[UUID] | None = None) -> Plan:
    """What would be added, changed and dropped, and every fault; writes nothing."""
    reader = _Reader()
    try:
        told = json.loads(text.removeprefix("\ufeff"), parse_constant=_no_number)
        reader.top(told)
    except (ValueError, RecursionError):
        reader.fault("", "", _("This is not a JSON file, or it is broken."), "")
    reader.found.rows = {t: list(reader.rows[t].values()) for t in TABLES if t in reader.rows}
    return settled(reader.found, mine)


def kept(plan: Plan) -> str:
    """The rows of a plan in the tabular shape, areas already coarse: what waits for a yes."""
    return json.dumps(
        {
            f"{table}.csv": [{c: spelled(v) for c, v in row.items()} for row in rows]
            for table, rows in plan.rows.items()
        }
    )
