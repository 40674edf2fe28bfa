"""What an import would do, found out before anything is written."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from communitylinkage.directory import candidates
from communitylinkage.directory.interchange import older, scope, secrecy
from communitylinkage.directory.interchange.tables import (
    KEYS,
    TABLES,
    Values,
    attributes,
    cell,
    columns,
    label,
    spelled,
    stored,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be taken: the file, the row (a heading is row 1), the column, and why.

    Args:
        path: where it stands in a nested file, such as `contents[0].services[2]`.
    """

    table: str
    row: int
    column: str
    why: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column now, and what would stand there, as a file spells it."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row that an import would touch, and the cells that would change."""

    id: UUID
    label: str
    cells: tuple[Cell, ...] = ()


@dataclass(slots=True)
class Plan:
    """What an import would do; `elsewhere` are optional keys whose rows are not here.

    Args:
        at: table -> id -> where the row stands in the file (its number, its path).
        going: table -> what stands in the rows that would be dropped.
        older: services of which texts in other languages will be marked as maybe older.
    """

    rows: dict[str, list[Values]] = field(default_factory=dict)
    at: dict[str, dict[UUID, tuple[int, str]]] = field(default_factory=dict)
    added: dict[str, list[UUID]] = field(default_factory=dict)
    changed: dict[str, list[UUID]] = field(default_factory=dict)
    dropped: dict[str, list[UUID]] = field(default_factory=dict)
    going: dict[str, list[Values]] = field(default_factory=dict)
    changes: dict[str, dict[str, list[Change]]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    elsewhere: list[Fault] = field(default_factory=list)
    older: list[Change] = field(default_factory=list)

    def fault(self, table: str, number: UUID, column: str, why: str) -> Fault:
        """A fault of a row that was read."""
        row, path = self.at.get(table, {}).get(number, (0, ""))
        return Fault(table, row, column, why, path)

    def fingerprint(self, *, drop: bool) -> str:
        """What tells whether it still does what somebody was shown.

        Args:
            drop: as in `carry_out`; what is not dropped may change meanwhile.
        """
        told = {
            table: [
                [(str(one.id), [astuple(cell) for cell in one.cells]) for one in changes[kind]]
                for kind in ("added", "changed")
            ]
            for table, changes in self.changes.items()
        }
        going = {
            table: [{column: spelled(value) for column, value in row.items()} for row in rows]
            for table, rows in self.going.items()
        }
        said = json.dumps([told, going if drop else {}], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


class NotTakenError(ValueError):
    """A plan with faults is not carried out."""


def read_cells(
    found: Plan, table: str, at: int, given: Mapping[str, Any], path: str = ""
) -> Values:
    """The cells of a row that can be taken; the others become faults of the plan."""
    row: Values = {}
    there = columns(table)
    for name in [name for name in there if name in given]:
        try:
            row[name] = cell(there[name], given[name] or "")
        except (ValidationError, OverflowError) as refused:
            why = " ".join(getattr(refused, "messages", [_("This number is too large.")]))
            found.faults.append(Fault(table, at, name, why, path))
    return row


def settled(found: Plan, mine: frozenset[UUID] | None = None) -> Plan:
    """Completes a plan whose rows were read: keys, secret addresses, whose they are, and changes.

    Args:
        mine: the organizations of the standard that may be written; None for all.
    """
    there = {table: stored(table) for table in TABLES}
    after = {table: dict(rows) for table, rows in there.items()}
    for table, rows in found.rows.items():
        for row in rows:
            after[table][row["id"]] = {**there[table].get(row["id"], {}), **row}
    for table, number, column, why in secrecy.keep(found.rows, there, after):
        found.faults.append(found.fault(table, number, column, why))
    for table in found.rows:
        _point(found, table, after)
        _compare(found, table, there[table])
    if mine is not None:
        _restrict(found, there, after, mine)
    _describe(found, there)
    found.older = [
        Change(service, label(after["services"][service]))
        for service, made in older.changes(there, after, _attributes_in(found)).items()
        if made
    ]
    return found


def _attributes_in(plan: Plan) -> frozenset[UUID]:
    return frozenset(row["id"] for row in plan.rows.get("attributes", []))


def _point(found: Plan, table: str, after: Mapping[str, Mapping[UUID, Values]]) -> None:
    """Finds rows that point at what is neither in the files nor in the directory."""
    for column, one in columns(table).items():
        target = KEYS.get(column)
        if target is None or not one.is_relation:
            continue
        for row in found.rows[table]:
            if row.get(column) and row[column] not in after[target]:
                why = _("No such row in %(table)s.") % {"table": target}
                told = found.elsewhere if one.null else found.faults
                told.append(found.fault(table, row["id"], column, why))
            elif column in row and row[column] is None and not one.null:
                found.faults.append(found.fault(table, row["id"], column, _("It is empty.")))
    for column, one in columns(table).items():
        if one.is_relation and not one.null:
            for row in found.rows[table]:
                if after[table][row["id"]].get(column) is None and column not in row:
                    found.faults.append(found.fault(table, row["id"], column, _("It is empty.")))


def _compare(found: Plan, table: str, there: Mapping[UUID, Values]) -> None:
    rows = found.rows[table]
    known = {row["id"] for row in rows}
    found.added[table] = [row["id"] for row in rows if row["id"] not in there]
    found.changed[table] = [
        row["id"] for row in rows if row["id"] in there and _differs(row, there[row["id"]])
    ]
    found.dropped[table] = [number for number in there if number not in known]


def _differs(row: Values, before: Values) -> tuple[str, ...]:
    return tuple(column for column, value in row.items() if before.get(column) != value)


def _cells(row: Values, before: Values) -> tuple[Cell, ...]:
    """The cells that would change; an id says nothing to who reads it."""
    found = (Cell(c, spelled(before.get(c)), spelled(row[c])) for c in _differs(row, before))
    return tuple(cell for cell in found if cell.column != "id" and (cell.before or cell.after))


def _restrict(
    found: Plan,
    there: Mapping[str, Mapping[UUID, Values]],
    after: Mapping[str, Mapping[UUID, Values]],
    mine: frozenset[UUID],
) -> None:
    """Only rows of the organizations given may be added, changed or dropped."""
    before, then = scope.Owners(there), scope.Owners(after)
    for table in found.rows:
        for number in [*found.added[table], *found.changed[table]]:
            stays = number not in there[table] or before.only(table, number, mine)
            if not (stays and then.only(table, number, mine)):
                why = _("This does not belong to your organisation.")
                found.faults.append(found.fault(table, number, "", why))
        found.dropped[table] = [n for n in found.dropped[table] if before.only(table, n, mine)]


def _describe(found: Plan, there: Mapping[str, Mapping[UUID, Values]]) -> None:
    for table, rows in found.rows.items():
        read = {row["id"]: row for row in rows}
        found.changes[table] = {
            "added": [Change(n, label(read[n]), _cells(read[n], {})) for n in found.added[table]],
            "changed": [
                Change(n, label(there[table][n] | read[n]), _cells(read[n], there[table][n]))
                for n in found.changed[table]
            ],
            "dropped": [Change(n, label(there[table][n])) for n in found.dropped[table]],
        }
        found.going[table] = [there[table][n] for n in found.dropped[table]]


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
    before, hidden = older.now(), secrecy.marked()
    if drop:
        for table in reversed([name for name in TABLES if name in plan.rows]):
            TABLES[table]._default_manager.filter(pk__in=plan.dropped[table]).delete()
    for table, model in TABLES.items():
        by_column = attributes(table)
        for row in _to_write(plan, table):
            values = {by_column[c]: value for c, value in row.items() if c != "id"}
            model._default_manager.update_or_create(pk=row["id"], defaults=values)
    older.write(older.changes(before, older.now(), _attributes_in(plan)))
    secrecy.forget(secrecy.marked() - hidden, plan.added.get("locations", []))
    candidates.rebuild()


def _to_write(plan: Plan, table: str) -> Iterable[Values]:
    touched = {*plan.added.get(table, []), *plan.changed.get(table, [])}
    return (row for row in plan.rows.get(table, []) if row["id"] in touched)
