"""A note to a supervisor: sealed to her and to the mentor, opened with a key, journalled first."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.journal.actions import record as journal
from communitylinkage.learning import wording
from communitylinkage.learning.models import Note
from communitylinkage.network.rules.papers import Words, from_bytes, to_bytes
from communitylinkage.people.models import Account
from communitylinkage.people.rules import NotAllowed
from communitylinkage.vault import actions as vault
from communitylinkage.vault.models import Holder


@transaction.atomic
def write(
    *, mentor: Account, supervisor: Account, text: str, organisation: UUID, now: datetime
) -> Note:
    """Seals the words; plain are only who wrote to whom, and when.

    Raises:
        communitylinkage.people.rules.NotAllowed: one of the two has no key to open it with.
    """
    numbers = [mentor.key_holder, supervisor.key_holder]
    holders = list(Holder.objects.filter(pk__in=[one for one in numbers if one]))
    if len(holders) < len(set(numbers)):
        raise NotAllowed(wording.NO_KEY)
    record = vault.seal(plain=to_bytes(Words(text)), holders=holders, released=holders)
    row = Note.objects.create(
        mentor=mentor, supervisor=supervisor, record=record.pk, written_at=now
    )
    journal(
        organisation_id=organisation, act="learning.note_written", by=mentor.pk,
        reference=str(row.pk), now=now,
    )  # fmt: skip
    return row


@transaction.atomic
def read(
    *, note: Note, reader: Account, private_key: bytes, organisation: UUID, now: datetime
) -> str:
    """The words; nothing is opened that is not in the journal.

    Raises:
        communitylinkage.vault.keys.Locked: it is not her key, or it was erased.
    """
    journal(
        organisation_id=organisation, act="learning.note_read", by=reader.pk,
        reference=str(note.pk), now=now,
    )  # fmt: skip
    assert reader.key_holder is not None  # nosec B101 -- without one it was not sealed to her
    words = vault.open_record(record=note.record, holder=reader.key_holder, private_key=private_key)
    if reader.pk == note.supervisor_id and not note.read:
        Note.objects.filter(pk=note.pk).update(read=True)
    return from_bytes(words).text


@transaction.atomic
def erase(*, note: Note, by: UUID, organisation: UUID, now: datetime) -> None:
    """Either of the two may erase it; the words are gone for both."""
    vault.erase(records=[note.record])
    journal(
        organisation_id=organisation, act="learning.note_erased", by=by, reference=str(note.pk),
        now=now,
    )  # fmt: skip
    note.delete()
