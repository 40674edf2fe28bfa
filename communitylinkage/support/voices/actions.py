"""Counting signs and how it went; sending, reading and closing a complaint."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from communitylinkage.facts import actions as facts
from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.mail import tell
from communitylinkage.people.models import Account
from communitylinkage.people.posts import key_of_post
from communitylinkage.support.actions import locked
from communitylinkage.support.models import Complaint, SupportAction
from communitylinkage.support.rules import SPOKEN_OF, NotNow
from communitylinkage.support.voices import queries
from communitylinkage.support.voices.papers import Letter, from_bytes, to_bytes
from communitylinkage.support.voices.rules import Helped, Met, Noticed, Side, independent
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder


@transaction.atomic
def note_signs(
    *, organisation: Organisation, signs: Iterable[Noticed], met: Met, by: UUID, now: datetime
) -> None:
    """Counts that signs were noticed; nothing leads to a woman.

    Raises:
        ValueError: no sign.
    """
    codes = [f"sign:{one}" for one in signs]
    if not codes:
        raise ValueError("a note needs a sign")
    region = organisation.country
    facts.count(kind="signs_noticed", region=region, codes=[*codes, f"met:{met}"], now=now)
    journal.record(
        organisation_id=organisation.pk,
        act="support.signs_noted",
        by=by,
        reference=f"{now:%Y-%m}",
        now=now,
    )


@transaction.atomic
def say_how_it_went(
    *, action: SupportAction, side: Side, helped: Helped, respected: bool, by: UUID, now: datetime
) -> None:
    """Counts how a visit went, once for each side; the row keeps only that it was said.

    Raises:
        NotNow: it is not over, or this side said it already.
    """
    row = locked(action)
    said = row.said_by_woman if side == Side.WOMAN else row.said_by_service
    if row.state not in SPOKEN_OF or said:
        raise NotNow
    if side == Side.WOMAN:
        row.said_by_woman = True
    else:
        row.said_by_service = True
    row.save()
    country = Organisation.objects.get(pk=row.organisation_id).country
    codes = [f"by:{side}", f"helped:{helped}", f"respected:{'yes' if respected else 'no'}"]
    facts.count(kind="support_feedback", region=country, codes=codes, now=now)
    journal.record(
        organisation_id=row.organisation_id,
        act="support.said",
        by=by,
        reference=row.reference,
        now=now,
    )


@transaction.atomic
def complain(
    *, about: UUID, letter: Letter, by: UUID, now: datetime, number: UUID | None = None
) -> Complaint | None:
    """Seals a complaint to somebody independent; None where nobody independent can hear it.

    Only its day is kept: an hour could tell who wrote it.

    Args:
        number: of the form, so that a page that is sent twice writes once.
    """
    number = number or uuid4()
    sent = Complaint.objects.filter(pk=number).first()
    if sent:
        return sent
    hearing = independent(about, queries.could_hear(about))
    if hearing is None:
        return None
    holder = Holder.objects.get(pk=hearing.holder)
    record = vault.seal(plain=to_bytes(letter), holders=[holder], released=[holder])
    row = Complaint.objects.create(
        pk=number,
        organisation_id=hearing.organisation,
        post_holder=hearing.holder,
        about=about,
        record=record.pk,
        made=now.date(),
    )
    _journal(row, "made", by, now)
    # One letter a day says enough to those who hear what is said about one organisation; whoever
    # sends a thousand complaints sends one letter.
    alike = Complaint.objects.filter(post_holder=hearing.holder, about=about, made=now.date())
    if alike.count() == 1:
        tell(accounts=queries.coordinators(hearing.holder, about), now=now)
    return row


@transaction.atomic
def read(*, complaint: Complaint, account: Account, private_key: bytes, now: datetime) -> Letter:
    """Opens it, journalled first.

    Raises:
        communitylinkage.vault.keys.Locked: it is closed, or not her key.
    """
    if complaint.record is None:
        raise Locked
    key = key_of_post(holder=complaint.post_holder, account=account, private_key=private_key)
    _journal(complaint, "opened", account.pk, now)
    plain = vault.open_record(
        record=complaint.record, holder=complaint.post_holder, private_key=key
    )
    return from_bytes(plain)


@transaction.atomic
def close(*, complaint: Complaint, by: UUID, now: datetime) -> None:
    """It is dealt with: its words are erased; that there was one stays.

    Raises:
        NotNow: it is closed.
    """
    row = Complaint.objects.select_for_update().get(pk=complaint.pk)
    if row.closed or row.record is None:
        raise NotNow
    vault.erase(records=[row.record])
    row.record, row.closed = None, now
    row.save()
    _journal(row, "closed", by, now)


def _journal(row: Complaint, act: str, by: UUID, now: datetime) -> None:
    journal.record(
        organisation_id=row.organisation_id,
        act=f"complaint.{act}",
        by=by,
        reference=row.reference,
        now=now,
    )
