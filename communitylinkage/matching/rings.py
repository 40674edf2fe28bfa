"""Which cells of the earth hold everything within so many kilometres of a place.

An h3 cell is an integer; the descendants of a coarse cell are one range of the integers of
LEAVES, so that one column serves each resolution. Two traps: a descendant may lie outside the
outline of its ancestor, and cells are not of one size. So nothing here trusts an outline: a cell
is taken to reach as far as its farthest descendant can lie on the whole earth.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import h3.api.basic_int as h3

from communitylinkage.values.places import EARTH_KM, Point

LEAVES = 7
RINGS = 3
# A guess that saves work: a wider radius, in spacings, rarely fits into so many rings.
WIDEST = 1.5
# Cells are drawn on the faces of an icosahedron that touches the earth, this far apart at
# resolution 0 (h3's RES0_U_GNOMONIC, in radii of the earth), and projected inwards, which only
# brings them nearer to each other. So this is the widest spacing on the earth.
_SPACING = 0.38196601125010500003 * EARTH_KM
# From the centre of a cell to that of a child is one child's spacing: 1/sqrt(7) of its own. The
# sum over all further generations is the farthest that a descendant lies off (0.6076 spacings);
# one hundredth more for what h3 rounds.
_REACH = 1.01 / (math.sqrt(7) - 1)
_DIGITS_BELOW_LEAVES = 3 * (15 - LEAVES)
_RESOLUTION_AT = 52


@dataclass(frozen=True, slots=True)
class Cover:
    """Ranges of cells, both ends included; what lies in none of them is farther than `beyond`."""

    ranges: tuple[tuple[int, int], ...]
    beyond: float


# The numbers below the first cell are free: an index keeps what has no place there.
FIRST_CELL = 1 << _RESOLUTION_AT
EVERYWHERE = Cover(((FIRST_CELL, (1 << 63) - 1),), math.inf)


def leaf(point: Point) -> int:
    """The cell that a point is filed under."""
    return int(h3.latlng_to_cell(point.latitude, point.longitude, LEAVES))


def spacing_km(resolution: int) -> float:
    """The widest distance between the centres of two neighbours."""
    return _SPACING / math.sqrt(7) ** resolution


def leaves_of(cell: int) -> tuple[int, int]:
    """The range of the leaves of a cell."""
    below = 3 * (LEAVES - h3.get_resolution(cell))
    mask = ((1 << below) - 1) << _DIGITS_BELOW_LEAVES
    low = (cell & ~(0xF << _RESOLUTION_AT) | LEAVES << _RESOLUTION_AT) & ~mask
    return low, low | mask


def common_resolution(one: int, other: int) -> int:
    """The finest resolution at which two leaves have the same ancestor; -1 when at none."""
    apart = (one ^ other) >> _DIGITS_BELOW_LEAVES
    return LEAVES - -(-apart.bit_length() // 3) if apart < 1 << 3 * LEAVES else -1


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low - merged[-1][1] <= 1 << _DIGITS_BELOW_LEAVES:
            merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    return tuple(merged)


def vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """A point on the ball of radius one: distances without trigonometry."""
    up, along = math.radians(latitude), math.radians(longitude)
    level = math.cos(up)
    return level * math.cos(along), level * math.sin(along), math.sin(up)


def _nearest(place: tuple[float, float, float], cells: Iterable[int], reach: float) -> list[float]:
    """How near a leaf of each cell can be. A chord is shorter than the way over the ground."""
    centres = (vector(*h3.cell_to_latlng(cell)) for cell in cells)
    return [EARTH_KM * math.dist(place, centre) - reach for centre in centres]


def cover(place: Point, radius: float) -> Cover:
    """Cells that hold every point within a radius, as few as is cheap.

    The ring just outside RINGS rings encloses them: a way to anything farther out crosses it, so
    its nearest cell bounds them all.
    """
    here = vector(place.latitude, place.longitude)
    for resolution in range(LEAVES, 1, -1):
        if radius > WIDEST * spacing_km(resolution):
            continue
        reach = _REACH * spacing_km(resolution)
        home = h3.latlng_to_cell(place.latitude, place.longitude, resolution)
        disk = h3.grid_disk(home, RINGS)
        fence = set(h3.grid_disk(home, RINGS + 1)).difference(disk)
        beyond = min(_nearest(here, fence, reach))
        if beyond <= radius:
            continue
        near = list(zip(disk, _nearest(here, disk, reach), strict=True))
        beyond = min([beyond, *(km for _cell, km in near if km > radius)])
        return Cover(_merged([leaves_of(cell) for cell, km in near if km <= radius]), beyond)
    return EVERYWHERE
