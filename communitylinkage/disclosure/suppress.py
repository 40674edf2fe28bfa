"""Hides as little more as keeps every secret (complementary suppression).

After Kelly, Golden and Assad's linear-programming heuristic: for one exposed secret at a time, the
cheapest set of cells whose hiding lets it move; then every hidden cell is tried shown again.
"""

import numpy as np
from numpy.typing import NDArray

from communitylinkage.disclosure.audit import EPSILON, Floats, Reader

TRIES = 60  # cells tried shown again, the most valuable first
# Linear programmes for those tries: a count, not a clock. A long series of small cells would take
# minutes otherwise; stopping early hides more than need be, and gives nothing away.
WORK = 150


class UnsafeError(Exception):
    """No hiding in this table can keep the secret: readers know too much already."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def costs(values: list[int]) -> Floats:
    """What hiding a cell loses: more for many persons; a zero is a poor hiding place."""
    counts = np.array(values, dtype=float)
    ties = np.arange(len(values)) / (1000 * max(len(values), 1))
    cost: Floats = np.log2(2 + counts) + np.where(counts == 0, 4.0, 0.0) + ties
    return cost


def _open_up(reader: Reader, at: int, cost: Floats, soft: NDArray[np.bool_]) -> None:
    while not reader.prove(at):
        more = reader.opening(at, cost, soft)
        if more is None:
            raise UnsafeError("earlier_publications")
        if not more:  # only fractions could move: hide the cheapest row that the secret touches
            touching = np.asarray((reader.rows @ reader.wanted[at].T).todense()).ravel() > 0
            left = np.flatnonzero(touching & soft & ~reader.hidden)
            if not len(left):
                raise UnsafeError("earlier_publications")
            more = [int(left[np.argmin(cost[left])])]
        reader.hidden[more] = True


def _show_again(reader: Reader, at: int) -> None:
    """Shows one row again if every secret is still kept."""
    before = list(reader.points)
    values = [float((reader.rows[at] @ point)[0]) for point in before]
    low, high = reader.low[at] - EPSILON, reader.high[at] + EPSILON
    reader.hidden[at] = False
    reader.recount([p for p, v in zip(before, values, strict=True) if low <= v <= high])
    if reader.exposed():
        reader.hidden[at] = True
        reader.recount(before)


def complement(
    reader: Reader, cost: Floats, soft: NDArray[np.bool_], fixed: NDArray[np.bool_]
) -> None:
    """Hides further soft rows of the reader's knowledge until every secret has its proof.

    `fixed` rows are hidden already and stay so.

    Raises:
        UnsafeError: what binds contradicts itself, or leaves a secret exposed.
    """
    reader.hidden = fixed.copy()
    if not reader.consistent():
        raise UnsafeError("contradicts_earlier")
    for at in reader.exposed():
        _open_up(reader, at, cost, soft)
    added, before = np.flatnonzero(reader.hidden & ~fixed), reader.solved
    for again in sorted(map(int, added), key=lambda a: -cost[a])[:TRIES]:
        if reader.solved - before > WORK:
            break
        _show_again(reader, again)
