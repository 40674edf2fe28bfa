"""A table of distinct persons: leaves, the nodes that are shown, and every margin between them."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

TOTAL = "*"
Box = tuple[str, ...]  # one node's code per dimension
Counts = NDArray[np.int64]


class NotAdditiveError(ValueError):
    """A person stands in two cells, so that parts do not sum to their whole."""


@dataclass(frozen=True)
class Dimension:
    """Leaves, and the nodes shown: code -> its leaves. A hierarchy is nodes inside nodes."""

    name: str
    leaves: tuple[str, ...]
    nodes: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, name: str, tree: Mapping[str, Iterable[str]] | Iterable[str]) -> "Dimension":
        """From a flat list of codes, or from country -> regions. Codes are never repeated.

        Raises:
            ValueError: a code twice, none at all, or the reserved code of the total.
        """
        groups = {k: tuple(v) for k, v in tree.items()} if isinstance(tree, Mapping) else {}
        leaves = tuple(itertools.chain(*groups.values())) if groups else tuple(tree)
        codes = [*groups, *leaves]
        if not leaves or len(set(codes)) != len(codes) or TOTAL in codes:
            raise ValueError(name)
        nodes = {TOTAL: leaves, **groups, **{leaf: (leaf,) for leaf in leaves}}
        return cls(name, leaves, nodes)

    def children(self, code: str) -> tuple[str, ...]:
        """The largest shown nodes strictly inside this one, if together they are this one."""
        whole = set(self.nodes[code])
        inside = {c: set(ls) for c, ls in self.nodes.items() if set(ls) < whole}
        top = [c for c, ls in inside.items() if not any(ls < other for other in inside.values())]
        covered = [leaf for c in top for leaf in inside[c]]
        return tuple(top) if sorted(covered) == sorted(whole) else ()


@dataclass(frozen=True)
class Record:
    """One contact of one person, as far as the table needs it."""

    person: str
    period: str
    at: tuple[str, ...]
    organisation: str = ""


@dataclass(frozen=True)
class Table:
    """Distinct persons by period of first count and leaf; shown summed over its periods.

    `by` holds the same counts per organisation, where dominance is to be judged. `impossible`
    leaves are zero by nature and everybody knows it. `beside` are periods that the table does not
    show; `counts` and `by` hold them after the shown ones, for the gate alone: a longer table less
    this one is what they hold.
    """

    series: str
    dimensions: tuple[Dimension, ...]
    periods: tuple[str, ...]
    counts: Counts
    by: Mapping[str, Counts] = field(default_factory=dict)
    impossible: frozenset[Box] = frozenset()
    beside: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        shape = (len(self.known), *(len(d.leaves) for d in self.dimensions))
        for counts in (self.counts, *self.by.values()):
            if counts.shape != shape or (counts < 0).any():
                raise ValueError("counts")

    @property
    def known(self) -> tuple[str, ...]:
        """Every period that is counted here, the shown ones first."""
        return (*self.periods, *self.beside)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every cell that would be shown: all margins at all levels, totals first."""
        return tuple(itertools.product(*(d.nodes for d in self.dimensions)))

    @cached_property
    def _values(self) -> dict[Box, int]:
        """The true count of every cell over all shown periods: one product for each dimension."""
        sums = self.counts[: len(self.periods)].sum(axis=0)
        for at, one in enumerate(self.dimensions):
            member = [[leaf in node for leaf in one.leaves] for node in one.nodes.values()]
            within = np.array(member, dtype=np.int64)
            sums = np.moveaxis(np.tensordot(within, sums, axes=(1, at)), 0, at)
        return dict(zip(self.boxes, np.ravel(sums).tolist(), strict=True))

    def value(self, box: Box, counts: Counts | None = None, periods: Iterable[str] = ()) -> int:
        """The true count of a cell, over some of the periods or all that are shown."""
        if counts is None and not periods and box in self._values:
            return self._values[box]
        counts = self.counts if counts is None else counts
        wanted = tuple(periods) or self.periods
        axes = [[self.known.index(p) for p in wanted]]
        for dimension, code in zip(self.dimensions, box, strict=True):
            axes.append([dimension.leaves.index(leaf) for leaf in dimension.nodes[code]])
        return int(counts[np.ix_(*axes)].sum())

    def showing(self, name: str, nodes: Mapping[str, tuple[str, ...]]) -> "Table":
        """The same counts with other nodes of one dimension: a coarser cut."""
        cut = (replace(d, nodes=dict(nodes)) if d.name == name else d for d in self.dimensions)
        return replace(self, dimensions=tuple(cut))


def tabulate(
    series: str, dimensions: tuple[Dimension, ...], periods: tuple[str, ...], records: list[Record]
) -> Table:
    """Counts each person once, in the first period in which she is seen.

    Raises:
        NotAdditiveError: a person is in two cells; count her under one code, or cut differently.
        ValueError: a period or a code that the dimensions do not know.
    """
    first: dict[str, Record] = {}
    for record in sorted(records, key=lambda r: periods.index(r.period)):
        seen = first.setdefault(record.person, record)
        if seen.at != record.at:
            raise NotAdditiveError(series)
    shape = (len(periods), *(len(d.leaves) for d in dimensions))
    counts = np.zeros(shape, dtype=np.int64)
    by: dict[str, Counts] = {}
    for one in first.values():
        codes = zip(dimensions, one.at, strict=True)
        at = (periods.index(one.period), *(d.leaves.index(code) for d, code in codes))
        counts[at] += 1
        if one.organisation:
            by.setdefault(one.organisation, np.zeros(shape, dtype=np.int64))[at] += 1
    return Table(series, dimensions, periods, counts, by)
