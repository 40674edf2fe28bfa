"""How many, mean, standard deviation, median and quartiles, from counts of values."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """`about`: from the middles of bands, not from the numbers themselves."""

    n: int
    mean: float
    deviation: float | None
    low: float
    median: float
    high: float
    about: bool = False


def spread(counts: Mapping[float, int], about: bool = False) -> Spread | None:
    """None where nobody is counted. The deviation is the sample's (n − 1); None for one person."""
    pairs = sorted((value, count) for value, count in counts.items() if count > 0)
    n = sum(count for _value, count in pairs)
    if n == 0:
        return None
    mean = math.fsum(value * count for value, count in pairs) / n
    squares = math.fsum(count * (value - mean) ** 2 for value, count in pairs)
    deviation = math.sqrt(squares / (n - 1)) if n > 1 else None
    low, median, high = (_quantile(pairs, n, share) for share in (0.25, 0.5, 0.75))
    return Spread(n, mean, deviation, low, median, high, about)


def _quantile(pairs: Sequence[tuple[float, int]], n: int, share: float) -> float:
    """Linear between order statistics (Hyndman and Fan's type 7)."""
    place = share * (n - 1)
    below = _nth(pairs, math.floor(place))
    return below + (place - math.floor(place)) * (_nth(pairs, math.ceil(place)) - below)


def _nth(pairs: Sequence[tuple[float, int]], n: int) -> float:
    for value, count in pairs:
        n -= count
        if n < 0:
            return value
    return pairs[-1][0]
