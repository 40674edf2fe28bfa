"""Change between two rounds: of the same respondents, and of shares among all."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communitylinkage.disclosure.policy import Policy
from communitylinkage.disclosure.published import State
from communitylinkage.disclosure.table import TOTAL, Dimension, Table
from communitylinkage.surveys.analysis.spread import Spread, spread
from communitylinkage.surveys.analysis.tables import Column, Frame, Seen

MOST_STEPS = 20  # a scale longer than this is told as less, same, more
LESS, SAME, MORE = "less", "same", "more"


def pairs(
    before: Iterable[tuple[str, float]], after: Iterable[tuple[str, float]]
) -> list[tuple[float, float]]:
    """Scores of the same respondents. A tag that stands twice in one round links nobody."""
    one, other = _single(before), _single(after)
    return [(one[tag], other[tag]) for tag in one if tag in other]


def _single(scores: Iterable[tuple[str, float]]) -> dict[str, float]:
    given = list(scores)
    times = Counter(tag for tag, _score in given)
    return {tag: score for tag, score in given if tag and times[tag] == 1}


@dataclass(frozen=True)
class Change:
    """How far the paired moved. `steps`: code of a difference -> shown count."""

    item: str
    spread: Spread | None
    steps: tuple[tuple[str, int | None], ...]


def _step(difference: float) -> str:
    return f"{difference:+g}" if difference else "0"


def steps(found: Mapping[float, int], scale: Iterable[float]) -> dict[str, int]:
    """Differences as categories: every step that the scale allows, or less, same, more."""
    scores = sorted(set(scale))
    every = sorted({b - a for a in scores for b in scores})
    if 0 < len(every) <= MOST_STEPS and set(found) <= set(every):
        return {_step(one): found.get(one, 0) for one in every}
    return {
        LESS: sum(n for d, n in found.items() if d < 0),
        SAME: sum(n for d, n in found.items() if d == 0),
        MORE: sum(n for d, n in found.items() if d > 0),
    }


@dataclass(frozen=True)
class Moves:
    """The table of differences for the gate, and the differences themselves."""

    table: Table
    exact: Mapping[float, int]


def moves(
    place: str, frame: Frame, exact: Mapping[float, int], scale: Iterable[float]
) -> Moves | None:
    """The paired by how far they moved; None where nobody is paired."""
    found = steps(exact, scale)
    if not sum(found.values()):
        return None
    which = "→".join(frame.rounds)
    counts = Frame("", ("both",)).counts([[n] for n in found.values()], len(found))
    both = Dimension("rounds", (which,), {which: (which,)})
    dimensions = (Dimension.of("change", list(found)), both)
    return Moves(Table(f"{frame.scope}/{place} change", dimensions, ("all",), counts), exact)


def change(
    place: str, seen: Seen, policy: Policy, exact: Mapping[float, int] | None = None
) -> Change:
    """What may be said: exact for whom nothing is hidden, else from the shown steps."""
    cells = [(box[0], cell) for box, cell in seen.items() if box[0] != TOTAL]
    shown = tuple((c, None if x.state is State.HIDDEN else x.value) for c, x in cells)
    if policy.k == 0 and exact is not None:
        return Change(place, spread(exact), shown)
    numbers = {code: value for code, value in shown if value is not None}
    if len(numbers) < len(shown) or LESS in numbers:
        return Change(place, None, shown)
    scores = {float(code): count for code, count in numbers.items()}
    return Change(place, spread(scores, about=policy.base > 1), shown)


def of_shares(before: Column, after: Column) -> list[tuple[str, float | None]]:
    """Percentage points between two rounds, for each choice, among all who answered."""
    earlier = {line.code: line.share for line in before.lines}
    found: list[tuple[str, float | None]] = []
    for line in after.lines:
        one = earlier.get(line.code)
        both = line.share is not None and one is not None
        found.append(
            (line.code, line.share.value - one.value if both and line.share and one else None)
        )
    return found
