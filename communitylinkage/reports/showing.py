"""The plan as its pages show it: rows with their words, what is late, and their history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from communitylinkage.organisations.models import Programme
from communitylinkage.reports import plan_parts, queries, telling, wording
from communitylinkage.reports.models import Change, Item, PersonDays, WorkPackage
from communitylinkage.reports.rules.content import Table
from communitylinkage.reports.rules.plan import Days, Level, RiskState, Stand, standing, weight
from communitylinkage.reports.rules.states import RefusedError
from communitylinkage.reports.telling import Said
from communitylinkage.reports.within import Within
from communitylinkage.values.telling import NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """A deliverable or milestone with its code, its title and how it stands."""

    row: Item
    code: str
    title: Said
    stand: str
    late: bool


def item(row: Item, today: date) -> Line:
    """How one stands on a day."""
    stand = standing(row.due, row.done, today)
    return Line(row, queries.item_code(row), telling.said(row.titles), telling.stand(stand),
                stand is Stand.LATE)  # fmt: skip


def _package(row: WorkPackage, lines: list[Line]) -> dict[str, Any]:
    mine = [one for one in lines if one.row.package_id == row.pk]
    done = sum(one.row.done is not None for one in mine)
    return {"row": row, "title": telling.said(row.titles), "lines": mine, "done": done,
            "of": len(mine)}  # fmt: skip


def plan(programme: Programme, now: datetime) -> dict[str, Any]:
    """Everything that the page of the plan shows."""
    today = timezone.localdate(now)
    lines = [item(one, today) for one in queries.items(programme)]
    worked = queries.worked(programme)
    return {
        "packages": [_package(one, lines) for one in queries.packages(programme)],
        "late": [one for one in lines if one.late],
        "risks": _risks(programme),
        "worked": [(one.package, one.organisation, *_days(one.days)) for one in worked],
        "total": _days(sum((one.days for one in worked), Days())),
        "happened": _happened(programme, now),
        "gone": [(queries.item_code(one), one) for one in queries.taken_out(programme)],
    }


def _risks(programme: Programme) -> list[tuple[Any, ...]]:
    """Those that happened first, then by weight."""
    found = [
        (one, telling.said(one.titles), weight(one.likelihood, one.severity))
        for one in queries.risks(programme)
    ]
    order = {RiskState.HAPPENED: 0, RiskState.OPEN: 1, RiskState.OVER: 2}
    found.sort(key=lambda one: (order[RiskState(one[0].state)], -one[2], one[0].number))
    return [
        (one, title, telling.level(level), one.state == RiskState.HAPPENED or (
            level is Level.HIGH and one.state == RiskState.OPEN))
        for one, title, level in found
    ]  # fmt: skip


def _days(found: Days) -> tuple[str, str]:
    return telling.number(float(found.planned)), telling.number(float(found.used))


def _happened(programme: Programme, now: datetime) -> list[Table]:
    """Events and publications up to today, as the report names them."""
    last = min(timezone.localdate(now), programme.ends)
    within = Within(
        programme=programme, through=f"{last:%Y-%m}", last=last,
        organisations=tuple(queries.organisations(programme)), now=now,
    )  # fmt: skip
    parts = (*plan_parts.events(within), *plan_parts.publications(within))
    return [one for one in parts if isinstance(one, Table)]


def package(row: WorkPackage, today: date) -> dict[str, Any]:
    """What the page of a package shows beside its form."""
    mine = row.items.filter(taken_out=None).select_related("package", "organisation")
    lines = [item(one, today) for one in mine.order_by("kind", "number")]
    return {"lines": lines, "title": telling.said(row.titles),
            "history": histories([row.pk])}  # fmt: skip


def day_line(row: PersonDays) -> tuple[PersonDays, str, str, str]:
    """Days of a quarter in words."""
    return (row, telling.quarter(row.quarter), telling.number(float(row.planned)),
            telling.number(float(row.used)))  # fmt: skip


def histories(about: Iterable[UUID]) -> list[dict[str, Any]]:
    """What was done to some rows, the last first."""
    found = [line for one in about for line in queries.history(one)]
    found.sort(key=lambda line: (line.change.at, line.change.pk), reverse=True)
    return [
        {"at": line.change.at, "who": line.who, "act": wording.CHANGES[line.change.act],
         "fields": _fields(line.change)}
        for line in found[:60]
    ]  # fmt: skip


def _fields(row: Change) -> list[tuple[object, str, str]]:
    return [
        (wording.FIELDS.get(name, name), _value(name, before), _value(name, after))
        for name, before, after in row.fields
    ]


def _value(name: str, kept: Any) -> str:
    if kept in (None, ""):
        return NOTHING
    if name in ("likelihood", "severity"):
        return telling.level(int(kept))
    if name == "state":
        return str(dict(wording.RISK_STATES).get(kept, kept))
    if name in ("due", "done", "begins", "ends"):
        return telling.day(date.fromisoformat(kept))
    return str(kept)


def refusal(error: RefusedError) -> str:
    """Why, beside a field."""
    return str(wording.REFUSED[error.why])
