"""Counting, and writing on what was counted."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from random import SystemRandom

from django.db import transaction
from django.db.models import Min

from communitylinkage.facts import rules, slices
from communitylinkage.facts.models import Fact, Waiting

_SHUFFLE = SystemRandom()


def count(*, kind: str, region: str, codes: Iterable[str], now: datetime) -> None:
    """Counts something once; only its month stays of `now`.

    Args:
        region: an ISO 3166 country, or empty where it is not known.
        codes: `<what>:<value>`, never words.

    Raises:
        communitylinkage.facts.rules.NotAFact: it says more than a fact may.
    """
    said = list(codes)
    rules.check(kind, region, said)
    Waiting.objects.create(
        kind=kind, month=rules.month_of(now), region=region, codes=rules.joined(said)
    )


@transaction.atomic
def flush(*, now: datetime) -> int:
    """Writes on what waits, in random order, when it is enough to hide each; returns how many.

    The sums of every slice follow in the same transaction; a new slice gets those from before.
    """
    oldest = Waiting.objects.aggregate(month=Min("month"))["month"] or ""
    if not rules.may_flush(Waiting.objects.count(), oldest, now):
        slices.fill()
        return 0
    # Who flushes at the same time waits here, so that no slice is filled without these rows.
    rows = list(Waiting.objects.select_for_update())
    _SHUFFLE.shuffle(rows)
    Fact.objects.bulk_create(
        Fact(kind=row.kind, month=row.month, region=row.region, codes=row.codes) for row in rows
    )
    Waiting.objects.filter(pk__in=[row.pk for row in rows]).delete()
    slices.add(Counter((row.kind, row.month, row.region, row.codes) for row in rows))
    slices.fill()
    return len(rows)
