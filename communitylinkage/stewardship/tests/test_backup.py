"""The drill: taken while in use, read again, put back, with the locks that belong to it."""

import os
from contextlib import contextmanager
from datetime import timedelta

import dj_database_url
import pytest
from django.core.management import CommandError
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from communitylinkage.consent import actions as consents
from communitylinkage.consent.models import Consent
from communitylinkage.participants.models import Participant
from communitylinkage.people.models import Account, SignIn
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.referrals import actions
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import Act, Party, Reason, State
from communitylinkage.stewardship.backing import archive, keeping, postgres, restoring, taking
from communitylinkage.stewardship.retention import erasing
from communitylinkage.stewardship.rules import manifest
from communitylinkage.stewardship.rules.manifest import RefusedError, Store, Why
from communitylinkage.stewardship.tests.backups import content_of, place, restore, said
from communitylinkage.stewardship.tests.scene import NAME, NOW, a_case, accept, close, opened
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Grant, LockHalf
from tests.architecture.thief import disguises

__all__ = ["cast", "place"]
LONG_AFTER = NOW + timedelta(days=200)


@contextmanager
def halfway():
    """Somebody else's write, begun and not ended; on SQLite the copy must not wait for it."""
    other = connections["default"].copy()
    other.connect()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute(
            "INSERT INTO participants_participant (id, reference) VALUES (%s, 'HALFWAY')",
            ["0" * 31 + "7"],
        )
    try:
        yield
    finally:
        other.rollback()
        other.close()


@pytest.mark.django_db(transaction=True)
def test_the_drill(cast, place, monkeypatch):
    made = a_case(cast)
    accept(made)
    client_of(cast.professional)
    assert SignIn.objects.exists()
    with halfway():
        assert "were read again" in said("backup")
    before = made.woman.reference
    # On the disk lies nothing readable of both, and nothing plain is left.
    for path in place.BACKUPS.iterdir():
        raw = path.read_bytes()
        assert raw.startswith(b"age-encryption.org/v1")
        assert oct(path.stat().st_mode)[-3:] == "600"
        for word in (NAME, before, cast.mentor.email, place.PEPPER):
            assert not any(form in raw for form in disguises(word))
    assert not (place.VAR / "backing-up").exists()
    # A server with something in it refuses, and a dry run changes nothing.
    Participant.objects.create()
    with pytest.raises(CommandError, match="--replace"):
        restore(place)
    told = restore(place, replace=True, dry_run=True)
    assert "Content of" in told
    assert "Nothing was written" in told
    assert Participant.objects.count() == 2
    # Everything goes; everything comes back, and opens with her mentor's own key.
    LockHalf.objects.all().delete()
    # A backup of that would put an empty copy in the place of the only one.
    with pytest.raises(CommandError, match="lock store here is empty"):
        said("backup")
    Participant.objects.all().delete()
    # As on a new machine, which goes on with the sheets of the old one.
    public = (place.VAR / "recovery-key.pub").read_text()
    (place.VAR / "recovery-key.pub").unlink()
    order, rows_of = [], restoring._rows_of

    def noted(opened):
        order.append(opened.manifest.store)
        rows_of(opened)

    monkeypatch.setattr(restoring, "_rows_of", noted)
    restore(place, replace=True)
    assert order == [Store.LOCKS, Store.CONTENT]
    assert (place.VAR / "recovery-key.pub").read_text() == public
    assert [row.reference for row in Participant.objects.all()] == [before]
    assert not SignIn.objects.exists(), "who left since the copy does not go on with its session"
    assert opened(made) == NAME
    # Numbers that the database gives itself go on.
    made.referral.told.create(organisation_id=cast.service.pk, authority="police", at=NOW)


@pytest.mark.django_db(transaction=True)
def test_an_old_backup_opens_nothing_that_was_erased(cast, place):
    made = a_case(cast)
    close(made)
    grants = list(Grant.objects.filter(record=made.referral.content).values_list("pk", flat=True))
    said("backup")
    old = content_of(place)
    assert opened(made) == NAME
    assert erasing.erase_case(participant=made.woman.pk, now=LONG_AFTER)
    said("backup")
    # Of the locks only the latest is there; the old content is put back with it.
    assert [path.name for path in place.BACKUPS.glob("locks*")] == ["locks.age"]
    restore(place, content=old, replace=True)
    assert Participant.objects.filter(pk=made.woman.pk).exists()
    with pytest.raises(Locked):
        opened(made)
    assert not LockHalf.objects.filter(pk__in=grants).exists()


