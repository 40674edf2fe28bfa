"""From codes to a table for the gate: fixed leaves, and the nodes that are shown of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from communitylinkage.disclosure.table import TOTAL, Dimension, Table
from communitylinkage.intersections.rules.populations import MOST_SHOWN, OTHER, UNSAID, What
from communitylinkage.values.crossed import Crossed
from communitylinkage.values.quarters import quarter_of

Leaves = Mapping[str, Sequence[str]]


def dimension(name: str, leaves: Sequence[str], shown: Iterable[str]) -> Dimension:
    """One characteristic. Leaves stay the same from table to table; the unshown are one node."""
    codes = [one for one in leaves if one in set(shown)]
    rest = tuple(one for one in leaves if one not in set(codes))
    nodes = {TOTAL: tuple(leaves), **{one: (one,) for one in codes}}
    if len(rest) == 1:
        nodes[rest[0]] = rest
    elif rest:
        nodes[OTHER] = rest
    return Dimension(name, tuple(leaves), nodes)


def shown_of(rows: Iterable[Crossed], what: str, leaves: Sequence[str]) -> list[str]:
    """Which codes stand by themselves: all of a short list; of a long one the most frequent.

    Chosen from all rows of the population, so that every cut of it names the same.
    """
    if len(leaves) <= MOST_SHOWN:
        return list(leaves)
    counted: Counter[str] = Counter()
    for row in rows:
        counted[leaf_of(row, what, leaves)] += row.number
    order = sorted(counted, key=lambda code: (-counted[code], code))
    return [code for code in order if counted[code]][:MOST_SHOWN]


def leaf_of(row: Crossed, what: str, leaves: Sequence[str]) -> str:
    """Its code, or that it was not said; what nobody knows any more counts as not said."""
    code = row.codes.get(what, "") or UNSAID
    return code if code in leaves else UNSAID


def table(
    series: str, whats: Sequence[What], leaves: Leaves, shown: Leaves, periods: Sequence[str],
    rows: Iterable[Crossed], beside: Sequence[str] = (),
) -> Table:  # fmt: skip
    """The persons of some quarters, by one characteristic or two.

    Args:
        beside: all other quarters: the gate judges what readers take from other tables.
    """
    known = [*periods, *beside]
    dimensions = tuple(dimension(what, leaves[what], shown[what]) for what in whats)
    shape = (len(known), *(len(one.leaves) for one in dimensions))
    counts = np.zeros(shape, dtype=np.int64)
    by: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.int64]]] = {}
    for row in rows:
        quarter = quarter_of(row.month)
        if quarter not in known:
            continue
        at = (
            known.index(quarter),
            *(one.leaves.index(leaf_of(row, one.name, one.leaves)) for one in dimensions),
        )
        counts[at] += row.number
        if row.organisation:
            by.setdefault(row.organisation, np.zeros(shape, dtype=np.int64))[at] += row.number
    return Table(series, dimensions, tuple(periods), counts, by, beside=tuple(beside))
