"""Seats and the waiting list: who came first moves up first; each person takes one seat."""

from collections.abc import Hashable, Iterable, Sequence

from communitylinkage.learning.rules.codes import Seat

# From having a seat to having none.
_STANDINGS = (Seat.ENROLLED, Seat.WAITING, Seat.INVITED, Seat.CANCELLED)
_COMING = frozenset({Seat.ENROLLED, Seat.WAITING})


class NotNow(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """What is asked for does not fit where she stands.

    Args:
        why: what can be mended, where it is that (`communitylinkage.learning.wording.NOT_OPENED`).
    """

    def __init__(self, why: str = "") -> None:
        super().__init__(why)
        self.why = why


def seat_for(taken: int, capacity: int) -> Seat:
    """Where a person who comes now stands: those who wait already come before her."""
    return Seat.ENROLLED if taken < capacity else Seat.WAITING


def moving_up(
    seats: Sequence[str], capacity: int, persons: Sequence[Hashable] | None = None
) -> list[int]:
    """The places, in a list in order of arrival, of those who move up now.

    Args:
        persons: whose each place is, where one person can stand in the list twice: she takes one
            seat, and moves up once.
    """
    whose = range(len(seats)) if persons is None else persons
    have = {who for who, seat in zip(whose, seats, strict=True) if seat == Seat.ENROLLED}
    waiting: dict[Hashable, int] = {}
    for at, (who, seat) in enumerate(zip(whose, seats, strict=True)):
        if seat == Seat.WAITING and who not in have:
            waiting.setdefault(who, at)
    return list(waiting.values())[: max(0, capacity - len(have))]


def standing(seats: Iterable[str]) -> Seat:
    """Where a person stands who is on a list several times: the best that she has."""
    return min(map(Seat, seats), key=_STANDINGS.index)


def comes(seats: Iterable[str]) -> bool:
    """Whether somebody has a seat or waits, of all that she is on a list with."""
    return not _COMING.isdisjoint(seats)


def check_comes(seats: Iterable[str]) -> None:
    """Whether somebody may take a seat or wait: she does neither yet.

    Raises:
        NotNow: she has a seat, or waits already.
    """
    if comes(seats):
        raise NotNow


def check_goes(seat: str) -> None:
    """Whether somebody may give her place back.

    Raises:
        NotNow: she did already.
    """
    if seat == Seat.CANCELLED:
        raise NotNow
