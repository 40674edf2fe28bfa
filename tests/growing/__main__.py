"""Kills a primary under load and lets its replica take over: `python -m tests.growing [SECONDS]`.

All on loopback, with the binaries of PostgreSQL 15 in BINARIES. Three web processes and a worker
reach both servers by one address of two hosts. A write is acknowledged after the replica has it
too (`synchronous_standby_names`). Prints how long no write was acknowledged, and fails when one
that was acknowledged is not there. Never part of the suite: docs/deployment/growing.md.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import psycopg

from tests.browser.product import ROOT, free_port
from tests.crash.test_killed import Woman, Zygote, until_it_listens

BINARIES = Path(os.environ.get("BINARIES", "/usr/lib/postgresql/15/bin"))
WEB, WOMEN, HOST = 3, 6, "127.0.0.1"
AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


class Noted(list):
    """What was acknowledged, each with its moment."""

    def __init__(self):
        super().__init__()
        self.at = []

    def append(self, code):
        super().append(code)
        self.at.append(time.monotonic())


def postgres(program, *arguments):
    command = [*AS_POSTGRES, str(BINARIES / program), *map(str, arguments)]
    # A server that stays keeps what it was given for its words: a pipe would never end.
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 0, (program, arguments)


def started(folder, port):
    options = (f"-p {port} -c listen_addresses={HOST} -c unix_socket_directories={folder.parent} "
               "-c max_connections=200")  # fmt: skip
    postgres("pg_ctl", "start", "-w", "-t", 120, "-D", folder, "-o", options, "-l", f"{folder}.log")


def said(port, order):
    with psycopg.connect(host=HOST, port=port, user="postgres", autocommit=True) as connection:
        rows = connection.execute(order)
        return rows.fetchall() if rows.description else []


def two_servers(place, ports):
    """A primary, and a replica that each commit waits for; both databases in it."""
    primary, replica = place / "primary", place / "replica"
    postgres("initdb", "-A", "trust", "-U", "postgres", "-D", primary)
    started(primary, ports[0])
    for name in ("growing", "growing_locks"):
        said(ports[0], f"CREATE DATABASE {name}")
    postgres(
        "pg_basebackup",
        "-h",
        HOST,
        "-p",
        ports[0],
        "-U",
        "postgres",
        "-D",
        replica,
        "-R",
        "-c",
        "fast",
    )
    started(replica, ports[1])
    # Said after the copy was made, so that the replica waits for nobody once it is primary.
    said(ports[0], "ALTER SYSTEM SET synchronous_standby_names = '*'")
    said(ports[0], "SELECT pg_reload_conf()")
    return primary, replica


def environment(place, ports):
    def address(name):
        return (f"postgres:///{name}?host={HOST},{HOST}&port={ports[0]},{ports[1]}&user=postgres"
                "&target_session_attrs=read-write&connect_timeout=3")  # fmt: skip

    return {
        **os.environ, "COMMUNITYLINKAGE_VAR": str(place / "var"), "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "communitylinkage.website.settings",
        "DATABASE_URL": address("growing"), "LOCKS_DATABASE_URL": address("growing_locks"),
    }  # fmt: skip


def killed_under_load(zygote, servers, ports, seconds):
    """Women write on three web processes; the primary is killed in the middle."""
    world = zygote.ask(call="make")
    web = [free_port() for _ in range(WEB)]
    groups = [zygote.ask(start="server", port=port) for port in web]
    groups.append(zygote.ask(start="worker", port=web[0]))
    for port in web:
        until_it_listens(port)
    women = [Woman(web[number % WEB], number, world) for number in range(WOMEN)]
    for woman in women:
        woman.done = Noted()
        woman.start()
    time.sleep(seconds)
    waited_for = said(ports[0], "SELECT sync_state FROM pg_stat_replication")
    assert waited_for == [("sync",)], "each commit waits for the replica"
    before = sum(len(woman.done) for woman in women)
    dead = time.monotonic()
    os.kill(int((servers[0] / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    postgres("pg_ctl", "promote", "-w", "-D", servers[1])
    promoted = time.monotonic()
    time.sleep(seconds)
    for woman in women:
        woman.stopped.set()
    for woman in women:
        woman.join(120)
        assert not woman.is_alive(), "a writer has got no answer"
    found = zygote.ask(call="found")
    for group in groups:
        zygote.kill(group)
    moments = sorted(at for woman in women for at in woman.done.at)
    gap = max(late - soon for soon, late in pairwise(moments))
    codes = sum(len(woman.done) for woman in women)
    return {
        "web processes": WEB, "writers": WOMEN, "acknowledged before": before,
        "acknowledged after": codes - before, "acknowledged": codes, "there": len(found["asks"]),
        "without their lock halves": len(found["unopenable"]),
        "journal": found["problems"] or "whole",
        "promoted after seconds": round(promoted - dead, 1),
        "longest pause in seconds": round(gap, 1),
        "other answers than a page or 503": [one for woman in women for one in woman.wrong],
    }  # fmt: skip


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30
    place, ports = Path(tempfile.mkdtemp()), (free_port(), free_port())
    if AS_POSTGRES:
        shutil.chown(place, "postgres")
    place.chmod(0o755)
    (place / "var").mkdir(mode=0o700)
    servers = two_servers(place, ports)
    zygote = Zygote(environment(place, ports))
    try:
        zygote.ask(call="tables")
        figures = killed_under_load(zygote, servers, ports, seconds)
    finally:
        zygote.end()
        for one in servers:
            with contextlib.suppress(AssertionError):
                postgres("pg_ctl", "stop", "-m", "immediate", "-D", one)
        shutil.rmtree(place)
    print(json.dumps(figures, indent=1))
    # An answer that was lost on the way is asked again: one more may be there, none fewer.
    assert figures["there"] >= figures["acknowledged"] > 0
    assert figures["without their lock halves"] == 0
    assert figures["journal"] == "whole"


if __name__ == "__main__":
    main()
