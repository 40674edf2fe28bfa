"""The needs matrix: for each need and column, how many asked for it and how urgent it is.

How it is read (assessment/instruments/SOURCES.md): a score of 1 or more asks for it; how urgent is
the mean over all who answered that line, and the share of the highest score.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communitylinkage.disclosure.published import Shown, State
from communitylinkage.disclosure.ratios import Estimate, mean, share
from communitylinkage.surveys.analysis.codebook import Item, Shape
from communitylinkage.surveys.analysis.tables import Column


@dataclass(frozen=True)
class Cell:
    """None: it cannot be known from what is shown."""

    at: str
    answered: int | None
    asked_for: int | None
    urgency: Estimate | None
    most_urgent: Estimate | None


@dataclass(frozen=True)
class Need:
    """One line of the matrix."""

    item: Item
    cells: tuple[Cell, ...]


def is_need(item: Item, prefix: str, scale: Sequence[int]) -> bool:
    """A choice of one, named so, whose codes are the scale's."""
    named = item.name.startswith(prefix) and item.shape is Shape.ONE
    return named and bool(item.scores) and set(item.scores.values()) <= set(scale)


def matrix(found: Iterable[tuple[Item, Sequence[Column]]], scale: Sequence[int]) -> list[Need]:
    """Needs with their columns, the most asked for first; what is hidden goes last."""
    needs = [Need(i, tuple(_cell(i, c, max(scale)) for c in columns)) for i, columns in found]

    def weight(need: Need) -> tuple[int, float]:
        first = need.cells[0]
        return -(first.asked_for or 0), -(first.urgency.value if first.urgency else 0)

    return sorted(needs, key=weight)


def _known(cell: Shown | None) -> int | None:
    return None if cell is None or cell.state is State.HIDDEN else cell.value


def _cell(item: Item, column: Column, most: int) -> Cell:
    scored = [(item.scores[one.code], one) for one in column.lines if one.code in item.scores]
    asked = [_known(one.cell) for score, one in scored if score > 0]
    counts = [one for one in asked if one is not None]
    urgent = next((one.cell for score, one in scored if score == most), None)
    return Cell(
        column.at,
        _known(column.whole),
        sum(counts) if len(counts) == len(asked) else None,
        mean([one.cell for _score, one in scored], [score for score, _one in scored]),
        share(urgent, column.whole) if urgent and column.whole else None,
    )
