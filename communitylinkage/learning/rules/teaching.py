"""Who may teach whom: professionals are taught by at least one certified mentor."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communitylinkage.learning.rules.codes import Kind, Track


@dataclass(frozen=True, slots=True)
class Certified:
    """A mentor's certificate: valid from its day on, until the day on which it was revoked.

    `never`: it was given by mistake, so it never was valid.
    """

    since: date
    until: date | None = None
    never: bool = False


class NobodyCertified(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Among the trainers there is no mentor whose certificate is valid on that day."""


def is_certified(day: date, certificates: Iterable[Certified]) -> bool:
    """Whether one of them is valid on a day; on the day of its end it is not any more."""
    return any(
        not one.never and one.since <= day and (one.until is None or day < one.until)
        for one in certificates
    )


def needs_mentor(kind: str, tracks: Iterable[str]) -> bool:
    """Whether a session must be taught by a certified mentor: professionals learn in it."""
    return kind in {Kind.LESSON, Kind.JOINT, Kind.EXCHANGE} and Track.PROFESSIONALS in set(tracks)


def check(
    kind: str, tracks: Iterable[str], day: date, trainers: Iterable[Iterable[Certified]]
) -> None:
    """Whether a session may be planned or held with these trainers.

    Args:
        day: of the session.
        trainers: for each, her certificates as a mentor.

    Raises:
        NobodyCertified: professionals learn in it, and no trainer is certified on its day.
    """
    if needs_mentor(kind, tracks) and not any(is_certified(day, one) for one in trainers):
        raise NobodyCertified
