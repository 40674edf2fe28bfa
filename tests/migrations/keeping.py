"""A filled database kept as files: how it is written, and how it is put back."""

import hashlib
import lzma
import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.browser.product import ROOT

FILLED = Path(__file__).parent / "filled"
STORES = {"DATABASE_URL": "content", "LOCKS_DATABASE_URL": "locks"}
# Everything in there is made up; the secrets are what opens it again.
SECRETS = {
    "PEPPER": "made up, of the filled database", "SECRET_KEY": "made up, of the filled database",
}  # fmt: skip
# What a newer pg_dump writes and an older server does not know; it says nothing about rows.
_NOT_EVERYWHERE = re.compile(
    r"^(\\(un)?restrict .*|SET transaction_timeout = .*|SET default_table_access_method .*)\n",
    re.MULTILINE,
)


def environment(folder, databases):
    """Of a product that uses the filled database."""
    told = {
        **os.environ, **SECRETS, "COMMUNITYLINKAGE_VAR": str(folder), "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "communitylinkage.website.settings",
    }  # fmt: skip
    for name in ("DATABASE_URL", "LOCKS_DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        told.pop(name, None)
    return told | databases


def _keeper(url):
    """The address that psycopg and pg_dump read."""
    return urlunsplit(urlsplit(url)._replace(scheme="postgresql"))


def keep(release, folder, databases):
    """Writes both stores of a product into `filled/RELEASE/`."""
    to = FILLED / release
    to.mkdir(parents=True, exist_ok=True)
    for variable, store in STORES.items():
        if variable in databases:
            order = [shutil.which("pg_dump"), "--no-owner", "--no-privileges",
                     "--rows-per-insert=200", _keeper(databases[variable])]  # fmt: skip
            said = subprocess.run(order, check=True, capture_output=True).stdout.decode()
            plain, name = _NOT_EVERYWHERE.sub("", said).encode(), f"{store}.sql.xz"
        else:
            whole = folder / f"{store}-whole"
            with sqlite3.connect(folder / f"{store}.sqlite3") as one:
                one.execute("VACUUM INTO ?", (str(whole),))
            plain, name = whole.read_bytes(), f"{store}.sqlite3.xz"
        (to / name).write_bytes(lzma.compress(plain, preset=9 | lzma.PRESET_EXTREME))
    (to / "applied.sha256").write_text("".join(f"{hash_}  {one}\n" for one, hash_ in ours()))


def put_back(release, folder, databases):
    """The stores as they were kept: files under `folder`, or the databases that are given."""
    for variable, store in STORES.items():
        kept = FILLED / release / f"{store}.{'sql' if variable in databases else 'sqlite3'}.xz"
        plain = lzma.decompress(kept.read_bytes())
        if variable in databases:
            with psycopg.connect(_keeper(databases[variable]), autocommit=True) as one:
                one.execute(plain)
        else:
            (folder / f"{store}.sqlite3").write_bytes(plain)


def ours():
    """Each migration of ours with its hash, in the order of their names."""
    for path in sorted(ROOT.glob("communitylinkage/**/migrations/0*.py")):
        yield str(path.relative_to(ROOT)), hashlib.sha256(path.read_bytes()).hexdigest()


def applied(release):
    """The migrations that a filled database has, with their hashes on that day."""
    lines = (FILLED / release / "applied.sha256").read_text().splitlines()
    return {path: hash_ for hash_, path in (line.split("  ") for line in lines)}
