"""She asks by her receipt for somebody to go with her: who reads it, and what comes of it."""

import re
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.consent import actions as consents
from communitylinkage.mentors.tests.hall import another_mentor
from communitylinkage.outbox.models import Task
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.receipt.rules import NotHers
from communitylinkage.referrals.rules import Act, Outcome, Party
from communitylinkage.referrals.tests.mentor_requests.test_pages import SAID
from communitylinkage.referrals.tests.receipt.hers import (
    DIGITS,
    accepted,
    ask,
    do,
    hers,
    new_link,
    quick,
)
from communitylinkage.referrals.wishes import actions, papers
from communitylinkage.referrals.wishes.models import Wish
from communitylinkage.referrals.wishes.rules import NotNow, State
from communitylinkage.vault.models import Record

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick"]
WISHED = {
    "wish": "1",
    "kinds": ["police", "group"],
    "language": "bn",
    "not_told": "Marked cousin",
    "not_her_circle": "on",
    "text": "Marked words",
}
HOME, SOMEBODY = "/en/staff/", "/en/receipt/somebody/"


def form_of(link, **said):
    """What her form carries, and what she says."""
    return {"referral": link.referral.pk, "number": uuid.uuid4(), **WISHED, **said}


def wishes(link, **said):
    """She sends it; the answer is her page."""
    hand = {"code": link.code, "digits": DIGITS}
    answer = Client(enforce_csrf_checks=True).post(SOMEBODY, {**hand, **form_of(link, **said)})
    assert answer.status_code == 200
    return answer.content.decode()


def case_of(link):
    return reverse("referral", args=[link.referral.reference])


def wish_page(link):
    return reverse("referral_wish", args=[link.referral.reference])


def mentor_page(link):
    return reverse("referral_mentor", args=[link.referral.reference])


def test_her_mentor_and_the_service_read_it_and_a_mentor_is_asked_from_it(hers):
    another_mentor(hers.cast, "first")
    accepted(hers)
    Task.objects.all().delete()
    page = ask(hers.code, "somebody/", referral=hers.referral.pk)
    assert "Your mentor reads what you write here, and the service that said yes." in page
    assert "In danger, call 112." in page
    page = wishes(hers)
    assert "You asked for somebody to go with you. It has been sent." in page
    told = {task.subject_id for task in Task.objects.all()}
    assert {hers.cast.mentor.pk, hers.cast.professional.pk} <= told
    assert "Marked words" in ask(hers.code, "read/")
    assert "Marked" not in ask(hers.code, "read/", digits="")
    for who in (hers.cast.mentor, hers.cast.professional):
        browser = client_of(who, opens=True)
        assert wish_page(hers) in browser.get(HOME).content.decode()
        assert wish_page(hers) in browser.get(case_of(hers)).content.decode()
        page = browser.get(wish_page(hers)).content.decode()
        for words in ("Marked words", "Marked cousin", "Go with me to the police"):
            assert words in page
    assert "Whom you want at your side: opened" in ask(hers.code), "she sees who read it"
    for who in (hers.cast.other_professional, hers.cast.stranger, hers.cast.lead):
        assert client_of(who, opens=True).get(wish_page(hers)).status_code == 404
    browser = client_of(hers.cast.mentor, opens=True)
    page = browser.get(mentor_page(hers)).content.decode()
    assert "Marked words" in page
    assert re.search(r'value="police"[^>]*checked', page)
    assert re.search(r'name="not_her_circle"[^>]*checked', page)
    filled = {**SAID, "post": str(hers.cast.community.post.pk), "company": "police", "send": "1"}
    record = Wish.objects.get().record
    assert browser.post(mentor_page(hers), filled).status_code == 302
    assert MentorRequest.objects.get().consent == hers.consent
    assert (Wish.objects.get().state, Wish.objects.get().record) == (State.ASKED, None)
    assert not Record.objects.filter(pk=record)
    page = ask(hers.code)
    assert "looks for a mentor for you" in page
    assert "It has been sent." not in page


def test_who_cannot_open_it_has_not_answered_it(hers):
    another_mentor(hers.cast, "first")
    accepted(hers)
    wishes(hers)
    browser = client_of(hers.cast.mentor)
    for address in (wish_page(hers), mentor_page(hers)):
        page = browser.get(address).content.decode()
        assert "Please sign in again" in page
        assert "Marked" not in page
    filled = {**SAID, "post": str(hers.cast.community.post.pk), "send": "1"}
    browser.post(mentor_page(hers), filled)
    assert Wish.objects.get().state == State.WAITING


