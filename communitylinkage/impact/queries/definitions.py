"""Programmes, definitions, and what they come to when they are counted now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language

from communitylinkage.impact import figures as counting
from communitylinkage.impact import sources
from communitylinkage.impact.days import day_of
from communitylinkage.impact.figures import Figure, last_day
from communitylinkage.impact.models import Indicator as IndicatorRow
from communitylinkage.impact.models import Version
from communitylinkage.impact.rules.definition import Definition, Words, read
from communitylinkage.impact.rules.evaluating import Result
from communitylinkage.impact.rules.formula import Atom, Count, Median, atoms
from communitylinkage.impact.rules.known import OWNERS
from communitylinkage.impact.rules.progress import Progress, month_of, progress
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.queries import of_programme
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


def programmes(viewer: Viewer, permission: Permission = READ) -> list[Programme]:
    """Those in which one of her organisations takes part, the one that ends last first."""
    mine = viewer.organisations_where(permission)
    own = [one.programme_id for one in viewer.memberships if one.programme_id]
    rows = Programme.objects.filter(
        Q(lead_organisation__in=mine)
        | Q(partnerships__organisation__in=mine)
        | Q(pk__in=own if mine else [])
    )
    return list(rows.select_related("lead_organisation").distinct().order_by("-ends", "pk"))


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
    rows = of_programme(programme.pk)
    found = rows.filter(country=country) if country else rows
    return list(found.order_by("country", "name", "pk"))


def version_text(row: Version) -> Definition:
    """A version as it was written; it was checked when it was kept."""
    return read(row.text, sources.known())


def owner_of(atom: Atom) -> str:
    """The part of the product that counts it."""
    if isinstance(atom, Count | Median):
        return OWNERS[atom.kind]
    return sources.source(atom.source).owner


def indicator_of(row: Version) -> Indicator:
    """A version in the reader's language."""
    definition = version_text(row)
    language, words = definition.told(get_language() or "en")
    owners = tuple(dict.fromkeys(owner_of(one) for one in atoms(definition.formula)))
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


def value(
    programme: Programme, one: Indicator, figure: Figure, month: str, *, is_over: bool
) -> Value:
    """A figure beside the targets of its country; `is_over`: the month is, as of what is frozen."""
    definition = one.definition
    stand = progress(
        figure.result, definition.targets_of(figure.country), month_of(programme.starts, month),
        definition.baseline, definition.better, is_over=is_over,
    )  # fmt: skip
    return Value(one, figure.country, month, figure, stand)


def values(programme: Programme, month: str, now: datetime) -> list[Value]:
    """Every published indicator, counted now up to a month: the whole first, then countries."""
    over = is_over(programme, month, now)
    told = indicators(programme)
    span = counting.span_of(programme, month)
    found = counting.figures([one.definition for one in told], span)
    return [
        value(programme, one, figure, month, is_over=over)
        for one in told for figure in found[one.code].values()
    ]  # fmt: skip


def month_now(programme: Programme, now: datetime) -> str:
    """The month up to which figures are counted: this one, or the first or last of a programme."""
    day = min(max(day_of(programme, now), programme.starts), programme.ends)
    return f"{day:%Y-%m}"


def is_over(programme: Programme, month: str, now: datetime) -> bool:
    """Whether a month, or with it the programme, is over for who leads it."""
    return day_of(programme, now) > min(last_day(month), programme.ends)


def closed_months(programme: Programme, today: date) -> list[str]:
    """Months of the programme that are over, the newest first."""
    found, at = [], (programme.starts.year, programme.starts.month)
    while last_day(month := f"{at[0]}-{at[1]:02d}") < today and month <= f"{programme.ends:%Y-%m}":
        found.append(month)
        at = (at[0] + at[1] // 12, at[1] % 12 + 1)
    return found[::-1]


def to_freeze(programme: Programme, now: datetime) -> list[str]:
    """Months of which figures can be frozen, the newest first: over for the programme, and in UTC,
    by which facts are counted into months."""
    return closed_months(programme, min(day_of(programme, now), now.astimezone(UTC).date()))
