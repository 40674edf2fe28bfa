"""How sure a share is, where few were counted.

Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
Journal of the American Statistical Association 22 (1927), 209-212.
"""

from dataclasses import dataclass
from math import sqrt

from communitylinkage.disclosure.published import Shown, State

SURE = 1.959963984540054  # standard deviations: 19 times out of 20


@dataclass(frozen=True, slots=True)
class Likely:
    """A share, and between which two shares it would lie 19 times out of 20; from 0 to 1."""

    share: float
    low: float
    high: float


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The score interval of `part` out of `whole`, which is at least one."""
    share, square = part / whole, SURE * SURE
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = SURE / (1 + square / whole)
    reach *= sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def likely(part: Shown, whole: Shown) -> Likely | None:
    """A share of shown counts, with what rounding and chance leave open; None where one is hidden.

    The ends are those of the least and the greatest share that the rounded counts allow.
    """
    if State.HIDDEN in (part.state, whole.state) or not whole.value:
        return None
    assert part.value is not None and part.low is not None and part.high is not None  # noqa: PT018  # nosec B101
    assert whole.low is not None and whole.high is not None  # noqa: PT018  # nosec B101
    most, least = max(whole.high, 1), max(whole.low, 1)
    low = wilson(min(part.low, most), most)[0]
    high = wilson(min(part.high, least), least)[1]
    return Likely(min(part.value / whole.value, 1.0), low, high)
