"""What a signed procedure says may never be shared does not leave the four steps."""

from dataclasses import replace

import pytest
from django.urls import reverse

from communitylinkage.people.tests.cast import NOW, client_of
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.procedures import actions as procedures
from communitylinkage.procedures.tests.cast import a_draft, entered
from communitylinkage.referrals.forms import ContactForm
from communitylinkage.referrals.models import Followed, Referral
from communitylinkage.referrals.tests.following.test_pages import address
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
THROUGH_HER = {"channel": "through_mentor", "number": "", "when": "", "cover_name": ""}
EMPTY = "never to share this. Please leave it empty."


def never(world, *items):
    """In force, and nothing of these is ever shared."""
    row, by = a_draft(world, start="warm-referral"), world.coordinator.pk
    value = row.value
    graph = replace(
        value,
        steps=tuple(
            replace(one, shares=tuple(item for item in one.shares if item not in items))
            for one in value.steps
        ),
        may_share=tuple(item for item in value.may_share if item not in items),
        never=items,
    )
    row = procedures.change(version=row, graph=graph, by=by, now=NOW)
    return entered(row, world.coordinator, world.service, world.community)


def step(client, number, /, **more):
    data = {"step": str(number), **more}
    return client.post(reverse("referral_new"), data).content.decode()


def opened(client, row, part):
    return client.post(address(row, "referral_read", part=part)).content.decode()


@pytest.mark.parametrize("agreed", [False, True])
def test_that_she_has_children_is_left_out_where_it_was_agreed_so(world, agreed):
    if agreed:
        never(world, "children")
    client = client_of(world.mentor, opens=True)
    page = step(client, 2, **NEED, first=world.listed, **CONTACT, children="on")
    assert ('name="for_children"' in page) is not agreed
    assert ("None of it is sent" in page) is agreed
    made(world, client, children="on", for_children="on")
    row = Referral.objects.get()
    assert Followed.objects.filter(referral=row).exists() is agreed
    assert ("<dt>Children</dt>" in opened(client, row, "summary")) is not agreed
    paper = opened(client, row, "paper")
    assert ("that it is about her children too" in paper) is not agreed
    assert ("were spoken about" in paper) is not agreed


def test_her_name_is_refused_beside_its_field_and_is_not_needed(world):
    never(world, "name")
    client = client_of(world.mentor, opens=True)
    data = {**NEED, "first": world.listed, **CONTACT}
    page = step(client, 2, **data)
    assert page.count(EMPTY) == 1
    assert 'value="MARKED Amal"' in page
    assert "Read this to her" in step(client, 2, **data | {"name": ""})
    # A form made by hand comes no further than the third step either.
    assert EMPTY in step(client, 3, **data, **consent())
    assert not Referral.objects.exists()
    step(client, 3, **data | {"name": ""}, **consent())
    row = Referral.objects.get()
    paper = opened(client, row, "paper")
    assert "how to reach her" in paper
    assert "what to call her" not in paper


def test_how_to_reach_her_is_refused_and_her_mentor_is_the_way(world):
    never(world, "contact")
    client = client_of(world.mentor, opens=True)
    data = {**NEED, "first": world.listed, **CONTACT}
    page = step(client, 2, **data)
    assert page.count(EMPTY) == 3
    assert "never to share how to reach her. Please choose her mentor." in page
    assert 'value="+34 600 000 001"' in page
    page = step(client, 2, **data | {"number": "", "when": "", "cover_name": ""})
    assert "This is needed" not in page, "what would be refused is not asked for"
    assert "Read this to her" in step(client, 2, **data | THROUGH_HER)


def test_each_refusal_stands_at_its_field():
    form = ContactForm(CONTACT, never=frozenset({"contact", "name"}))
    assert set(form.errors) == {"name", "channel", "number", "when", "cover_name"}
    assert not ContactForm(CONTACT).errors


def test_a_service_with_which_not_even_the_need_is_shared_is_not_asked(world):
    never(world, "need")
    page = step(client_of(world.mentor, opens=True), 1, **NEED, first=world.listed)
    assert "never to share what she needs, and every referral says it." in page
    assert "What shall they call her?" not in page
