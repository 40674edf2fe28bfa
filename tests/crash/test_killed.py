"""Server and worker are killed at random moments while people write, again and again.

CRASH_ROUNDS=200 for the long run (`make soak`). The database is the suite's kind: SQLite, or the
PostgreSQL that DATABASE_URL names. Prints how many letters went out twice: one may, when the
worker is killed between the mail server's OK and our commit, and then with the same Message-ID.
"""

import contextlib
import email
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
from urllib.parse import urlencode

import pytest
from aiosmtpd.controller import Controller

from tests.browser.product import ROOT, empty_databases, free_port

ROUNDS = int(os.environ.get("CRASH_ROUNDS", "20"))
WRITERS = 3
HELP = {"kind": "legal", "soon": "72 hours", "country": "ES", "area": "Girona", "language": "ar"}
REACH = {
    "channel": "call", "number": "+34 600 000 001", "hours": "morning", "when": "not on Fridays",
    "cover_name": "the dentist", "agreed_word": "lemon",
}  # fmt: skip
pytestmark = [pytest.mark.database, pytest.mark.xdist_group("product")]


class Sink:
    """A mail server that keeps the number of each letter."""

    def __init__(self):
        self.numbers = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.numbers.append(email.message_from_bytes(envelope.content)["Message-ID"])
        return "250 OK"


class Zygote:
    """The product read once; see zygote.py."""

    def __init__(self, environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.zygote"], env=environment, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self.heard() == "ready"

    def heard(self):
        return json.loads(self.process.stdout.readline())

    def ask(self, **said):
        self.process.stdin.write(json.dumps(said) + "\n")
        self.process.stdin.flush()
        return self.heard()

    def kill(self, group):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        self.ask(reap=group)

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Writer(threading.Thread):
    """One who sends a form again until its answer arrives, and then the next."""

    def __init__(self, port, number, world):
        super().__init__(daemon=True)
        self.port, self.number, self.world = port, number, world
        self.done, self.stopped, self.tries, self.wrong = [], threading.Event(), 0, []

    def run(self):
        at = 0
        while not self.stopped.is_set():
            at += 1
            self.one(at)

    def answer(self, method, path, said=None, headers=None, source="127.0.0.1"):
        """The page; tried until there is one."""
        body = urlencode(said) if said else None
        told = {"Content-Type": "application/x-www-form-urlencoded"} if said else {}
        while True:
            link = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=20, source_address=(source, 0)
            )
            try:
                link.request(method, path, body, told | (headers or {}))
                came = link.getresponse()
                page = came.read().decode()
                self.tries += 1
                if came.status < 500:
                    return page, came.headers.get_all("Set-Cookie") or []
                if came.status != 503:
                    self.wrong.append(f"{path}: {came.status}")
            except (OSError, http.client.HTTPException):
                # Killed on the way: what a lost signal is for her.
                self.stopped.wait(0.02)
            finally:
                link.close()


class Woman(Writer):
    """Asks for a link, without account."""

    def one(self, at):
        # Each from another address: who asks three times an hour from one waits.
        where = f"127.{self.number + 1}.{at // 250}.{at % 250 + 1}"
        page, _ = self.answer("POST", "/en/ask/", {"step": "2", **HELP, **REACH}, source=where)
        stamp = re.search(r'name="stamp" value="([^"]+)"', page).group(1)
        said = {"step": "3", "stamp": stamp, "post": self.world["post"], "digits": "4711"}
        page, _ = self.answer("POST", "/en/ask/", HELP | REACH | said, source=where)
        code = re.search(r"(?:\d{5} ){3}\d{5}", page)
        assert code, page
        self.done.append(code.group(0))


