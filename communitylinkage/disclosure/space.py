"""The unknown that a reader reasons about: the persons in each part that publications cut."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from communitylinkage.disclosure.ledger import Region, Secret, Statement
from communitylinkage.disclosure.table import TOTAL, Box, Table

PERIOD = "*period"
MOST = 60_000  # parts; beyond it nothing is certified, so nothing is published


class TooManyPartsError(ValueError):
    """What was published is cut in so many ways that it cannot be audited."""


def region_of(table: Table, box: Box) -> Region:
    """A cell as readers of any other table of the series can place it."""
    parts = [
        (d.name, tuple(sorted(d.nodes[code])))
        for d, code in zip(table.dimensions, box, strict=True)
        if code != TOTAL
    ]
    return tuple(sorted(parts))


def _classes(sets: set[frozenset[str]], leaves: frozenset[str]) -> list[frozenset[frozenset[str]]]:
    """Leaves that no publication tells apart are one part; there is nothing beside the leaves."""
    every = leaves.union(*sets)
    signatures = {frozenset(one for one in sets if leaf in one) for leaf in every}
    return sorted(signatures, key=lambda sig: sorted(map(sorted, sig)))


@dataclass(frozen=True)
class Space:
    """One axis per dimension that somebody cuts, and one for periods."""

    axes: tuple[tuple[str, tuple[frozenset[frozenset[str]], ...]], ...]

    @classmethod
    def over(cls, parts: Iterable[Statement | Secret], leaves: Iterable[Region]) -> "Space":
        """The smallest space in which every part is a union of atoms.

        Raises:
            TooManyPartsError: more than MOST of them.
        """
        sets: dict[str, set[frozenset[str]]] = {}
        every: dict[str, frozenset[str]] = {}
        for name, codes in (pair for region in leaves for pair in region):
            every[name] = every.get(name, frozenset()) | frozenset(codes)
        for part in parts:
            sets.setdefault(PERIOD, set()).add(frozenset(part.periods))
            for name, one in part.region:
                sets.setdefault(name, set()).add(frozenset(one))
        axes = tuple(
            (name, tuple(_classes(sets[name], every.get(name, frozenset()))))
            for name in sorted(sets)
        )
        space = cls(axes)
        if space.size > MOST:
            raise TooManyPartsError(space.size)
        return space

    @property
    def size(self) -> int:
        """How many unknowns."""
        return int(np.prod([len(classes) for _name, classes in self.axes] or [1]))

    def atoms(self, part: Statement | Secret) -> NDArray[np.int64]:
        """The unknowns whose sum the part is."""
        wanted = {name: frozenset(leaves) for name, leaves in part.region}
        wanted[PERIOD] = frozenset(part.periods)
        at = np.zeros(1, dtype=np.int64)
        for name, classes in self.axes:
            one = wanted.get(name)
            ok = [i for i, sig in enumerate(classes) if one is None or one in sig]
            at = (at[:, None] * len(classes) + np.array(ok, dtype=np.int64)).ravel()
        return at

    def rows(self, parts: Iterable[Statement | Secret]) -> csr_matrix:
        """One row of ones per part."""
        found = [self.atoms(part) for part in parts]
        ends = np.cumsum([0, *map(len, found)])
        indices = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
        return csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(found), self.size))
