"""How an indicator stands against its targets in a month of the programme; plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from communitylinkage.impact.rules.definition import Better, Target
from communitylinkage.impact.rules.evaluating import Amount, Band, Ratio, Result, Score
from communitylinkage.impact.rules.known import DAYS

# A band without an end counts as later than any target.
ENDLESS = 10_000.0


class Stand(StrEnum):
    """Where it stands."""

    REACHED = "reached"
    ON_ITS_WAY = "on_its_way"
    LATE = "late"
    MISSED = "missed"
    NOT_DUE = "not_due"
    NO_TARGET = "no_target"
    NOT_MEASURED = "not_measured"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Progress:
    """A value beside its targets.

    Args:
        target: the last of them; None where there is none. expected: what the plan says for now.
        lacks: how much is missing of what is expected or, once missed, of the target.
        share: of the target, from 0 to 1, for the bar. due: the month of the last target.
    """

    stand: Stand
    value: float | None = None
    target: float | None = None
    expected: float | None = None
    lacks: float = 0
    share: float = 0
    due: int = 0


def number_of(result: Result) -> float | None:
    """A result as one number: the least for a range, of 100 for a share, days for a band."""
    match result:
        case Amount(low, _high):
            return float(low)
        case Ratio(value=value):
            return 100 * value
        case Score(mean=mean):
            return mean
        case Band(code=code):
            days = DAYS.get(code)
            return ENDLESS if days is None else float(days)
        case _:
            return None


def month_of(starts: date, month: str) -> int:
    """Which month of the programme a calendar month such as `2026-04` is, from 1."""
    year, _dash, number = month.partition("-")
    return (int(year) - starts.year) * 12 + int(number) - starts.month + 1


def expected(targets: Sequence[Target], month: int, baseline: float) -> float:
    """What the plan says for a month: on straight lines from the baseline through the targets."""
    before, at = baseline, 0
    for one in targets:
        if month <= one.month:
            part = max(0, month - at) / (one.month - at)
            return before + part * (one.value - before)
        before, at = one.value, one.month
    return before


def progress(
    result: Result, targets: Sequence[Target], month: int, baseline: float = 0,
    better: Better = Better.MORE, *, is_over: bool = False,
) -> Progress:  # fmt: skip
    """How a result stands in a month of the programme.

    Args:
        targets: of the whole or of one country, by month. is_over: nothing more happens in the
            month: a target at its end that is not reached by then is missed.
    """
    value = number_of(result)
    if value is None:
        return Progress(Stand.NOT_MEASURED, target=targets[-1].value if targets else None,
                        due=targets[-1].month if targets else 0)  # fmt: skip
    if not targets:
        return Progress(Stand.NO_TARGET, value)
    last = targets[-1]
    wanted = _wanted(result, targets, month, baseline)
    over = month > last.month or (is_over and month == last.month)
    stand = _stand(value, last.value, wanted, over, better)
    goal = last.value if over else wanted
    lacks = 0.0 if goal is None else max(0.0, _gap(value, goal, better))
    return Progress(stand, value, last.value, wanted, lacks, _bar(value, last.value, better),
                    last.month)  # fmt: skip


def between(told: Progress, least: Progress, most: Progress) -> Progress:
    """How something stands of which only a rounded figure is known.

    Args:
        told: of the rounded figure. least, most: of the least and the most that it can be: where
            these stand otherwise than each other, nobody can say how it stands.
    """
    stand = least.stand if least.stand == most.stand else Stand.UNSURE
    return replace(told, stand=stand, share=min(least.share, most.share))


def _wanted(result: Result, targets: Sequence[Target], month: int, baseline: float) -> float | None:
    """What grows is expected step by step; a share, mean or wait only where a target is due."""
    if isinstance(result, Amount):
        return expected(targets, month, baseline)
    due = [one.value for one in targets if one.month <= month]
    return due[-1] if due else None


def _gap(value: float, goal: float, better: Better) -> float:
    return goal - value if better == Better.MORE else value - goal


def _stand(value: float, target: float, wanted: float | None, over: bool, better: Better) -> Stand:
    if _gap(value, target, better) <= 0:
        return Stand.REACHED
    if over:
        return Stand.MISSED
    if wanted is None:
        return Stand.NOT_DUE
    return Stand.ON_ITS_WAY if _gap(value, wanted, better) <= 0 else Stand.LATE


def _bar(value: float, target: float, better: Better) -> float:
    if better == Better.LESS:
        return 1.0 if value <= target else (target / value if value else 0.0)
    return min(1.0, max(0.0, value / target)) if target else 1.0
