"""A closed referral is opened again with a note, which her mentor and the service read."""

import pytest
from django.urls import reverse

from communitylinkage.people.tests.cast import client_of
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.referrals.models import Message, Referral
from communitylinkage.referrals.rules import State
from communitylinkage.referrals.tests.test_pages import as_it_began, made, world

__all__ = ["_django_db_helper", "as_it_began", "once", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(world):
    """Sent, accepted, closed."""
    made(world, client_of(world.mentor, opens=True))
    world.row = Referral.objects.get()
    world.desk = client_of(world.professional, opens=True)
    world.desk.post(address(world, "accept"))
    world.desk.post(address(world, "close"), {"outcome": "provided"})
    return world


def address(world, act):
    return reverse("referral_act", args=[world.row.reference, act])


def state(world):
    return Referral.objects.get(pk=world.row.pk).state


def test_without_a_note_it_stays_closed_and_the_page_says_why(closed):
    page = closed.desk.post(address(closed, "reopen"), {"note": " "}).content.decode()
    assert "Please write a few words." in page
    assert state(closed) == State.CLOSED
    assert not Message.objects.exists()


def test_the_note_opens_it_and_the_mentor_reads_why(closed):
    closed.desk.post(address(closed, "reopen"), {"note": "MARKED She came back."})
    assert state(closed) == State.ACCEPTED
    messages = reverse("referral_messages", args=[closed.row.reference])
    mentor = client_of(closed.mentor, opens=True)
    assert "MARKED She came back." in mentor.get(messages).content.decode()
    assert "sign in again" in client_of(closed.mentor).get(messages).content.decode()


def test_a_form_sent_twice_opens_once_and_says_what_changed(closed):
    for _time in range(2):
        page = closed.desk.post(address(closed, "reopen"), {"note": "again"})
    assert Message.objects.count() == 1
    assert "changed" in page.content.decode()


def test_after_she_took_her_yes_back_nothing_opens(closed):
    mentor = client_of(closed.mentor, opens=True)
    mentor.post(reverse("referral_withdraw", args=[closed.row.reference]))
    closed.desk.post(address(closed, "reopen"), {"note": "again"})
    assert state(closed) != State.ACCEPTED
    assert not Message.objects.exists()


def test_what_a_service_said_no_to_is_neither_opened_again_nor_told_there(world):
    made(world, client_of(world.mentor, opens=True))
    world.row = Referral.objects.get()
    desk, mentor = client_of(world.professional, opens=True), client_of(world.mentor, opens=True)
    desk.post(address(world, "decline"), {"reason": "no_room"})
    mentor.post(address(world, "close"), {"outcome": "provided_elsewhere"})
    assert state(world) == State.CLOSED
    page = reverse("referral", args=[world.row.reference])
    assert desk.get(page).status_code == 404
    assert desk.post(address(world, "reopen"), {"note": "again"}).status_code == 404
    assert address(world, "reopen") not in mentor.get(page).content.decode()
    mentor.post(address(world, "reopen"), {"note": "again"})
    assert state(world) == State.CLOSED
