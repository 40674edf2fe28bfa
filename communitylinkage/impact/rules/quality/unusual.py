"""Months that do not fit the others of the same count; plain Python.

The modified z-score with the median absolute deviation: Iglewicz and Hoaglin, "How to Detect and
Handle Outliers" (1993), who advise 3.5; where more than half of the months are alike, the mean
absolute deviation takes its place. Neither is moved by the outlier itself, as a mean would be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

LIMIT = 3.5
# What makes either deviation comparable to a standard deviation of a normal distribution.
MEDIAN_SCALE, MEAN_SCALE = 1.4826, 1.2533
# Fewer months are no history; smaller steps are chance.
FEWEST, STEP = 8, 5


@dataclass(frozen=True, slots=True)
class Unusual:
    """A month whose count lies outside what is usual: `low` to `high`."""

    month: str
    number: int
    low: int
    high: int


def unusual(history: Sequence[tuple[str, int]]) -> list[Unusual]:
    """The months that stand out, in order.

    Nothing is said of a count that has not even one in most months: it comes in bursts, and each
    would stand out.

    Args:
        history: every month, also those with nothing; what came before the first count is not
            looked at.
    """
    told = list(history)
    while told and not told[0][1]:
        told = told[1:]
    if len(told) < FEWEST:
        return []
    middle = median(number for _month, number in told)
    if not middle:
        return []
    apart = [abs(number - middle) for _month, number in told]
    spread = MEDIAN_SCALE * median(apart) or MEAN_SCALE * fmean(apart)
    room = max(LIMIT * spread, STEP)
    low, high = max(0, round(middle - room)), round(middle + room)
    return [
        Unusual(month, number, low, high)
        for month, number in told
        if abs(number - middle) > room and not low <= number <= high
    ]
