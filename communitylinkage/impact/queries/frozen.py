"""Figures as they were at a reporting date, and what others may read of them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from communitylinkage.impact import figures as counting
from communitylinkage.impact.figures import Figure
from communitylinkage.impact.models import Freeze, Frozen, Released
from communitylinkage.impact.queries.definitions import (
    Indicator,
    Value,
    indicator_of,
    sees_live,
    value,
)
from communitylinkage.impact.rules.evaluating import Input, Result
from communitylinkage.impact.rules.plain import input_of, result_of
from communitylinkage.organisations.models import Programme
from communitylinkage.people.access import Viewer


@dataclass(frozen=True, slots=True)
class Difference:
    """A frozen figure beside the same formula counted again up to the same month."""

    indicator: Indicator
    country: str
    frozen: Result
    now: Result
    changed: tuple[tuple[str, Input, Input], ...]


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
        found.append(value(row.programme, indicator, figure_of(one), row.through, is_over=True))
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


def public() -> list[Programme]:
    """Those of which everybody may read something, the one that ends last first."""
    told = Released.objects.filter(audience="public").values("freeze__programme")
    return list(Programme.objects.filter(pk__in=told).order_by("-ends", "pk"))
