"""The smallest mend: which one change closes most gaps, weighed by the women whom they concern.

A change is tried where it matters only: in the regions within reach of a service, for its kinds of
help. What is promised here is what a whole new measuring gives (tests/test_mends.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from communitylinkage.coverage.rules.levels import SHAPE, Levels, Mentors, gaps
from communitylinkage.coverage.rules.reach import Shape
from communitylinkage.coverage.rules.situations import REACH_KM, SITUATIONS, Situation
from communitylinkage.coverage.rules.supply import Supply, Vectors
from communitylinkage.values.places import EARTH_KM

Mask = NDArray[np.bool_]
# situation × kind: which of them are looked at
Wanted = Mask
_CHORD = 2 * np.sin(REACH_KM / EARTH_KM / 2)


class Change(StrEnum):
    """What one service could do, or what one more mentor would be."""

    LANGUAGE = "language"
    INTERPRETER = "interpreter"
    PAPERS = "papers"
    CHILDREN = "children"
    STEPS = "steps"
    FREE = "free"
    NIGHT = "night"
    MENTOR = "mentor"


# The condition that a change of rule, building or hours takes away.
_OPENS = {
    Change.PAPERS: Situation.PAPERS,
    Change.CHILDREN: Situation.CHILDREN,
    Change.STEPS: Situation.DISABILITY,
    Change.FREE: Situation.MONEY,
    Change.NIGHT: Situation.NIGHT,
}


@dataclass(frozen=True, slots=True)
class Mend:
    """One change and what it would bring.

    Args:
        service: its place in the supply; None for a mentor. language: its place; None where it is
            not about one. region: where a mentor would live. gaps: how many cells it closes.
            weight: the women of the regions and languages concerned, each once. worth: cells, each
            weighed by its women; the order goes by it. regions: how many it concerns.
    """

    change: Change
    service: int | None
    language: int | None
    region: int | None
    gaps: int
    weight: float
    worth: float
    regions: int


def with_change(met: int, change: Change) -> int:
    """The situations that a service meets after a change, as bits."""
    opened = _OPENS.get(change)
    if opened is None:
        return met
    bit = {one: 1 << at for at, one in enumerate(SITUATIONS)}
    met |= bit[opened]
    if met & bit[Situation.PAPERS] and met & bit[Situation.MONEY]:
        met |= bit[Situation.NOTHING]
    return met


@dataclass(frozen=True)
class Ground:
    """One country: what there is, what is missing, and whom it concerns.

    Args:
        open: the gaps, situation × kind × language × region. anyone: within reach of the region,
            whatever it speaks: situation × kind × region. women: language × region.
    """

    supply: Supply
    regions: Vectors
    open: Mask
    anyone: Mask
    mentors: Mentors
    women: NDArray[np.float64]
    shape: Shape = SHAPE

    @classmethod
    def of(
        cls, supply: Supply, regions: Vectors, found: Levels, anyone: Mask, mentors: Mentors,
        women: NDArray[np.float64], wanted: Wanted, languages: Sequence[int],
    ) -> "Ground":  # fmt: skip
        """With the gaps that are looked at.

        Args:
            wanted: situation × kind. languages: which are looked at, by place.
        """
        spoken = np.zeros(found.shape[2], dtype=np.bool_)
        spoken[list(languages)] = True
        there = gaps(found) & wanted[:, :, None, None] & spoken[None, None, :, None]
        return cls(supply, regions, there, anyone, mentors, women)

    def near(self, at: NDArray[np.float64], afar: bool = False) -> Mask:
        """The regions within reach of a place; of a telephone, all."""
        if afar:
            return np.ones(len(self.regions), dtype=np.bool_)
        close: Mask = np.linalg.norm(self.regions - at, axis=1) <= _CHORD
        return close


def _closed(ground: Ground, cells: NDArray[np.int64], near: NDArray[np.int64],
            rows: NDArray[np.int64]) -> tuple[int, float, float, int]:  # fmt: skip
    """What closing some cells comes to.

    Args:
        cells: language × region, over how many situations and kinds each is closed.
        near, rows: which regions and languages these are.
    """
    women = ground.women[np.ix_(rows, near)]
    some = cells > 0
    return (
        int(cells.sum()), float(women[some].sum()), float((women * cells).sum()),
        int(some.any(axis=0).sum()),
    )  # fmt: skip


def _places(mask: int, width: int) -> NDArray[np.int64]:
    return np.flatnonzero(np.int64(mask) >> np.arange(width) & 1)


def _open_to(ground: Ground, service: int, met: int, near: NDArray[np.int64]) -> NDArray[np.int64]:
    """Gaps near a service that it would close if it understood: language × region, how many."""
    kinds = _places(int(ground.supply.kinds[service]), ground.shape.kinds)
    situations = _places(met, ground.shape.situations)
    every = np.arange(ground.open.shape[2])
    cells = ground.open[np.ix_(situations, kinds, every, near)]
    return np.asarray(cells.sum(axis=(0, 1)))


def _of_languages(ground: Ground, service: int, near: NDArray[np.int64]) -> Iterator[Mend]:
    """One language more, or an interpreter for all."""
    could = _open_to(ground, service, int(ground.supply.met[service]), near)
    every = np.arange(len(could))
    for row in np.flatnonzero(could.sum(axis=1)):
        told = _closed(ground, could[row : row + 1], near, every[row : row + 1])
        yield Mend(Change.LANGUAGE, service, int(row), None, *told)
    if could.any() and not ground.supply.bridged[service]:
        told = _closed(ground, could, near, every)
        yield Mend(Change.INTERPRETER, service, None, None, *told)


def _of_rules(ground: Ground, service: int, near: NDArray[np.int64]) -> Iterator[Mend]:
    """One condition less: for those whom it understands, or who come with a mentor."""
    met = int(ground.supply.met[service])
    understood = ground.mentors[:, near].copy()
    understood[_places(int(ground.supply.speaks[service]), len(understood))] = True
    understood |= bool(ground.supply.bridged[service])
    for change in _OPENS:
        more = with_change(met, change) & ~met
        if not more:
            continue
        cells = _open_to(ground, service, more, near) * understood
        if cells.any():
            told = _closed(ground, cells, near, np.arange(len(cells)))
            yield Mend(change, service, None, None, *told)


def _of_mentors(ground: Ground) -> Iterator[Mend]:
    """A mentor more, of one language, in one region: she goes along to what is there."""
    could = (ground.open & ground.anyone[:, :, None, :]).sum(axis=(0, 1))
    for region in range(len(ground.regions)):
        near = np.flatnonzero(ground.near(ground.regions[region]))
        for row in np.flatnonzero(could[:, near].sum(axis=1)):
            told = _closed(ground, could[row : row + 1, near], near, np.array([row]))
            yield Mend(Change.MENTOR, None, int(row), region, *told)


def every(ground: Ground) -> Iterator[Mend]:
    """All changes that close something."""
    for service in range(len(ground.supply)):
        afar = bool(ground.supply.afar[service])
        near = np.flatnonzero(ground.near(ground.supply.at[service], afar))
        if len(near):
            yield from _of_languages(ground, service, near)
            yield from _of_rules(ground, service, near)
    yield from _of_mentors(ground)


def order(mend: Mend) -> tuple[float, int, str, int, int, int]:
    """The best first; the rest keeps the order total."""
    return (
        -mend.worth, -mend.gaps, mend.change.value, mend.language or 0,
        -1 if mend.service is None else mend.service,
        -1 if mend.region is None else mend.region,
    )  # fmt: skip


def smallest(ground: Ground, most: int = 20) -> list[Mend]:
    """The changes that bring most; of mentors of one language, the best place only."""
    seen: set[tuple[Change, int | None]] = set()
    found: list[Mend] = []
    for mend in sorted(every(ground), key=order):
        if mend.change == Change.MENTOR:
            if (mend.change, mend.language) in seen:
                continue
            seen.add((mend.change, mend.language))
        found.append(mend)
        if len(found) == most:
            break
    return found