def test_before_a_service_said_yes_only_her_mentor_reads_it_and_settles_it(hers):
    do(hers, Act.SEND, Party.MENTOR)
    assert "Your mentor reads what you write here. " in ask(
        hers.code, "somebody/", referral=hers.referral.pk
    )
    wishes(hers)
    do(hers, Act.ACCEPT)
    assert client_of(hers.cast.professional, opens=True).get(wish_page(hers)).status_code == 404
    browser = client_of(hers.cast.mentor, opens=True)
    assert browser.post(wish_page(hers), {"settle": "1"}).status_code == 302
    assert "It was settled in another way." in ask(hers.code)
    again = browser.post(wish_page(hers), {"settle": "1"}).content.decode()
    assert "Something changed meanwhile" in again
    assert browser.get(wish_page(hers)).status_code == 404
    assert not Wish.objects.exclude(record=None).exists()


def test_sent_twice_it_is_one_and_a_newer_one_takes_its_place(hers):
    accepted(hers)
    number = uuid.uuid4()
    for _twice in range(2):
        wishes(hers, number=number)
    assert Wish.objects.count() == 1
    wishes(hers, text="Newer words")
    assert Wish.objects.filter(state=State.WAITING).count() == 1
    assert "Marked words" not in ask(hers.code, "read/")
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.create(referral=hers.referral, record=uuid.uuid4(), changed=timezone.now())


def test_she_takes_it_back_and_it_is_erased(hers):
    accepted(hers)
    wishes(hers)
    row = Wish.objects.get()
    asked = ask(hers.code, "somebody/take-back/", number=row.pk)
    assert "It cannot be undone." in asked
    assert 'action="/en/receipt/somebody/take-back/"' in asked
    assert "You can ask again at any time." in asked
    assert Wish.objects.get().state == State.WAITING, "it asks first"
    for _twice in range(2):
        assert "Done." in ask(hers.code, "somebody/take-back/", number=row.pk, sure="1")
    assert not Record.objects.filter(pk=row.record)
    assert client_of(hers.cast.mentor, opens=True).get(wish_page(hers)).status_code == 404
    with pytest.raises(NotNow):
        actions.settle(wish=row, by=hers.cast.mentor.pk, now=timezone.now())


def test_when_her_yes_ends_what_she_wished_is_erased(hers):
    accepted(hers)
    wishes(hers)
    record = Wish.objects.get().record
    consents.withdraw(consent=hers.consent, by=hers.cast.mentor.pk, now=timezone.now())
    assert Wish.objects.get().state == State.OVER
    assert not Record.objects.filter(pk=record)
    assert "This is not possible now." in wishes(hers)


def test_what_was_not_sent_or_is_closed_takes_no_wish(hers):
    wish = papers.Wish(("police",), "bn")
    for closes in (False, True):
        if closes:
            accepted(hers)
            do(hers, Act.CONTACT)
            do(hers, Act.CLOSE, outcome=Outcome.PROVIDED)
        with pytest.raises(NotHers):
            actions.write(
                referral=hers.referral, wish=wish, number=uuid.uuid4(), now=timezone.now()
            )
        assert "Ask for somebody at your side" not in ask(hers.code)


WRONG = [
    ("kinds", []),
    ("kinds", ["dance"]),
    ("kinds", ["\x00"]),
    ("language", "xx"),
    ("language", ""),
    ("day", "2020-01-01"),
    ("day", "x" * 10_000),
    ("part", "\x00"),
    ("not_told", "---"),
    ("not_told", "x" * 10_000),
    ("not_organisations", ["forged"]),
    ("text", "x" * 10_000),
    ("text", "\u202eword"),
]


def test_what_is_wrong_stands_beside_its_field_and_the_rest_stays_typed(hers):
    accepted(hers)
    for name, value in WRONG:
        page = wishes(hers, **{name: value})
        assert f"id_{name}_error" in page, (name, value)
        if name != "text":
            assert "Marked words" in page
    assert not Wish.objects.exists()


def test_another_woman_neither_sends_nor_takes_back_what_is_not_hers(hers):
    accepted(hers)
    wishes(hers)
    other = new_link(hers.cast)
    sure = {"code": other.code, "digits": DIGITS, "sure": "1"}
    for number in (Wish.objects.get().pk, "x" * 10_000, "\x00", ""):
        assert Client().post(f"{SOMEBODY}take-back/", {**sure, "number": number}).status_code == 404
    said = {"code": other.code, "digits": DIGITS, **form_of(hers)}
    assert Client().post(SOMEBODY, said).status_code == 404
    assert Wish.objects.get().state == State.WAITING
