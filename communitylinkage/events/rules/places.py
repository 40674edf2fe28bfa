"""Places and the waiting list: who came first has a place first, and the last goes back first."""

from collections.abc import Collection, Sequence

from communitylinkage.events.rules.codes import RefusedError, Why
from communitylinkage.learning.rules.codes import Seat


def lasts_back(
    seats: Sequence[str], capacity: int, there: Collection[int] = ()
) -> list[int]:  # fmt: skip
    """The positions, in a list in order of arrival, of those for whom there is no place any more.

    They wait then, with the order in which they came, so they are the first to move up again.

    Args:
        there: the positions of those who stand in the room: nobody sends them back.
    """
    have = [at for at, seat in enumerate(seats) if seat == Seat.ENROLLED]
    can_wait = [at for at in have if at not in there]
    beyond = max(0, len(have) - max(0, capacity))
    return can_wait[max(0, len(can_wait) - beyond) :]


def falls(before: int | None, capacity: int | None) -> bool:
    """Whether there are fewer places than before; None: as many as come."""
    return capacity is not None and (before is None or capacity < before)


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
