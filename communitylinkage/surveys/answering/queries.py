"""What is open by a token, how many answered, and the coded answers for analysis."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from communitylinkage.surveys.answering import keys
from communitylinkage.surveys.answering.models import (
    Collection,
    Invitation,
    OpenLink,
    Submission,
)
from communitylinkage.surveys.answering.rules import State


@dataclass(frozen=True, slots=True)
class Response:
    """How many of a group answered. `by_link` came through an open link: invited by nobody.

    `begun` counts the finished ones too.
    """

    group: dict[str, str]
    invited: int
    begun: int
    finished: int
    by_link: int


@dataclass(frozen=True, slots=True)
class Row:
    """The coded answers of one respondent; see `Submission` for the form of `answers`.

    `texts`: her own words by place, where they were opened.
    """

    group: dict[str, str]
    answers: dict[str, Any]
    link_tag: str
    day: date | None
    texts: Mapping[str, str] = field(default_factory=dict)


def invitation_of(token: str) -> Invitation | None:
    """The invitation of a token; None for any other text."""
    if keys.bytes_of(token) is None:
        return None
    rows = Invitation.objects.select_related("collection__version__questionnaire__organisation")
    return rows.filter(tag=keys.tag_of(token)).first()


def link_of(token: str) -> OpenLink | None:
    """The open link of a token; None for any other text."""
    if keys.bytes_of(token) is None:
        return None
    rows = OpenLink.objects.select_related("collection__version__questionnaire__organisation")
    return rows.filter(tag=keys.tag_of(token)).first()


def collection_at(token: str) -> Collection | None:
    """What a link leads to, an invitation or an open one that was not called back."""
    found = invitation_of(token) or link_of(token)
    if found is None or getattr(found, "called_back", None) is not None:
        return None
    return found.collection


def through(link: OpenLink) -> int:
    """How many of its places are taken: who began through it and kept something, or sent it."""
    return link.begun.exclude(state=State.OPEN).count()


def response(collection: Collection) -> list[Response]:
    """Invited, begun and finished, by group."""
    invited, finished = Q(by_link=False), Q(state=State.FINISHED)
    rows = (
        Invitation.objects.filter(collection=collection)
        .values("group")
        .annotate(
            invited=Count("pk", filter=invited),
            begun=Count("pk", filter=invited & ~Q(state=State.OPEN)),
            finished=Count("pk", filter=invited & finished),
            by_link=Count("pk", filter=finished & ~invited),
        )
    )
    found = [Response(**row) for row in rows]
    return sorted(found, key=lambda one: sorted(one.group.items()))


def readable(*collections: Collection) -> QuerySet[Submission]:
    """The answers that staff may look at; their order tells nothing.

    Anonymous ones only once they are mixed (five at a time, or at closing): who looks each hour
    would see which one is new, and know who was just asked.
    """
    rows = Submission.objects.filter(collection__in=collections)
    return rows.filter(Q(mixed=True) | Q(collection__anonymous=False)).order_by("pk")


def waiting(*collections: Collection) -> int:
    """How many answers wait for others before anybody may look at them (`readable`)."""
    rows = Submission.objects.filter(collection__in=collections, collection__anonymous=True)
    return rows.filter(mixed=False).count()


def submissions(*collections: Collection) -> Iterator[Row]:
    """The coded answers that may be looked at (`readable`)."""
    for row in readable(*collections).values_list("group", "answers", "link_tag", "day").iterator():
        yield Row(*row)
