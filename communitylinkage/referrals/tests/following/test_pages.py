"""The four steps, the page of a referral and home, where a procedure was signed."""

import pytest
from django.urls import reverse

from communitylinkage.people.tests.cast import client_of
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.procedures.tests.cast import in_force
from communitylinkage.referrals.models import Followed, Referral
from communitylinkage.referrals.tests.following.scene import at, follows, of
from communitylinkage.referrals.tests.following.test_sealed import parting
from communitylinkage.referrals.tests.test_pages import (
    CONTACT,
    NEED,
    as_it_began,
    consent,
    made,
    world,
)

__all__ = ["_django_db_helper", "as_it_began", "once", "world"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]


def address(row, name="referral", **more):
    return reverse(name, kwargs={"reference": row.reference, **more})


def page_of(client, row):
    return client.get(address(row)).content.decode()


def test_what_was_signed_is_followed_and_the_professional_sees_the_next_step(world):
    version = in_force(world, start="warm-referral")
    client = client_of(world.mentor, opens=True)
    data = {**NEED, "first": world.listed, "step": "1"}
    assert version.title in client.post(reverse("referral_new"), data).content.decode()
    made(world, client)
    row = Referral.objects.get()
    desk = client_of(world.professional, opens=True)
    page = page_of(desk, row)
    assert version.title in page
    assert "Answer: yes, with a day and a person" in page
    assert "It is your turn." in page
    assert page.index("Yes, we help") < page.index("What was agreed"), "the answer comes first"
    assert "It is your turn." not in page_of(client, row)
    desk.post(address(row, "referral_act", act="accept"))
    page = page_of(desk, row)
    assert page.index("What was agreed") < page.index("What you can do")
    page = page_of(client, row)
    assert "Go to the service with her" in page
    assert "It is your turn." in page


def test_without_a_signed_procedure_nothing_is_said_of_one(world):
    client = client_of(world.mentor, opens=True)
    made(world, client)
    assert not Followed.objects.exists()
    assert "What was agreed" not in page_of(client, Referral.objects.get())


def test_her_age_is_asked_where_the_agreement_parts_by_it_and_nowhere_else(world):
    client, address_ = client_of(world.mentor, opens=True), reverse("referral_new")
    data = {**NEED, "first": world.listed, **CONTACT, "step": "2"}
    asked = "Is she younger than 18?"
    assert asked not in client.post(address_, data | {"step": "1"}).content.decode()
    parting(world)
    assert asked in client.post(address_, data | {"step": "1"}).content.decode()
    page = client.post(address_, data).content.decode()
    assert "The agreement needs an answer." in page
    client.post(address_, data | consent() | {"minor": "yes", "step": "3"})
    row = Referral.objects.get()
    assert "Younger than 18" in client.post(
        address(row, "referral_read", part="summary")
    ).content.decode()  # fmt: skip


def test_where_the_way_parts_the_step_opens_with_what_she_needs(world):
    row = follows(world, parting(world), minor="yes")
    client = client_of(world.mentor, opens=True)
    client.post(address(row, "referral_step"), {"at": "0"})
    page = page_of(client, row)
    assert "Which step comes next depends on what she needs." in page
    assert "Say what the law asks" not in page
    opened = client.post(address(row, "referral_read", part="summary")).content.decode()
    assert "Say what the law asks in this country." in opened


def test_a_step_is_marked_once_and_who_comes_late_is_told(world):
    row = follows(world, in_force(world, start="warm-referral"))
    client = client_of(world.mentor, opens=True)
    desk = client_of(world.professional, opens=True)
    for act in ("accept", "contact", "begin"):
        desk.post(address(row, "referral_act", act=act))
    assert at(row) == ["feedback"]
    seen = str(len(of(row).trail.split()))
    home = client.get(reverse("people:home")).content.decode()
    assert f"{row.reference}: Ask her how it went" in home
    assert client.post(address(row, "referral_step"), {"at": seen}).status_code == 302
    late = client.post(address(row, "referral_step"), {"at": seen}).content.decode()
    assert "Something changed meanwhile." in late
    assert "It has come to the end of this procedure." in late


def test_what_others_do_is_the_mentors_to_see_to(world):
    row = follows(world, in_force(world, start="warm-referral"))
    desk = client_of(world.professional)
    desk.post(address(row, "referral_act", act="decline"), {"reason": "no_room"})
    page = page_of(client_of(world.mentor), row)
    assert "Find out why nobody answered." in page
    assert "Please see to it that it happens." in page
    assert "This step is done" in page


def test_another_way_asks_why_and_keeps_what_was_typed(world):
    row = follows(world, in_force(world, start="warm-referral"))
    client_of(world.professional).post(address(row, "referral_act", act="accept"))
    client = client_of(world.mentor, opens=True)
    there = address(row, "referral_departure")
    assert "Why?" in client.get(there).content.decode()
    desk = client_of(world.professional, opens=True)
    assert desk.get(there).status_code == 404  # it is not their turn
    page = client.post(there, {"at": "2", "far": "all", "note": "MARKED words"}).content.decode()
    assert "Please choose a reason." in page
    assert "MARKED words" in page
    client.post(there, {"at": "2", "reason": "danger", "far": "all", "note": "MARKED words"})
    assert "It goes another way than agreed" in page_of(client, row)


def test_a_stranger_finds_neither_step_nor_way(world):
    row = follows(world, in_force(world, start="warm-referral"))
    stranger = client_of(world.other_professional, opens=True)
    for name in ("referral_step", "referral_departure"):
        assert stranger.post(address(row, name), {"at": "1"}).status_code == 404
