"""Registrations for an event by many at once, on PostgreSQL, beside a bare SQL insert.

    python scripts/with_postgres.py python -m bench.events [registrations] [places] [at once]

The product's action (lock, place or waiting list, needs, letter, journal) and a bare insert with
the same guarantee (lock the event, count, insert, commit) do the same work in the same number of
threads, one after the other, in one run. Then the form is posted over HTTP, a connection for each,
to the product behind gunicorn as `make run` starts it; the threads that post share the machine with
it. After each: nobody beyond the places, nobody lost, and who was answered before another began
stands before her.
"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg

if TYPE_CHECKING:  # the framework is set up first
    from communitylinkage.events.models import Event

HOW_MANY, PLACES, AT_ONCE = 1_000, 300, 50
DATABASE = "communitylinkage_bench_events"
ROOT = Path(__file__).resolve().parents[1]
STARTS_WITHIN = 60
# The name of a registration, when it was begun, when it was answered.
Answered = tuple[str, float, float]


def make_database(url: str) -> str:
    """A fresh database on that server; its address."""
    asked = urlsplit(url)
    server = urlunsplit(asked._replace(scheme="postgresql", path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    return urlunsplit(asked._replace(path=f"/{DATABASE}"))


def make_tables() -> None:
    """Those that a registration reads and writes, and the bare one's."""
    from django.db import connection

    from communitylinkage.events import models as events
    from communitylinkage.journal.models import Head, Line
    from communitylinkage.organisations.models import Organisation
    from communitylinkage.outbox.models import Task
    from communitylinkage.surveys import models as surveys
    from communitylinkage.surveys.answering import models as answering

    with connection.schema_editor() as editor:
        for one in (
            Organisation, Head, Line, Task, surveys.Questionnaire, surveys.Version,
            answering.Collection, answering.OpenLink, answering.Invitation,
            events.Event, events.EventText, events.Session,
            events.SessionText, events.Registration, events.Place, events.Needs,
            events.Invitation, events.Letter, events.Material, events.Word,
        ):  # fmt: skip
            editor.create_model(one)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_event (id int PRIMARY KEY, capacity int)")
        cursor.execute(
            "CREATE TABLE bare_seat (id bigserial PRIMARY KEY, event int REFERENCES bare_event, "
            "name text, seat text, arrived int, UNIQUE (event, arrived))"
        )
        cursor.execute("CREATE INDEX ON bare_seat (event, seat)")


def an_event(places: int, now: datetime) -> "Event":
    """Published, with so many places."""
    from communitylinkage.events import keeping
    from communitylinkage.organisations.models import Organisation

    home = Organisation.objects.create(name=f"Bench {now}", side="service", country="ES")
    plan = keeping.Plan(
        "national", "public", "ES", "Europe/Madrid", now + timedelta(days=30),
        now + timedelta(days=31), None, "x", "", places, [], False, False,
    )  # fmt: skip
    texts = {"title": "Bench", "about": "x", "access": ""}
    row = keeping.begin(
        organisation=home, plan=plan, language="en", texts=texts, by=home.pk, now=now
    )
    return keeping.publish(event=row, by=home.pk, now=now)


def at_once(
    call: Callable[[str], object], many: int, threads: int, *, connects: bool = True
) -> tuple[float, list[Answered]]:
    """Registrations a second, and when each was begun and answered.

    Args:
        connects: each thread has a connection to the database, opened before the clock starts.
    """
    from django.db import connection

    ready = threading.Barrier(threads + 1)
    names = iter([f"guest{n}" for n in range(many)])
    lock, told = threading.Lock(), []

    def works() -> None:
        if connects:
            connection.ensure_connection()
        ready.wait()
        try:
            while True:
                with lock:
                    name = next(names, None)
                if name is None:
                    return
                began = time.perf_counter()
                call(name)
                told.append((name, began, time.perf_counter()))
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        running = [pool.submit(works) for _n in range(threads)]
        ready.wait()
        began = time.perf_counter()
        for one in running:
            one.result()
        took = time.perf_counter() - began
    return many / took, told


def check(rows: list[tuple[str, str, int]], told: list[Answered], places: int) -> None:
    """Nobody beyond, nobody lost, in the order of commit.

    Args:
        rows: name, seat and place in the order, as the database has them.
    """
    rows = sorted(rows, key=lambda row: row[2])
    assert [row[2] for row in rows] == list(range(1, len(told) + 1)), "lost, or twice"
    assert {row[0] for row in rows} == {one[0] for one in told}, "lost"
    assert [row[1] == "enrolled" for row in rows] == [n < places for n in range(len(rows))]
    order = {row[0]: row[2] for row in rows}
    # Who was answered had committed; whoever began after that comes later.
    answered = sorted((end, order[name]) for name, _began, end in told)
    last, at = 0, 0
    for began, place in sorted((began, order[name]) for name, began, _end in told):
        while at < len(answered) and answered[at][0] < began:
            last = max(last, answered[at][1])
            at += 1
        assert last < place, "not in the order of commit"


