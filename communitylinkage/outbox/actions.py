"""Puts tasks into the outbox, and does those that are due."""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from communitylinkage.outbox.alone import alone
from communitylinkage.outbox.letters import NoServerError, Outgoing, deliver
from communitylinkage.outbox.models import Task
from communitylinkage.outbox.rules import wait_after

# So long the letters of one round may take, and the one that is on its way then; clocks wait.
SECONDS = 20.0
log = logging.getLogger(__name__)


def later(*, kind: str, subject_id: UUID, due: datetime) -> Task:
    """To be called within the transaction of the act: both stand, or neither.

    Args:
        kind: a key of `settings.OUTBOX_HANDLERS` or `settings.OUTBOX_LETTERS`.
    """
    if kind not in {**settings.OUTBOX_HANDLERS, **settings.OUTBOX_LETTERS}:
        raise ValueError(f"no handler for {kind}")
    return Task.objects.create(kind=kind, subject_id=subject_id, due=due)


def waiting(*, kind: str) -> QuerySet[Task, UUID]:
    """About whom tasks of a kind are still to be done."""
    return Task.objects.filter(kind=kind).values_list("subject_id", flat=True)


def run_due(*, now: datetime, most: int = 100, clock: Callable[[], float] = time.monotonic) -> int:
    """Does what is due, then sends the letters that are; returns how many were done."""
    return _work(now, most) + _letters(now, most, clock)


def _due(kinds: Iterable[str], now: datetime, most: int) -> list[UUID]:
    found = Task.objects.filter(kind__in=[*kinds], due__lte=now)
    return list(found.values_list("pk", flat=True)[:most])


def _work(now: datetime, most: int) -> int:
    done = 0
    for pk in _due(settings.OUTBOX_HANDLERS, now, most):
        try:
            done += _do(pk, now)
        except Exception as fault:  # a handler's fault must not stop the others
            _failed(pk, fault, now)
    return done


@transaction.atomic
def _do(pk: UUID, now: datetime) -> bool:
    # A second worker that holds the task is left to it.
    waiting = Task.objects.select_for_update(
        skip_locked=connection.features.has_select_for_update_skip_locked
    )
    task = waiting.filter(pk=pk, due__lte=now).first()
    if task is None:
        return False
    import_string(settings.OUTBOX_HANDLERS[task.kind])(task=task, now=now)
    task.delete()
    return True


def _letters(now: datetime, most: int, clock: Callable[[], float]) -> int:
    """The round ends where the server does not answer: to each letter it would be silent anew."""
    done, end = 0, clock() + SECONDS
    for pk in _due(settings.OUTBOX_LETTERS, now, most):
        try:
            with alone(pk) as ours:
                done += ours and _send(pk, now)
        except NoServerError as fault:
            _failed(pk, fault.__cause__ or fault, now)
            break
        except Exception as fault:
            _failed(pk, fault, now)
        if clock() >= end:
            break
    return done


def _send(pk: UUID, now: datetime) -> bool:
    """Writes the letter, sends it, takes its task away; no transaction is open while it is sent.

    Killed on the way, the task is still there, so that no letter is lost. It goes out again only
    where the server's OK did not become our commit; the Message-ID is then the same
    (docs/decisions/0047-letters-outside-of-transactions.md).
    """
    with transaction.atomic():
        task = Task.objects.filter(pk=pk, due__lte=now).first()
        if task is None:
            return False
        letter: Outgoing | None = import_string(settings.OUTBOX_LETTERS[task.kind])(
            task=task, now=now
        )
        if letter is None:
            task.delete()
            return True
    deliver(letter, number=pk)
    with transaction.atomic():
        letter.then()
        task.delete()
    return True


def sweep_clocks(*, now: datetime) -> int:
    """Calls what the settings name for each round; a fault in one does not stop the next."""
    moved = 0
    for path in settings.CLOCK_SWEEPS:
        try:
            moved += import_string(path)(now=now)
        except Exception as fault:
            log.warning("%s failed: %s", path, type(fault).__name__)
    return moved


def _failed(pk: UUID, fault: BaseException, now: datetime) -> None:
    # The kind of the fault only: its text may hold an address.
    log.warning("outbox task failed: %s", type(fault).__name__)
    _put_off(pk, now)


@transaction.atomic
def _put_off(pk: UUID, now: datetime) -> None:
    task = Task.objects.select_for_update().filter(pk=pk).first()
    if task:
        task.failures += 1
        task.due = now + wait_after(task.failures)
        task.save()
