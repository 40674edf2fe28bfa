"""A full disk, and one that may only be read: a clear page, nothing lost, and it goes on after."""

import contextlib
from uuid import uuid4

import pytest
from django.db import OperationalError, connections
from django.test import Client
from django.urls import reverse

from communitylinkage.people.models import Invitation
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.tests.asks.conftest import HELP, REACH, patience, stamp_in
from communitylinkage.vault.models import LockHalf, Record

__all__ = ["patience"]
pytestmark = pytest.mark.django_db(transaction=True)
TAKES_NOTHING = {
    "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    "postgresql": (
        "SET default_transaction_read_only = on", "SET default_transaction_read_only = off"
    ),
}  # fmt: skip


@contextlib.contextmanager
def only_read():
    def set_all(at):
        for alias in connections:
            with connections[alias].cursor() as cursor:
                cursor.execute(TAKES_NOTHING[connections[alias].vendor][at])

    set_all(0)
    try:
        yield
    finally:
        set_all(1)


@contextlib.contextmanager
def full(alias="default"):
    """No page of the file may be added; SQLite's own answer to a full disk."""
    with connections[alias].cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")


@contextlib.contextmanager
def full_of_locks():
    """The halves of the locks are written first; where they find no room, nothing else is."""
    with full("locks"):
        for size in (500, 1):
            with contextlib.suppress(OperationalError):
                while True:
                    LockHalf.objects.create(pk=uuid4(), half=bytes(size))
        yield


def rows():
    return [model.objects.count() for model in (Ask, Record, LockHalf, Invitation)]


# The disk below a PostgreSQL cannot be filled from here; it says the same kind of fault.
WAYS = (
    [only_read, full, full_of_locks] if connections["default"].vendor == "sqlite" else [only_read]
)


@pytest.mark.promise(
    "A disk that is full or takes nothing is said on a clear page, and nothing is half written"
)
@pytest.mark.parametrize("broken", WAYS)
def test_a_disk_that_takes_nothing_is_said_and_nothing_is_half_written(cast, broken):  # noqa: F811
    woman, keeper = Client(), client_of(cast.coordinator)
    for client in (woman, keeper):
        client.raise_request_exception = False
    ask, invite = reverse("ask"), reverse("people:colleagues")
    page = woman.post(ask, {"step": "2", **HELP, **REACH}).content.decode()
    hers = {"step": "3", "stamp": stamp_in(page), "post": str(cast.community.post.pk),
            "digits": "4711", "note": "x" * 900, **HELP, **REACH}  # fmt: skip
    theirs = {"email": "new@example.org", "role": "professional", "organisation": cast.service.pk}
    before = rows()
    with broken():
        # One that is small may still find room in a page of a full file; in the end none does.
        answers = [woman.post(ask, hers)]
        for number in range(40):
            said = theirs | {"email": f"n{number}-{'x' * 40}@example.org"}
            answers.append(keeper.post(invite, said))
        refused = [one for one in answers if one.status_code != 200]
        assert refused
        for answer in refused:
            assert answer.status_code == 503
            assert answer.headers["Retry-After"] == "60"
            page = answer.content.decode()
            assert "We cannot keep anything at this moment" in page
            assert "112" in page
        if broken is only_read:
            assert len(refused) == len(answers)
            assert rows() == before
        taken = sum(one.status_code == 200 for one in answers[1:])
        assert Invitation.objects.count() == before[3] + taken
    assert "It is sent" in woman.post(ask, hers).content.decode()
    assert keeper.post(invite, theirs).status_code == 200
    assert Invitation.objects.filter(email="new@example.org").count() == 1
