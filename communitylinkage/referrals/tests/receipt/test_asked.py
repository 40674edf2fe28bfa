"""A woman who asked by herself follows it, and takes it back, with the paper that she got."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from communitylinkage.participants import actions as participants
from communitylinkage.people.tests.cast import cast, key_of
from communitylinkage.referrals.asks import actions, papers
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.rules import NotNow, State
from communitylinkage.referrals.tests.receipt.hers import DIGITS, ask, hers, quick
from communitylinkage.values.tries import Tries
from communitylinkage.vault.keys import Locked

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick"]
LETTER = papers.Letter("legal", "ar", area="MARKED town", number="MARKED number")


@pytest.fixture
def asker(quick, cast, monkeypatch):
    monkeypatch.setattr(participants, "TRIES", Tries())
    sent = actions.send(
        number=uuid4(), post=cast.community.post, letter=LETTER, digits=DIGITS, crowded=False,
        now=timezone.now(),
    )  # fmt: skip
    return SimpleNamespace(cast=cast, ask=sent.ask, code=sent.code)


def mentor_reads(asker):
    mentor = asker.cast.mentor
    return actions.read(
        ask=asker.ask, account=mentor, private_key=key_of(mentor), now=timezone.now()
    )


def test_she_sees_whom_she_asked_and_who_opened_it(asker):
    page = ask(asker.code, digits="")
    assert "A mentor reads it and answers." in page
    assert "Not opened yet." in page
    assert "/take-back/" not in page
    mentor_reads(asker)
    ask(asker.code, "read/")
    assert "What you wrote: opened once" in ask(asker.code)


def test_she_reads_what_she_wrote_with_her_digits_only(asker):
    page = ask(asker.code, "read/")
    assert "MARKED town" in page
    assert "MARKED number" in page
    assert "MARKED" not in ask(asker.code, "read/", digits="")


@pytest.mark.parametrize("page", ["take-back/", "stop/"])
def test_taken_back_nobody_opens_it_any_more(asker, page):
    assert mentor_reads(asker).letter == LETTER
    number = asker.ask.pk
    asked = ask(asker.code, page, number=number)
    assert "It cannot be undone." in asked
    assert f'action="/en/receipt/{page}"' in asked
    assert "You can ask for help again at any time" in asked
    assert mentor_reads(asker).letter == LETTER, "it asks first"
    for _twice in range(2):
        assert "Done." in ask(asker.code, page, number=number, sure="1")
    assert Ask.objects.get().state == State.TAKEN_BACK
    with pytest.raises((Locked, NotNow)):
        mentor_reads(asker)
    assert "You took it back." in ask(asker.code)
    assert "MARKED town" in ask(asker.code, "read/"), "her own words stay hers"


def test_another_code_neither_shows_nor_takes_it_back(asker, hers):
    assert "A mentor reads it and answers." not in ask(hers.code)
    said = {"code": hers.code, "digits": DIGITS, "number": asker.ask.pk, "sure": "1"}
    assert Client().post("/en/receipt/take-back/", said).status_code == 404
    assert Ask.objects.get().state == State.WAITING
