"""What a formula comes to, given what was counted. Never fails: what cannot be said says why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from communitylinkage.impact.rules.formula import (
    Atom,
    Count,
    Formula,
    Less,
    Median,
    Share,
    Sum,
    atoms,
    written,
)
from communitylinkage.impact.rules.known import TOLD_BEFORE


class Why(StrEnum):
    """Why there is no figure."""

    NOTHING_YET = "nothing_yet"
    NOT_INSTALLED = "not_installed"
    NOT_BY_COUNTRY = "not_by_country"
    BELOW_ZERO = "below_zero"
    MORE_THAN_WHOLE = "more_than_whole"
    TOLD_BEFORE_CLOSED = "told_before_closed"
    NOT_FITTING = "not_fitting"


@dataclass(frozen=True, slots=True)
class Missing:
    """No figure, and why."""

    why: Why


@dataclass(frozen=True, slots=True)
class Amount:
    """How many: fewer than `low` they cannot be, more than `high` neither."""

    low: int
    high: int

    @classmethod
    def of(cls, number: int) -> "Amount":
        """Exactly so many."""
        return cls(number, number)


@dataclass(frozen=True, slots=True)
class Score:
    """A mean, of how many, and how far they lie apart (standard deviation)."""

    mean: float
    n: int
    deviation: float | None = None


@dataclass(frozen=True, slots=True)
class Bands:
    """How many facts each band has."""

    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(number for _band, number in self.counts)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share from 0 to 1 with what it can be at least and at most, and what it was made of."""

    value: float
    low: float
    high: float
    part: Amount
    whole: Amount


@dataclass(frozen=True, slots=True)
class Band:
    """The middle band, of so many."""

    code: str
    n: int


Input = Amount | Score | Bands | Missing
Result = Amount | Score | Ratio | Band | Missing
# What was counted, by the text of what was asked.
Inputs = Mapping[str, Input]


def evaluate(formula: Formula, inputs: Inputs, scales: Mapping[str, Sequence[str]]) -> Result:
    """The figure.

    Args:
        scales: name of a code -> its values in order, for the median.
    """
    match formula:
        case Sum(parts):
            return _sum([_number(part, inputs, scales) for part in parts])
        case Less(whole, off):
            return _less(_number(whole, inputs, scales), _number(off, inputs, scales))
        case Share(part, whole):
            before = _comes_before(part, whole)
            return _share(_number(part, inputs, scales), _number(whole, inputs, scales), before)
        case Median(_kind, by, _codes):
            return _median(_read(formula, inputs), scales.get(by, ()))
    found = _read(formula, inputs)
    return Missing(Why.NOT_FITTING) if isinstance(found, Bands) else found


def _read(atom: Atom, inputs: Inputs) -> Input:
    return inputs.get(written(atom), Missing(Why.NOTHING_YET))


def _number(
    formula: Formula, inputs: Inputs, scales: Mapping[str, Sequence[str]]
) -> Amount | Missing:
    found = evaluate(formula, inputs, scales)
    return found if isinstance(found, Amount | Missing) else Missing(Why.NOT_FITTING)


def _sum(parts: Sequence[Amount | Missing]) -> Result:
    low = high = 0
    for part in parts:
        if isinstance(part, Missing):
            return part
        low, high = low + part.low, high + part.high
    return Amount(low, high)


def _less(whole: Amount | Missing, off: Amount | Missing) -> Result:
    if isinstance(whole, Missing):
        return whole
    if isinstance(off, Missing):
        return off
    if whole.high < off.low:
        return Missing(Why.BELOW_ZERO)
    return Amount(max(0, whole.low - off.high), whole.high - off.low)


def _comes_before(part: Formula, whole: Formula) -> bool:
    """Whether the part may be counted before the whole, so that it may be larger for a while."""
    later = {TOLD_BEFORE.get(one.kind, "") for one in atoms(part) if isinstance(one, Count)}
    return bool(later & {one.kind for one in atoms(whole) if isinstance(one, Count)})


def _share(part: Amount | Missing, whole: Amount | Missing, before: bool) -> Result:
    if isinstance(part, Missing):
        return part
    if isinstance(whole, Missing):
        return whole
    if before and part.low > whole.high:
        return Missing(Why.TOLD_BEFORE_CLOSED)
    if whole.high == 0:
        return Missing(Why.NOTHING_YET)
    if part.low > whole.high:
        return Missing(Why.MORE_THAN_WHOLE)
    low = part.low / whole.high
    high = min(1.0, part.high / whole.low) if whole.low else 1.0
    middle = part.low / (whole.low or whole.high)
    return Ratio(min(max(middle, low), high), low, high, part, whole)


def _median(found: Input, scale: Sequence[str]) -> Result:
    if isinstance(found, Missing):
        return found
    if not isinstance(found, Bands):
        return Missing(Why.NOT_FITTING)
    counts = dict(found.counts)
    total, seen = sum(counts.get(band, 0) for band in scale), 0
    for band in scale:
        seen += counts.get(band, 0)
        if total and 2 * seen >= total:
            return Band(band, total)
    return Missing(Why.NOTHING_YET)
