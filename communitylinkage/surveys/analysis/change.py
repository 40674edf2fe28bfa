"""Change between two rounds: of the same respondents, and of shares among all."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communitylinkage.disclosure.policy import Policy
from communitylinkage.disclosure.published import State
from communitylinkage.disclosure.table import Dimension, Table
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


def table(place: str, frame: Frame, differences: Mapping[str, int]) -> Table | None:
    """The paired by how far they moved, for the gate; None where nobody is paired."""
    if not sum(differences.values()):
        return None
    which = "→".join(frame.rounds)
    dimension = Dimension.of("change", list(differences))
    counts = Frame("", ("both",)).counts([[n] for n in differences.values()], len(differences))
    both = Dimension("rounds", (which,), {which: (which,)})
    return Table(f"{frame.scope}/{place} change", (dimension, both), ("all",), counts)


def change(
    place: str, differences: Mapping[str, int], exact: Mapping[float, int], seen: Seen,
    policy: Policy,
) -> Change:  # fmt: skip
    """What may be said: exact where nothing is hidden, else from the shown steps."""
    shown: list[tuple[str, int | None]] = []
    for code in differences:
        cell = next((one for box, one in seen.items() if box[0] == code), None)
        hidden = cell is None or cell.state is State.HIDDEN
        shown.append((code, None if hidden or cell is None else cell.value))
    if policy.k == 0:
        return Change(place, spread(exact), tuple(shown))
    numbers = {code: value for code, value in shown if value is not None}
    if len(numbers) < len(shown) or LESS in differences:
        return Change(place, None, tuple(shown))
    return Change(
        place,
        spread({float(c): n for c, n in numbers.items()}, about=policy.base > 1),
        tuple(shown),
    )


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
