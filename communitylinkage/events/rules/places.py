"""Places and the waiting list: who came first has a place first, and the last goes back first."""

from collections.abc import Sequence

from communitylinkage.events.rules.codes import RefusedError, Why
from communitylinkage.learning.rules.codes import Seat


def lasts_back(seats: Sequence[str], capacity: int) -> list[int]:
    """The positions, in a list in order of arrival, of those for whom there is no place any more.

    They wait then, with the order in which they came, so they are the first to move up again.
    """
    have = [at for at, seat in enumerate(seats) if seat == Seat.ENROLLED]
    return have[max(0, capacity) :]


def check_capacity(seats: Sequence[str], capacity: int, *, back: bool) -> None:
    """Whether so many places may be set.

    Args:
        back: who sets it said that those who came last may go back to the waiting list.

    Raises:
        RefusedError: more have a place already.
    """
    have = sum(seat == Seat.ENROLLED for seat in seats)
    if capacity < have and not back:
        raise RefusedError(Why.TOO_FEW, have)
