"""Takes a backup: content first, then the locks, each to a file of its own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from communitylinkage.stewardship.backing import archive, keeping, postgres, sqlite
from communitylinkage.stewardship.backing.archive import Piece
from communitylinkage.stewardship.rules.manifest import Store
from communitylinkage.vault.models import Grant, LockHalf

ALIASES = {Store.CONTENT: "default", Store.LOCKS: "locks"}
SECRETS = "secrets.json"
_TAKE: dict[str, Callable[[str, Path | None], list[Piece]]] = {
    "sqlite": sqlite.take,
    "postgresql": postgres.take,
}


class LocksMissingError(Exception):
    """Something is sealed, and the lock store is empty: a restore that was not finished."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The two files that were written."""

    content: Path
    locks: Path


def applied(alias: str) -> tuple[tuple[str, str], ...]:
    """App and name of each migration that made the tables of a database.

    Django notes every migration in both databases, also where it makes nothing. Those of other apps
    would bar the way back: the newest locks with the content of before an upgrade.
    """
    names = sorted(MigrationRecorder(connections[alias]).applied_migrations())
    if alias == ALIASES[Store.LOCKS]:
        names = [one for one in names if one[0] in _apps_with_locks()]
    return tuple(names)


def _apps_with_locks() -> set[str]:
    return {one._meta.app_label for one in apps.get_models() if hasattr(one, "lives_in_locks")}


def secrets() -> Piece:
    """What else is needed to read what lies in the databases; goes with the locks.

    The pepper is half of what opens a receipt, so it never lies beside the content.
    """
    return Piece(SECRETS, json.dumps({"pepper": settings.PEPPER}).encode())


def take(*, to: Path, keep: int, now: datetime) -> Taken:
    """Writes both files, and deletes what is older.

    Content first: what is sealed meanwhile has its lock half in the copy that comes after. Of the
    locks only the latest is kept, so that what was destroyed is in no backup (DESIGN 6).

    Args:
        keep: how many files of the content stay.

    Raises:
        communitylinkage.stewardship.backing.keeping.NoRecoveryKeyError: none was made.
        communitylinkage.stewardship.backing.keeping.BusyError: another is running.
        communitylinkage.stewardship.rules.manifest.RefusedError: reading again failed.
        LocksMissingError: the locks here are gone, and those of the last backup must stay.
        OSError: no room, or the folder cannot be written.
    """
    kept = (to / keeping.LOCKS_FILE).exists()
    if kept and Grant.objects.exists() and not LockHalf.objects.exists():
        raise LocksMissingError
    recovery = keeping.recovery_key()
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = to / f"content-{now.astimezone(UTC):%Y-%m-%dT%H%M%S.%fZ}.age"
    with keeping.at_work() as work:
        for store, path in ((Store.CONTENT, content), (Store.LOCKS, to / keeping.LOCKS_FILE)):
            alias, room = ALIASES[store], work if store == Store.CONTENT else None
            engine = connections[alias].vendor
            pieces = _TAKE[engine](alias, room)
            archive.write(
                to=path, store=store, engine=engine, installation=keeping.installation(),
                migrations=applied(alias), recovery=recovery, work=room, made=now,
                pieces=[*pieces, *([secrets()] if store == Store.LOCKS else [])],
            )  # fmt: skip
    for old in sorted(to.glob("content-*.age"))[:-keep]:
        old.unlink()
    return Taken(content, to / keeping.LOCKS_FILE)
