"""The picture of a procedure: boxes in the order of its steps, lines between them; plain Python.

What it shows stands as text beside it, so that nobody depends on it.
"""

from dataclasses import dataclass

from communitylinkage.procedures.graph.values import Procedure

WIDTH, BOX, HIGH, STEP = 320, 180, 36, 60
LANES, LANE = 6, 10


@dataclass(frozen=True, slots=True)
class Box:
    """A step. `middle`: of its words."""

    x: int
    y: int
    label: str
    ends: bool

    @property
    def middle(self) -> tuple[int, int]:
        """Where its words stand."""
        return self.x + BOX // 2, self.y + HIGH // 2 + 5


@dataclass(frozen=True, slots=True)
class Line:
    """A way between two steps; a fall-back is dashed."""

    path: str
    head: str
    fallback: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the template sets down."""

    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


class _Lanes:
    """Beside the boxes: the first lane that is free between two steps; the last takes the rest."""

    def __init__(self) -> None:
        self.taken: list[list[tuple[int, int]]] = [[] for _ in range(LANES)]

    def between(self, one: int, other: int) -> int:
        first, last = sorted((one, other))
        for number, lane in enumerate(self.taken):
            if all(last < begins or ends < first for begins, ends in lane):
                lane.append((first, last))
                return number
        return LANES - 1


def drawing(procedure: Procedure, labels: list[str], mirrored: bool) -> Drawing:
    """Lays out a procedure.

    Args:
        labels: the words in each box. mirrored: for languages that are written from the right.
    """
    place = {step.code: n for n, step in enumerate(procedure.steps)}
    lanes = _Lanes(), _Lanes()
    lines = []
    for at, step in enumerate(procedure.steps):
        ways = [(branch.to, False) for branch in step.next] + [(step.fallback, True)]
        for code, fallback in ways if not step.ends else ():
            if code in place:
                lines.append(_line(at, place[code], fallback, mirrored, lanes[fallback]))
    x = (WIDTH - BOX) // 2
    boxes = (
        Box(x, n * STEP + 8, label, step.ends)
        for n, (step, label) in enumerate(zip(procedure.steps, labels, strict=True))
    )
    return Drawing(len(procedure.steps) * STEP + 8, tuple(boxes), tuple(lines))


def _line(at: int, to: int, fallback: bool, mirrored: bool, lanes: _Lanes) -> Line:
    begins, ends = at * STEP + 8, to * STEP + 8
    if to == at + 1 and not fallback:
        middle = WIDTH // 2
        return Line(
            f"M{middle} {begins + HIGH}V{ends}", f"M{middle - 4} {ends - 7}l4 7 4 -7", False
        )
    # Ways go along the side where reading ends, fall-backs along the other.
    right = fallback == mirrored
    edge = (WIDTH + BOX) // 2 if right else (WIDTH - BOX) // 2
    turn = 1 if right else -1
    aside = edge + turn * (14 + lanes.between(at, to) * LANE)
    begins, ends = begins + HIGH - 8, ends + 10
    return Line(
        f"M{edge} {begins}H{aside}V{ends}H{edge}", f"M{edge + turn * 7} {ends - 4}l{-turn * 7} 4"
        f" {turn * 7} 4", fallback,
    )  # fmt: skip
