"""What stands first in a backup, and why one is refused."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

PRODUCT = "CommunityLinkage"
FORMAT = 1


class Store(StrEnum):
    """Which of the two databases."""

    CONTENT = "content"
    LOCKS = "locks"


class Why(StrEnum):
    """Why a file is not restored; `sentence` says it."""

    UNREADABLE = "unreadable"
    NO_BACKUP = "no_backup"
    OTHER_KEY = "other_key"
    NO_KEY = "no_key"
    DAMAGED = "damaged"
    NEWER = "newer"
    OTHER_STORE = "other_store"
    FOREIGN = "foreign"
    OTHER_ENGINE = "other_engine"
    OLDER_LOCKS = "older_locks"
    LOCKS_ALONE = "locks_alone"
    NOT_EMPTY = "not_empty"
    OTHER_PEPPER = "other_pepper"


SENTENCES = {
    Why.UNREADABLE: "The file cannot be read. Look whether it is there, and whether you may.",
    Why.NO_BACKUP: "This is not a backup of CommunityLinkage.",
    Why.OTHER_KEY: "It was made for another recovery key. Look for the sheet of that time.",
    Why.NO_KEY: "This is not a recovery key. It begins with AGE-SECRET-KEY-1.",
    Why.DAMAGED: "The file is damaged or was changed. Take another copy of it, or an older one.",
    Why.NEWER: "It was made by a newer version than this one. Upgrade first, then restore.",
    Why.OTHER_STORE: "Content and locks are mixed up: name the content file with --content and "
    "the file of the locks with --locks.",
    Why.FOREIGN: "It belongs to another installation. Restore it on a server with nothing in it.",
    Why.OTHER_ENGINE: "It was made on another kind of database. Set DATABASE_URL and "
    "LOCKS_DATABASE_URL as they were there.",
    Why.OLDER_LOCKS: "The file of the locks is older than that of the content: it would open again "
    "what was locked since. Take the latest.",
    Why.LOCKS_ALONE: "There are locks here, and a file of them without its content would open "
    "again what was locked since. Put both back: --content with --locks.",
    Why.NOT_EMPTY: "There is something in this database. To put the backup in its place, stop the "
    "server and the worker, make a backup of what is there, and say --replace.",
    Why.OTHER_PEPPER: "The environment sets PEPPER to something else than it was. Set it as it "
    "was, or not at all.",
}


class RefusedError(Exception):
    """A backup is not restored. `why` says the reason, the text is the sentence for people."""

    def __init__(self, why: Why) -> None:
        super().__init__(SENTENCES[why])
        self.why = why


@dataclass(frozen=True, slots=True)
class Part:
    """One file in a backup. `size` in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup is of.

    Args:
        engine: `sqlite` or `postgresql`.
        installation: a random id, the same in every backup of one installation.
        migrations: app and name of each that was applied; of the locks only those of apps that have
            a table there, so that a later version's file is refused where its tables are others,
            and only there.
    """

    store: Store
    engine: str
    installation: str
    made: datetime
    migrations: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]


def to_bytes(manifest: Manifest) -> bytes:
    """As JSON."""
    said = {
        "product": PRODUCT,
        "format": FORMAT,
        "store": manifest.store,
        "engine": manifest.engine,
        "installation": manifest.installation,
        "made": manifest.made.isoformat(),
        "migrations": [list(pair) for pair in manifest.migrations],
        "parts": [[part.name, part.size, part.sha256] for part in manifest.parts],
    }
    return json.dumps(said, indent=1).encode()


def read(text: bytes) -> Manifest:
    """The manifest in a file.

    Raises:
        RefusedError: no manifest of ours, or of a later format.
    """
    try:
        said = json.loads(text)
        if said["product"] != PRODUCT:
            raise RefusedError(Why.NO_BACKUP)
        if said["format"] > FORMAT:
            raise RefusedError(Why.NEWER)
        made = datetime.fromisoformat(said["made"])
        if made.tzinfo is None:
            raise RefusedError(Why.NO_BACKUP)
        return Manifest(
            Store(said["store"]),
            str(said["engine"]),
            str(said["installation"]),
            made,
            tuple((str(app), str(name)) for app, name in said["migrations"]),
            tuple(Part(str(name), int(size), str(hash_)) for name, size, hash_ in said["parts"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise RefusedError(Why.NO_BACKUP) from error


def check(
    manifest: Manifest, *, store: Store, engine: str, known: Collection[tuple[str, str]]
) -> None:
    """Whether this version, on this database, can put it back.

    Args:
        known: the migrations that this version comes with.

    Raises:
        RefusedError: another store, another engine, a later version.
    """
    if manifest.store != store:
        raise RefusedError(Why.OTHER_STORE)
    if manifest.engine != engine:
        raise RefusedError(Why.OTHER_ENGINE)
    if not set(manifest.migrations) <= set(known):
        raise RefusedError(Why.NEWER)


def check_pair(content: Manifest | None, locks: Manifest | None) -> None:
    """Whether two files go together.

    Raises:
        RefusedError: of two installations, or the locks are the older of the two.
    """
    if content is None or locks is None:
        return
    if content.installation != locks.installation:
        raise RefusedError(Why.FOREIGN)
    if locks.made < content.made:
        raise RefusedError(Why.OLDER_LOCKS)
