"""One encrypted file (age, age-encryption.org) with a packed archive in it: the manifest, then its
parts.

What is of the lock store stays in memory on the way: a plain copy that was deleted from a disk can
be found there again.
"""

import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import pyrage
from pyrage.x25519 import Identity, Recipient

from communitylinkage.stewardship.backing.keeping import sync_folder
from communitylinkage.stewardship.rules.manifest import (
    Manifest,
    Part,
    RefusedError,
    Store,
    Why,
    read,
    to_bytes,
)

MANIFEST = "manifest.json"
_AGE = b"age-encryption.org/v1\n"
_BLOCK = 1 << 20
# A manifest has a few hundred short lines; what says more unpacks to more than memory.
_LONGEST_MANIFEST = 10_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A part with what is in it: a file of the work folder, or bytes in memory."""

    name: str
    content: Path | bytes

    def open(self) -> BinaryIO:
        """To be read from the beginning."""
        return io.BytesIO(self.content) if isinstance(self.content, bytes) else _open(self.content)


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that was decrypted, whole and unchanged."""

    manifest: Manifest
    pieces: tuple[Piece, ...]

    def piece(self, name: str) -> Piece:
        """One of them by its name.

        Raises:
            RefusedError: it is missing.
        """
        for piece in self.pieces:
            if piece.name == name:
                return piece
        raise RefusedError(Why.DAMAGED)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _hashed(file: BinaryIO) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    while block := file.read(_BLOCK):
        size += len(block)
        digest.update(block)
    return size, digest.hexdigest()


def parts_of(pieces: Sequence[Piece]) -> tuple[Part, ...]:
    """Size and hash of each."""
    found = []
    for piece in pieces:
        with piece.open() as file:
            found.append(Part(piece.name, *_hashed(file)))
    return tuple(found)


def _pack(manifest: Manifest, pieces: Sequence[Piece], into: BinaryIO) -> None:
    # Level 1: most of what is large is either sealed or packs well at once.
    with tarfile.open(fileobj=into, mode="w:gz", compresslevel=1) as tar:
        for piece in (Piece(MANIFEST, to_bytes(manifest)), *pieces):
            about = tarfile.TarInfo(piece.name)
            with piece.open() as file:
                about.size = file.seek(0, os.SEEK_END)
                file.seek(0)
                tar.addfile(about, file)
    into.seek(0)


def _room(work: Path | None, name: str) -> BinaryIO:
    """Where something plain lies on the way: a file of the work folder, or memory."""
    return (work / name).open("w+b") if work else io.BytesIO()


def write(
    *,
    to: Path,
    store: Store,
    engine: str,
    installation: str,
    migrations: tuple[tuple[str, str], ...],
    pieces: Sequence[Piece],
    recovery: Recipient,
    work: Path | None,
    made: datetime,
) -> Manifest:
    """Writes a backup, reads it again from the disk, and only then gives it its name.

    It is encrypted to the recovery key and to a second key that is made for the reading again and
    forgotten with this call.

    Args:
        work: where plain parts may lie on the way; None: in memory only.

    Raises:
        RefusedError: what was read again is not what was written.
        OSError: no room, or the folder cannot be written.
    """
    manifest = Manifest(store, engine, installation, made, migrations, parts_of(pieces))
    beside, once = to.with_name(to.name + ".new"), Identity.generate()
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with _room(work, "packed") as plain, os.fdopen(descriptor, "wb") as out:
            _pack(manifest, pieces, plain)
            pyrage.encrypt_io(plain, out, [recovery, once.to_public()])
            out.flush()
            os.fsync(out.fileno())
        again = open_(path=beside, identity=once, work=work)
        if again.manifest != manifest:
            raise RefusedError(Why.DAMAGED)
        beside.replace(to)
        sync_folder(to.parent)
    finally:
        beside.unlink(missing_ok=True)
    return manifest


def open_(*, path: Path, identity: Identity, work: Path | None) -> Opened:
    """Decrypts a backup and compares every part with the manifest.

    Args:
        work: a folder for the plain parts; None: in memory only.

    Raises:
        RefusedError: no backup, another key, damaged.
    """
    with _room(work, "unpacked") as plain:
        _decrypt(path, identity, plain)
        return unpacked(plain, work)


def unpacked(plain: BinaryIO, work: Path | None) -> Opened:
    """What was decrypted: the manifest, and the parts that it promises.

    Raises:
        RefusedError: no backup, damaged.
    """
    try:
        with tarfile.open(fileobj=plain, mode="r:gz") as tar:
            first = tar.next()
            told = tar.extractfile(first) if first and first.name == MANIFEST else None
            if told is None:
                raise RefusedError(Why.NO_BACKUP)
            manifest = read(told.read(_LONGEST_MANIFEST))
            pieces = tuple(_taken_out(tar, part, work) for part in manifest.parts)
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError) as error:
        raise RefusedError(Why.NO_BACKUP) from error
    if parts_of(pieces) != manifest.parts:
        raise RefusedError(Why.DAMAGED)
    return Opened(manifest, pieces)


def _decrypt(path: Path, identity: Identity, into: BinaryIO) -> None:
    try:
        file = path.open("rb")
    except OSError as error:
        raise RefusedError(Why.UNREADABLE) from error
    with file:
        if file.read(len(_AGE)) != _AGE:
            raise RefusedError(Why.NO_BACKUP)
        file.seek(0)
        try:
            pyrage.decrypt_io(file, into, [identity])
        except pyrage.DecryptError as error:
            other = "matching" in str(error)
            raise RefusedError(Why.OTHER_KEY if other else Why.DAMAGED) from error
        except OSError as error:
            raise RefusedError(Why.DAMAGED) from error
    into.seek(0)


def _taken_out(tar: tarfile.TarFile, part: Part, work: Path | None) -> Piece:
    """A part; its own name never becomes a path, so that none leads out of the folder."""
    try:
        inside = tar.extractfile(part.name)
    except KeyError as error:
        raise RefusedError(Why.DAMAGED) from error
    if inside is None or inside.seek(0, os.SEEK_END) != part.size:
        raise RefusedError(Why.DAMAGED)
    inside.seek(0)
    if work is None:
        return Piece(part.name, inside.read())
    path = work / f"part-{hashlib.sha256(part.name.encode()).hexdigest()}"
    with path.open("wb") as out:
        while block := inside.read(_BLOCK):
            out.write(block)
    return Piece(part.name, path)
