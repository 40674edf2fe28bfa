"""What differs between two versions, step by step, side by side."""

from dataclasses import dataclass, fields

from communitylinkage.procedures.graph.values import Procedure, Step

_AGREED = (
    "title",
    "languages",
    "parties",
    "may_share",
    "never",
    "working",
    "review_months",
    "serves",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One step in both versions; None where it is not there. `changed`: names of its values."""

    code: str
    before: Step | None
    after: Step | None
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The agreement's values that differ, and the steps."""

    agreed: tuple[str, ...]
    steps: tuple[Difference, ...]


def compare(before: Procedure, after: Procedure) -> Comparison:
    """Steps in the order of the newer version, then those that are gone."""
    old = {one.code: one for one in before.steps}
    new = {one.code: one for one in after.steps}
    agreed = tuple(n for n in _AGREED if getattr(before, n) != getattr(after, n))
    codes = [*new, *(code for code in old if code not in new)]
    pairs = [(code, old.get(code), new.get(code)) for code in codes]
    differing = (
        Difference(code, one, other, _values(one, other))
        for code, one, other in pairs
        if one != other
    )
    return Comparison(agreed, tuple(differing))


def _values(one: Step | None, other: Step | None) -> tuple[str, ...]:
    if one is None or other is None:
        return ()
    return tuple(f.name for f in fields(Step) if getattr(one, f.name) != getattr(other, f.name))
