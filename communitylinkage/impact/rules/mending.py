"""After a correction: what each reporting date added, so that it agrees with what readers were told
and comes to what is counted now."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from communitylinkage.disclosure.audit import PATIENCE
from communitylinkage.disclosure.ledger import Statement
from communitylinkage.disclosure.table import Dimension

Counts = NDArray[np.int64]


def mended(
    counts: Counts, periods: Sequence[str], dimensions: Sequence[Dimension],
    said: Iterable[Statement],
) -> Counts | None:  # fmt: skip
    """The history nearest to the frozen one; None where what was told is not true any more.

    Readers cannot tell it from the true one: nothing that they were told speaks against it. It is
    the answer of a whole-numbered programme: what was added is never below zero, sums to what is
    counted now, and lies where readers know it to lie.

    Args:
        counts: by date and leaf, what was counted by each date; the last one is what is true now.
    """
    shape, size = counts.shape, counts.size
    place = np.arange(size).reshape(shape)
    rows, low, high = [], list[float](), list[float]()

    def ask(where: Counts, least: float, most: float, apart: int | None = None, sign: int = 0
            ) -> None:  # fmt: skip
        row = np.zeros(2 * size)
        row[where.ravel()] = 1
        if apart is not None:
            row[size + apart] = sign
        rows.append(row)
        low.append(least)
        high.append(most)

    for leaf in np.ndindex(shape[1:]):
        now = counts[(-1, *leaf)]
        ask(place[(slice(None), *leaf)], now, now)
        for at in range(shape[0] - 1):
            # How far it is from the frozen count, above and below, is what is kept small.
            here, before = place[(at, *leaf)], counts[(at, *leaf)]
            ask(place[(slice(at + 1), *leaf)], -np.inf, before, here, -1)
            ask(place[(slice(at + 1), *leaf)], before, np.inf, here, 1)
    for one in said:
        axes = _where(one, periods, dimensions)
        if axes is not None:
            ask(place[np.ix_(*axes)], one.low, one.high)
    cost = np.concatenate([np.zeros(size), np.ones(size)])
    found = milp(
        cost, constraints=LinearConstraint(np.array(rows), low, high),
        bounds=Bounds(0, np.inf), integrality=np.ones(2 * size),
        options={"node_limit": PATIENCE},
    )  # fmt: skip
    if found.x is None:
        return None
    added: Counts = np.round(found.x[:size]).astype(np.int64).reshape(shape)
    return added


def _where(
    said: Statement, periods: Sequence[str], dimensions: Sequence[Dimension]
) -> list[list[int]] | None:
    """Where a statement lies in the table; None where it speaks of what the table does not know."""
    wanted = dict(said.region)
    if not set(said.periods) <= set(periods) or not set(wanted) <= {d.name for d in dimensions}:
        return None
    if any(not set(wanted.get(one.name, ())) <= set(one.leaves) for one in dimensions):
        return None
    return [
        [periods.index(one) for one in said.periods],
        *([d.leaves.index(leaf) for leaf in wanted.get(d.name, d.leaves)] for d in dimensions),
    ]
