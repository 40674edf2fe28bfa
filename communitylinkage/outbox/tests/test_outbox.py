import asyncio
import email
import socket
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as product
from django.core.management import call_command
from django.db import connection, transaction

from communitylinkage.outbox import actions, letters, rules
from communitylinkage.outbox.models import Task

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
HERE = "communitylinkage.outbox.tests.test_outbox."


class Sink:
    """A real SMTP server on loopback that keeps what it is given, or refuses."""

    def __init__(self):
        self.letters, self.refuses = [], False
        self.asked, self.answers = threading.Event(), threading.Event()
        self.answers.set()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        if self.refuses:
            return "451 not now"
        self.asked.set()
        await asyncio.to_thread(self.answers.wait, 60)
        self.letters.append(email.message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def sink(settings, unused_tcp_port_of_this_machine):
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=unused_tcp_port_of_this_machine)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_tcp_port_of_this_machine
    settings.OUTBOX_HANDLERS = {"work": HERE + "work", "double": HERE + "write_twice"}
    settings.OUTBOX_LETTERS = {"letter": HERE + "a_letter", "faulty": HERE + "fail"}
    yield handler
    controller.stop()


@pytest.fixture
def unused_tcp_port_of_this_machine():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Silent:
    """A mail server that takes every call and never says a word."""

    def __init__(self, listens):
        self.listens, self.calls, self.called = listens, [], threading.Event()
        self.thread = threading.Thread(target=self.take, daemon=True)

    def take(self):
        while True:
            try:
                self.calls.append(self.listens.accept()[0])
            except OSError:  # the test is over
                return
            self.called.set()

    def hang_up(self):
        with suppress(OSError):  # hung up before
            self.listens.shutdown(socket.SHUT_RDWR)
        self.listens.close()
        for call in self.calls:
            call.close()


@pytest.fixture
def silent(sink, settings):
    server = Silent(socket.create_server(("127.0.0.1", 0)))
    server.thread.start()
    settings.EMAIL_PORT = server.listens.getsockname()[1]
    yield server
    server.hang_up()


@contextmanager
def another_worker():
    """One that runs beside us; `done` is what its round came to, once it is over."""
    done = []

    def run():
        try:
            done.append(actions.run_due(now=NOW))
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    yield done
    thread.join(60)


def a_letter(*, task, now):
    return letters.Outgoing("colleague@example.org", "A message", "Sign in.")


def work(*, task, now):
    pass


def fail(*, task, now):
    raise RuntimeError("secret@example.org")


def write_twice(*, task, now):
    Task.objects.create(pk=task.pk, kind="letter", subject_id=task.subject_id, due=now)


@pytest.mark.django_db
def test_what_is_due_is_sent_once(sink):
    task = actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    assert actions.run_due(now=NOW) == 1
    assert actions.run_due(now=NOW) == 0
    (letter,) = sink.letters
    assert str(task.pk) in letter["Message-ID"]


@pytest.mark.django_db
def test_what_is_not_due_waits(sink):
    actions.later(kind="letter", subject_id=uuid4(), due=NOW + timedelta(seconds=1))
    assert actions.run_due(now=NOW) == 0


@pytest.mark.django_db
def test_a_letter_that_the_server_refuses_is_not_lost_and_keeps_its_message_id(sink):
    task = actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    sink.refuses = True
    assert actions.run_due(now=NOW) == 0
    assert actions.run_due(now=NOW) == 0
    sink.refuses = False
    assert actions.run_due(now=NOW + rules.wait_after(1)) == 1
    assert str(task.pk) in sink.letters[0]["Message-ID"]


@pytest.mark.django_db
def test_killed_between_the_servers_ok_and_our_commit_the_letter_has_the_same_message_id(sink):
    task = actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    actions.run_due(now=NOW)
    task.save(force_insert=True)
    actions.run_due(now=NOW)
    assert len({letter["Message-ID"] for letter in sink.letters}) == 1
    assert len(sink.letters) == 2


@pytest.mark.django_db
def test_one_fault_does_not_stop_the_others_and_the_log_names_nobody(sink, caplog):
    actions.later(kind="faulty", subject_id=uuid4(), due=NOW - timedelta(days=1))
    actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    assert actions.run_due(now=NOW) == 1
    assert Task.objects.get().failures == 1
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.django_db
def test_a_task_that_the_database_refuses_does_not_stop_the_others(sink):
    actions.later(kind="double", subject_id=uuid4(), due=NOW - timedelta(days=1))
    actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    assert actions.run_due(now=NOW) == 1
    assert Task.objects.get().failures == 1


