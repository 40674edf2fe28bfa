"""What is done with a wish. Each ends in the journal; whatever ends it erases it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from communitylinkage.consent import actions as consents
from communitylinkage.consent.models import Consent
from communitylinkage.journal import actions as journal
from communitylinkage.referrals.mentor_requests import actions as mentor_requests
from communitylinkage.referrals.models import MentorRequest, Referral
from communitylinkage.referrals.receipt.actions import seal_for_readers, tell_readers
from communitylinkage.referrals.receipt.queries import WOMAN, reading_service
from communitylinkage.referrals.receipt.rules import NotHers
from communitylinkage.referrals.rules import SENT_AND_OPEN
from communitylinkage.referrals.rules import State as ReferralState
from communitylinkage.referrals.wishes import papers
from communitylinkage.referrals.wishes.models import Wish
from communitylinkage.referrals.wishes.rules import Act, NotNow, State, after


@transaction.atomic
def write(*, referral: Referral, wish: papers.Wish, number: UUID, now: datetime) -> Wish:
    """Seals a wish like a message; a newer one takes the place of one that waits.

    Args:
        number: of the form, so that a page that is sent twice writes once.

    Raises:
        communitylinkage.referrals.receipt.rules.NotHers: the referral was not sent, or is over.
        communitylinkage.consent.rules.NotConsented: her yes is over.
    """
    consents.hold(referral.consent)
    row = Referral.objects.select_for_update().get(pk=referral.pk)
    sent = Wish.objects.filter(pk=number, referral=row).first()
    if sent:
        return sent
    if ReferralState(row.state) not in SENT_AND_OPEN:
        raise NotHers
    for old in Wish.objects.filter(referral=row, state=State.WAITING):
        _end(old, Act.REPLACE, WOMAN, now)
    service = reading_service(row)
    made = Wish.objects.create(
        pk=number,
        referral=row,
        record=seal_for_readers(row, wish.to_bytes(), service, now),
        changed=now,
    )
    _journal(made, "written", WOMAN, now)
    tell_readers(row, service, WOMAN, now)
    return made


@transaction.atomic
def ask(
    *, wish: Wish, mentors: Sequence[UUID], by: UUID, now: datetime, **said: Any
) -> MentorRequest:
    """Asks for a mentor because she wished for one: both, or neither.

    Args:
        mentors, said: as `mentor_requests.actions.ask` takes them.

    Raises:
        NotNow: her wish is answered or taken back. Besides, as `mentor_requests.actions.ask`.
    """
    consents.hold(wish.referral.consent)
    _end(wish, Act.ASK, by, now)
    return mentor_requests.ask(mentors=mentors, by=by, now=now, **said)


def settle(*, wish: Wish, by: UUID, now: datetime) -> None:
    """It was spoken about, and no mentor is asked for.

    Raises:
        NotNow: it is answered or taken back.
    """
    _end(wish, Act.SETTLE, by, now)


def take_back(*, wish: Wish, now: datetime) -> None:
    """She takes it back; pressed twice, it stays so."""
    try:
        _end(wish, Act.TAKE_BACK, WOMAN, now)
    except NotNow:
        return


def on_withdrawal(*, consent: Consent, by: UUID, now: datetime) -> None:
    """Her yes is over: what she wished for is erased."""
    for row in Wish.objects.filter(referral__consent=consent, state=State.WAITING):
        _end(row, Act.END, by, now)


@transaction.atomic
def _end(wish: Wish, act: Act, by: UUID, now: datetime) -> None:
    row = Wish.objects.select_for_update().select_related("referral").get(pk=wish.pk)
    row.state = after(State(row.state), act)
    if row.record:
        consents.erase(records=[row.record])
    row.record, row.changed = None, now
    row.save()
    _journal(row, act, by, now)


def _journal(row: Wish, act: str, by: UUID, now: datetime) -> None:
    journal.record(
        organisation_id=row.referral.organisation_id,
        act=f"wish.{act}",
        by=by,
        reference=row.referral.reference,
        now=now,
    )
