"""Indicators, values and traces, as frozen values: for the pages here, and for reports on top.

    programme = queries.programme_of(viewer)          the newest in which she takes part
    queries.indicators(programme)                     the published definitions, in order
    queries.values(programme, "2026-10")              counted now: the whole and each country
    queries.trace(viewer, programme, code, month)     from a figure to what was counted
    queries.freezes(programme)                        reporting dates, the newest first
    queries.frozen(freeze)                            the values as they were frozen
    queries.differences(freeze)                       frozen against counted again
    queries.released(programme, "partners")           what others may see; nothing else is theirs
    queries.released_at(freeze, "partners")           the same of one reporting date

Everything but `released` is for the team alone (`sees_live`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from communitylinkage.facts import queries as facts
from communitylinkage.impact import figures as counting
from communitylinkage.impact import sources
from communitylinkage.impact.figures import Figure, last_day
from communitylinkage.impact.models import Freeze, Frozen, Released, Version
from communitylinkage.impact.models import Indicator as IndicatorRow
from communitylinkage.impact.rules.definition import Definition, Words, read
from communitylinkage.impact.rules.evaluating import Amount, Input, Result
from communitylinkage.impact.rules.formula import Atom, Count, Distinct, Given, Median, atoms
from communitylinkage.impact.rules.formula import written as as_text
from communitylinkage.impact.rules.known import OWNERS
from communitylinkage.impact.rules.plain import input_of, result_of
from communitylinkage.impact.rules.progress import Progress, month_of, progress
from communitylinkage.impact.sources import LeftOut, Row
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission

READ, WRITE, SEE = Permission.IMPACT_READ, Permission.IMPACT_WRITE, Permission.IMPACT_SEE


@dataclass(frozen=True, slots=True)
class Indicator:
    """A definition in the reader's words.

    Args:
        version: its row; figures name it, so that a later version changes none of them.
        language: in which the words are. owners: the parts that count for it.
    """

    code: str
    number: int
    version: UUID
    definition: Definition
    language: str
    words: Words
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator in a country (empty: the whole) up to a month, with its progress.

    Args:
        figure: the result, and what it was made of by the text of what was asked.
    """

    indicator: Indicator
    country: str
    month: str
    figure: Figure
    progress: Progress

    @property
    def result(self) -> Result:
        """What the formula came to."""
        return self.figure.result


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was counted for a value.

    Args:
        text: as the formula writes it. owner: the part of the product that counted it.
        cells: of facts: month, country, how many. rows: of sources: those that the reader may see.
        unseen: how many were counted beside those rows; None where a row is not one that counts.
    """

    text: str
    owner: str
    source: str
    counted: Input
    cells: tuple[tuple[str, str, int], ...] = ()
    rows: tuple[Row, ...] = ()
    unseen: int | None = None
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """From a value to what was counted, how, and what was left out."""

    value: Value
    formula: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A frozen figure beside the same formula counted again up to the same month."""

    indicator: Indicator
    country: str
    frozen: Result
    now: Result
    changed: tuple[tuple[str, Input, Input], ...]


def _programmes(viewer: Viewer, permission: Permission) -> Iterable[Programme]:
    mine = viewer.organisations_where(permission)
    own = [one.programme_id for one in viewer.memberships if one.programme_id]
    rows = Programme.objects.filter(
        Q(lead_organisation__in=mine)
        | Q(partnerships__organisation__in=mine)
        | Q(pk__in=own if mine else [])
    )
    return rows.select_related("lead_organisation").distinct().order_by("-ends", "pk")


def programme_of(viewer: Viewer, permission: Permission = READ) -> Programme | None:
    """The programme that ends last of those in which one of her organisations takes part."""
    return next(iter(_programmes(viewer, permission)), None)


def shares_with(programme: Programme) -> list[str]:
    """Countries in which another programme runs in the same time: facts know no programme, so
    that what is counted there is in the figures of both (decision 39)."""
    others = Programme.objects.exclude(pk=programme.pk)
    rows = others.filter(starts__lte=programme.ends, ends__gte=programme.starts)
    theirs = {country for found in rows.values_list("countries", flat=True) for country in found}
    return sorted(theirs & set(programme.countries))


def sees_live(viewer: Viewer, programme: Programme | None) -> bool:
    """Whether she is of the team that leads it: she sees every figure as it is counted."""
    where = viewer.organisations_where(SEE)
    return programme is not None and programme.lead_organisation_id in where


def partners(programme: Programme, country: str) -> list[Organisation]:
    """The programme's organisations in a country (empty: all): whom to ask."""
    rows = Organisation.objects.filter(
        Q(partnerships__programme=programme) | Q(pk=programme.lead_organisation_id)
    )
    found = rows.filter(country=country) if country else rows
    return list(found.distinct().order_by("country", "name", "pk"))


def version_text(row: Version) -> Definition:
    """A version as it was written; it was checked when it was kept."""
    return read(row.text, sources.known())


