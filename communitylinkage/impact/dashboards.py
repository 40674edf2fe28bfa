"""Dashboards: indicators as lines with their bars, what is late, and what to ask whom.

The team that leads sees figures as they are counted. Everybody else sees what was let out at the
last reporting date, and nothing besides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from communitylinkage.impact import queries, telling, wording
from communitylinkage.impact.queries import Indicator, Value
from communitylinkage.impact.rules.definition import Unit
from communitylinkage.impact.rules.evaluating import (
    Amount,
    Band,
    Missing,
    Ratio,
    Result,
    Score,
    Why,
)
from communitylinkage.impact.rules.progress import Progress, Stand, between, month_of, progress
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.people.access import Viewer

BAR = 200
BEHIND = frozenset({Stand.LATE, Stand.MISSED})
# Without a figure or a target its own words say enough.
_SILENT = frozenset({Stand.NO_TARGET, Stand.NOT_MEASURED})
# A mean is let out as a whole number.
_HALF = 0.5
_SAYS_ITS_UNIT = frozenset({Unit.SHARE, Unit.POINTS, Unit.DAYS})


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in its own units: where it begins, how long it is, where it should be by now."""

    x: int
    width: int
    mark: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator on a dashboard."""

    indicator: Indicator
    country: str
    figure: str
    unit: str
    target: str
    stand: Stand
    words: str
    why: str
    lacks: str
    bar: Bar | None
    address: str

    @property
    def is_behind(self) -> bool:
        """Whether it is late or missed."""
        return self.stand in BEHIND


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask, whom, about an indicator that is behind."""

    line: Line
    country: str
    whom: tuple[Organisation, ...]
    answers: str


def bar(found: Progress) -> Bar | None:
    """The picture of a progress; none without a target or a figure."""
    if found.value is None or not found.target:
        return None
    width = round(BAR * found.share)
    part = None if found.expected is None else min(1.0, found.expected / found.target)
    mark = None if part is None else round(BAR * part)
    if get_language_bidi():
        return Bar(BAR - width, width, None if mark is None else BAR - mark)
    return Bar(0, width, mark)


def _line(one: Indicator, country: str, result: Result, found: Progress, told: str) -> Line:
    definition = one.definition
    lacks = ""
    says = found.value is not None and definition.unit not in _SAYS_ITS_UNIT
    if found.stand in BEHIND and definition.unit != Unit.DAYS:
        lacks = _("%(number)s missing") % {"number": telling.number(round(found.lacks + 0.4999))}
    return Line(
        indicator=one, country=country, figure=told,
        unit=str(wording.UNITS[definition.unit]) if says else "",
        target=telling.target(definition, found.target), stand=found.stand,
        words="" if found.stand in _SILENT else str(wording.STANDS[found.stand]),
        why=telling.missing(result), lacks=lacks,
        bar=bar(found), address=f"{reverse('impact_trace', args=[one.code])}?country={country}",
    )  # fmt: skip


def live(values: Iterable[Value], country: str) -> list[Line]:
    """Lines of figures as they are counted."""
    return [
        _line(one.indicator, country, one.result, one.progress, telling.figure(one.result))
        for one in values if one.country == country
    ]  # fmt: skip


def result_of(cell: Mapping[str, Any], unit: Unit) -> Result:
    """What was let out as a result, for its progress; missing where it is hidden."""
    if "band" in cell:
        return Band(cell["band"], cell["n"])
    if "value" not in cell:
        return Missing(Why(cell.get("why", Why.NOTHING_YET)))
    value = cell["value"]
    if unit == Unit.SHARE:
        return Ratio(value, cell["low"], cell["high"], Amount.of(0), Amount.of(1))
    if unit == Unit.POINTS:
        return Score(value, cell["n"])
    return Amount(value, max(value, cell.get("high", value)))


