"""Somebody who reads everything that was published of the same persons and solves for the rest.

She shares no code with our audit: linear programmes (scipy's `linprog`, sparse, continuous) over
how many were added in each stretch of time in each part, whose ends she rounds to whole persons.
"""

import itertools
import math
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack

MOST = 5_000  # persons in a part; more than any figure in these tests


@dataclass
class Attacker:
    """What she knows: sums with limits over unknown counts that are not below zero."""

    times: list
    axes: dict
    sums: list = field(default_factory=list)

    def __post_init__(self):
        self.parts = list(itertools.product(self.times, *self.axes.values()))
        self.limits = None

    def where(self, times, region):
        """The unknowns of a region over some times; an axis that is not named is whole."""
        names = ["", *self.axes]
        wanted = {"": set(times)} | {name: set(codes) for name, codes in region.items()}
        return [
            at for at, part in enumerate(self.parts)
            if all(code in wanted.get(name, {code}) for name, code in zip(names, part, strict=True))
        ]  # fmt: skip

    def reads(self, times, region, low, high):
        """Learns that so many at least and so many at most are there."""
        self.sums.append((self.where(times, region), low, high))
        self.limits = None

    def _rows(self):
        if self.limits is None:
            ends = np.cumsum([0, *(len(where) for where, _low, _high in self.sums)])
            indices = np.concatenate([where for where, _low, _high in self.sums])
            rows = csr_matrix(
                (np.ones(len(indices)), indices, ends), (len(self.sums), len(self.parts))
            )
            self.limits = (rows, np.array([low for _w, low, _h in self.sums]),
                           np.array([high for _w, _l, high in self.sums]))  # fmt: skip
        return self.limits

    def infers(self, times, region):
        """The least and the most that can be there, in whole persons; None: it contradicts."""
        if not self.sums:
            return 0, MOST
        rows, low, high = self._rows()
        same = low == high
        cost = np.zeros(len(self.parts))
        cost[self.where(times, region)] = 1
        known = {}
        if same.any():
            known |= {"A_eq": rows[same], "b_eq": low[same]}
        if not same.all():
            some = rows[~same]
            known |= {"A_ub": vstack([some, -some]),
                      "b_ub": np.concatenate([high[~same], -low[~same]])}  # fmt: skip
        found = []
        for sign in (1, -1):
            done = linprog(sign * cost, bounds=(0, MOST), method="highs", **known)
            if done.x is None:
                return None
            found.append(sign * done.fun)
        return math.ceil(found[0] - 1e-6), math.floor(found[1] + 1e-6)
