"""`communitylinkage check`: each thing that is wrong is said, with what mends it."""

import contextlib
import io
import os
import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.core.mail import get_connection
from django.core.management import CommandError, call_command
from django.utils import timezone

from communitylinkage.journal import actions as journal
from communitylinkage.journal.models import Line
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.outbox.beat import beat, last_beat
from communitylinkage.outbox.models import Task
from communitylinkage.stewardship.backing import keeping
from communitylinkage.stewardship.checking import machine, services
from communitylinkage.stewardship.checking.findings import Grade, good, lines, look, mend

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


@contextlib.contextmanager
def answering(folder, days):
    """A real server with a certificate for localhost that lasts so many days; where it is."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "certificate.pem"
    file.write_bytes(made.public_bytes(Encoding.PEM) + key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)

    def answer():
        with contextlib.suppress(OSError):
            while True:
                bare, _from = listening.accept()
                with contextlib.suppress(OSError), context.wrap_socket(bare, server_side=True):
                    pass

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        try:
            yield f"https://localhost:{listening.getsockname()[1]}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(10)


@pytest.fixture
def server(tmp_path, settings, monkeypatch):
    """An installation in order."""
    settings.VAR, settings.BACKUPS = tmp_path / "var", tmp_path / "backups"
    settings.VAR.mkdir(mode=0o700)
    settings.BACKUPS.mkdir(mode=0o700)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    settings.BEHIND_TLS, settings.ALLOWED_HOSTS = True, ["localhost", "example.org"]
    settings.CONTACT_EMAIL = "contact@example.org"
    for name in ("content-2026.age", "locks.age"):
        (settings.BACKUPS / name).write_bytes(b"x")
    keeping.new_recovery_key()
    beat()
    with answering(tmp_path, 60) as settings.SITE_ADDRESS:
        yield settings


def grades(found):
    return {one.grade for one in found}


def old(path, hours):
    then = time.time() - hours * 3600
    os.utime(path, (then, then))


def asked(server, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(machine, "synchronized", lambda: True)
    return [*machine.files(), *machine.room(), *machine.tls(), *machine.secrets(),
            *services.contact(), *machine.clock(now), *services.journal(), *services.worker(now),
            *services.backups(now), *services.terms(now)]  # fmt: skip


def test_a_system_in_order_has_nothing_to_mend(server, monkeypatch):
    found = asked(server, monkeypatch)
    assert grades(found) <= {Grade.GOOD}
    assert len({one.about for one in found}) == 10


def test_each_fault_is_found_by_its_own_line(server, monkeypatch):
    now = timezone.now()
    place = server.VAR
    place.chmod(0o755)
    (place / "pepper").write_text("x")
    (place / "pepper").chmod(0o644)
    said = "\n".join(lines(machine.files()))
    assert f"chmod 700 {place}" in said
    assert f"chmod 600 {place / 'pepper'}" in said
    server.BEHIND_TLS, server.SITE_ADDRESS, server.ALLOWED_HOSTS = False, "http://x", ["localhost"]
    assert len(machine.tls()) == 3
    server.PEPPER = "short"
    (place / "recovery-key.pub").unlink()
    assert [one.about for one in machine.secrets()] == ["keys", "keys"]
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _p: machine.shutil._ntuple_diskusage(
        100, 95, 5))  # fmt: skip
    assert grades(machine.room()) == {Grade.MEND}
    for told, grade in ((True, Grade.GOOD), (False, Grade.MEND), (None, Grade.LOOK)):
        monkeypatch.setattr(machine, "synchronized", lambda told=told: told)
        assert grades(machine.clock(now)) == {grade}
    old(place / "worker-beat", 1)
    assert grades(services.worker(now)) == {Grade.MEND}
    (place / "worker-beat").unlink()
    assert "never ran" in services.worker(now)[0].said
    for name in ("content-2026.age", "locks.age"):
        old(server.BACKUPS / name, 30)
    assert ["hours old" in one.said for one in services.backups(now)] == [True, True]
    (server.BACKUPS / "locks-old.age").write_bytes(b"x")
    assert any("more than one" in one.said for one in services.backups(now))
    for path in server.BACKUPS.iterdir():
        path.unlink()
    assert len(services.backups(now)) == 2


def test_what_a_browser_would_not_trust_is_said(server, tmp_path, monkeypatch):
    assert "lasts 59 days" in machine.tls()[0].said
    for days, said in ((10, "ends in 9 days"), (-1, "would not trust")):
        with answering(tmp_path, days) as server.SITE_ADDRESS:
            (found,) = machine.tls()
        assert said in found.said
        assert found.grade == Grade.MEND
    (found,) = machine.tls()
    assert "nothing answers" in found.said
    with answering(tmp_path, 60) as server.SITE_ADDRESS:
        monkeypatch.delenv("SSL_CERT_FILE")
        assert "would not trust" in machine.tls()[0].said


def test_others_on_the_machine_read_neither_backups_nor_settings(server, tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "ENVIRONMENT", tmp_path / "communitylinkage.env")
    machine.ENVIRONMENT.touch(0o644)
    server.BACKUPS.chmod(0o755)
    said = "\n".join(lines(machine.files()))
    assert f"chmod 700 {server.BACKUPS}" in said
    assert f"chmod 600 {machine.ENVIRONMENT}" in said


def test_copies_of_before_an_upgrade_are_not_forgotten(server):
    kept = server.VAR / "before"
    kept.mkdir()
    (kept / "locks.age").write_bytes(b"x")
    assert grades(services.backups(timezone.now())) == {Grade.GOOD}
    old(kept / "locks.age", 30)
    (found,) = services.backups(timezone.now())
    assert found.mend == f"rm -r {kept}"


def test_a_late_task_a_clock_that_went_back_a_changed_line_and_an_old_programme(server):
    now = timezone.now()
    beat()
    assert last_beat()
    Task.objects.create(kind="x", subject_id="0" * 32, due=now - timedelta(hours=1))
    assert grades(services.worker(now)) == {Grade.LOOK}
    house = Organisation.objects.create(name="x", side="service", country="ES")
    journal.record(organisation_id=house.pk, act="x", by=house.pk, reference="x",
                   now=now + timedelta(hours=1))  # fmt: skip
    assert "went back" in machine.clock(now)[0].said
    assert grades(services.journal()) == {Grade.GOOD}
    Line.objects.update(act="y")
    assert grades(services.journal()) == {Grade.MEND}
    Programme.objects.create(name="x", contract_number="x", starts="2019-01-01", ends="2020-01-01",
                             lead_organisation=house)  # fmt: skip
    assert grades(services.terms(now)) == {Grade.LOOK}


def test_a_term_that_no_worker_enforces_is_said_half_a_year_before_it_ends(server):
    house = Organisation.objects.create(name="x", side="service", country="ES")
    Programme.objects.create(name="x", contract_number="x", starts="2019-01-01", ends="2020-01-01",
                             lead_organisation=house)  # fmt: skip
    began = datetime(2020, 1, 1, tzinfo=UTC)
    journal.record(organisation_id=house.pk, act="x.done", by=uuid4(), reference="", now=began)
    said = {
        years: [one.said for one in services.terms(began + timedelta(days=365.25 * years))]
        for years in (4.4, 4.6, 5.1, 9.6)
    }
    assert "nothing" in said[4.4][0]
    assert "nearly five years" in said[4.6][0]
    assert "more than five years" in said[5.1][0]
    assert len(said[5.1]) == 1
    assert "nearly ten years" in said[9.6][1]


def test_mail_is_asked_for_and_nothing_is_sent(server, mailoutbox):
    assert grades(services.mail()) == {Grade.GOOD}
    assert mailoutbox == []
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server.EMAIL_HOST, server.EMAIL_PORT = free.getsockname()
    server.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert get_connection().port == server.EMAIL_PORT
    assert grades(services.mail()) == {Grade.MEND}


@contextlib.contextmanager
def mail_server(settings, **answers):
    """A mail server that says what it is told to; `EHLO` and `QUIT` it knows by itself."""
    said = {"EHLO": "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN", "QUIT": "221 bye", **answers}

    def answer():
        with contextlib.suppress(OSError):
            asking, _from = listening.accept()
            with asking, asking.makefile("rb") as lines_of:
                asking.sendall(b"220 here\r\n")
                for line in lines_of:
                    word = line.split()[0].decode(errors="replace").upper() if line.split() else ""
                    asking.sendall(said.get(word, "502 what?").encode() + b"\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()
        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        thread.join(10)


@pytest.mark.parametrize(
    ("answers", "said", "way"),
    [
        ({"AUTH": "535 no"}, "does not take the site's name and password", "EMAIL_HOST_PASSWORD"),
        ({"AUTH": "454 later"}, "does not take the site's name and password", "EMAIL_HOST_USER"),
        ({"STARTTLS": "220 go on\r\nthis is no handshake"}, "no safe line", "EMAIL_USE_TLS"),
        ({"STARTTLS": "502 not here"}, "and refuses", "EMAIL_USE_TLS"),
    ],
    ids=["password", "later", "handshake", "no safe line offered"],
)
def test_a_mail_server_that_answers_and_refuses_is_not_called_away(server, answers, said, way):
    server.EMAIL_HOST_USER, server.EMAIL_HOST_PASSWORD = "us", "wrong"
    server.EMAIL_USE_TLS = "STARTTLS" in answers
    with mail_server(server, **answers):
        (found,) = services.mail()
    assert found.grade == Grade.MEND
    assert said in found.said
    assert way in found.mend
    assert "no mail server answers" not in found.said


def test_letters_that_are_refused_for_days_are_not_good_though_none_is_late(server):
    now = timezone.now()
    later = now + timedelta(minutes=50)
    Task.objects.create(kind="x", subject_id="0" * 32, due=later, failures=2)
    assert grades(services.worker(now)) == {Grade.GOOD}
    Task.objects.create(kind="x", subject_id="0" * 32, due=later, failures=3)
    (found,) = services.worker(now)
    assert found.grade == Grade.LOOK
    assert "failed three times or more" in found.said


def test_an_address_to_write_to_is_asked_for_and_the_pages_of_deployment_set_it(server):
    assert grades(services.contact()) == {Grade.GOOD}
    server.CONTACT_EMAIL = ""
    (found,) = services.contact()
    assert found.grade == Grade.MEND
    assert "set CONTACT_EMAIL" in found.mend
    pages = ROOT / "docs" / "deployment"
    assert "\nCONTACT_EMAIL=" in (pages / "debian.md").read_text()
    for page in (pages / "container.md", ROOT / "compose.yaml"):
        assert "CONTACT_EMAIL" in page.read_text(), page


def test_the_command_says_it_in_order_and_ends_with_a_fault(server):
    assert lines([mend("a", "b", "c"), good("d", "e"), look("f", "g", "h")]) == [
        "good  d: e", "look  f: g", "      -> h", "mend  a: b", "      -> c",
    ]  # fmt: skip
    out = io.StringIO()
    server.BEHIND_TLS = False
    with pytest.raises(CommandError, match="must be mended"):
        call_command("check", stdout=out, stderr=out)
    assert "put Caddy in front and set BEHIND_TLS=1" in out.getvalue()
    call_command("check", "stewardship", stdout=out)
