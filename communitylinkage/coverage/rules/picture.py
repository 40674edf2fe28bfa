"""The map: one path of hexagons for each level, and the outline of the country; no tiles.

Plate carrée, narrowed by the cosine of the middle latitude: right enough for one country.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import h3

WIDTH, MARGIN, TALLEST = 320.0, 4.0, 460.0


@dataclass(frozen=True, slots=True)
class Layer:
    """All hexagons of one level as one path."""

    level: int
    path: str


@dataclass(frozen=True, slots=True)
class Map:
    """`width` and `height` in its own units. `mark`: where a chosen region is; empty: none."""

    width: int
    height: int
    layers: tuple[Layer, ...]
    outline: str
    mark: str = ""


Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Frame:
    west: float
    north: float
    narrow: float
    scale: float

    def put(self, up: float, along: float) -> tuple[float, float]:
        x = (along - self.west) * self.narrow * self.scale + MARGIN
        return x, (self.north - up) * self.scale + MARGIN


def _frame(corners: Points) -> tuple[_Frame, int, int]:
    south, north = min(up for up, _x in corners), max(up for up, _x in corners)
    west, east = min(x for _up, x in corners), max(x for _up, x in corners)
    narrow = math.cos(math.radians((south + north) / 2))
    wide, tall = (east - west) * narrow, north - south
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    frame = _Frame(west, north, narrow, scale)
    return frame, math.ceil(wide * scale + 2 * MARGIN), math.ceil(tall * scale + 2 * MARGIN)


def _path(frame: _Frame, ring: Sequence[tuple[float, float]]) -> str:
    """A ring as a path, each step from the last: short, and the same to a tenth of a unit."""
    told, last = "", (0, 0)
    for at, corner in enumerate(ring):
        x, y = (round(10 * one) for one in frame.put(*corner))
        step = (x, y) if at == 0 else (x - last[0], y - last[1])
        told += ("M" if at == 0 else "l" if at == 1 else " ") + f"{step[0] / 10:g} {step[1] / 10:g}"
        last = (x, y)
    return told + "z"


def drawing(cells: Sequence[str], levels: Sequence[int], chosen: str = "") -> Map | None:
    """The map of a country.

    Args:
        cells: of its regions. levels: of each. chosen: a cell that is marked.
    """
    if not cells:
        return None
    rings = {cell: h3.cell_to_boundary(cell) for cell in cells}
    frame, width, height = _frame([corner for ring in rings.values() for corner in ring])
    layers = []
    for level in sorted(set(levels)):
        of_level = [cell for cell, one in zip(cells, levels, strict=True) if one == level]
        layers.append(Layer(level, "".join(_path(frame, rings[cell]) for cell in of_level)))
    mark = _path(frame, rings[chosen]) if chosen in rings else ""
    return Map(width, height, tuple(layers), _outline(frame, cells), mark)


def _outline(frame: _Frame, cells: Sequence[str]) -> str:
    told = h3.cells_to_geo(list(dict.fromkeys(cells)), tight=False)
    shapes = told["coordinates"] if told["type"] == "MultiPolygon" else [told["coordinates"]]
    rings = [[(up, along) for along, up in ring[:-1]] for shape in shapes for ring in shape]
    return "".join(_path(frame, ring) for ring in rings)