@transaction.atomic
def an_act_that_fails():
    actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    raise ZeroDivisionError


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_task(sink):
    with pytest.raises(ZeroDivisionError):
        an_act_that_fails()
    assert not Task.objects.exists()


@pytest.mark.django_db
def test_a_kind_that_nobody_handles_is_refused_at_once(sink):
    with pytest.raises(ValueError, match="no handler"):
        actions.later(kind="unheard", subject_id=uuid4(), due=NOW)


@pytest.mark.django_db
def test_the_worker_does_what_is_due(sink, capsys):
    call_command("worker", "--once")  # parts see to what a new installation needs
    capsys.readouterr()
    actions.later(kind="letter", subject_id=uuid4(), due=NOW - timedelta(days=365))
    call_command("worker", "--once")
    assert "1 done." in capsys.readouterr().out


def test_the_wait_grows_to_an_hour():
    waits = [rules.wait_after(failures) for failures in range(1, 40)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=30)
    assert waits[-1] == timedelta(hours=1)


@pytest.mark.django_db(transaction=True)
def test_others_write_while_the_mail_server_is_silent(silent, settings):
    settings.EMAIL_TIMEOUT = 60
    actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    with another_worker() as done:
        assert silent.called.wait(20)
        hers = actions.later(kind="work", subject_id=uuid4(), due=NOW)
        Task.objects.filter(pk=hers.pk).update(failures=1)
        assert done == []
        silent.hang_up()
    assert done == [0]
    assert Task.objects.filter(kind="letter", failures=1).exists()


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_letter_is_sent(sink, monkeypatch):
    found = []
    monkeypatch.setattr(
        actions, "deliver", lambda letter, *, number: found.append(connection.in_atomic_block)
    )
    actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    assert actions.run_due(now=NOW) == 1
    assert found == [False]


@pytest.mark.django_db
def test_the_round_ends_where_nobody_answers_and_what_is_no_letter_is_done(silent, settings):
    settings.EMAIL_TIMEOUT = 0.2
    for _letter in range(3):
        actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    actions.later(kind="work", subject_id=uuid4(), due=NOW)
    assert actions.run_due(now=NOW) == 1
    assert len(silent.calls) == 1
    assert sorted(Task.objects.values_list("kind", "failures")) == [
        ("letter", 0), ("letter", 0), ("letter", 1)
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_round_goes_on_where_the_server_refuses_one_letter(sink, settings):
    for kind in ("letter", "letter"):
        actions.later(kind=kind, subject_id=uuid4(), due=NOW)
    sink.refuses = True
    assert actions.run_due(now=NOW) == 0
    assert [*Task.objects.values_list("failures", flat=True)] == [1, 1]


@pytest.mark.django_db
def test_a_slow_server_holds_the_clocks_up_for_some_seconds_only(sink):
    for _letter in range(5):
        actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    moments = iter(range(0, 100, 15))
    assert actions.run_due(now=NOW, clock=lambda: next(moments)) == 2
    assert actions.run_due(now=NOW) == 3


def test_a_silent_server_is_given_up_sooner_than_a_woman_who_writes():
    assert 0 < product.EMAIL_TIMEOUT < 20


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_a_letter_once(sink):
    actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    sink.answers.clear()
    with another_worker() as done:
        assert sink.asked.wait(20)
        assert actions.run_due(now=NOW) == 0
        sink.answers.set()
    assert done == [1]
    assert len(sink.letters) == 1
    assert not Task.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("killed_at", ["before the letter", "after the server's OK"])
def test_killed_on_the_way_no_letter_is_lost(sink, monkeypatch, killed_at):
    task = actions.later(kind="letter", subject_id=uuid4(), due=NOW)
    with monkeypatch.context() as killed:

        def dies(letter, *, number):
            if killed_at.startswith("after"):
                letters.deliver(letter, number=number)
            raise KeyboardInterrupt

        killed.setattr(actions, "deliver", dies)
        with pytest.raises(KeyboardInterrupt):
            actions.run_due(now=NOW)
    assert actions.run_due(now=NOW) == 1
    assert {letter["Message-ID"] for letter in sink.letters} == {f"<{task.pk}@localhost>"}
    assert len(sink.letters) == (1 if killed_at.startswith("before") else 2)
