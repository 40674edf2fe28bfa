"""What she does by her receipt, and what others write to her. Each ends in the journal."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from communitylinkage.consent import actions as consents
from communitylinkage.consent.models import Consent, Recipient
from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Post
from communitylinkage.participants.queries import receipt_holders
from communitylinkage.people.mail import tell
from communitylinkage.people.posts import on_duty
from communitylinkage.referrals import actions as referrals
from communitylinkage.referrals import counting
from communitylinkage.referrals.keepers import next_turn, on_her_side
from communitylinkage.referrals.mentor_requests import actions as mentor_requests
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.receipt import asked, rules
from communitylinkage.referrals.receipt.letters import Letter
from communitylinkage.referrals.receipt.models import HowItWent, Message
from communitylinkage.referrals.receipt.queries import WOMAN, consents_of, holds, reading_service
from communitylinkage.referrals.receipt.rules import Again, Helped, NotHers, Promised
from communitylinkage.referrals.rules import Act, Outcome, Party, State
from communitylinkage.vault import actions as vault
from communitylinkage.vault import queries as held
from communitylinkage.vault.models import Holder


def withdraw(*, participant: UUID, now: datetime) -> int:
    """Takes every yes and every request of hers back; returns how many times she had said yes.

    Not to be called within a transaction.
    """
    asked.take_all_back(participant=participant, now=now)
    open_ones = list(consents_of(participant).filter(ended=None))
    for consent in open_ones:
        consents.withdraw(consent=consent, by=WOMAN, now=now)
    return len(open_ones)


def withdraw_one(*, consent: Consent, now: datetime) -> None:
    """Takes one yes back; the others, and what she asked for herself, go on.

    Not to be called within a transaction.
    """
    if consent.ended is None:
        consents.withdraw(consent=consent, by=WOMAN, now=now)


def lock(*, recipient: Recipient, now: datetime) -> None:
    """Locks one recipient out of everything under the consent; the others are asked as before.

    The halves (another database) go first: a crash after it leaves it locked, and she presses
    again. Whoever was just asked looks, to everybody else, like one who did not answer in time:
    nobody is told why. Not to be called within a transaction.
    """
    consent = recipient.consent
    unsent = not _rows(consent).exclude(state__in=rules.UNSENT).exists()
    if unsent and consent.recipients.count() == 1:
        # Nobody would be left: that is a withdrawal.
        consents.withdraw(consent=consent, by=WOMAN, now=now)
        return
    _lock_out(recipient)
    with transaction.atomic():
        # What was being written in this moment is there by now: once more, with the consent held.
        consents.hold(consent)
        _lock_out(recipient)
        for row in _rows(consent).select_for_update():
            if row.position == recipient.position:
                _take_away(row, now)
        mentor_requests.stop_of_service(
            consent=consent, organisation=recipient.organisation_id, by=WOMAN, now=now
        )
        if unsent or not _rows(consent).filter(position__gte=recipient.position).exists():
            _strike_out(recipient)
        journal.record(
            organisation_id=consent.organisation_id,
            act="recipient.locked",
            by=WOMAN,
            reference=str(consent.pk),
            now=now,
        )


def _lock_out(recipient: Recipient) -> None:
    records = list(recipient.consent.records.values_list("record", flat=True))
    vault.destroy_lock_halves(records=records, holders=[recipient.holder])


def _rows(consent: Consent) -> QuerySet[Referral]:
    return Referral.objects.filter(consent=consent)


def _take_away(row: Referral, now: datetime) -> None:
    """Moves on a referral whose recipient is locked: to the next whom she named, or to its end."""
    state = State(row.state)
    if state in rules.ASKED:
        row.due = now
        row.save(update_fields=["due"])
        referrals.do(referral=row, act=Act.EXPIRE, party=Party.CLOCK, by=WOMAN, now=now)
        if holds(row, now) and next_turn(row):
            referrals.do(referral=row, act=Act.PASS_ON, party=Party.CLOCK, by=WOMAN, now=now)
    elif state in rules.SERVICE_WRITES:
        referrals.do(
            referral=row,
            act=Act.CLOSE,
            party=Party.WOMAN,
            by=WOMAN,
            now=now,
            outcome=Outcome.DECLINED_BY_HER,
        )


def _strike_out(recipient: Recipient) -> None:
    """Whoever was not asked yet never will be; the others move up."""
    later = recipient.consent.recipients.filter(position__gt=recipient.position)
    recipient.delete()
    for one in later.order_by("position"):
        one.position -= 1
        one.save(update_fields=["position"])


@transaction.atomic
def write(
    *,
    referral: Referral,
    letter: Letter,
    by: UUID,
    organisation: UUID | None,
    now: datetime,
    number: UUID | None = None,
) -> Message:
    """Seals a message to her receipts, to who keeps the referral on her side, and to the service.

    The service reads it only after it said yes, and no more after she locked it.

    Args:
        by: the account; `WOMAN` by her receipt. organisation: the writer's; None where she writes.
        number: of the form, so that a page that is sent twice writes once.

    Raises:
        NotHers: this organisation may not write now.
        communitylinkage.consent.rules.NotConsented: her yes is over.
    """
    number = number or uuid4()
    sent = Message.objects.filter(pk=number, referral=referral).first()
    if sent:
        return sent
    # Before it is asked who reads: whom she locks out in this moment does not.
    consents.hold(referral.consent)
    service = reading_service(referral)
    allowed = {None, referral.organisation_id} | ({service.organisation_id} if service else set())
    if organisation not in allowed:
        raise NotHers
    record = seal_for_readers(referral, letter.to_bytes(), service, now)
    message = Message.objects.create(
        pk=number, referral=referral, organisation_id=organisation, record=record, written=now
    )
    journal.record(
        organisation_id=organisation or referral.organisation_id,
        act="message.written",
        by=by,
        reference=referral.reference,
        now=now,
    )
    tell_readers(referral, service, by, now)
    return message


def seal_for_readers(
    referral: Referral, plain: bytes, service: Recipient | None, now: datetime
) -> UUID:
    """Seals what she writes, or what is written to her: to her receipts, to who keeps the referral

    on her side, and to the service that said yes.

    Raises:
        communitylinkage.consent.rules.NotConsented: her yes is over.
    """
    named = list(referral.consent.recipients.values_list("holder", flat=True))
    kept_by = {holder.pk: holder for holder in held.keepers(referral.content, named)}
    for holder in receipt_holders(referral.consent.participant_id):
        kept_by[holder.pk] = holder
    reads = Holder.objects.filter(pk=service.holder) if service else Holder.objects.none()
    record = consents.seal(
        consent=referral.consent,
        plain=plain,
        kept_by=list(kept_by.values()),
        recipients=list(reads),
        now=now,
    )
    for holder in reads:
        vault.release(record=record, holder=holder.pk)
    return record


def tell_readers(referral: Referral, service: Recipient | None, by: UUID, now: datetime) -> None:
    """That there is something, to the others who may read it."""
    told = on_her_side(referral)
    post = Post.objects.filter(key_holder=service.holder).first() if service else None
    if post:
        told += on_duty(post, now)
    tell(accounts={one.pk: one for one in told if one.pk != by}.values(), now=now)


@transaction.atomic
def tell_how_it_went(
    *, referral: Referral, helped: Helped, as_promised: Promised, again: Again, now: datetime
) -> HowItWent:
    """Her three answers, in codes; told again, the new ones count.

    Raises:
        NotHers: nothing has happened yet of which she could tell.
    """
    if State(referral.state) not in rules.MAY_TELL:
        raise NotHers
    told, new = HowItWent.objects.update_or_create(
        referral=referral,
        defaults={"helped": helped, "as_promised": as_promised, "again": again},
    )
    if new:
        codes = [f"helped:{helped}", f"as_promised:{as_promised}", f"again:{again}"]
        counting.said(row=referral, codes=codes, now=now)
    journal.record(
        organisation_id=referral.organisation_id,
        act="referral.how_it_went",
        by=WOMAN,
        reference=referral.reference,
        now=now,
    )
    return told
