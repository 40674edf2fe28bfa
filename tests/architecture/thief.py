"""What somebody can do who stole the server's disk: search it, and try every key she has."""

import base64
import itertools
import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from django.db import connections

from communitylinkage.vault import keys
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Grant, KeyGrant, LockHalf, Record


def disguises(word):
    """The ways in which a word may stand in raw bytes: letters, hex, base64 at each offset."""
    plain = word.encode() if isinstance(word, str) else word
    yield plain
    yield plain.hex().encode()
    if isinstance(word, str):
        yield word.encode("utf-16-le")
        yield ascii(word)[1:-1].encode()
    for offset in range(3):
        # Without the signs at both ends, which depend on what stands beside it; four signs that
        # are left of a short word would be found by chance.
        inner = base64.b64encode(bytes(offset) + plain)[4:-4]
        if len(inner) >= 8:
            yield inner


def found(words, bytes_):
    """Which of the words are in there."""
    return sorted({str(w) for w in words for form in disguises(w) if form and form in bytes_})


def raw(alias):
    """A database as it lies on the disk (with what is not folded in yet), or as it is dumped."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        files = [Path(name + end) for end in ("", "-wal", "-journal") if Path(name + end).exists()]
        assert files, "the database of the tests must be a file"
        return b"".join(file.read_bytes() for file in files)
    told = connection.settings_dict
    dump = shutil.which("pg_dump")
    assert dump, "pg_dump is missing: sudo apt-get install postgresql-client"
    where = {"PGPASSWORD": str(told["PASSWORD"] or "")}
    # A server that the tests brought along listens in a folder, which the address names otherwise.
    host = told["HOST"] or told["OPTIONS"]["host"]
    order = [dump, "-h", host, "-p", str(told["PORT"] or 5432), "-U", told["USER"]]
    done = subprocess.run(
        [*order, told["NAME"]], env={**os.environ, **where}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def files_below(folder):
    """Each file with its bytes."""
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            yield path, path.read_bytes()


def _tried(keys_, sealed):
    for key in keys_:
        with suppress(Locked):
            yield keys.open_sealed(key, bytes(sealed))


def with_posts(private_keys):
    """The keys that she has, and those of posts that they open."""
    mine = list(private_keys)
    for grant in KeyGrant.objects.all():
        mine += _tried(mine, grant.sealed_key)
    return mine


def opened(private_keys, *, content_store, lock_store):
    """Every record that opens with these keys, when the stores lie open to her."""
    grants = list(Grant.objects.select_related("record")) if content_store else []
    records = list(Record.objects.all()) if content_store else []
    halves = [bytes(half.half) for half in LockHalf.objects.all()] if lock_store else []
    mine, plain = with_posts(private_keys) if content_store else list(private_keys), []
    for grant in grants:
        binding = grant.record_id.bytes + grant.holder_id.bytes
        theirs = list(_tried(mine, grant.holder_half))
        # Without the other half she may try what she likes in its place.
        for one, other in itertools.product(theirs, halves or [bytes(keys.HALF_BYTES), *theirs]):
            with suppress(Locked):
                key = keys.decrypt(
                    keys.key_of_halves(one, other, binding), bytes(grant.wrapped_key)
                )
                plain.append(keys.decrypt(key, bytes(grant.record.ciphertext)))
    for record, key in itertools.product(records, [*mine, *halves]):
        with suppress(Locked):
            plain.append(keys.decrypt(key, bytes(record.ciphertext)))
    return plain
