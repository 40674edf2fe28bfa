"""Writes one line; in the same transaction as the act, so that neither stands without the other."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from communitylinkage.journal.models import Day, Head, Line
from communitylinkage.journal.rules import BEGINNING, Entry, acceptable, day_hash, hash_of


@transaction.atomic
def record(*, organisation_id: UUID, act: str, by: UUID, reference: str, now: datetime) -> Line:
    """Appends to the organisation's chain; a second writer waits for the first.

    Args:
        act: a code such as `colleague.let_in`, never a sentence.
        by: the account's id; `UUID(int=0)` for nobody (a clock, a command), `UUID(int=1)` for a
            woman by her receipt.
        reference: of what was acted upon; random or an id, never a name.

    Raises:
        ValueError: an act or a reference that is no code, or a `by` that is no id.
    """
    # Who calls by a dotted path is seen by no type checker, and an account's text is its name.
    if not isinstance(by, UUID):
        raise ValueError("the journal takes the id of who acted, never whom it names")
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


def keep_day(*, now: datetime) -> int:
    """Keeps the heads as they stand when a day begins (UTC); called in each round of the worker.

    Returns:
        1 where the day was kept now, 0 where it was before.
    """
    day = now.astimezone(UTC).date()
    if Day.objects.filter(day__gte=day).exists():
        return 0
    before = Day.objects.order_by("-day").first()
    previous = before.hash if before else BEGINNING
    heads = [(str(one.pk), one.number, one.hash) for one in Head.objects.order_by("pk")]
    kept = Day(day=day, heads=heads, previous=previous, hash=day_hash(day, heads, previous))
    try:
        with transaction.atomic():
            kept.save(force_insert=True)
    except IntegrityError:  # another worker was first
        return 0
    return 1
