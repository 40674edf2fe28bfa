"""Writes one line; in the same transaction as the act, so that neither stands without the other."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.journal.models import Head, Line
from communitylinkage.journal.rules import BEGINNING, Entry, acceptable, hash_of


@transaction.atomic
def record(*, organisation_id: UUID, act: str, by: UUID, reference: str, now: datetime) -> Line:
    """Appends to the organisation's chain; a second writer waits for the first.

    Args:
        act: a code such as `colleague.let_in`, never a sentence.
        by: the account's id.
        reference: of what was acted upon; random or an id, never a name.

    Raises:
        ValueError: an act or a reference that is no code.
    """
    if not acceptable(act, reference):
        raise ValueError("the journal takes codes only")
    Head.objects.get_or_create(pk=organisation_id, defaults={"number": 0, "hash": BEGINNING})
    head = Head.objects.select_for_update().get(pk=organisation_id)
    entry = Entry(str(organisation_id), head.number + 1, act, str(by), reference, now, head.hash)
    head.number, head.hash = entry.number, hash_of(entry)
    head.save()
    return Line.objects.create(
        organisation_id=organisation_id,
        number=entry.number,
        act=act,
        by=entry.by,
        reference=reference,
        at=now,
        previous=entry.previous,
        hash=head.hash,
    )
