"""Freezing figures at a reporting date, and letting them out through the gate, once for each."""

import json
from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.facts import actions as facts
from communitylinkage.impact import figures as counting
from communitylinkage.impact import queries
from communitylinkage.impact.actions import journal
from communitylinkage.impact.models import Freeze, Frozen, Released, Version
from communitylinkage.impact.rules.evaluating import Input, Result, evaluate
from communitylinkage.impact.rules.formula import Median, atoms, written
from communitylinkage.impact.rules.known import SCALES
from communitylinkage.impact.rules.plain import input_of, to_plain
from communitylinkage.impact.rules.release import CorrectedError, Point, release
from communitylinkage.impact.rules.states import Refused, RefusedError
from communitylinkage.organisations.models import Programme

PARTNERS, PUBLIC = "partners", "public"


@transaction.atomic
def freeze(*, programme: Programme, through: str, by: UUID, now: datetime) -> Freeze:
    """Keeps every figure up to a month that is over, with its inputs; lets partners see the safe.

    Raises:
        RefusedError: the month is not over, it or a later one is frozen, or nothing is defined.
    """
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    if through not in queries.to_freeze(held, now):
        raise RefusedError(Refused.MONTH_NOT_OVER)
    if Freeze.objects.filter(programme=held, through__gte=through).exists():
        raise RefusedError(Refused.FROZEN_ALREADY)
    rows = queries.versions(held)
    if not rows:
        raise RefusedError(Refused.NO_INDICATORS)
    # What waits of a month that is over need not wait longer.
    facts.flush(now=now)
    made = Freeze.objects.create(programme=held, through=through, made_at=now, by=by)
    _keep(made, rows)
    journal(held, "frozen", through, by, now)
    _let_out(made, PARTNERS)
    return made


def _keep(made: Freeze, rows: list[Version]) -> None:
    span = counting.span_of(made.programme, made.through)
    definitions = {row: queries.version_text(row) for row in rows}
    found = counting.figures(list(definitions.values()), span)
    for row, definition in definitions.items():
        left = [
            [written(atom), one.code, one.number]
            for atom in atoms(definition.formula) for one in counting.left_out(atom, span)
        ]  # fmt: skip
        parts = counting.parts(definition, span) if definition.stands_for_people else {}
        Frozen.objects.bulk_create(
            Frozen(
                freeze=made, version=row, country=country, value=to_plain(one.result),
                inputs={text: to_plain(told) for text, told in one.inputs.items()}, left_out=left,
                parts={who: {text: to_plain(told) for text, told in inputs.items()}
                       for who, inputs in parts.get(country, {}).items()},
            )
            for country, one in found[row.indicator.code].items()
        )  # fmt: skip


@transaction.atomic
def let_out(*, row: Freeze, by: UUID, now: datetime) -> None:
    """Lets everybody see what is safe of a freeze.

    Raises:
        RefusedError: it was let out.
    """
    held = Freeze.objects.select_for_update().select_related("programme").get(pk=row.pk)
    if held.released.filter(audience=PUBLIC).exists():
        raise RefusedError(Refused.RELEASED_ALREADY)
    _let_out(held, PUBLIC)
    journal(held.programme, "let_out", held.through, by, now)


def _let_out(made: Freeze, audience: str) -> None:
    versions = Version.objects.filter(pk__in=made.figures.values("version"))
    shared = bool(queries.shares_with(made.programme))
    for version in versions.select_related("indicator").order_by("pk"):
        shown: dict[str, object] = {}
        entry: list[object] = []
        refused = "shared" if shared and _of_several(version) else ""
        if not refused:
            try:
                shown, entry = _through_gate(made, version, audience)
            except CorrectedError:
                refused = "corrected"
            except UnsafeError as error:
                refused = str(error)
            except ValueError:
                refused = "nothing"
        Released.objects.create(
            freeze=made, version=version, audience=audience, shown=shown, entry=entry,
            refused=refused,
        )  # fmt: skip


def _of_several(version: Version) -> bool:
    """Whether it counts people or facts that may be another programme's as well: frozen by each on
    other dates, in a series of its own, so that no gate sees what a reader of both subtracts."""
    definition = queries.version_text(version)
    return definition.stands_for_people and not counting.of_programme(definition)


def _through_gate(
    made: Freeze, version: Version, audience: str
) -> tuple[dict[str, object], list[object]]:
    definition = queries.version_text(version)
    # By formula: another version with the same one goes on in the same series.
    series = f"impact/{made.programme_id}/{version.indicator.code}/{written(definition.formula)}"
    dates = [_point(one, versioned) for one, versioned in _dates(version)]
    points = [one for one in dates if one.through <= made.through]
    later = [one for one in dates if one.through > made.through]
    before = Released.objects.filter(
        freeze__programme=made.programme_id, version__indicator=version.indicator_id
    )
    told = [one for row in before.order_by("freeze__through", "pk") for one in row.entry]
    ledger = Ledger.from_json(json.dumps(told))
    shown, entry = release(series, points, audience, definition.stands_for_people, ledger, later)
    return shown, json.loads(Ledger((entry,)).to_json()) if entry else []


def _dates(version: Version) -> list[tuple[Freeze, Version]]:
    """The reporting dates at which the same formula was counted, in order.

    Also those after the one that is let out: readers may have been told of a later one before.
    """
    formula = written(queries.version_text(version).formula)
    rows = Frozen.objects.filter(version__indicator=version.indicator_id, country="")
    rows = rows.filter(freeze__programme=version.indicator.programme_id)
    told = rows.select_related("freeze", "version__indicator").order_by("freeze__through")
    return [
        (row.freeze, row.version)
        for row in told
        if written(queries.version_text(row.version).formula) == formula
    ]


def _point(one: Freeze, version: Version) -> Point:
    rows = one.figures.filter(version=version)
    found = {row.country: queries.figure_of(row) for row in rows}
    formula = queries.version_text(version).formula
    bands: dict[str, Input] = {}
    if isinstance(formula, Median):
        bands = {country: told.inputs[written(formula)] for country, told in found.items()}
    results = {country: told.result for country, told in found.items()}
    own: dict[str, dict[str, Result]] = defaultdict(dict)
    for row in rows:
        for who, plain in row.parts.items():
            inputs = {text: input_of(told) for text, told in plain.items()}
            own[who][row.country] = evaluate(formula, inputs, SCALES)
    by = {who: Point(one.through, mine, {}) for who, mine in own.items()}
    return Point(one.through, results, bands, by)
