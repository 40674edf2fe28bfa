"""How far the nearest service is: for each situation, kind of help, language and region.

A cell is a number of kilometres, rounded up. The nearest of a group of services is found by the
largest scalar product of unit vectors, many groups in one product; a group that is large for that
gets a k-d tree. The country is part of the rule (matching.answer.concerns), so each is measured by
itself, and one service that changes touches its country, its kinds and its languages only.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from communitylinkage.coverage.rules.supply import Supply, Vectors
from communitylinkage.values.places import EARTH_KM

Km = NDArray[np.uint16]
# By telephone or online: no way at all. A service next door is one kilometre away.
AFAR = 0
NOWHERE = 65535
# Behind the languages: services whatever they speak, and those that bring an interpreter.
FURTHER = ("any", "bridged")
# Numbers in one product: about what a core's own cache holds.
_BLOCK = 1 << 16
# From this many products on, a tree is quicker.
_TREE = 1 << 18


@dataclass(frozen=True)
class Shape:
    """How many kinds of help, languages and situations there are."""

    kinds: int
    languages: int
    situations: int

    @property
    def slots(self) -> int:
        """Languages, and what stands behind them."""
        return self.languages + len(FURTHER)

    def empty(self, regions: int) -> Km:
        """Nothing in reach of anybody: situation × kind × slot × region."""
        shape = (self.situations, self.kinds, self.slots, regions)
        return np.full(shape, NOWHERE, dtype=np.uint16)


def _spread(masks: NDArray[np.int64], width: int) -> NDArray[np.bool_]:
    return (masks[:, None] >> np.arange(width) & 1).astype(np.bool_)


def _entries(
    supply: Supply, shape: Shape, kinds: int, slots: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The services of each list, list by list: where each list is in the cells, and who is in it.

    Args:
        kinds: a bit for each kind that is wanted. slots: which are wanted.
    """
    told = _spread(supply.speaks, shape.languages)
    all_of = np.ones((len(supply), 1), dtype=np.bool_)
    told = np.concatenate([told, all_of, supply.bridged[:, None]], axis=1) & slots
    situations = _spread(supply.met, shape.situations)
    service, kind = np.nonzero(_spread(supply.kinds & kinds, shape.kinds))
    row, slot = np.nonzero(told[service])
    service, key = service[row], kind[row] * shape.slots + slot
    row, situation = np.nonzero(situations[service])
    service = service[row]
    key = situation * (shape.kinds * shape.slots) + key[row]
    order = np.argsort(key, kind="stable")
    return key[order], service[order]


def _starts(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))


def kilometres(chords: NDArray[np.float64]) -> Km:
    """Chords of the unit ball as whole kilometres over the ground, rounded up, one at least."""
    km = np.ceil(2 * EARTH_KM * np.arcsin(np.minimum(1.0, chords / 2)))
    return np.clip(km, 1, NOWHERE - 1).astype(np.uint16)


def _blocks(starts: NDArray[np.int64], end: int, width: int) -> Iterator[tuple[int, int]]:
    """Lists that go into one product together, from which to which."""
    most = max(1, _BLOCK // max(1, width))
    ends = np.append(starts[1:], end)
    first = 0
    while first < len(starts):
        last = int(np.searchsorted(ends, starts[first] + most, side="right"))
        last = max(last, first + 1)
        yield first, last
        first = last


def _nearest(cells: Km, keys: NDArray[np.int64], at: Vectors, regions: Vectors) -> None:
    """Fills in the nearest of each list, by products or, for a long one, by a tree."""
    starts = _starts(keys)
    ends = np.append(starts[1:], len(keys))
    across = np.ascontiguousarray(regions.T)
    for first, last in _blocks(starts, len(keys), len(regions)):
        low, high = starts[first], ends[last - 1]
        which = keys[starts[first:last]]
        if last - first == 1 and (high - low) * len(regions) > _TREE:
            chords, _who = cKDTree(at[low:high]).query(regions)
            cells[which[0]] = kilometres(chords)
            continue
        best = np.maximum.reduceat(at[low:high] @ across, starts[first:last] - low, axis=0)
        cells[which] = kilometres(np.sqrt(np.maximum(0.0, 2 - 2 * best)))


def _measure(
    cells: Km, supply: Supply, regions: Vectors, shape: Shape, kinds: int,
    slots: NDArray[np.bool_],
) -> None:  # fmt: skip
    flat = cells.reshape(-1, len(regions))
    there = supply.only(~supply.afar & ~np.isnan(supply.at[:, 0]))
    keys, service = _entries(there, shape, kinds, slots)
    if len(keys):
        _nearest(flat, keys, there.at[service], regions)
    keys, _service = _entries(supply.only(supply.afar), shape, kinds, slots)
    flat[np.unique(keys)] = AFAR


def measure(supply: Supply, regions: Vectors, shape: Shape) -> Km:
    """All cells of one country: situation × kind × slot × region."""
    cells = shape.empty(len(regions))
    if len(regions):
        slots = np.ones(shape.slots, dtype=np.bool_)
        _measure(cells, supply, regions, shape, -1, slots)
    return cells


def measure_again(
    cells: Km, changed: Iterable[Supply], after: Supply, regions: Vectors, shape: Shape
) -> Km:
    """The cells after some services changed: the same as `measure`, and far quicker.

    Args:
        changed: what they were and what they are. after: all services of the country now.
    """
    kinds, speaks = 0, 0
    for one in changed:
        kinds |= int(np.bitwise_or.reduce(one.kinds)) if len(one) else 0
        speaks |= int(np.bitwise_or.reduce(one.speaks)) if len(one) else 0
    cells = cells.copy()
    if not kinds or not len(regions):
        return cells
    slots = np.ones(shape.slots, dtype=np.bool_)
    slots[: shape.languages] = [bool(speaks >> bit & 1) for bit in range(shape.languages)]
    touched = np.array([bool(kinds >> bit & 1) for bit in range(shape.kinds)])
    cells[np.ix_(np.arange(shape.situations), touched, slots)] = NOWHERE
    _measure(cells, after.of_kinds(kinds), regions, shape, kinds, slots)
    return cells


def packed(cells: NDArray[np.generic]) -> bytes:
    """Cells as bytes: most neighbours are alike, so they shrink well."""
    return zlib.compress(np.ascontiguousarray(cells).tobytes(), 1)


def unpacked(data: bytes, shape: Shape, regions: int) -> Km:
    """What `packed` gave of `measure`.

    Raises:
        ValueError: they are of another shape: languages or situations were added since.
    """
    told = np.frombuffer(zlib.decompress(data), dtype=np.uint16)
    return told.reshape(shape.situations, shape.kinds, shape.slots, regions)
