"""The product as `make run` starts it: migrated, filled with the demo, behind gunicorn.

Where the suite runs on PostgreSQL, it has two databases of its own there; else SQLite.
"""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
MODULE = "communitylinkage"


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def manage(environment, *arguments, module=MODULE):
    """Runs one `communitylinkage` command, or another module, to its end."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextlib.contextmanager
def empty_databases(called="product"):
    """Yields where they are, as the environment says it; nothing where SQLite is used."""
    server = os.environ.get("DATABASE_URL")
    if not server:
        yield {}
        return
    parts = urlsplit(server)
    # One process may have several products at once: the suite's and one of a test's own.
    mark = secrets.token_hex(8)
    made = {
        variable: f"{called}_{mark}{suffix}"
        for variable, suffix in (("DATABASE_URL", ""), ("LOCKS_DATABASE_URL", "_locks"))
    }
    keeper = urlunsplit(parts._replace(scheme="postgresql", path="/postgres"))
    with psycopg.connect(keeper, autocommit=True) as connection:
        for name in made.values():
            connection.execute(f"CREATE DATABASE {name}")
        yield {key: urlunsplit(parts._replace(path=f"/{name}")) for key, name in made.items()}
        for name in made.values():
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def running(folder):
    """Yields the address of a product of its own under `folder`."""
    with empty_databases() as databases, _running(folder, databases) as started:
        yield started


@contextlib.contextmanager
def _running(folder, databases):
    environment = {
        **os.environ,
        "COMMUNITYLINKAGE_VAR": str(folder),
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "communitylinkage.website.settings",
    }
    for name in ("DATABASE_URL", "LOCKS_DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        environment.pop(name, None)
    environment |= databases
    manage(environment, "migrate", "-v", "0")
    manage(environment, "migrate", "-v", "0", "--database", "locks")
    manage(environment, "collectstatic", "-v", "0", "--noinput")
    said = manage(environment, "load_demo")
    port = free_port()
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "communitylinkage.website.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--threads",
            "4",
            "--log-level",
            "error",
        ],
        env=environment,
        cwd=ROOT,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_it_answers(address, server)
        yield address, said, environment
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_it_answers(address, server):
    """Asks until the server answers; fails at once when it ended."""
    for _try in range(100_000):
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(address + "/en/", timeout=10):  # noqa: S310 - loopback
                return
        except (ConnectionError, TimeoutError, urllib.error.URLError):
            continue
    raise AssertionError("the server does not answer")
