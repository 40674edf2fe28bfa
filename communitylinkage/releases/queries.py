"""What was let out."""

from collections.abc import Iterable

from django.db.models import QuerySet

from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.published import Published
from communitylinkage.releases.models import Release


def ledger_of(series: str) -> Ledger:
    """All that was said of a series, to whomever, in order. For the gate only."""
    ledger = Ledger()
    rows = Release.objects.filter(series=series).order_by("number")
    for text in rows.values_list("entry", flat=True):
        for entry in Ledger.from_json(text).entries:
            ledger = ledger.add(entry)
    return ledger


def told(row: Release) -> Published:
    """The table as its readers got it."""
    (entry,) = Ledger.from_json(row.entry).entries
    return Published.from_readers(row.cells, entry)


def released(audiences: Iterable[str], series: Iterable[str]) -> QuerySet[Release]:
    """What these audiences were shown of these series, the newest first."""
    rows = Release.objects.filter(audience__in=list(audiences), series__in=list(series))
    return rows.order_by("-at", "-number", "pk")


def release(reference: str, audiences: Iterable[str]) -> Release | None:
    """One table, if it was let out to one of these audiences."""
    return Release.objects.filter(reference=reference, audience__in=list(audiences)).first()