@pytest.mark.django_db(transaction=True)
def test_what_she_took_back_since_ends_anew_with_content_of_before(cast, place):
    made, other = a_case(cast), a_case(cast)
    accept(made)
    said("backup")
    old = content_of(place)
    consents.withdraw(consent=made.consent, by=cast.mentor.pk, now=NOW)
    said("backup")
    restore(place, content=old, replace=True)
    assert Consent.objects.get(pk=made.consent.pk).ending, "her mentor does not read on"
    assert Consent.objects.get(pk=other.consent.pk).ending is None
    consents.finish_withdrawals(now=NOW)
    assert Referral.objects.get(pk=made.referral.pk).state == State.WITHDRAWN


@pytest.mark.django_db
def test_only_what_she_took_back_ends_anew(cast):
    declined, lost = a_case(cast), a_case(cast)
    actions.do(referral=declined.referral, act=Act.DECLINE, party=Party.SERVICE,
               by=cast.professional.pk, reason=Reason.NO_ROOM, now=NOW)  # fmt: skip
    # Its locks are lost altogether: that says nothing of what she wants.
    vault.destroy_lock_halves(records=lost.consent.records.values_list("record", flat=True))
    assert restoring.end_again(now=NOW) == 0
    assert not Consent.objects.exclude(ending=None).exists()


@pytest.mark.django_db
def test_content_files_beyond_the_last_are_deleted(place):
    now = timezone.now()
    with_old = [now + timedelta(minutes=minute) for minute in range(3)]
    for at in with_old:
        taking.take(to=place.BACKUPS, keep=2, now=at)
    kept = sorted(place.BACKUPS.glob("content-*.age"))
    assert len(kept) == 2
    assert f"{with_old[-1]:%H%M%S}" in kept[-1].name


def test_a_copy_is_taken_of_the_server_that_the_address_names(monkeypatch):
    said_by = dj_database_url.parse(
        "postgres://u:p@db:5433/x?sslmode=verify-full&sslrootcert=/ca.pem&options=-csearch_path%3Dy"
    )
    settings = {**connections["default"].settings_dict, **said_by, "TIME_ZONE": None}
    monkeypatch.setattr(postgres, "connections", {"default": DatabaseWrapper(settings)})
    asked = {}
    monkeypatch.setattr(postgres.psycopg, "connect", lambda **more: asked.update(more))
    postgres._connect("default")
    assert asked == {
        "dbname": "x", "user": "u", "password": "p", "host": "db", "port": 5433,
        "sslmode": "verify-full", "sslrootcert": "/ca.pem", "options": "-csearch_path=y",
        "client_encoding": "UTF8",
    }  # fmt: skip


def test_locks_older_than_the_content_or_of_somebody_else_do_not_go_with_it():
    def of(store, made, installation="a"):
        return manifest.Manifest(store, "sqlite", installation, made, (), ())

    content = of(Store.CONTENT, NOW)
    manifest.check_pair(content, of(Store.LOCKS, NOW))
    manifest.check_pair(content, None)
    for locks, reason in (
        (of(Store.LOCKS, NOW - timedelta(seconds=1)), Why.OLDER_LOCKS),
        (of(Store.LOCKS, NOW, "b"), Why.FOREIGN),
    ):
        with pytest.raises(RefusedError) as error:
            manifest.check_pair(content, locks)
        assert error.value.why == reason


@pytest.mark.promise(
    "Locks of an earlier day do not come back alone, so what was locked since stays locked"
)
@pytest.mark.django_db(transaction=True)
def test_locks_of_an_earlier_day_do_not_come_back_alone(cast, place):
    made = a_case(cast)
    accept(made)
    said("backup")
    locks = place.BACKUPS / "locks.age"
    alone = {"locks": locks, "key": place.sheet}
    post = cast.service.post.key_holder
    hers = list(Grant.objects.filter(holder=post).values_list("pk", flat=True))
    assert LockHalf.objects.filter(pk__in=hers).exists()
    # She takes it back; then somebody puts the file of before in the place of the locks.
    consents.withdraw(consent=made.consent, by=made.mentor.pk, now=LONG_AFTER)
    for more in ({}, {"replace": True}, {"replace": True, "dry_run": True}):
        with pytest.raises(CommandError, match="Put both back"):
            said("restore", **alone, **more)
    assert not LockHalf.objects.filter(pk__in=hers).exists()
    # Where the locks are lost, the only file of them is better than none; it says what it opens.
    LockHalf.objects.all().delete()
    told = said("restore", **alone)
    assert "opens again" in told.replace("\n", " ")
    assert LockHalf.objects.exists()
    assert not LockHalf.objects.filter(pk__in=hers).exists()
    # Not those of somebody else: nothing here would open with them.
    LockHalf.objects.all().delete()
    keeping.become("another")
    with pytest.raises(CommandError, match="another installation"):
        said("restore", **alone)


