import email
import socket
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from django.db import transaction

from communitylinkage.outbox import actions, rules
from communitylinkage.outbox.models import Task

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
HERE = "communitylinkage.outbox.tests.test_outbox."


class Sink:
    """A real SMTP server on loopback that keeps what it is given, or refuses."""

    def __init__(self):
        self.letters, self.refuses = [], False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        if self.refuses:
            return "451 not now"
        self.letters.append(email.message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def sink(settings, unused_tcp_port_of_this_machine):
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=unused_tcp_port_of_this_machine)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_tcp_port_of_this_machine
    settings.OUTBOX_HANDLERS = {
        "letter": HERE + "send_letter",
        "faulty": HERE + "fail",
        "double": HERE + "write_twice",
    }
    yield handler
    controller.stop()


@pytest.fixture
def unused_tcp_port_of_this_machine():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def send_letter(*, task, now):
    actions.send_mail(task=task, to="colleague@example.org", subject="A message", text="Sign in.")


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
