"""Writes down that a month was looked through."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Organisation
from communitylinkage.overseeing import queries
from communitylinkage.overseeing.models import Review
from communitylinkage.overseeing.rules import Month, may_review


class NotOver(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The month is not over."""


@transaction.atomic
def review(*, organisation: Organisation, month: Month, by: UUID, now: datetime) -> Review:
    """A coordinator looked through a month; the second time changes nothing.

    Raises:
        NotOver: something may still be opened in it.
    """
    if not may_review(month, timezone.localdate(now)):
        raise NotOver
    opened = sum(len(one.opened) for one in queries.readers(organisation, month))
    row, made = Review.objects.get_or_create(
        organisation=organisation, year=month.year, month=month.month,
        defaults={"by_id": by, "at": now, "openings": opened},
    )  # fmt: skip
    if made:
        journal.record(
            organisation_id=organisation.pk, act="openings.reviewed", by=by,
            reference=f"{month.year}-{month.month:02}", now=now,
        )  # fmt: skip
    return row