def _owner(atom: Atom) -> str:
    if isinstance(atom, Count | Median):
        return OWNERS[atom.kind]
    return sources.source(atom.source).owner


def indicator_of(row: Version) -> Indicator:
    """A version in the reader's language."""
    definition = version_text(row)
    language, words = definition.told(get_language() or "en")
    owners = tuple(dict.fromkeys(_owner(one) for one in atoms(definition.formula)))
    return Indicator(row.indicator.code, row.number, row.pk, definition, language, words, owners)


def versions(programme: Programme) -> list[Version]:
    """The newest published version of each indicator."""
    rows = Version.objects.filter(indicator__programme=programme, published_at__isnull=False)
    newest: dict[UUID, Version] = {}
    for row in rows.select_related("indicator").order_by("-number"):
        newest.setdefault(row.indicator_id, row)
    return list(newest.values())


def _in_order(found: Iterable[Indicator]) -> list[Indicator]:
    return sorted(found, key=lambda one: (one.definition.order, one.code))


def indicators(programme: Programme) -> list[Indicator]:
    """The published definitions of a programme, in their order."""
    return _in_order(indicator_of(row) for row in versions(programme))


def indicator_row(programme: Programme, code: str) -> IndicatorRow | None:
    """One indicator of a programme."""
    return IndicatorRow.objects.filter(programme=programme, code=code).first()


def drafts(programme: Programme) -> dict[str, Version]:
    """The draft of each indicator that has one, by code."""
    rows = Version.objects.filter(indicator__programme=programme, published_at=None)
    return {row.indicator.code: row for row in rows.select_related("indicator")}


def history(row: IndicatorRow) -> list[Version]:
    """All versions of an indicator, the newest first."""
    return list(row.versions.select_related("indicator"))


def value(programme: Programme, one: Indicator, figure: Figure, month: str) -> Value:
    """A figure beside the targets of its country."""
    definition = one.definition
    stand = progress(
        figure.result, definition.targets_of(figure.country), month_of(programme.starts, month),
        definition.baseline, definition.better,
    )  # fmt: skip
    return Value(one, figure.country, month, figure, stand)


def values(programme: Programme, month: str) -> list[Value]:
    """Every published indicator, counted now up to a month: the whole first, then countries."""
    told = indicators(programme)
    span = counting.span_of(programme, month)
    found = counting.figures([one.definition for one in told], span)
    return [
        value(programme, one, figure, month) for one in told for figure in found[one.code].values()
    ]


def month_now(programme: Programme, now: datetime) -> str:
    """The month up to which figures are counted: this one, or the first or last of a programme."""
    day = min(max(now.date(), programme.starts), programme.ends)
    return f"{day:%Y-%m}"


