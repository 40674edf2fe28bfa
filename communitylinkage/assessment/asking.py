"""The one place that knows how answers are taken: a round opens a collection, invites, counts."""

import contextlib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from communitylinkage.assessment.models import Door, Round
from communitylinkage.assessment.rules import NotNowError
from communitylinkage.people.posts import receivers
from communitylinkage.surveys.answering import actions, keys, links, queries, taking
from communitylinkage.surveys.answering.loading import hindrance
from communitylinkage.surveys.answering.models import Collection, OpenLink
from communitylinkage.surveys.answering.rules import NotTakenError
from communitylinkage.surveys.models import Version
from communitylinkage.vault.models import Holder

Counts = dict[tuple[str, str], tuple[int, int]]


def team(row: Round) -> list[Holder]:
    """Who reads the free text: the posts of the organisations that run the assessment."""
    return receivers(row.assessment.running.values_list("organisation", flat=True))


def check_answerable(version: Version) -> None:
    """Whether its questions can be worked out, and sent.

    Raises:
        NotNowError: they cannot, so whoever is invited would find nothing, or no way out.
    """
    if why := hindrance(version):
        raise NotNowError(why)


def begin(*, row: Round, by: UUID, now: datetime) -> None:
    """Opens an anonymous collection, and a link at each door; sets them on the rows.

    Rounds of one assessment share a scope: by a code of her own, and only so, a respondent's
    answers of two rounds can be laid side by side.
    """
    row.collection = actions.open_collection(
        version=row.version, team=team(row), anonymous=True, editable=False, closes=row.closes,
        link_scope=row.assessment_id, languages=row.languages, by=by, now=now,
    )  # fmt: skip
    for door in row.doors.all():
        new_link(door=door, collection=row.collection, by=by, now=now)


def new_link(*, door: Door, collection: Collection, by: UUID, now: datetime) -> None:
    """An open link at a door; sets it on the row."""
    _link, door.token = links.open_link(collection=collection, group=group_of(door), by=by, now=now)
    door.save(update_fields=["token"])


def link_of(door: Door) -> OpenLink | None:
    """The open link of a door; None where it was called back, or there is none yet."""
    return queries.link_of(door.token) if door.token else None


def taken(door: Door) -> tuple[int, int]:
    """How many places of its open link are taken, and how many there are."""
    link = link_of(door)
    return (queries.through(link), link.most) if link else (0, 0)


def call_back(*, door: Door, by: UUID, now: datetime) -> None:
    """Takes the open link of a door out of use, and off the row."""
    link = link_of(door)
    if link is not None and link.called_back is None:
        links.call_back(link=link, by=by, now=now)
    door.token = ""  # nosec B105 -- a door without a link
    door.save(update_fields=["token"])


def limit(*, door: Door, most: int, by: UUID, now: datetime) -> None:
    """Lets the open link of a door take so many answers."""
    link = link_of(door)
    if link is not None:
        links.limit_link(link=link, most=most, by=by, now=now)


def reschedule(*, row: Round, by: UUID, now: datetime) -> None:
    """Moves the last moment of the collection to the round's.

    Raises:
        NotTakenError: it is closed, or would be at once.
    """
    assert row.collection is not None  # nosec B101 -- a constraint holds it
    actions.reschedule(collection=row.collection, closes=row.closes, by=by, now=now)


def end(*, row: Round, by: UUID, now: datetime) -> None:
    """Closes it; the clock of the answers may have been first."""
    assert row.collection is not None  # nosec B101 -- a constraint holds it
    try:
        actions.close_collection(collection=row.collection, by=by, now=now)
    except NotTakenError:
        return


def check_taking(*, door: Door, now: datetime) -> None:
    """Whether a door may be invited to.

    Raises:
        NotTakenError: no answers are taken any more.
    """
    assert door.round.collection is not None  # nosec B101 -- as above
    taking.check_taking(door.round.collection, now, also_before=True)


def new_token() -> str:
    """What opens one invitation; nothing stores it."""
    return keys.new_token()


def invite(*, door: Door, token: str, by: UUID, now: datetime) -> None:
    """A new invitation at a door. Nothing, where it was closed while the letter was on its way.

    Args:
        token: of `new_token`; nothing stores it.
    """
    row = door.round
    assert row.collection is not None  # nosec B101 -- as above
    with contextlib.suppress(NotTakenError):
        actions.invite(collection=row.collection, group=group_of(door), token=token, by=by, now=now)


def group_of(door: Door) -> dict[str, str]:
    """What is kept with an answer: by which door it came."""
    return {"country": door.country, "kind": door.kind}


def answered(row: Round) -> Counts:
    """By country and kind: how many of the invited answered, and how many by the open link."""
    if row.collection is None:
        return {}
    return {
        (one.group.get("country", ""), one.group.get("kind", "")): (one.finished, one.by_link)
        for one in queries.response(row.collection)
    }


def address(token: str) -> str:
    """Where a token leads, be it of one invitation or of an open link."""
    return settings.SITE_ADDRESS + reverse("answer", kwargs={"token": token})