@pytest.mark.promise(
    "After an upgrade there is a way back with the newest locks, unless their tables are others"
)
@pytest.mark.django_db(transaction=True)
def test_after_an_upgrade_the_newest_locks_go_back_with_the_content_of_before(place):
    said("backup")
    before = content_of(place)
    # A later version changed tables of the content. Django notes that in both databases.
    later = [MigrationRecorder(connections[alias]) for alias in ("default", "locks")]
    for one in later:
        one.record_applied("people", "9999_later")
    try:
        said("backup")
        assert ("people", "9999_later") in taking.applied("default")
        assert {app for app, _ in taking.applied("locks")} <= {"vault", "referrals"}
        with pytest.raises(CommandError, match="newer version"):
            restore(place, dry_run=True)
        assert "Locks of" in restore(place, content=before, dry_run=True)
        # One that changed the tables of the locks is refused.
        later[1].record_applied("vault", "9999_later")
        said("backup")
        with pytest.raises(CommandError, match="newer version"):
            restore(place, content=before, dry_run=True)
    finally:
        for one in later:
            one.record_unapplied("people", "9999_later")
            one.record_unapplied("vault", "9999_later")


@pytest.mark.django_db(transaction=True)
def test_the_content_alone_comes_back_on_a_bare_machine_and_nobody_is_signed_in(
    cast, place, monkeypatch
):
    made = a_case(cast)
    consents.withdraw(consent=made.consent, by=cast.mentor.pk, now=NOW)
    client_of(cast.professional)
    said("backup")
    locks = connections["locks"]
    (place.VAR / "recovery-key.pub").unlink()
    with locks.schema_editor() as schema:
        schema.delete_model(LockHalf)

    # The tables of a test come from the models, and no migration would make this one anew.
    def bring_up(alias):
        if alias == "locks" and LockHalf._meta.db_table not in locks.introspection.table_names():
            with locks.schema_editor() as schema:
                schema.create_model(LockHalf)

    monkeypatch.setattr(restoring, "_bring_up", bring_up)
    try:
        told = said("restore", content=content_of(place), key=place.sheet, replace=True)
    finally:
        bring_up("locks")
    assert "Without locks" in told
    assert "Put back." in told
    assert Account.objects.filter(pk=cast.mentor.pk).exists()
    assert not SignIn.objects.exists(), "who left since the copy does not go on with its session"
    assert (place.VAR / "recovery-key.pub").exists()


@pytest.mark.django_db
def test_without_a_key_a_room_or_alone_it_says_so(place):
    (place.VAR / "recovery-key.pub").unlink()
    with pytest.raises(CommandError, match="recovery key first"):
        said("backup")
    assert "AGE-SECRET-KEY-1" in said("recovery_key")
    with pytest.raises(CommandError, match="already"):
        said("recovery_key")
    assert "AGE-SECRET" not in (place.VAR / "recovery-key.pub").read_text()
    with keeping.at_work(), pytest.raises(CommandError, match="running"):
        said("backup")
    place.VAR.joinpath("file").write_text("")
    with pytest.raises(CommandError, match="could not be written"):
        said("backup", to=place.VAR / "file" / "below")


@pytest.mark.django_db
def test_what_cannot_be_read_again_is_not_kept(place, monkeypatch):
    def broken(plain, out, keys):
        out.write(b"age-encryption.org/v1\nbroken")

    monkeypatch.setattr(archive.pyrage, "encrypt_io", broken)
    with pytest.raises(CommandError, match="read again"):
        said("backup")
    assert list(place.BACKUPS.iterdir()) == []
    assert os.listdir(place.VAR)