def let_out(programme: Programme, shown: Iterable[queries.Shown], country: str) -> list[Line]:
    """Lines of what was let out."""
    found = []
    for one in shown:
        definition, cell = one.indicator.definition, one.cells.get(country, {})
        result = result_of(cell, definition.unit)
        stand = _standing(programme, one, country, result, cell)
        line = _line(one.indicator, country, result, stand, telling.shown(cell, definition.unit))
        found.append(_why_not(line, one, cell))
    return found


def _standing(
    programme: Programme, one: queries.Shown, country: str, result: Result, cell: Mapping[str, Any]
) -> Progress:
    """Not by the rounded figure: about 60 may be 58, and 60 are not reached then."""
    definition, month = one.indicator.definition, month_of(programme.starts, one.through)

    def found(result: Result) -> Progress:
        return progress(
            result, definition.targets_of(country), month, definition.baseline, definition.better,
            is_over=True,
        )  # fmt: skip

    least, most = _ends(result, cell)
    return between(found(result), found(least), found(most))


def _ends(result: Result, cell: Mapping[str, Any]) -> tuple[Result, Result]:
    """The least and the most that a figure can be, as far as it was rounded."""
    match result:
        case Amount() if cell["state"] == "rounded":
            return Amount.of(cell["low"]), Amount.of(cell["high"])
        case Ratio(low=low, high=high):
            return replace(result, value=low), replace(result, value=high)
        case Score(mean=mean):
            return replace(result, mean=mean - _HALF), replace(result, mean=mean + _HALF)
        case _:
            return result, result


def _why_not(line: Line, one: queries.Shown, cell: Mapping[str, Any]) -> Line:
    if one.refused:
        return replace(line, why=str(wording.NOT_LET_OUT.get(one.refused, "")))
    return replace(line, why="") if cell.get("state") == "hidden" else line


def asks(programme: Programme, lines: Iterable[Line], values: Iterable[Value]) -> list[Ask]:
    """For each line that is behind: whom to ask, in the countries that have least of it."""
    told = list(values)
    found = []
    for line in lines:
        if line.is_behind:
            country = line.country or _least(line.indicator, told)
            whom = tuple(queries.partners(programme, country)) if country else (
                programme.lead_organisation,)  # fmt: skip
            answers = str(dict(wording.ANSWERS)[line.indicator.definition.answers])
            found.append(Ask(line, country, whom, answers))
    return found


def _least(one: Indicator, values: list[Value]) -> str:
    """The country with least against its target or, without targets, with least at all."""
    mine = [v for v in values if v.indicator.code == one.code and v.country]
    mine = [v for v in mine if v.progress.value is not None]
    if not mine:
        return ""
    behind = [v for v in mine if v.progress.stand in BEHIND]
    return min(behind or mine, key=lambda v: (v.progress.share, v.progress.value)).country


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What one reader sees. `through`: up to which month; empty where nothing was let out."""

    programme: Programme
    live: bool
    country: str
    through: str
    lines: list[Line]
    asks: list[Ask]

    @property
    def behind(self) -> int:
        """How many are late or missed."""
        return sum(line.is_behind for line in self.lines)


def dashboard(viewer: Viewer, programme: Programme, country: str, now: datetime) -> Dashboard:
    """The dashboard of a reader: by her role, for a country or all together (empty)."""
    if queries.sees_live(viewer, programme):
        month = queries.month_now(programme, now)
        values = queries.values(programme, month, now)
        lines = live(values, country)
        return Dashboard(programme, True, country, month, lines, asks(programme, lines, values))
    shown = queries.released(programme, "partners")
    lines = let_out(programme, shown, country)
    roles = {one.role for one in viewer.memberships}
    mine = [line for line in lines if line.indicator.definition.answers in roles]
    through = shown[0].through if shown else ""
    return Dashboard(programme, False, country, through, lines, asks(programme, mine, []))


def home_country(viewer: Viewer, programme: Programme) -> str:
    """The country of her organisation; all together for the team that leads."""
    if queries.sees_live(viewer, programme):
        return ""
    mine = [one.organisation.country for one in viewer.memberships]
    return next((one for one in mine if one in programme.countries), "")