def closed_months(programme: Programme, today: date) -> list[str]:
    """Months of the programme that are over, the newest first."""
    found, at = [], (programme.starts.year, programme.starts.month)
    while last_day(month := f"{at[0]}-{at[1]:02d}") < today and month <= f"{programme.ends:%Y-%m}":
        found.append(month)
        at = (at[0] + at[1] // 12, at[1] % 12 + 1)
    return found[::-1]


def trace(
    viewer: Viewer, programme: Programme, code: str, month: str, country: str = ""
) -> Trace | None:
    """From a figure, counted now, to what was counted; None where there is no such indicator."""
    one = next((each for each in indicators(programme) if each.code == code), None)
    span = counting.span_of(programme, month)
    if one is None or (country and country not in span.countries):
        return None
    figure = counting.figures([one.definition], span)[code][country]
    parts = tuple(_part(viewer, atom, figure, span) for atom in atoms(one.definition.formula))
    text = as_text(one.definition.formula)
    return Trace(value(programme, one, figure, month), text, parts)


def _part(viewer: Viewer, atom: Atom, figure: Figure, span: sources.Span) -> Part:
    text, owner = as_text(atom), _owner(atom)
    found, left = figure.inputs[text], tuple(counting.left_out(atom, span))
    if isinstance(atom, Distinct | Given):
        source = sources.source(atom.source)
        rows = _rows(viewer, source, atom, span, figure.country)
        unseen = max(0, found.low - len(rows)) if isinstance(found, Amount) else None
        words = str(source.words)
        return Part(text, owner, words, found, rows=rows, unseen=unseen, left_out=left)
    cut = counting.cut_of(atom)
    cells = facts.tally([cut], *counting.months(span))[cut]
    told = sorted(
        (month, region, number)
        for (month, region), number in _by_month(cells).items()
        if counting.counts_in(region, figure.country, span)
    )
    return Part(text, owner, "", found, cells=tuple(told), left_out=left)


def _by_month(cells: Iterable[object]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for (month, region, _value), number in cells.items():  # type: ignore[attr-defined]  # a Counter
        found[month, region] = found.get((month, region), 0) + number
    return found


def _rows(
    viewer: Viewer, source: sources.Source, atom: Distinct | Given, span: sources.Span, country: str
) -> tuple[Row, ...]:
    if not source.is_here:
        return ()
    rows = source.rows(viewer, span, sources.split(atom.codes))
    return tuple(row for row in rows if country in ("", row.country))


def freezes(programme: Programme) -> list[Freeze]:
    """Reporting dates, the newest first."""
    return list(Freeze.objects.filter(programme=programme))


def freeze_for(viewer: Viewer, number: UUID) -> Freeze | None:
    """One freeze of a programme that she leads."""
    row = Freeze.objects.select_related("programme").filter(pk=number).first()
    return row if row and sees_live(viewer, row.programme) else None


def figure_of(row: Frozen) -> Figure:
    """A frozen figure, as it was."""
    inputs = {text: input_of(one) for text, one in row.inputs.items()}
    return Figure(row.country, result_of(row.value), inputs)


def frozen(row: Freeze) -> list[Value]:
    """The values of a freeze, each with the version by which it was counted."""
    rows = row.figures.select_related("version__indicator").order_by("version", "country")
    told: dict[UUID, Indicator] = {}
    found = []
    for one in rows:
        if one.version_id not in told:
            told[one.version_id] = indicator_of(one.version)
        indicator = told[one.version_id]
        found.append(value(row.programme, indicator, figure_of(one), row.through))
    return sorted(found, key=lambda v: (v.indicator.definition.order, v.indicator.code, v.country))


def left_out(row: Freeze) -> dict[UUID, list[tuple[str, str, int]]]:
    """What was left out of the figures of a freeze, by version: of what was asked, why, how many.

    For the team; of small numbers others learn nothing.
    """
    rows = row.figures.filter(country="").values_list("version", "left_out")
    return {version: [(text, code, n) for text, code, n in told] for version, told in rows}


def differences(row: Freeze) -> list[Difference]:
    """Where counting again up to the same month, by the same definition, gives something else."""
    before = frozen(row)
    definitions = {one.indicator.code: one.indicator.definition for one in before}
    span = counting.span_of(row.programme, row.through)
    again = counting.figures(list(definitions.values()), span)
    found = []
    for one in before:
        now = again[one.indicator.code].get(one.country)
        if now is not None and now.inputs != one.figure.inputs:
            changed = tuple(
                (text, told, now.inputs[text])
                for text, told in one.figure.inputs.items() if now.inputs[text] != told
            )  # fmt: skip
            found.append(Difference(one.indicator, one.country, one.result, now.result, changed))
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """What an audience may read of one indicator, by country (empty: the whole).

    Args:
        cells: country -> `state` (value, rounded, hidden, missing) with `value`, `low`, `high`, or
            `band`. refused: a code of `wording.NOT_LET_OUT` where nothing was let out.
    """

    indicator: Indicator
    through: str
    cells: dict[str, dict[str, object]]
    refused: str = ""


def is_public(row: Freeze) -> bool:
    """Whether everybody may read its figures."""
    return row.released.filter(audience="public").exists()


def kept_back(row: Freeze) -> QuerySet[Released]:
    """The figures that could not be let out safely, with the reason."""
    rows = row.released.filter(audience="partners").exclude(refused="")
    return rows.select_related("version__indicator")


def released(programme: Programme, audience: str) -> list[Shown]:
    """What was let out last, by the newest reporting date with something for this audience."""
    rows = Released.objects.filter(freeze__programme=programme, audience=audience)
    newest = rows.order_by("-freeze__through").values_list("freeze", flat=True).first()
    if newest is None:
        return []
    return _shown(rows.filter(freeze=newest))


def released_at(row: Freeze, audience: str) -> list[Shown]:
    """What was let out of one freeze; it never changes."""
    return _shown(row.released.filter(audience=audience))


def last_safe(row: Freeze, code: str, audience: str) -> Shown | None:
    """The last that was let out of an indicator before a freeze of which nothing could be."""
    rows = Released.objects.filter(
        freeze__programme=row.programme_id, freeze__through__lt=row.through, audience=audience,
        version__indicator__code=code, refused="",
    )  # fmt: skip
    return next(iter(_shown(rows.order_by("-freeze__through")[:1])), None)


def _shown(rows: QuerySet[Released]) -> list[Shown]:
    told = [
        Shown(indicator_of(row.version), row.freeze.through, row.shown, row.refused)
        for row in rows.select_related("version__indicator", "freeze")
    ]
    return sorted(told, key=lambda s: (s.indicator.definition.order, s.indicator.code))


def public() -> tuple[Programme | None, list[Shown]]:
    """What everybody may read: the programme that ends last of those with something let out."""
    rows = Released.objects.filter(audience="public").select_related("freeze__programme")
    newest = rows.order_by("-freeze__programme__ends", "-freeze__through", "pk").first()
    if newest is None:
        return None, []
    return newest.freeze.programme, released(newest.freeze.programme, "public")
