"""Links that many may use: made, limited, called back; who begins through one takes a place."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.surveys.answering import keys, rules
from communitylinkage.surveys.answering.models import Collection, Invitation, OpenLink
from communitylinkage.surveys.answering.rules import NotTakenError, State
from communitylinkage.surveys.answering.taking import check_taking, note


@transaction.atomic
def open_link(*, collection: Collection, group: dict[str, str], by: UUID, now: datetime,
              most: int = rules.LINK_TAKES) -> tuple[OpenLink, str]:  # fmt: skip
    """A link that many may use, with its token. Who begins gets an invitation of her own.

    Args:
        most: how many answers it takes; who begins after that is told that it is full.

    Raises:
        NotAllowedError, NotTakenError: as `actions.invite`.
    """
    rules.check_group(group)
    check_taking(collection, now, also_before=True)
    token = keys.new_token()
    row = OpenLink.objects.create(
        collection=collection, tag=keys.tag_of(token), group=group, most=most
    )
    note(collection, "collection.link_made", row.pk, by, now)
    return row, token


@transaction.atomic
def limit_link(*, link: OpenLink, most: int, by: UUID, now: datetime) -> OpenLink:
    """Lets an open link take more answers, or fewer; who began already may finish."""
    link.most = most
    link.save(update_fields=["most"])
    note(link.collection, "collection.link_limited", link.pk, by, now)
    return link


@transaction.atomic
def call_back(*, link: OpenLink, by: UUID, now: datetime) -> OpenLink:
    """Lets nobody begin through this link any more; who began already may finish.

    Raises:
        NotTakenError: it was called back before.
    """
    row = OpenLink.objects.select_for_update().get(pk=link.pk)
    if row.called_back is not None:
        raise NotTakenError
    row.called_back = now
    row.save(update_fields=["called_back"])
    note(row.collection, "collection.link_called_back", row.pk, by, now)
    return row


@transaction.atomic
def begin_by_link(*, link: OpenLink, now: datetime) -> tuple[Invitation, str]:
    """An invitation for whoever begins through an open link, with its token.

    Raises:
        FullError: it has taken as many answers as it was made for.
        NotTakenError: no answers are taken now, or the link was called back.
    """
    check_taking(link.collection, now)
    held = with_place(link.pk)
    if held.called_back is not None:
        raise NotTakenError
    token = keys.new_token()
    row = Invitation.objects.create(
        collection=link.collection, tag=keys.tag_of(token), group=link.group, by_link=True,
        link=held,
    )  # fmt: skip
    return row, token


def with_place(link: UUID) -> OpenLink:
    """The link, held until the transaction ends, while it has a place.

    Raises:
        FullError: it has none.
    """
    row = OpenLink.objects.select_for_update().get(pk=link)
    opened, begun = _through(row)
    if not rules.has_place(begun=begun, opened=opened, most=row.most):
        raise rules.FullError
    return row


def _through(link: OpenLink) -> tuple[int, int]:
    rows = Invitation.objects.filter(link=link)
    return rows.count(), rows.exclude(state=State.OPEN).count()
