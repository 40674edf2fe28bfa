"""Peer review: open criteria, who may review whom, and when it is enough."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from communitylinkage.practices.rules.states import RefusedError, Why

# Two pairs of eyes, from two organisations of other countries (docs/decisions/0028).
ENOUGH = 2


class Criterion(StrEnum):
    """What a reviewer looks at; the same for everybody, and public."""

    CLEAR = "clear"
    SAFE = "safe"
    WORKS = "works"
    TAKEN_OVER = "taken_over"
    TAKES_PART = "takes_part"


class Mark(StrEnum):
    """What she says to one of them."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One review that counts: by which organisation, and whether it says ready."""

    organisation: UUID
    ready: bool


def ready(marks: Mapping[str, str]) -> bool:
    """Whether the marks say that it may be published: no criterion fails, and it is surely safe."""
    said = {Criterion(one): Mark(mark) for one, mark in marks.items()}
    return (
        set(said) == set(Criterion)
        and Mark.NO not in said.values()
        and said[Criterion.SAFE] is Mark.YES
    )


def check_reviewer(
    *, organisation: UUID, country: str, of: UUID, of_country: str, done: Iterable[UUID]
) -> None:
    """Whether people of an organisation may review a practice of another.

    Args:
        done: organisations whose review of this text counts already.

    Raises:
        RefusedError: her own organisation's, of the same country, or reviewed by hers already.
    """
    if organisation == of:
        raise RefusedError(Why.OWN)
    if country == of_country:
        raise RefusedError(Why.SAME_COUNTRY)
    if organisation in set(done):
        raise RefusedError(Why.REVIEWED)


def enough(reviews: Iterable[Reviewed]) -> bool:
    """Whether it may be published: so many organisations say ready, and nobody says otherwise."""
    said = list(reviews)
    return all(one.ready for one in said) and len({one.organisation for one in said}) >= ENOUGH
