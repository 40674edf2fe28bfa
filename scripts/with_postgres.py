"""Runs a command with DATABASE_URL on a real PostgreSQL.

In this order: the one that is given, the one that answers on 127.0.0.1:5432, and one of our own
from the wheel `pgserver`, which ships the server's binaries.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pgserver
import psycopg

LOCAL = "postgres://postgres@127.0.0.1:5432/postgres"


def answers(url: str) -> bool:
    """Whether a server that lets us make databases is there."""
    try:
        with psycopg.connect(url.replace("postgres://", "postgresql://"), connect_timeout=3) as c:
            row = c.execute("select rolcreatedb from pg_roles where rolname = current_user")
            return bool((row.fetchone() or [False])[0])
    except psycopg.Error:
        return False


def with_name(url: str, name: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path="/" + name))


def run(url: str, locks: str, command: list[str], *, own: bool = False) -> int:
    """Runs the command against the two databases.

    The wheel's programmes are there for it too: pg_dump, with which the stolen server is copied,
    must not be older than the server, and a bare machine has none.
    """
    paths = [os.environ.get("PATH", ""), str(Path(pgserver.__file__).parent / "pginstall" / "bin")]
    path = os.pathsep.join(reversed(paths) if own else paths)
    environment = {**os.environ, "PATH": path, "DATABASE_URL": url, "LOCKS_DATABASE_URL": locks}
    return subprocess.call(command, env=environment)  # noqa: S603 - our own test command


def main() -> int:
    """The exit status of the command."""
    command = sys.argv[1:]
    given = os.environ.get("GIVEN_DATABASE_URL", "")
    if given:
        locks = os.environ.get("GIVEN_LOCKS_DATABASE_URL") or given + "_locks"
        return run(given, locks, command)
    if answers(LOCAL):
        return run(with_name(LOCAL, "cl"), with_name(LOCAL, "cl_locks"), command)
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: S103 - the server's own account must reach its folder
        server = pgserver.get_server(folder)
        try:
            url = server.get_uri().replace("postgresql://", "postgres://")
            return run(with_name(url, "cl"), with_name(url, "cl_locks"), command, own=True)
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
