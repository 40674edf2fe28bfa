"""From a figure to what was counted, and what was left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from communitylinkage.facts import queries as facts
from communitylinkage.impact import figures as counting
from communitylinkage.impact import sources
from communitylinkage.impact.figures import Figure
from communitylinkage.impact.queries.definitions import (
    Value,
    indicators,
    is_over,
    owner_of,
    value,
)
from communitylinkage.impact.rules.evaluating import Amount, Input
from communitylinkage.impact.rules.formula import Atom, Distinct, Given, atoms
from communitylinkage.impact.rules.formula import written as as_text
from communitylinkage.impact.sources import LeftOut, Row
from communitylinkage.organisations.models import Programme
from communitylinkage.people.access import Viewer


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was counted for a value.

    Args:
        text: as the formula writes it. owner: the part of the product that counted it.
        cells: of facts: month, country, how many. rows: of sources: those that the reader may see.
        unseen: how many were counted beside those rows; None where its source shows no rows.
            left_out: in the whole, also where a country is traced.
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


def trace(
    viewer: Viewer, programme: Programme, code: str, month: str, country: str, now: datetime
) -> Trace | None:
    """From a figure, counted now, to what was counted; None where there is no such indicator."""
    one = next((each for each in indicators(programme) if each.code == code), None)
    span = counting.span_of(programme, month)
    if one is None or (country and country not in span.countries):
        return None
    figure = counting.figures([one.definition], span)[code][country]
    parts = tuple(_part(viewer, atom, figure, span) for atom in atoms(one.definition.formula))
    text = as_text(one.definition.formula)
    over = is_over(programme, month, now)
    return Trace(value(programme, one, figure, month, is_over=over), text, parts)


def _part(viewer: Viewer, atom: Atom, figure: Figure, span: sources.Span) -> Part:
    text, owner = as_text(atom), owner_of(atom)
    found, left = figure.inputs[text], tuple(counting.left_out(atom, span))
    if isinstance(atom, Distinct | Given):
        source = sources.source(atom.source)
        rows = _rows(viewer, source, atom, span, figure.country)
        unseen = None
        if rows is not None and isinstance(found, Amount):
            unseen = max(0, found.low - len(rows))
        words = str(source.words)
        return Part(text, owner, words, found, rows=rows or (), unseen=unseen, left_out=left)
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
) -> tuple[Row, ...] | None:
    if source.rows is None or not source.is_here:
        return None
    rows = source.rows(viewer, span, sources.split(atom.codes))
    return tuple(row for row in rows if counting.counts_in(row.country, country, span))
