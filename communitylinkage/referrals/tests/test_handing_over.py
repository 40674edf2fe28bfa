"""When a mentor cannot go on: who stands in for her, and to whom she gives a referral."""

import pytest
from django.urls import reverse

from communitylinkage.people import actions as people
from communitylinkage.people.posts import new_post
from communitylinkage.people.tests.cast import client_of, member
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import State
from communitylinkage.referrals.tests.test_pages import (
    CONTACT,
    NEED,
    NOW,
    as_it_began,
    made,
    world,
)
from communitylinkage.vault import actions as vault
from communitylinkage.vault import queries

__all__ = ["_django_db_helper", "as_it_began", "once", "world"]
pytestmark = pytest.mark.django_db


def test_a_service_that_is_asked_itself_is_no_stand_in_before_its_yes(world):
    """Found by random people: its post stood twice among those who may open, which was a fault."""
    coordinator = client_of(world.coordinator, opens=True)
    made(world, coordinator, stand_in="on")
    row = Referral.objects.get()
    assert row.state == State.SENT
    released = queries.released([row.summary, row.content])
    assert (row.summary, world.service.post.key_holder) in released
    assert (row.content, world.service.post.key_holder) not in released
    assert not vault.holds(record=row.consent.paper, holder=world.service.post.key_holder)


def test_where_the_only_post_is_asked_itself_nobody_is_promised_to_stand_in(world):
    coordinator, asks = client_of(world.coordinator, opens=True), "a colleague of my organisation"
    steps = {**NEED, "first": world.listed, **CONTACT, "step": "2"}
    page = coordinator.post(reverse("referral_new"), steps).content.decode()
    assert "How did she agree?" in page
    assert asks not in page
    second = new_post(organisation=world.service, name="Z", by=world.coordinator.pk, now=NOW)
    assert asks in coordinator.post(reverse("referral_new"), steps).content.decode()
    made(world, coordinator, stand_in="on")
    assert vault.holds(record=Referral.objects.get().consent.paper, holder=second.key_holder)


def test_a_mentor_gives_a_referral_to_a_colleague_and_reads_it_no_more(world):
    mentor = client_of(world.mentor, opens=True)
    made(world, mentor)
    reference = Referral.objects.get().reference
    address = reverse("referral_hand_over", args=[reference])
    case = reverse("referral", args=[reference])
    assert address not in mentor.get(case).content.decode(), "nobody could take it"
    colleague = member("colleague", "mentor", world.community)
    assert address in mentor.get(case).content.decode()
    mentor.post(address, {"colleague": str(colleague.pk), "agreed": "on"})
    read = reverse("referral_read", args=[reference, "content"])
    assert mentor.post(read).status_code == 404
    assert "MARKED" in client_of(colleague, opens=True).post(read).content.decode()


@pytest.mark.parametrize(("stand_in", "state"), [({"stand_in": "on"}, 302), ({}, 200)])
def test_what_a_mentor_left_behind_goes_on_only_where_the_woman_agreed(world, stand_in, state):
    colleague = member("colleague", "mentor", world.community)
    new_post(organisation=world.community, name="A stand-in", by=colleague.pk, now=NOW)
    made(world, client_of(world.mentor, opens=True), **stand_in)
    reference = Referral.objects.get().reference
    people.leave(membership=world.mentor.membership, by=world.coordinator, now=NOW)
    client = client_of(colleague, opens=True)
    assert "its mentor has left" in client.get(reverse("people:home")).content.decode()
    answer = client.post(reverse("referral_take_over", args=[reference]))
    assert answer.status_code == state
