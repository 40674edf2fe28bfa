"""Asks for a hold, confirms it as the second person, ends it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.journal import actions as journal
from communitylinkage.participants.models import Participant
from communitylinkage.stewardship.models import Hold
from communitylinkage.stewardship.rules.holds import (
    LONGEST,
    Reason,
    RefusedError,
    Why,
    check_ask,
    check_confirm,
    stands,
)


@transaction.atomic
def ask(
    *, participant: Participant, organisation: UUID, reason: Reason, by: UUID, now: datetime
) -> Hold:
    """Keeps a case for two weeks; a colleague's yes keeps it for a year at most.

    Raises:
        RefusedError: one stands already, or nobody said yes when she asked before.
    """
    # The row that erasing locks: a hold and an erasure of the same moment come one after the other.
    row = Participant.objects.select_for_update().get(pk=participant.pk)
    check_ask([one.held for one in Hold.objects.filter(participant=row)], by, now)
    hold = Hold.objects.create(
        participant=row, organisation_id=organisation, reason=reason, asked_by=by, asked_at=now,
        until=now + LONGEST,
    )  # fmt: skip
    _note(hold, "hold.asked", by, now)
    return hold


@transaction.atomic
def confirm(*, hold: Hold, by: UUID, now: datetime) -> None:
    """The second person says that it is right.

    Raises:
        RefusedError: she asked for it herself, it is over, or it was confirmed already.
    """
    row = Hold.objects.select_for_update().get(pk=hold.pk)
    check_confirm(row.held, by, now)
    row.confirmed_by, row.confirmed_at = by, now
    row.save()
    _note(row, "hold.confirmed", by, now)


@transaction.atomic
def end(*, hold: Hold, by: UUID, now: datetime) -> None:
    """The reason is gone; one person is enough to say so.

    Raises:
        RefusedError: it is over already.
    """
    row = Hold.objects.select_for_update().get(pk=hold.pk)
    if not stands(row.held, now):
        raise RefusedError(Why.OVER)
    row.ended_at = now
    row.save()
    _note(row, "hold.ended", by, now)


def _note(hold: Hold, act: str, by: UUID, now: datetime) -> None:
    journal.record(
        organisation_id=hold.organisation_id, act=act, by=by,
        reference=hold.participant.reference, now=now,
    )  # fmt: skip
