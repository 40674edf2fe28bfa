"""The signal is lost while she sends, the clock runs out while a page is open, two come at once."""

from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.organisations.models import Post
from communitylinkage.people.tests.cast import client_of
from communitylinkage.people.tests.once import taken_back
from communitylinkage.procedures.models import Procedure
from communitylinkage.referrals import actions as referrals
from communitylinkage.referrals.rules import Act, Party, State
from communitylinkage.referrals.tests.receipt.hers import do, new_link
from tests.bad_input.own import made_for
from tests.bad_input.pages import read
from tests.bad_input.test_every_form import browser, counted, each_route, written_since

pytestmark = pytest.mark.django_db

TOKEN = {"csrfmiddlewaretoken": "of the page that she sends once more"}


def filled(client, address, answer, seen):
    """Every form of a page as a patient person sends it, and of the pages that these lead to."""
    for form in read(answer).forms:
        if form.method != "post" or form.names in seen or "/sign-out/" in form.action:
            continue
        seen.add(form.names)
        to = urljoin(address, form.action)
        yield to, form.good
        with taken_back():
            after = client.post(to, form.good)
            if after.status_code == 200 and not after.streaming:
                yield from filled(client, to, after, seen)


@each_route
def test_a_form_whose_answer_was_lost_is_sent_again_and_doubles_nothing(world, route):
    with translation.override("en"):
        address = route.address(**made_for(route, world))
    client = browser(world, route)
    answer = client.get(address)
    if answer.status_code != 200 or answer.streaming:
        return
    for to, said in filled(client, address, answer, set()):
        with taken_back():
            alone = client.post(to, said)
        with taken_back():
            first = client.post(to, said | TOKEN)
            assert first.status_code == alone.status_code, to
            before = counted()
            second = client.post(to, said | TOKEN)
            doubled = written_since(before) - rightly_again(to, first)
            assert doubled == set(), f"{to}: {doubled}"
            if route.name == "link" and second.status_code == 404:
                continue  # the last answer has closed the one-time link, and its page says so
            assert second.status_code == first.status_code, (to, first, second)
            assert second.headers.get("Location") == first.headers.get("Location"), to


def rightly_again(to, answer):
    """The tables in which a second line is true."""
    if answer.status_code == 302:
        return set()
    again = {"journal_line"}  # what was shown or taken out twice was opened twice
    if to == reverse("ask"):  # her number is shown once, and she has not seen it: she gets another
        again |= {"participants_receipt", "vault_holder"}
    return again


@pytest.fixture
def referral(world):
    """The mentor's, with the professional's service first and another one next; its clock runs."""
    link = new_link(world)
    do(link, Act.SEND, Party.MENTOR)
    return link.referral


@pytest.fixture
def late(monkeypatch):
    """It is so many minutes after the clock of a day that began in this test."""
    over = timezone.now() + timedelta(days=1)

    def at(minutes):
        monkeypatch.setattr("django.utils.timezone.now", lambda: over + timedelta(minutes=minutes))

    return at


def test_a_yes_after_the_clock_passed_it_on_is_told_so_and_opens_nothing(world, referral, late):
    accept = reverse("referral_act", args=[referral.reference, "accept"])
    late(minutes=-1)
    service = client_of(world.professional, opens=True)
    assert "with you no more" not in service.get(accept).content.decode()
    late(minutes=1)
    referrals.sweep(now=timezone.now())
    answer = service.post(accept, TOKEN)
    assert "with you no more" in answer.content.decode()
    read = service.post(reverse("referral_read", args=[referral.reference, "content"]))
    assert "MARKED" not in read.content.decode()
    referral.refresh_from_db()
    assert (referral.state, referral.position) == (State.SENT, 1)
    next_one = client_of(world.other_professional, opens=True)
    summary = next_one.post(reverse("referral_read", args=[referral.reference, "summary"]))
    assert "MARKED town" in summary.content.decode()


def test_a_yes_before_the_worker_came_by_still_counts(world, referral, late):
    late(minutes=1)
    service = client_of(world.professional, opens=True)
    service.post(reverse("referral_act", args=[referral.reference, "accept"]), TOKEN)
    referrals.sweep(now=timezone.now())
    referral.refresh_from_db()
    assert (referral.state, referral.position) == (State.ACCEPTED, 0)


def test_who_was_not_asked_yet_is_told_nothing(world, referral):
    accept = reverse("referral_act", args=[referral.reference, "accept"])
    next_one = client_of(world.other_professional, opens=True)
    assert "with you no more" not in next_one.get(accept).content.decode()
    assert next_one.get(accept).status_code == 404


def test_a_yes_whose_answer_was_lost_leads_to_the_same_page_again(world, referral):
    service = client_of(world.professional, opens=True)
    accept = reverse("referral_act", args=[referral.reference, "accept"])
    first, again = service.post(accept, TOKEN), service.post(accept, TOKEN)
    assert (again.status_code, again.url) == (302, first.url)
    page = service.get(again.url).content.decode()
    assert "Something changed meanwhile" not in page
    assert service.get(accept).status_code == 200  # a page opened anew says how it stands
    assert "Something changed meanwhile" in service.get(accept).content.decode()


def test_another_page_with_the_same_words_is_another_wish(world):
    coordinator, before = client_of(world.coordinator), Procedure.objects.count()
    for token in ("of one page", "of one page", "of another"):
        said = {"start": "detection", "csrfmiddlewaretoken": token}
        coordinator.post(reverse("procedure_new"), said)
    assert Procedure.objects.count() == before + 2


def test_what_was_changed_before_sending_again_is_done(world):
    coordinator, address = client_of(world.coordinator), reverse("people:posts")
    for name in ("Nights", "Nights and Sundays"):
        said = {"organisation": str(world.service.pk), "name": name}
        coordinator.post(address, said | TOKEN)
    assert Post.objects.filter(name__startswith="Nights").count() == 2


def test_the_session_remembers_no_word_of_what_was_sent(world):
    coordinator = client_of(world.coordinator)
    said = {"organisation": str(world.service.pk), "name": "MARKEDNAME"}
    coordinator.post(reverse("people:posts"), said | TOKEN)
    kept = repr(dict(coordinator.session))
    assert "sent" in coordinator.session
    assert "MARKEDNAME" not in kept
    assert TOKEN["csrfmiddlewaretoken"] not in kept