class Coordinator(Writer):
    """Invites colleagues, each with a letter."""

    def one(self, at):
        mine = f"{self.world['cookie']}={self.world['session']}"
        path = "/en/staff/colleagues/"
        page, cookies = self.answer("GET", path, headers={"Cookie": mine})
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
        secret = next(one for one in cookies if one.startswith("csrftoken")).split(";")[0]
        who = f"colleague{at}@example.org"
        said = {"csrfmiddlewaretoken": token, "email": who, "role": "professional",
                "organisation": self.world["organisation"]}  # fmt: skip
        page, _ = self.answer("POST", path, said, {"Cookie": f"{mine}; {secret}"})
        assert who in page
        self.done.append(who)


@pytest.fixture
def sink():
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    handler.port = controller.port
    yield handler
    controller.stop()


@pytest.fixture
def environment(tmp_path, sink):
    with empty_databases() as databases:
        made = {
            **os.environ, "COMMUNITYLINKAGE_VAR": str(tmp_path), "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "communitylinkage.website.settings",
            "EMAIL_PORT": str(sink.port),
        }  # fmt: skip
        for name in ("DATABASE_URL", "LOCKS_DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
            made.pop(name, None)
        made |= databases
        yield made


def until_it_listens(port):
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5):
            return


def played(zygote, port, writers):
    """Kills the server, the worker or both at random moments; at the end both run."""
    chance = random.Random(os.environ.get("CRASH_SEED", "8"))
    alive = {what: zygote.ask(start=what, port=port) for what in ("server", "worker")}
    for writer in writers:
        writer.start()
    for _round in range(ROUNDS):
        until_it_listens(port)
        threading.Event().wait(chance.uniform(0, 1.5))
        for what in chance.choice((["server"], ["worker"], ["server", "worker"])):
            zygote.kill(alive[what])
            alive[what] = zygote.ask(start=what, port=port)
    for writer in writers:
        writer.stopped.set()
    for writer in writers:
        writer.join(120)
        assert not writer.is_alive(), "a writer has got no answer"
    while zygote.ask(call="drained"):
        pass
    return alive


@pytest.mark.promise(
    "Killed at any moment: what was answered is there, once and whole, and no letter is lost"
)
def test_what_was_answered_is_there_once_however_often_it_is_killed(
    environment, sink, capsys, record_property
):
    zygote = Zygote(environment)
    try:
        zygote.ask(call="tables")
        world, port = zygote.ask(call="make"), free_port()
        women = [Woman(port, number, world) for number in range(WRITERS - 1)]
        keeper = Coordinator(port, WRITERS, world)
        alive = played(zygote, port, [*women, keeper])
        found = zygote.ask(call="found")
        codes = [code for woman in women for code in woman.done]
        sample = random.Random(3).sample(codes, min(5, len(codes)))
        shown = [women[0].answer("POST", "/en/ask/mine/", {"code": code, "digits": "4711"})[0]
                 for code in sample]  # fmt: skip
        for group in alive.values():
            zygote.kill(group)
    finally:
        zygote.end()

    twice = len(sink.numbers) - len({*sink.numbers})
    tries = sum(one.tries for one in (*women, keeper))
    figure = (f"{ROUNDS} rounds: {len(codes)} asks, {len(keeper.done)} invitations, {tries} "
              f"answers; {len(sink.numbers)} letters, {twice} of them doubled")  # fmt: skip
    record_property("figure", figure)
    with capsys.disabled():
        print(f"\n{figure}")
    assert codes
    assert keeper.done
    assert [one.wrong for one in (*women, keeper)] == [[]] * WRITERS
    assert len(found["asks"]) == len(codes), "each that was answered, and no other"
    assert len(found["ask lines"]) == len(codes), "the journal has each, and no other"
    assert found["unopenable"] == [], "hers and the post's half of each lock"
    assert all("lemon" in page for page in shown)
    assert found["invitations"] == sorted(keeper.done)
    assert found["problems"] == [], "the journal is whole"
    assert found["integrity"] == []
    wanted = len(keeper.done) + len(codes) * world["told"]
    assert len({*sink.numbers}) == wanted, "no letter is lost"
