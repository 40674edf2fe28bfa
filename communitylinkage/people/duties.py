"""Renaming and removing posts, and keeping their rota."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Post
from communitylinkage.people import wording
from communitylinkage.people.models import Account, Duty
from communitylinkage.people.posts import openers
from communitylinkage.people.rules import NotAllowed, Shift


def _journal(post: Post, act: str, by: UUID, reference: UUID, now: datetime) -> None:
    journal.record(
        organisation_id=post.organisation_id,
        act=act,
        by=by,
        reference=str(reference),
        now=now,
    )


@transaction.atomic
def rename_post(*, post: Post, name: str, by: UUID, now: datetime) -> None:
    """Another name for a post.

    Raises:
        NotAllowed: the organisation has one of this name.
    """
    post.name = name
    try:
        with transaction.atomic():
            post.save(update_fields=["name"])
    except IntegrityError as error:
        raise NotAllowed(wording.NAMED_ALREADY) from error
    _journal(post, "post.renamed", by, post.pk, now)


def open_at(post: Post) -> list[str]:
    """What waits at a post, a sentence each (`settings.POST_HOLDS`: f(post) -> list[str])."""
    return [said for path in settings.POST_HOLDS for said in import_string(path)(post)]


@transaction.atomic
def end_post(*, post: Post, by: UUID, now: datetime) -> None:
    """Removes a post: nothing can be sent to it any more. What came before stays readable.

    Raises:
        NotAllowed: something is open there, or it was removed already.
    """
    row = Post.objects.select_for_update().filter(pk=post.pk, ended=None).first()
    if row is None or open_at(row):
        raise NotAllowed(wording.STILL_OPEN)
    row.ended = now
    row.save(update_fields=["ended"])
    Duty.objects.filter(post=row).delete()
    _journal(row, "post.ended", by, row.pk, now)


@transaction.atomic
def add_duty(*, post: Post, account: Account, shift: Shift, by: UUID, now: datetime) -> Duty:
    """Puts somebody on duty, each week or once.

    Raises:
        NotAllowed: she may not open what comes in there.
    """
    if account not in openers(post.organisation_id):
        raise NotAllowed(wording.MAY_NOT_OPEN)
    duty = Duty.objects.create(
        post=post,
        account=account,
        weekday=shift.weekday,
        opens_at=shift.opens_at,
        closes_at=shift.closes_at,
        starts=shift.starts,
        ends=shift.ends,
    )
    _journal(post, "duty.added", by, duty.pk, now)
    return duty


@transaction.atomic
def remove_duty(*, duty: Duty, by: UUID, now: datetime) -> None:
    """Takes a line off the rota."""
    _journal(duty.post, "duty.removed", by, duty.pk, now)
    duty.delete()
