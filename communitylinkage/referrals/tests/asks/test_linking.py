"""An ask that somebody took becomes a referral of the same woman, and is closed by it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.consent.queries import usable_texts
from communitylinkage.journal.models import Line
from communitylinkage.participants.models import Participant
from communitylinkage.people.tests.cast import client_of
from communitylinkage.referrals.asks import actions
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.rules import Act
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.tests.asks.conftest import code_in, send
from communitylinkage.referrals.tests.test_pages import CONTACT, NEED, consent, world

__all__ = ["world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(world):
    """What she sent, her code, and the mentor's browser; the mentor took it."""
    code = code_in(send(world, area="Barcelona"))
    ask = Ask.objects.get()
    actions.do(ask=ask, act=Act.TAKE, by=world.mentor.pk, now=timezone.now())
    world.ask, world.code = ask, code
    world.browser = client_of(world.mentor, opens=True)
    world.address = reverse("ask_link", args=[ask.reference])
    return world


def told(world, **more):
    return {**NEED, "first": world.listed, **CONTACT, **consent(), "step": "3", **more}


def test_what_she_wrote_stands_in_the_fields_already(hers):
    page = hers.browser.post(hers.address).content.decode()
    assert 'value="Barcelona"' in page
    assert re.search(r'value="legal"[^>]*checked', page)
    data = {**NEED, "first": hers.listed, "step": "1"}
    page = hers.browser.post(hers.address, data).content.decode()
    for word in ("600 000 001", "lemon", "the dentist", "In the morning · not on Fridays"):
        assert word in page
    assert Line.objects.filter(act="ask.opened").count() == 2
    assert not Referral.objects.exists()


def test_her_yes_sends_the_referral_and_closes_the_ask(hers):
    answer = hers.browser.post(hers.address, told(hers))
    row = Referral.objects.get()
    assert answer.url == reverse("referral", args=[row.reference])
    hers.ask.refresh_from_db()
    assert (hers.ask.state, hers.ask.outcome) == ("closed", "linked")
    assert row.consent.participant_id == hers.ask.participant_id
    assert Participant.objects.count() == 1


def test_her_own_code_shows_where_the_referral_stands(hers, client):
    hers.browser.post(hers.address, told(hers))
    page = client.post("/en/receipt/", {"code": hers.code, "digits": "4711"}).content.decode()
    assert "Service" in page
    assert 'class="road"' in page


def test_no_second_paper_is_offered_to_who_has_a_code(hers):
    data = {**NEED, "first": hers.listed, **CONTACT, "step": "2"}
    page = hers.browser.post(hers.address, data).content.decode()
    assert usable_texts()
    assert "She said yes" in page
    assert 'name="receipt"' not in page


def test_the_form_sent_twice_makes_one_referral(hers):
    page = hers.browser.post(hers.address).content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    first = hers.browser.post(hers.address, told(hers, once=once))
    assert hers.browser.post(hers.address, told(hers, once=once)).url == first.url
    assert Referral.objects.count() == 1


def test_what_she_took_back_meanwhile_is_not_sent(hers):
    actions.take_back(ask=hers.ask, now=timezone.now())
    page = hers.browser.post(hers.address, told(hers)).content.decode()
    assert "It does not open" in page
    assert not Referral.objects.exists()


def test_a_yes_that_does_not_hold_leaves_the_ask_open(hers, monkeypatch):
    hers.browser.post(hers.address, told(hers, agreed=""))
    hers.ask.refresh_from_db()
    assert hers.ask.state == "taken"
    assert not Referral.objects.exists()


@pytest.mark.parametrize("who", ["professional", "other_professional", "coordinator", "stranger"])
def test_who_did_not_take_it_finds_no_such_page(hers, who):
    browser = client_of(getattr(hers, who), opens=True)
    assert browser.post(hers.address, told(hers)).status_code == 404
    assert not Referral.objects.exists()


def test_who_has_not_taken_it_yet_finds_no_such_page(hers):
    actions.do(ask=hers.ask, act=Act.GIVE_BACK, by=hers.mentor.pk, now=timezone.now())
    assert hers.browser.post(hers.address).status_code == 404


def test_without_her_key_she_is_told_to_sign_in_again(hers):
    page = client_of(hers.mentor).post(hers.address).content.decode()
    assert "sign in again with your password" in page
