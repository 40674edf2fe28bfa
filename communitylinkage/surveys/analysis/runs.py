"""Tables for others, made by the worker question by question, so that nobody waits for a page.

Looking for what a table gives away takes long and holds no lock; only what comes out is written in
a transaction, together with how far it is. When something was said of the question meanwhile (by a
second worker, or for other readers), the piece is made anew.
"""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.outbox.rules import wait_after
from communitylinkage.surveys.analysis.models import Released, TableRun
from communitylinkage.surveys.analysis.releasing import Maker, check_closed, rounds_of, told
from communitylinkage.surveys.answering.models import Collection

# So long one turn of the worker may take; its other clocks wait meanwhile.
SECONDS = 8.0
log = logging.getLogger(__name__)


def of(collections: Sequence[Collection], audience: str) -> TableRun | None:
    """How far the tables for an audience are; None where nobody asked for them."""
    return TableRun.objects.filter(rounds=rounds_of(collections), audience=audience).first()


@transaction.atomic
def ask(*, collections: Sequence[Collection], audience: str, by: UUID, now: datetime) -> TableRun:
    """Has the tables made. Asked again, it makes what was not possible before (codes came later).

    Raises:
        communitylinkage.surveys.rules.NotNowError: a collection is still open.
    """
    check_closed(collections)
    rows = TableRun.objects.select_for_update()
    row, fresh = rows.get_or_create(
        rounds=rounds_of(collections), audience=audience,
        defaults={"by": by, "asked_at": now, "due": now},
    )  # fmt: skip
    if not fresh and row.finished is not None:
        row.made, row.whole, row.failures, row.finished = 0, 0, 0, None
    row.by, row.due = by, now
    row.save()
    return row


def sweep(*, now: datetime, clock: Callable[[], float] = time.monotonic) -> int:
    """The worker's turn: goes on with what is due for some seconds; returns how many were made."""
    made, end = 0, clock() + SECONDS
    for row in TableRun.objects.filter(finished=None, due__lte=now).order_by("asked_at"):
        try:
            made += _go_on(row, now, lambda: clock() >= end)
        except Exception as fault:  # one that fails must not stop the others, nor the worker
            # The kind of the fault only: its text may hold what somebody answered.
            log.warning("tables could not be made: %s", type(fault).__name__)
            row.failures += 1
            row.due = now + wait_after(row.failures)
            row.save(update_fields=["failures", "due"])
        if clock() >= end:
            break
    return made


def _go_on(row: TableRun, now: datetime, over: Callable[[], bool]) -> int:
    keys = row.rounds.split(",")
    rows = Collection.objects.select_related("version__questionnaire")
    there = {str(one.pk): one for one in rows.filter(pk__in=keys)}
    if set(there) != set(keys):
        row.delete()  # what it was about was erased
        return 0
    maker, made = Maker([there[key] for key in keys], row.audience, now), 0
    while row.made < len(maker.pieces):
        if made and over():
            return made
        made += _piece(row, maker)
    with transaction.atomic():
        row.whole, row.finished, row.failures = len(maker.pieces), now, 0
        row.save(update_fields=["whole", "finished", "failures"])
        told(maker.collections, row.audience, row.by, now)
    return made


def _piece(row: TableRun, maker: Maker) -> int:
    piece = maker.pieces[row.made]
    before = maker.said(piece)
    tables = maker.made(piece)
    with transaction.atomic():
        check_closed(maker.collections)
        held = TableRun.objects.select_for_update().get(pk=row.pk)
        if held.made == row.made and maker.said(piece) == before:
            Released.objects.bulk_create(tables)
            held.made, held.whole, held.failures = held.made + 1, len(maker.pieces), 0
            held.save(update_fields=["made", "whole", "failures"])
    row.made, row.failures = held.made, held.failures
    return 1
