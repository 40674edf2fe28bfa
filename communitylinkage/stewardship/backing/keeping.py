"""The recovery key's public half, the installation's number, and where backups lie."""

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyrage
from django.conf import settings
from pyrage.x25519 import Identity, Recipient

from communitylinkage.stewardship.rules.manifest import RefusedError, Why

LOCKS_FILE = "locks.age"


class NoRecoveryKeyError(Exception):
    """No recovery key was made, so that nothing can be backed up."""


class BusyError(Exception):
    """Another backup or restore is running."""


def _of(name: str) -> Path:
    return Path(settings.VAR) / name


def write_private(path: Path, content: bytes) -> None:
    """Writes a file that only its owner may read, whole or not at all."""
    beside = path.with_name(path.name + ".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes a rename in a folder last through a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def installation() -> str:
    """The number in each backup of this installation, made at first use; random, says nothing."""
    known = installation_if_any()
    if known is None:
        known = uuid.uuid4().hex
        write_private(_of("installation"), known.encode())
    return known


def installation_if_any() -> str | None:
    """The same, None where none was made yet: a fresh server takes over that of the backup."""
    path = _of("installation")
    return path.read_text().strip() if path.exists() else None


def become(number: str) -> None:
    """Goes on as the installation that a backup is of."""
    write_private(_of("installation"), number.encode())


def new_recovery_key() -> str:
    """Makes a pair, keeps the public half, and hands out the secret one: it is nowhere else."""
    identity = Identity.generate()
    write_private(_of("recovery-key.pub"), str(identity.to_public()).encode())
    return str(identity)


def recovery_key() -> Recipient:
    """The public half.

    Raises:
        NoRecoveryKeyError: none was made, or the file holds something else.
    """
    try:
        return Recipient.from_str(_of("recovery-key.pub").read_text().strip())
    except (OSError, pyrage.RecipientError) as error:
        raise NoRecoveryKeyError from error


def keep_recovery_key(identity: Identity) -> None:
    """Puts the public half back where there is none: a new server goes on with the old sheets."""
    if not _of("recovery-key.pub").exists():
        write_private(_of("recovery-key.pub"), str(identity.to_public()).encode())


def identity_of(text: str) -> Identity:
    """The secret half as it was typed or read.

    Raises:
        RefusedError: it is none.
    """
    try:
        return Identity.from_str("".join(text.split()).upper())
    except pyrage.IdentityError as error:
        raise RefusedError(Why.NO_KEY) from error


@contextmanager
def at_work() -> Iterator[Path]:
    """A folder for plain copies of the content, which is gone afterwards, also after a crash.

    Raises:
        BusyError: another backup or restore is running.
    """
    folder = _of("backing-up")
    with _of("backing-up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError from error
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
