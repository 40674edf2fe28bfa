"""Shares and means from what readers see, with what they can be at least and at most.

The limits come from rounding alone: the counts are everybody counted, not a sample.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from communitylinkage.disclosure.published import Shown, State


@dataclass(frozen=True)
class Estimate:
    """A figure from published counts, and the limits that rounding leaves."""

    value: float
    low: float
    high: float


def _known(cell: Shown) -> tuple[int, int, int] | None:
    if cell.state is State.HIDDEN or cell.value is None or cell.low is None or cell.high is None:
        return None
    return cell.value, cell.low, cell.high


def share(part: Shown, whole: Shown) -> Estimate | None:
    """Part of the whole, between 0 and 1; None where either is hidden or the whole is empty."""
    of, over = _known(part), _known(whole)
    if of is None or over is None or over[0] == 0 or over[1] == 0:
        return None
    low, high = of[1] / over[2], min(1.0, of[2] / over[1])
    return Estimate(min(max(of[0] / over[0], low), high), low, high)


def _weighted(scores: Sequence[float], counts: Sequence[int]) -> float | None:
    persons = sum(counts)
    return sum(s * c for s, c in zip(scores, counts, strict=True)) / persons if persons else None


def mean(cells: Sequence[Shown], scores: Sequence[float]) -> Estimate | None:
    """The mean score over categories; None where one of them is hidden or nobody is counted.

    The extremes put the low categories at their most and the high ones at their least, or the
    other way round, for the cut that goes farthest.
    """
    pairs = sorted(zip(scores, cells, strict=True), key=lambda pair: pair[0])
    known = [one for _score, cell in pairs if (one := _known(cell)) is not None]
    if len(known) < len(pairs):
        return None
    ordered = [score for score, _cell in pairs]
    middle = _weighted(ordered, [value for value, _low, _high in known])
    if middle is None:
        return None
    found = [middle]
    for place in range(len(known) + 1):
        for below, above in ((2, 1), (1, 2)):
            counts = [k[below] if at < place else k[above] for at, k in enumerate(known)]
            score = _weighted(ordered, counts)
            found += [] if score is None else [score]
    return Estimate(middle, min(found), max(found))
