"""A woman who comes again with the paper that she has: one page, two yeses, each its own."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from communitylinkage.consent import actions as consents
from communitylinkage.consent.models import Consent
from communitylinkage.participants import actions as participants
from communitylinkage.participants.models import Participant, Receipt
from communitylinkage.participants.rules import NoReceipt
from communitylinkage.people.tests.cast import client_of, key_of
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.referrals.known import NotHere, known_by
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import State
from communitylinkage.referrals.tests.receipt.hers import DIGITS, ask, quick
from communitylinkage.referrals.tests.test_pages import as_it_began, made, world
from communitylinkage.values.references import new_receipt_code
from communitylinkage.values.tries import TooSoon, Tries
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked

pytestmark = pytest.mark.django_db
__all__ = ["_django_db_helper", "as_it_began", "once", "quick", "world"]


@pytest.fixture
def her(world, quick, monkeypatch):
    """Her mentor made a referral, with a paper; a second one is about to be made."""
    monkeypatch.setattr(participants, "TRIES", Tries())
    world.phone = client_of(world.mentor, opens=True)
    page = made(world, world.phone, receipt="on", digits=DIGITS).content.decode()
    world.code = re.search(r"\d{5} \d{5} \d{5} \d{5}", page)[0]
    world.first = Referral.objects.get()
    return world


def again(her, code=None, **more):
    """The second referral, with the number of her paper."""
    return made(her, her.phone, has_paper=her.code if code is None else code, **more)


def second(her):
    return Referral.objects.exclude(pk=her.first.pk).get()


def test_her_second_referral_stands_on_the_page_of_the_first(her):
    answer = again(her)
    row = second(her)
    assert answer.url.endswith(f"/{row.reference}/"), "there is no new number to show"
    assert Participant.objects.count() == Receipt.objects.count() == 1
    assert row.consent_id != her.first.consent_id
    page = ask(her.code)
    assert page.count("Where it stands") == 2
    assert page.count("Stop only this one") == 2
    hand = participants.open_receipt(code=her.code, digits=DIGITS, now=timezone.now(), source="t")
    for one in (her.first, row):
        plain = vault.open_record(
            record=one.content, holder=hand.holder, private_key=hand.private_key
        )
        assert b"Amal" in plain


def test_without_a_number_the_two_stay_apart(her):
    again(her, code="")
    assert Participant.objects.count() == 2
    assert ask(her.code).count("Where it stands") == 1


def test_each_yes_stays_its_own(her):
    """What ends one leaves the other: by her page, by her mentor, by its time."""
    again(her)
    row = second(her)
    sure = {"yes": her.first.consent_id}
    assert "The rest on your page goes on." in ask(her.code, "stop/", **sure)
    assert Referral.objects.filter(state=State.WITHDRAWN).count() == 0, "it asks first"
    assert "This one is stopped." in ask(her.code, "stop/", sure="1", **sure)
    her.first.refresh_from_db()
    row.refresh_from_db()
    assert (her.first.state, row.state) == (State.WITHDRAWN, State.SENT)
    assert Consent.objects.filter(ended=None).get() == row.consent
    key, holder = key_of(her.mentor), her.mentor.key_holder
    assert vault.open_record(record=row.content, holder=holder, private_key=key)
    assert "Stop only this one" not in ask(her.code), "the last one is everything"
    ask(her.code, "stop/", sure="1", **sure)
    assert Referral.objects.get(pk=row.pk).state == State.SENT, "pressed twice, it stays so"


def test_stop_everything_stops_both(her):
    again(her)
    ask(her.code, "stop/", sure="1")
    assert set(Referral.objects.values_list("state", flat=True)) == {State.WITHDRAWN}


def test_nobody_stops_the_yes_of_another_woman(her):
    again(her, code="")
    other = second(her)
    said = {"code": her.code, "digits": DIGITS, "yes": other.consent_id, "sure": "1"}
    assert Client().post("/en/receipt/stop/", said).status_code == 404
    assert Referral.objects.get(pk=other.pk).state == State.SENT


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("12345", "This is not a number of ours."),
        ("x" * 61, "This is not a number of ours."),
        (None, "We do not know this number."),
    ],
)
def test_a_number_of_nobody_is_refused_beside_its_field_and_nothing_is_kept(her, typed, words):
    answer = again(her, code=typed or new_receipt_code(), not_told="Marked cousin")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "id_has_paper_error" in page
    assert "Marked cousin" in page, "what was typed stays"
    assert Referral.objects.count() == Participant.objects.count() == 1


@pytest.mark.parametrize("how", ["withdrawn", "its time is up", "of another organisation"])
def test_a_paper_that_is_over_or_of_others_is_refused(her, how):
    if how == "withdrawn":
        consents.withdraw(consent=her.first.consent, by=her.mentor.pk, now=timezone.now())
    elif how == "its time is up":
        Consent.objects.update(until=timezone.now() - timedelta(minutes=1))
    else:
        Consent.objects.update(organisation_id=her.service.pk)
    assert "This paper cannot be used here" in again(her).content.decode()
    assert Referral.objects.count() == 1


def test_a_paper_with_something_of_another_organisation_is_not_joined(her):
    """All that is held about a person is shown to the organisation that keeps it."""
    again(her)
    Consent.objects.filter(pk=second(her).consent_id).update(organisation_id=her.other.pk)
    with pytest.raises(NotHere):
        known_by(code=her.code, organisation=her.community.pk, by=her.mentor.pk, now=timezone.now())


def test_it_is_either_the_paper_that_she_has_or_a_new_one(her):
    page = again(her, receipt="on", digits=DIGITS).content.decode()
    assert "Either the paper that she has, or a new one." in page
    assert Referral.objects.count() == 1


def test_guessing_numbers_slows_down_who_guesses_and_nobody_else(her):
    def guess(by, code):
        return known_by(code=code, organisation=her.community.pk, by=by, now=timezone.now())

    by = uuid4()
    for _try in range(5):
        with pytest.raises((NoReceipt, TooSoon)):
            guess(by, new_receipt_code())
    with pytest.raises(TooSoon):
        guess(by, her.code)
    assert guess(uuid4(), her.code) == her.first.consent.participant


def test_the_number_alone_opens_nothing(her):
    """The mentor types twenty digits; what is sealed wants her four."""
    hand = participants.open_receipt(code=her.code, digits="", now=timezone.now(), source="t")
    assert hand.private_key is None
    with pytest.raises(Locked):
        vault.open_record(record=her.first.content, holder=hand.holder, private_key=b"x" * 32)
