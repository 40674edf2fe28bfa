"""How far a test moved, between before and after; who is whom is never known here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communitylinkage.surveys.analysis.change import pairs
from communitylinkage.surveys.analysis.codebook import Item, as_number
from communitylinkage.surveys.analysis.spread import Spread, spread

# By convention of the ready questionnaires: right answers are counted by the form itself, ...
KNOWLEDGE = "knowledge_score"
_ASKED = "test_"
# ... and where there are none, what people say of themselves on a scale stands for them.
_SCALES = ("know_", "sure_")
_LIKED = "course_"


@dataclass(frozen=True, slots=True)
class Gain:
    """Of those who answered both: how many, their mean before and after of 100, and the change."""

    before: float
    after: float
    change: Spread


def score(items: Sequence[Item], answers: Mapping[str, Any]) -> float | None:
    """The score of one answer, of 100; None where nothing is to be scored."""
    known = next((one.place for one in items if one.name == KNOWLEDGE), None)
    if known is not None:
        most = sum(one.name.startswith(_ASKED) for one in items)
        got = as_number(str(answers.get(known, "")))
        return None if got is None or not most else 100 * got / most
    return _scaled(items, answers, _SCALES)


def liking(items: Sequence[Item], answers: Mapping[str, Any]) -> float | None:
    """How satisfied one answer is, of 100; None where that was not asked or not said."""
    return _scaled(items, answers, (_LIKED,))


def _scaled(
    items: Sequence[Item], answers: Mapping[str, Any], names: tuple[str, ...]
) -> float | None:
    found = []
    for one in items:
        scale = one.scores
        said = str(answers.get(one.place, ""))
        if scale and one.name.startswith(names) and said in scale:
            low, high = min(scale.values()), max(scale.values())
            found.append(100 * (scale[said] - low) / (high - low) if high > low else 0.0)
    return sum(found) / len(found) if found else None


def gain(before: Iterable[tuple[str, float]], after: Iterable[tuple[str, float]]) -> Gain | None:
    """Of the scores by pairing tag; None where nobody answered both."""
    found = pairs(before, after)
    moved = spread(Counter(round(late - early, 6) for early, late in found))
    if moved is None:
        return None
    return Gain(
        before=sum(early for early, _late in found) / len(found),
        after=sum(late for _early, late in found) / len(found),
        change=moved,
    )
