"""A trace as a page shows it: the words of the definition, and each part with what it counted."""

from typing import Any

from communitylinkage.impact import figures, queries, telling, wording
from communitylinkage.impact.models import Freeze
from communitylinkage.impact.queries import Difference, Indicator, Part, Trace, Value
from communitylinkage.impact.rules.definition import REGION
from communitylinkage.impact.rules.formula import written
from communitylinkage.impact.sources import LeftOut, Span

# A page stays light; the file of the list has every row.
ROWS = 60


def words_of(one: Indicator) -> dict[str, Any]:
    """The definition in words, with its formula and targets."""
    definition = one.definition
    targets = [
        (target.month, telling.country(target.country), telling.target(definition, target.value))
        for target in sorted(definition.targets, key=lambda t: (t.country, t.month))
    ]
    return {
        "one": one, "formula": written(definition.formula), "targets": targets,
        "unit": wording.UNITS[definition.unit],
        "answers": dict(wording.ANSWERS)[definition.answers],
    }  # fmt: skip


def left_out(found: tuple[LeftOut, ...]) -> list[tuple[str, str]]:
    """What was not counted, in words."""
    return [(telling.number(one.number), str(wording.LEFT_OUT[one.code])) for one in found]


def of_freeze(row: Freeze, code: str) -> dict[str, Any] | None:
    """What only the team reads of a frozen indicator: its figure in each place with what was
    counted for it, what was left out of the whole, and what counting again gives; None where the
    freeze has none with this code."""
    values = [one for one in queries.frozen(row) if one.indicator.code == code]
    if not values:
        return None
    left = queries.left_out(row).get(values[0].indicator.version, [])
    return words_of(values[0].indicator) | {
        "frozen": [_value(one) for one in values],
        "left_out": [
            (text, telling.number(number), str(wording.LEFT_OUT[why])) for text, why, number in left
        ],
        "changed": [one for one in changed(row) if one[0].indicator.code == code],
    }


def _value(one: Value) -> tuple[str, str, str, list[tuple[str, str]]]:
    """Where, the figure or why there is none, and what it was made of."""
    parts = [(text, telling.figure(told)) for text, told in one.figure.inputs.items()]
    return (
        telling.country(one.country),
        telling.figure(one.result),
        telling.missing(one.result),
        parts,
    )


def changed(row: Freeze) -> list[tuple[Difference, str, str, str]]:
    """Where counting again gives something else than was frozen: where, before, and now."""
    return [
        (one, telling.country(one.country), telling.figure(one.frozen), telling.figure(one.now))
        for one in queries.differences(row)
    ]


def _part(one: Part) -> dict[str, Any]:
    return {
        "part": one, "figure": telling.figure(one.counted), "why": telling.missing(one.counted),  # type: ignore[arg-type]  # says nothing of bands
        "rows": [(row, telling.country(row.country)) for row in one.rows[:ROWS]],
        "more": max(0, len(one.rows) - ROWS),
        "cells": [(month, telling.country(place) if place else "–", number)
                  for month, place, number in one.cells],
        "left_out": left_out(one.left_out),
    }  # fmt: skip


def page(found: Trace, span: Span) -> dict[str, Any]:
    """Everything that the page of a trace shows."""
    definition = found.value.indicator.definition
    names = [name for name in definition.by if name != REGION]
    apart = [
        (name, list(figures.apart(definition, name, span, found.value.country).items()))
        for name in names
    ]
    return words_of(found.value.indicator) | {
        "parts": [_part(one) for one in found.parts],
        "apart": apart,
        "first": span.first,
        "last": span.last,
    }
