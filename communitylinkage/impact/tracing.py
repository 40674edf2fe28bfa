"""A trace as a page shows it: the words of the definition, and each part with what it counted."""

from typing import Any

from communitylinkage.impact import figures, telling, wording
from communitylinkage.impact.queries import Indicator, Part, Trace
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
