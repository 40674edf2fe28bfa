"""A count that has stopped: nothing for longer than ever before; plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# With fewer months in which something was counted there is no rhythm.
FEWEST = 4
# A holiday is not yet a silence.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Quiet:
    """For how many months nothing was counted, after which one, and the longest pause before."""

    since: str
    months: int
    longest: int


def quiet(history: Sequence[tuple[str, int]]) -> Quiet | None:
    """Whether a count is silent for longer than its own rhythm.

    Args:
        history: every month that is over, also those with nothing, in order.
    """
    there = [at for at, (_month, number) in enumerate(history) if number]
    if len(there) < FEWEST:
        return None
    longest = max(after - before - 1 for before, after in pairwise(there))
    months = len(history) - 1 - there[-1]
    if months < SHORTEST or months <= longest:
        return None
    return Quiet(history[there[-1]][0], months, longest)
