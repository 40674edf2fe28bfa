"""JSON out: one organisation, service or place with everything that hangs on it ("full")."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from communitylinkage.directory.interchange.json_files import MANY, ONE, UPWARDS
from communitylinkage.directory.interchange.tables import KEYS, TABLES, Values, columns, stored

# What the standard's schemas require, even where it is empty.
REQUIRED = {
    "organizations": ("name", "description"),
    "programs": ("name", "description"),
    "services": ("name",),
    "addresses": ("address_1", "city", "state_province", "postal_code", "country"),
    "phones": ("number",),
    "organization_identifiers": ("identifier_type", "identifier"),
    "taxonomies": ("name", "description"),
    "taxonomy_terms": ("name", "description"),
    "metadata": (
        "last_action_date", "last_action_type", "field_name", "previous_value",
        "replacement_value", "updated_by",
    ),
}  # fmt: skip
_ABOUT = {"attributes": "link_id", "metadata": "resource_id"}


class Shelf:
    """All rows, and what hangs on each; read once for as many records as are wanted."""

    def __init__(self, only: Mapping[str, Collection[UUID]] | None = None) -> None:
        self.rows = {
            table: {n: row for n, row in stored(table).items() if only is None or n in only[table]}
            for table in TABLES
        }
        self._below: dict[tuple[str, UUID], list[UUID]] = defaultdict(list)
        for name, table in MANY.items():
            keys = [_ABOUT[name]] if name in _ABOUT else list(set(UPWARDS.values()))
            for number, row in sorted(self.rows[table].items()):
                for key in keys:
                    if row.get(key):
                        self._below[f"{name} {key}", row[key]].append(number)

    def record(self, table: str, number: UUID) -> dict[str, Any]:
        """A row with all that hangs on it, in the shape of the standard's "full" records."""
        seen: set[UUID] = set()
        made = self._full(table, number, "", seen)
        _prune(made, {str(one) for one in seen})
        return made

    def brief(self, table: str, number: UUID) -> dict[str, Any]:
        """A row as the standard's lists show it: with what it points at, nothing that hangs on."""
        row = self.rows[table][number]
        made = _plain(table, row)
        for name, (target, key) in ONE.items():
            if row.get(key) in self.rows[target]:
                made.pop(key)
                made[name] = self.brief(target, row[key])
        return made

    def _full(self, table: str, number: UUID, above: str, seen: set[UUID]) -> dict[str, Any]:
        row = self.rows[table][number]
        seen.add(number)
        made = _plain(table, row)
        for name, (target, key) in ONE.items():
            if row.get(key) in self.rows[target] and _tells(table, name, above):
                made[name] = self._full(target, row[key], table, seen)
        up = UPWARDS.get(table, "")
        for name, target in MANY.items():
            below = self._below.get((f"{name} {_ABOUT.get(name, up)}", number), [])
            if below and _lists(table, name, above):
                made[name] = [self._full(target, one, table, seen) for one in below]
        return made


def _tells(table: str, name: str, above: str) -> bool:
    """Whether a record tells what it points at whole, or the record above it already does."""
    if name == "organization":
        return table == "services" and above != "organizations"
    if name == "service":
        return table == "service_at_location" and above != "services"
    return name != "location" or table == "service_at_location"


def _lists(table: str, name: str, above: str) -> bool:
    if name == "services":
        return table == "organizations" and not above
    return name != "service_at_locations" or (
        table == "services" and above != "service_at_location"
    )


def _plain(table: str, row: Values) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for column in columns(table):
        value = row[column]
        if isinstance(value, float):
            value = int(value) if value.is_integer() else value
        elif value is not None and not isinstance(value, str):
            value = value.isoformat() if hasattr(value, "isoformat") else str(value)
        if value not in (None, "") or column in REQUIRED.get(table, ()):
            made[column] = value
    return made


def _prune(made: dict[str, Any], seen: Collection[str]) -> None:
    """Takes out the keys that the nesting already tells."""
    for key in [*KEYS, *_ABOUT.values()]:
        if made.get(key) in seen:
            del made[key]
    for told in made.values():
        for one in told if isinstance(told, list) else [told]:
            if isinstance(one, dict):
                _prune(one, seen)


def page(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Records as the one page of the standard's lists."""
    return {
        "total_items": len(records),
        "total_pages": 1,
        "page_number": 1,
        "size": len(records),
        "first_page": True,
        "last_page": True,
        "empty": not records,
        "contents": records,
    }


def export(only: Mapping[str, Collection[UUID]] | None = None) -> dict[str, Any]:
    """All organisations with everything that hangs on them.

    Args:
        only: table name to the ids of the rows that go out; None for all.
    """
    shelf = Shelf(only)
    return page([shelf.record("organizations", one) for one in sorted(shelf.rows["organizations"])])
