"""A letter is one worker's at a time, for as long as that worker lives.

A row's lock would end with its transaction, and none stays open while a mail server is waited for;
a moment written beside the task would have to guess how long a letter takes. These locks go when
who holds them does, and not before.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import Error, connection


def alone(task: UUID) -> contextlib.AbstractContextManager[bool]:
    """Whether the task is left to us until the block ends; if not, another worker has it."""
    if connection.vendor == "sqlite":
        return _only_worker()
    return _only_for(int.from_bytes(task.bytes[:8], "big", signed=True))


@contextmanager
def _only_worker() -> Iterator[bool]:
    """All who share an SQLite file share a machine: one of them sends, whatever the letter."""
    path = f"{connection.settings_dict['NAME']}-letters"
    file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(file)


@contextmanager
def _only_for(key: int) -> Iterator[bool]:
    """PostgreSQL keeps it for our connection, also outside of a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        (ours,) = cursor.fetchone()
    try:
        yield ours
    finally:
        # A connection that broke has given it back already.
        with contextlib.suppress(Error):
            if ours:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
