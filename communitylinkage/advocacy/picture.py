"""The tracker as a picture that the server draws: a square for each promise, by country."""

from collections.abc import Sequence
from dataclasses import dataclass

from communitylinkage.advocacy import telling
from communitylinkage.advocacy.rules.promises import Standing, Tally

SCALE, STEP, WIDTH = 1.5, 29, 320  # a square is 24 wide, with 5 between two
HEAD = 22  # above the squares of a country, for its name
ACROSS = WIDTH // STEP
# What is drawn in a square of 16 units; the shapes differ, so that no colour has to say it.
MARKS: dict[Standing, str] = {
    Standing.KEPT: "M1 1H15V15H1ZM3.4 8.6L6.6 11.8L12.8 5.2L11.4 3.9L6.5 9.1L4.7 7.3Z",
    Standing.PARTLY: "M1 15V1L15 15Z",
    Standing.BROKEN: "M2.6 3.9L3.9 2.6L8 6.7L12.1 2.6L13.4 3.9L9.3 8L13.4 12.1L12.1 13.4L8 9.3"
    "L3.9 13.4L2.6 12.1L6.7 8Z",
    Standing.NO_ANSWER: "M3 7H13V9H3Z",
    Standing.LATE: "M7 3H9V9.4H7ZM7 11H9V13H7Z",
    Standing.WAITING: "",
}


@dataclass(frozen=True, slots=True)
class Square:
    """One promise."""

    x: int
    y: int
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """A country: its name and its squares. `x`, `y`: of the name."""

    name: str
    x: int
    y: int
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture. `height` in its own units; it is `WIDTH` wide."""

    height: int
    rows: tuple[Row, ...]


def drawing(found: Sequence[Tally], mirrored: bool) -> Drawing:
    """Countries below one another, squares from the side where reading begins."""
    rows, y = [], 0
    for tally in found:
        marks = [MARKS[one] for one, number in tally.counts for _n in range(number)]
        squares = tuple(
            Square(_x(at % ACROSS, mirrored), y + HEAD + at // ACROSS * STEP, mark)
            for at, mark in enumerate(marks)
        )
        rows.append(Row(telling.place(tally.country), WIDTH if mirrored else 0, y + 15, squares))
        y += HEAD + -(-len(marks) // ACROSS) * STEP + 6
    return Drawing(y, tuple(rows))


def _x(column: int, mirrored: bool) -> int:
    return WIDTH - (column + 1) * STEP + 5 if mirrored else column * STEP


def svg(tally: Tally, mirrored: bool) -> bytes:
    """The squares of one country as a picture of its own, without words, for a paper."""
    drawn = drawing([tally], mirrored)
    inside = "".join(
        f'<g transform="translate({one.x} {one.y - HEAD}) scale({SCALE})">'
        '<rect x="0.5" y="0.5" width="15" height="15" fill="none" stroke="#000"/>'
        f'<path d="{one.mark or "M0 0"}" fill="#000" fill-rule="evenodd"/></g>'
        for row in drawn.rows
        for one in row.squares
    )
    high = max(drawn.height - HEAD, STEP)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" width="{WIDTH}" '
        f'height="{high}">{inside}</svg>'
    ).encode()
