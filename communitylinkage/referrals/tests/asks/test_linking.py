"""An ask that somebody took becomes a referral of the same woman, and is closed by it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.consent.queries import usable_texts
from communitylinkage.journal.models import Line
from communitylinkage.organisations.models import Organisation
from communitylinkage.participants.models import Participant
from communitylinkage.people.models import SignIn
from communitylinkage.people.tests.cast import client_of, key_of
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.referrals import reading
from communitylinkage.referrals.asks import actions, sitting
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.papers import Reply
from communitylinkage.referrals.asks.rules import Act
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.queries import case_for
from communitylinkage.referrals.tests.asks.conftest import code_in, send
from communitylinkage.referrals.tests.mentor_requests.scene import viewer_of
from communitylinkage.referrals.tests.receipt.hers import ask as page_of_hers
from communitylinkage.referrals.tests.test_pages import CONTACT, NEED, as_it_began, consent, world

__all__ = ["_django_db_helper", "as_it_began", "once", "world"]
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


def sitting_in(page):
    return re.search(r'name="sitting" value="([^"]+)"', page)[1]


def replied(hers, said, hour=1):
    when = timezone.now() + timedelta(hours=hour)
    reply = Reply(said, "MARKED her words")
    actions.reply(ask=hers.ask, number=uuid4(), reply=reply, now=when)


@pytest.fixture
def alone(world):
    """She reads with her paper only; the mentor took it and wrote to her."""
    code = code_in(send(world, channel="receipt", area="Barcelona"))
    world.ask, world.code, by = Ask.objects.get(), code, world.mentor.pk
    actions.do(ask=world.ask, act=Act.TAKE, by=by, now=timezone.now())
    actions.answer(ask=world.ask, text="May I?", by=by, now=timezone.now())
    world.browser = client_of(world.mentor, opens=True)
    world.address = reverse("ask_link", args=[world.ask.reference])
    return world


def test_a_browser_that_was_left_alone_neither_shows_nor_finishes_what_it_carries(hers):
    carried = sitting_in(hers.browser.post(hers.address).content.decode())
    ago = timezone.now() - timedelta(hours=1)
    SignIn.objects.filter(account=hers.mentor).update(started=ago, used=None)
    page = hers.browser.post(hers.address, told(hers, sitting=carried)).content.decode()
    assert "Your password once more" in page
    assert not Referral.objects.exists()


@pytest.mark.parametrize("said", ["", "no", "question"])
def test_who_cannot_be_reached_is_not_referred_before_her_own_yes(alone, said):
    if said:
        replied(alone, said)
    for data in ({}, told(alone)):
        page = alone.browser.post(alone.address, data).content.decode()
        assert "cannot be asked in another way" in page
    assert not Referral.objects.exists()


def test_her_yes_on_her_page_lets_the_mentor_go_on(alone):
    replied(alone, "go_on")
    read = reverse("ask_read", args=[alone.ask.reference])
    assert "MARKED her words" in alone.browser.post(read).content.decode()
    data = {**NEED, "first": alone.listed, **CONTACT, "step": "2"}
    page = alone.browser.post(alone.address, data).content.decode()
    assert "Her yes must come from herself" in page
    assert "Do not reach me." in page
    alone.browser.post(alone.address, told(alone))
    assert Referral.objects.count() == 1


def test_her_no_that_comes_between_two_steps_stops_it(alone):
    replied(alone, "go_on")
    carried = sitting_in(alone.browser.post(alone.address).content.decode())
    replied(alone, "no", hour=2)
    page = alone.browser.post(alone.address, told(alone, sitting=carried)).content.decode()
    assert "cannot be asked in another way" in page
    assert not Referral.objects.exists()


def test_a_forged_a_stranger_s_and_an_old_sitting_are_none(hers):
    carried = sitting_in(hers.browser.post(hers.address).content.decode())
    assert sitting.resumed(carried, hers.ask, hers.mentor.pk, timezone.now())
    late = timezone.now() + timedelta(hours=3)
    for text, by, when in (
        ("x" * 10_000, hers.mentor.pk, timezone.now()),
        (carried, uuid4(), timezone.now()),
        (carried, hers.mentor.pk, late),
    ):
        assert sitting.resumed(text, hers.ask, by, when) is None


def test_how_she_comes_to_the_service_is_not_chosen_beforehand(hers):
    data = {**NEED, "first": hers.listed, "step": "1"}
    page = hers.browser.post(hers.address, data).content.decode()
    assert not re.search(r'name="warm"[^>]*checked', page)
    assert "in her own choice" in page
    data |= CONTACT | {"warm": "", "step": "2"}
    page = hers.browser.post(hers.address, data).content.decode()
    assert "Please choose how she comes to the service." in page


def test_the_text_in_her_language_is_chosen_and_lies_open(hers):
    data = {**NEED, "first": hers.listed, **CONTACT, "step": "2"}
    page = hers.browser.post(hers.address, data).content.decode()
    assert re.search(r'<option value="ar" selected', page)
    assert re.search(r'<details class="card" open><summary lang="ar"', page)
    assert len(re.findall(r'name="text"[^>]*checked', page)) == 1


def test_after_her_yes_her_page_leads_to_where_it_stands(hers, client):
    hers.browser.post(hers.address, told(hers))
    said = {"code": hers.code, "digits": "4711"}
    page = client.post("/en/ask/mine/", said).content.decode()
    assert "It was passed on, with your yes." in page
    assert "It is finished." not in page
    assert "passed it on, with your yes" in client.post("/en/receipt/", said).content.decode()


def test_what_she_wrote_stands_in_the_fields_already(hers):
    page = hers.browser.post(hers.address).content.decode()
    assert 'value="Barcelona"' in page
    assert re.search(r'value="legal"[^>]*checked', page)
    data = {**NEED, "first": hers.listed, "step": "1", "sitting": sitting_in(page)}
    page = hers.browser.post(hers.address, data).content.decode()
    for word in ("600 000 001", "lemon", "the dentist", "In the morning · not on Fridays"):
        assert word in page
    assert Line.objects.filter(act="ask.opened").count() == 1
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


def test_a_yes_on_her_page_is_written_down_as_what_it_was(alone):
    replied(alone, "go_on")
    data = {**NEED, "first": alone.listed, **CONTACT, "step": "2"}
    page = alone.browser.post(alone.address, data).content.decode()
    assert page.count('value="on_her_page"') == 2
    alone.browser.post(alone.address, told(alone, how="on_her_page", agreed="on_her_page"))
    assert Referral.objects.count() == 1


def test_who_is_asked_by_voice_has_no_yes_on_a_page(hers):
    data = {**NEED, "first": hers.listed, **CONTACT, "step": "2"}
    assert "on_her_page" not in hers.browser.post(hers.address, data).content.decode()
    hers.browser.post(hers.address, told(hers, agreed="on_her_page"))
    assert not Referral.objects.exists()


def test_her_country_stands_in_the_first_step(hers):
    page = hers.browser.post(hers.address).content.decode()
    assert '<option value="ES" selected' in page


def ticked(page):
    boxes = re.findall(r'<input[^>]*name="must_not_know"[^>]*>', page)
    return {re.search(r'value="([^"]+)"', box)[1] for box in boxes if " checked" in box}


def test_whom_she_excluded_herself_is_ticked_and_is_not_among_the_services(world):
    circle = Organisation.objects.create(name="MARKED circle", side="community", country="ES")
    without = [str(world.service.pk), str(circle.pk)]
    code = code_in(send(world, not_organisations=without, excluded="MARKED cousin"))
    ask = Ask.objects.get()
    hers = page_of_hers(code, "read/", digits="4711")
    assert "MARKED cousin · MARKED circle · Service" in hers, "she reads it again on her page"
    actions.do(ask=ask, act=Act.TAKE, by=world.mentor.pk, now=timezone.now())
    browser, address = (
        client_of(world.mentor, opens=True),
        reverse("ask_link", args=[ask.reference]),
    )
    page = browser.post(address).content.decode()
    assert ticked(page) == set(without)
    assert re.search(r"<details open><summary>An organisation must not know", page)
    said = {**NEED, "must_not_know": without, "sitting": sitting_in(page)}
    assert (
        "Salud Abierta · Barcelona"
        not in browser.post(address, said | {"step": "0"}).content.decode()
    )
    # It was a mistake about the service, she says; about the circle it was none.
    said = told(
        world, must_not_know=str(circle.pk), not_told="MARKED cousin", sitting=said["sitting"]
    )
    browser.post(address, said)
    row = Referral.objects.get()
    case = case_for(viewer_of(world.mentor), row.reference, timezone.now())
    key, now = key_of(world.mentor), timezone.now()
    paper = reading.paper(case=case, account=world.mentor, key=key, now=now)
    assert paper.excluded == ("MARKED cousin", "MARKED circle")
    content = reading.content(case=case, account=world.mentor, key=key, now=now)
    assert content.not_organisations == (str(circle.pk),)
