"""Puts tasks into the outbox, and does those that are due."""

import logging
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.utils.module_loading import import_string

from communitylinkage.outbox.models import Task
from communitylinkage.outbox.rules import is_made_up, wait_after

log = logging.getLogger(__name__)
FILES = "django.core.mail.backends.filebased.EmailBackend"


def later(*, kind: str, subject_id: UUID, due: datetime) -> Task:
    """To be called within the transaction of the act: both stand, or neither.

    Args:
        kind: a key of `settings.OUTBOX_HANDLERS`.
    """
    if kind not in settings.OUTBOX_HANDLERS:
        raise ValueError(f"no handler for {kind}")
    return Task.objects.create(kind=kind, subject_id=subject_id, due=due)


def run_due(*, now: datetime, most: int = 100) -> int:
    """Does what is due, each task in a transaction of its own; returns how many were done.

    A task is deleted in the same transaction as its work, so that it is done again only when we
    are killed between the mail server's OK and our commit; the Message-ID is then the same.
    """
    done = 0
    for pk in list(Task.objects.filter(due__lte=now).values_list("pk", flat=True)[:most]):
        try:
            with transaction.atomic():
                # A second worker that holds the task is left to it.
                waiting = Task.objects.select_for_update(
                    skip_locked=connection.features.has_select_for_update_skip_locked
                )
                task = waiting.filter(pk=pk, due__lte=now).first()
                if task is None:
                    continue
                import_string(settings.OUTBOX_HANDLERS[task.kind])(task=task, now=now)
                task.delete()
                done += 1
        except Exception as fault:  # a handler's fault must not stop the others
            # The kind of the fault only: its text may hold an address.
            log.warning("outbox task failed: %s", type(fault).__name__)
            _put_off(pk, now)
    return done


def sweep_clocks(*, now: datetime) -> int:
    """Calls what the settings name for each round; a fault in one does not stop the next."""
    moved = 0
    for path in settings.CLOCK_SWEEPS:
        try:
            moved += import_string(path)(now=now)
        except Exception as fault:
            log.warning("%s failed: %s", path, type(fault).__name__)
    return moved


@transaction.atomic
def _put_off(pk: UUID, now: datetime) -> None:
    task = Task.objects.select_for_update().filter(pk=pk).first()
    if task:
        task.failures += 1
        task.due = now + wait_after(task.failures)
        task.save()


def send_mail(*, task: Task, to: str, subject: str, text: str) -> None:
    """One mail through SMTP, with the task's own Message-ID. Subject and text must be neutral.

    What goes to the demo's made-up people is a file under `settings.DEMO_LETTERS` instead, so that
    whoever tries the product reads it without a mail server.

    Raises:
        OSError: the server did not take it; the task stays and is tried again.
    """
    message_id = f"<{task.pk}@{settings.MAIL_DOMAIN}>"
    letter = EmailMessage(subject, text, to=[to], headers={"Message-ID": message_id})
    if is_made_up(to):
        letter.connection = get_connection(FILES, file_path=settings.DEMO_LETTERS)
    letter.send()
