"""Pictures: a reach from at least to at most, visits by day, an address as a code."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno

from communitylinkage.campaign.models import Visits
from communitylinkage.campaign.reckoning import Total

WIDTH, TOP, LINE, BAR = 320, 6, 46, 14


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the picture. `sure`, `perhaps`: what is drawn full, and what follows it."""

    name: str
    lowest: int
    highest: int
    y: int
    sure_x: float
    sure: float
    perhaps_x: float
    perhaps: float
    all_of_them: bool = False

    @property
    def words_y(self) -> int:
        """Where its words stand."""
        return self.y + 12

    @property
    def bar_y(self) -> int:
        """Where its bar begins."""
        return self.y + 18


@dataclass(frozen=True, slots=True)
class Picture:
    """`height` in its own units; it is `WIDTH` wide."""

    height: int
    bars: tuple[Bar, ...]


def drawing(total: Total, everybody: str, mirrored: bool) -> Picture:
    """The bars of a total, that of all people first.

    Args:
        everybody: the words for all. mirrored: whether reading begins at the right.
    """
    lines = [(everybody, total.lowest, total.highest)]
    lines += [(one.names[0], one.lowest, one.highest) for one in total.lines if not one.takes_off]
    longest = max((high for _name, _low, high in lines), default=0) or 1
    bars = tuple(
        _bar(name, low, high, at, longest, mirrored) for at, (name, low, high) in enumerate(lines)
    )
    return Picture(TOP + LINE * len(bars), bars)


def _bar(name: str, low: int, high: int, at: int, longest: int, mirrored: bool) -> Bar:
    sure, perhaps = (round(WIDTH * part / longest, 1) for part in (low, high - low))
    sure_x, perhaps_x = (WIDTH - sure, WIDTH - sure - perhaps) if mirrored else (0.0, sure)
    return Bar(name, low, high, TOP + at * LINE, round(sure_x, 1), sure, round(perhaps_x, 1),
               perhaps, at == 0)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """A column of the picture of visits."""

    x: float
    y: float
    width: float
    height: float


DAYS_HIGH = 80


def days(visits: Sequence[Visits], mirrored: bool) -> tuple[Day, ...]:
    """A column for each day that has visits, the oldest where reading begins."""
    rows = sorted(visits, key=lambda one: one.day)
    most = max((one.number for one in rows), default=0) or 1
    step = WIDTH / max(len(rows), 10)
    columns = []
    for at, one in enumerate(rows):
        high = round(DAYS_HIGH * one.number / most, 1)
        x = WIDTH - step * (at + 1) if mirrored else step * at
        columns.append(Day(round(x, 1), round(DAYS_HIGH - high, 1), round(step * 0.8, 1), high))
    return tuple(columns)


def code_of(address: str) -> bytes:
    """An address as a QR code, SVG."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", scale=8, border=4, light="#fff"
    )
    return out.getvalue()
