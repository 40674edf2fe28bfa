"""Seats and the waiting list: who came first moves up first."""

from collections.abc import Sequence

from communitylinkage.learning.rules.codes import Seat


class NotNow(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """What is asked for does not fit where she stands."""


def seat_for(taken: int, capacity: int) -> Seat:
    """Where a person who comes now stands: those who wait already come before her."""
    return Seat.ENROLLED if taken < capacity else Seat.WAITING


def moving_up(seats: Sequence[str], capacity: int) -> list[int]:
    """The places, in a list in order of arrival, of those who move up now."""
    free = capacity - sum(seat == Seat.ENROLLED for seat in seats)
    waiting = [at for at, seat in enumerate(seats) if seat == Seat.WAITING]
    return waiting[: max(0, free)]


def check_comes(seat: str | None) -> None:
    """Whether somebody may take a seat or wait: she has none yet.

    Raises:
        NotNow: she has one, or waits already.
    """
    if seat in {Seat.ENROLLED, Seat.WAITING}:
        raise NotNow


def check_goes(seat: str) -> None:
    """Whether somebody may give her place back.

    Raises:
        NotNow: she did already.
    """
    if seat == Seat.CANCELLED:
        raise NotNow
