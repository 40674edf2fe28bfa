"""What people said they need, as a picture that the server draws."""

from collections.abc import Sequence
from dataclasses import dataclass

from communitylinkage.practices.picture import Need

WIDTH, LINE, HIGH = 320, 46, 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One need: where its words stand and how long its bar is."""

    words: str
    figure: str
    y: int
    x: float
    wide: float
    text_x: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture. `height` in its own units; it is `WIDTH` wide."""

    height: int
    bars: tuple[Bar, ...]


def drawing(needs: Sequence[Need], mirrored: bool) -> Drawing:
    """A bar for each need of which a figure is released, as a share of those who were asked."""
    shown = [one for one in needs if one.asked is not None and one.of]
    bars = []
    for at, one in enumerate(sorted(shown, key=lambda need: -(need.asked or 0) / need.of)):
        wide = round(WIDTH * (one.asked or 0) / one.of, 1)
        bars.append(
            Bar(
                words=one.words,
                figure=f"{100 * (one.asked or 0) // one.of} %",
                y=at * LINE + 18,
                x=WIDTH - wide if mirrored else 0,
                wide=wide,
                text_x=WIDTH if mirrored else 0,
            )
        )
    return Drawing(len(bars) * LINE, tuple(bars))
