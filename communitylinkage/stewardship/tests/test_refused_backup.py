"""Which files are no backup that this server puts back, and what it says of them."""

import pytest
from django.core.management import CommandError
from django.db import connections

from communitylinkage.people.tests.cast import cast
from communitylinkage.stewardship.backing import archive, keeping, restoring
from communitylinkage.stewardship.backing.archive import Piece
from communitylinkage.stewardship.rules import manifest
from communitylinkage.stewardship.rules.manifest import RefusedError, Store, Why
from communitylinkage.stewardship.tests.backups import content_of, place, restore, said
from communitylinkage.stewardship.tests.scene import NOW

__all__ = ["cast", "place"]


def made_by_hand(place, **more):
    """A small backup, with something about it that is not ours."""
    given = {
        "to": place.VAR / "x.age", "store": Store.CONTENT, "engine": connections["default"].vendor,
        "installation": "a", "migrations": (), "pieces": [Piece("x", b"y" * 200_000)],
        "recovery": keeping.recovery_key(), "work": None, "made": NOW,
    }  # fmt: skip
    archive.write(**{**given, **more})
    return given["to"]


def why(place, path):
    with pytest.raises(CommandError) as error:
        said("restore", content=path, key=place.sheet, dry_run=True)
    return str(error.value)


@pytest.mark.django_db
def test_what_is_not_good_is_refused_with_its_reason(place, monkeypatch):
    says = manifest.SENTENCES
    assert why(place, place.VAR / "nowhere") == says[Why.UNREADABLE]
    whole = made_by_hand(place).read_bytes()
    path = place.VAR / "y.age"
    for bad, reason in (
        (b"PK\x03\x04", Why.NO_BACKUP),
        (b"", Why.NO_BACKUP),
        (whole[:-20], Why.DAMAGED),
        (whole[:-900] + bytes([whole[-900] ^ 1]) + whole[-899:], Why.DAMAGED),
        (whole[:60], Why.DAMAGED),
    ):
        path.write_bytes(bad)
        assert why(place, path) == says[reason], reason
    for more, reason in (
        ({"migrations": (("people", "9999_later"),)}, Why.NEWER),
        ({"store": Store.LOCKS}, Why.OTHER_STORE),
        ({"engine": "oracle"}, Why.OTHER_ENGINE),
        ({"recovery": keeping.identity_of(str(keeping.Identity.generate())).to_public()},
         Why.OTHER_KEY),
    ):  # fmt: skip
        assert why(place, made_by_hand(place, **more)) == says[reason], reason
    monkeypatch.setattr(manifest, "FORMAT", 2)
    later = made_by_hand(place)
    monkeypatch.setattr(manifest, "FORMAT", 1)
    assert why(place, later) == says[Why.NEWER]
    (place.VAR / "sheet").write_text("AGE-SECRET-KEY-1XX")
    with pytest.raises(CommandError, match="not a recovery key"):
        said("restore", content=later, key=place.VAR / "sheet")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"+00:00", b""),  # a moment of no zone, which cannot be compared
        (b'"made"', b'"size": ' + b"[" * 100_000 + b', "made"'),
        (b"   1,", b"   1e999,"),
    ],
)
def test_a_head_that_cannot_be_understood_is_no_backup(before, after):
    head = manifest.Manifest(Store.CONTENT, "sqlite", "a", NOW, (), (manifest.Part("x", 1, "1"),))
    text = manifest.to_bytes(head)
    assert manifest.read(text) == head
    changed = text.replace(before, after)
    with pytest.raises(RefusedError) as error:
        manifest.read(changed)
    assert error.value.why == Why.NO_BACKUP


@pytest.mark.django_db
def test_another_installations_backup_is_refused_where_somebody_works(cast, place):
    said("backup")
    keeping.become("another")
    with pytest.raises(CommandError, match="another installation"):
        restore(place, replace=True, dry_run=True)


@pytest.mark.parametrize("files", [{"locks"}, {"content", "locks"}])
@pytest.mark.django_db
def test_a_server_that_never_took_a_backup_refuses_anothers(cast, place, tmp_path, files):
    said("backup")
    (place.VAR / "installation").unlink()
    secret = place.sheet.read_text()
    named = {"content": content_of(place), "locks": place.BACKUPS / "locks.age"}
    with pytest.raises(RefusedError) as error:
        restoring.look(
            **{one: named[one] if one in files else None for one in named},
            secret=secret, replace=True, work=tmp_path,
        )  # fmt: skip
    assert error.value.why == Why.FOREIGN