def bare(places: int) -> Callable[[str], None]:
    """What a careful person writes by hand."""
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare_event VALUES (1, %s)", [places])

    def register(name: str) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT capacity FROM bare_event WHERE id = 1 FOR UPDATE")
            (capacity,) = cursor.fetchone()
            cursor.execute(
                "SELECT count(*) FILTER (WHERE seat = 'enrolled'), coalesce(max(arrived), 0) "
                "FROM bare_seat WHERE event = 1"
            )
            taken, last = cursor.fetchone()
            seat = "enrolled" if taken < capacity else "waiting"
            cursor.execute(
                "INSERT INTO bare_seat (event, name, seat, arrived) VALUES (1, %s, %s, %s)",
                [name, seat, last + 1],
            )

    return register


def ours(event: "Event", now: datetime) -> Callable[[str], object]:
    """The product's action."""
    from communitylinkage.events import joining

    def register(name: str) -> object:
        guest = joining.Guest(name, "community", "ES", "en", f"{name}@example.org", children=1)
        return joining.register(event=event, guest=guest, sessions=(), by=joining.HERSELF, now=now)

    return register


@contextmanager
def served() -> Iterator[str]:
    """The product behind gunicorn, on the database at hand; where it listens."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(  # noqa: S603 -- the product itself
        [sys.executable, "-m", "gunicorn", "communitylinkage.website.wsgi", "--bind", host,
         "--threads", str(2 * (os.cpu_count() or 1) + 4), "--log-level", "error"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        _wait_for(host, server)
        yield host
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(host: str, server: "subprocess.Popen[bytes]") -> None:
    began = time.monotonic()
    while True:
        assert server.poll() is None, "the server ended"
        assert time.monotonic() - began < STARTS_WITHIN, "the server does not answer"
        try:
            _asked(host, "GET", "/en/events/")
        except OSError:
            time.sleep(0.1)
        else:
            return


def _asked(host: str, method: str, path: str, body: str = "") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(host, timeout=120)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def posted(event: "Event", host: str) -> Callable[[str], None]:
    """The whole way over HTTP, a connection for each."""
    address = f"/en/events/{event.reference}/register/"

    def register(name: str) -> None:
        said = {"name": name, "stakeholder": "community", "country": "ES", "language": "en",
                "email": f"{name}@example.org"}  # fmt: skip
        status, content = _asked(host, "POST", address, urlencode(said))
        assert status == 200, status
        assert b"Please look for our letter" in content

    return register


def measure(many: int, places: int, threads: int) -> None:
    """Prints the rates, and what was checked."""
    from django.db import connection, connections

    now = datetime.now(UTC)
    rates: dict[str, float] = {}
    with connection.cursor() as cursor:
        rates["bare insert"], told = at_once(bare(places), many, threads)
        cursor.execute("SELECT name, seat, arrived FROM bare_seat")
        check(list(cursor.fetchall()), told, places)
    event = an_event(places, now)
    rates["action"], told = at_once(ours(event, now), many, threads)
    check(_standing(event), told, places)
    event = an_event(places, now)
    with served() as host:
        call = posted(event, host)
        rates["HTTP"], told = at_once(call, many, threads, connects=False)
    check(_standing(event), told, places)
    connections.close_all()
    ratio = rates["action"] / rates["bare insert"]
    sys.stdout.write(
        f"{many:,} registrations by {threads} at once for {places} places, PostgreSQL: nobody "
        f"beyond, nobody lost, in the order of commit (checked in all three)\n"
        f"bare insert {rates['bare insert']:.0f} a second, action {rates['action']:.0f} a second "
        f"(ratio {ratio:.2f}), over HTTP {rates['HTTP']:.0f} a second; load "
        f"{os.getloadavg()[0]:.1f}\n"
    )


def _standing(event: "Event") -> list[tuple[str, str, int]]:
    from communitylinkage.events.models import Registration

    rows = Registration.objects.filter(event=event)
    return list(rows.values_list("name", "seat", "arrived"))


def main() -> None:
    """Where PostgreSQL answers."""
    given = [int(one) for one in sys.argv[1:]]
    many, places, threads = [*given, *(HOW_MANY, PLACES, AT_ONCE)[len(given) :]]
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.stdout.write("PostgreSQL: none given; run it by scripts/with_postgres.py\n")
        return
    with tempfile.TemporaryDirectory() as var:
        os.environ["COMMUNITYLINKAGE_VAR"] = var
        os.environ["DATABASE_URL"] = make_database(url)
        os.environ["DJANGO_SETTINGS_MODULE"] = "communitylinkage.website.settings"
        import django

        django.setup()
        make_tables()
        measure(many, places, threads)


if __name__ == "__main__":
    main()
