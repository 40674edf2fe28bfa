"""A person may hold several roles, also in one organisation; ending one leaves the other."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.organisations.models import Programme
from communitylinkage.people import actions, posts
from communitylinkage.people.models import Membership
from communitylinkage.people.rules import MembershipState, NotAllowed
from communitylinkage.people.tests.cast import (
    NOW,
    PASSWORD,
    cast,
    client_of,
    key_of,
    member,
)

pytestmark = pytest.mark.django_db
__all__ = ["cast"]
JOIN = {"name": "Anything", "password": PASSWORD, "again": PASSWORD}


def invited(cast, account, role, by=None, **more):
    return actions.invite(
        by=by or cast.coordinator, email=account.email, organisation=cast.service, role=role,
        now=timezone.now(), **more,
    )  # fmt: skip


def joined(cast, account, role, by=None):
    """She takes up a further role by the link of its invitation."""
    _made, token = invited(cast, account, role, by)
    answer = Client().post(reverse("people:accept", args=[token]), JOIN)
    assert answer.status_code == 302, answer.content.decode()
    return Membership.objects.get(account=account, organisation=cast.service, role=role)


def roles_of(account):
    rows = account.memberships.filter(state=MembershipState.ACTIVE)
    return sorted(rows.values_list("role", flat=True))


def test_a_second_role_in_the_same_organisation_is_no_second_person(cast):
    joined(cast, cast.professional, "mentor")
    assert roles_of(cast.professional) == ["mentor", "professional"]
    home = client_of(cast.professional).get(reverse("people:home")).content.decode()
    assert "Mentor · " in home
    assert "Professional · " in home


def test_the_same_role_is_refused_and_in_another_programme_it_is_not(cast):
    with pytest.raises(NotAllowed, match="this role"):
        invited(cast, cast.professional, "professional")
    programme = Programme.objects.create(
        name="Bridges",
        contract_number="P-1",
        lead_organisation=cast.service,
        starts=NOW.date(),
        ends=NOW.date(),
    )
    invited(cast, cast.professional, "professional", programme=programme)
    Membership.objects.filter(account=cast.professional).update(programme=programme)
    home = client_of(cast.professional).get(reverse("people:home")).content.decode()
    assert "Bridges" in home, "two alike are told apart"
    waits = member("waits", "mentor", cast.service, state="awaiting")
    with pytest.raises(NotAllowed, match="this role"):
        invited(cast, waits, "mentor")


def test_two_invitations_to_one_role_make_it_hers_once(cast):
    other = member("second coordinator", "coordinator", cast.service)
    _made, first = invited(cast, cast.professional, "mentor")
    _made, second = invited(cast, cast.professional, "mentor", by=other)
    assert first != second
    assert Client().post(reverse("people:accept", args=[first]), JOIN).status_code == 302
    page = Client().post(reverse("people:accept", args=[second]), JOIN).content.decode()
    assert "has this role in the organisation already" in page
    assert roles_of(cast.professional) == ["mentor", "professional"]


def test_who_opens_here_already_need_not_be_let_in_once_more(cast):
    """The coordinator who is alone in her organisation could be let in by nobody."""
    made = joined(cast, cast.coordinator, "mentor")
    assert (made.state, made.may_open) == ("active", True)
    told = Line.objects.get(act="colleague.let_in", reference=str(made.pk))
    assert told.by == str(cast.coordinator.pk)
    lead = joined(cast, cast.coordinator, "administrator", by=cast.administrator)
    assert (lead.state, lead.may_open) == ("active", False)


def test_who_opens_nothing_here_yet_waits_for_her_words_to_be_compared(cast):
    for who in (cast.lead, cast.mentor):
        made = joined(cast, who, "professional")
        assert (made.state, made.may_open) == ("awaiting", False)
        assert not posts.has_key(cast.service.post, who)


def test_who_gives_up_one_role_keeps_the_other_and_what_it_opens(cast):
    made = joined(cast, cast.professional, "mentor")
    address = reverse("people:leave", args=[made.pk])
    browser = client_of(cast.coordinator, opens=True)
    page = unescape(browser.get(address).content.decode())
    assert "professional</bdi> gives up a role" in page
    assert "What she is here besides stays: Professional" in page
    assert "can do nothing here any more" not in page
    assert "loses the keys" not in page
    browser.post(address)
    assert roles_of(cast.professional) == ["professional"]
    assert posts.has_key(cast.service.post, cast.professional)
    assert cast.professional in posts.openers(cast.service.pk)
    assert cast.professional not in posts.openers(cast.service.pk, role="mentor")


def test_who_keeps_only_a_role_that_opens_nothing_loses_the_keys(cast):
    member("beside", "coordinator", cast.service)
    joined(cast, cast.coordinator, "administrator", by=cast.administrator)
    page = client_of(cast.coordinator).get(
        reverse("people:leave", args=[cast.coordinator.membership.pk])
    )
    assert "loses the keys" in page.content.decode()
    actions.leave(
        membership=cast.coordinator.membership, by=cast.professional, now=NOW,
        private_key=key_of(cast.professional),
    )  # fmt: skip
    assert roles_of(cast.coordinator) == ["administrator"]
    assert not posts.has_key(cast.service.post, cast.coordinator)
    assert posts.has_key(cast.service.post, cast.professional)


def test_the_last_who_opens_is_not_the_last_while_another_role_of_hers_opens(cast):
    made = joined(cast, cast.mentor, "mentor")
    assert made.state == "awaiting"
    alone = member("alone", "coordinator", cast.other)
    actions.leave(membership=cast.other_professional.membership, by=alone, now=NOW)
    actions.leave(membership=cast.stranger.membership, by=alone, now=NOW)
    last = "the last one here who can open"
    there = reverse("people:leave", args=[alone.membership.pk])
    assert last in client_of(alone).get(there).content.decode()
    _made, token = actions.invite(
        by=alone, email=alone.email, organisation=cast.other, role="mentor", now=timezone.now()
    )
    Client().post(reverse("people:accept", args=[token]), JOIN)
    assert last not in client_of(alone).get(there).content.decode()
