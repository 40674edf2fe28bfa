"""A copy of an SQLite database in use, and putting one back, by SQLite's own backup."""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.db import connections

from communitylinkage.stewardship.backing.archive import Piece
from communitylinkage.stewardship.rules.manifest import RefusedError, Why

NAME = "store.sqlite3"
_WAIT_SECONDS = 60
# Bytes 18 and 19 of the file say whether it has a write-ahead log, which a copy in memory cannot.
_LOG_BYTES = slice(18, 20)


def take(alias: str, work: Path | None) -> list[Piece]:
    """One moment of the database, while others write.

    Args:
        work: where the copy lies; None: in memory only.
    """
    file = f"file:{quote(str(connections[alias].settings_dict['NAME']))}?mode=ro"
    copy = work / f"taken-{NAME}" if work else None
    with (
        closing(sqlite3.connect(file, uri=True, timeout=_WAIT_SECONDS)) as source,
        closing(sqlite3.connect(copy or ":memory:")) as target,
    ):
        source.backup(target)
        if copy is None:
            plain = bytearray(target.serialize())
            plain[_LOG_BYTES] = b"\x01\x01"
            return [Piece(NAME, bytes(plain))]
        target.execute("PRAGMA journal_mode=DELETE")
    return [Piece(NAME, copy)]


def _opened(piece: Piece) -> sqlite3.Connection:
    if isinstance(piece.content, bytes):
        found = sqlite3.connect(":memory:")
        found.deserialize(piece.content)
        return found
    return sqlite3.connect(piece.content)


def check(piece: Piece) -> None:
    """Whether the copy is a whole database.

    Raises:
        RefusedError: it is not.
    """
    try:
        with closing(_opened(piece)) as found:
            if found.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise RefusedError(Why.DAMAGED)
    except sqlite3.DatabaseError as error:
        raise RefusedError(Why.DAMAGED) from error


def put_back(alias: str, piece: Piece) -> None:
    """In place of what is there, in one transaction; who reads meanwhile sees one or the other."""
    connection = connections[alias]
    connection.close()
    name = str(connection.settings_dict["NAME"])
    with (
        closing(_opened(piece)) as source,
        closing(sqlite3.connect(name, timeout=_WAIT_SECONDS)) as target,
    ):
        target.execute("PRAGMA secure_delete=ON")
        source.backup(target)
        # The copy has no log; the database has one again, which is emptied.
        target.execute("PRAGMA journal_mode=WAL")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    Path(name).chmod(0o600)
