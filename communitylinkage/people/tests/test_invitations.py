"""Open invitations are listed, called back and sent anew."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.people import actions, mail
from communitylinkage.people.models import Invitation
from communitylinkage.people.tests.cast import PASSWORD, cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["cast"]
JOIN = {"name": "New", "password": PASSWORD, "again": PASSWORD}


def invited(cast, by=None, organisation=None, role="professional", now=None):
    return actions.invite(
        by=by or cast.coordinator,
        email="new@example.org",
        organisation=organisation or cast.service,
        role=role,
        now=now or timezone.now(),
    )


def press(account, route, invitation):
    return client_of(account).post(reverse(f"people:{route}", args=[invitation.pk]))


def test_an_open_invitation_is_listed_until_it_is_used(cast):
    _made, token = invited(cast)
    page = client_of(cast.coordinator).get(reverse("people:colleagues")).content.decode()
    assert "new@example.org" in page
    assert "Its link works until" in page
    Client().post(reverse("people:accept", args=[token]), JOIN)
    page = client_of(cast.coordinator).get(reverse("people:colleagues")).content.decode()
    assert "new@example.org" not in page


def test_one_that_is_over_says_so(cast):
    invited(cast, now=timezone.now() - timedelta(days=8))
    page = client_of(cast.coordinator).get(reverse("people:colleagues")).content.decode()
    assert "does not work any more" in page


def test_an_invitation_that_was_called_back_is_like_one_that_never_was(cast):
    made, token = invited(cast)
    address = reverse("people:accept", args=[token])
    assert Client().get(address).status_code == 200
    assert press(cast.coordinator, "call_back", made).url == reverse("people:colleagues")
    gone, unknown = Client().get(address), Client().get(reverse("people:accept", args=["forged"]))
    assert (gone.status_code, unknown.status_code) == (404, 404)
    assert gone.content.decode().replace(token, "forged") == unknown.content.decode()
    assert Line.objects.filter(act="invitation.called_back", reference=str(made.pk)).exists()
    assert press(cast.coordinator, "call_back", made).status_code == 404


def test_the_letter_of_one_that_was_called_back_is_not_sent(cast):
    made, _token = invited(cast)
    press(cast.coordinator, "call_back", made)

    class Task:
        subject_id = made.pk

    assert mail.invitation(task=Task, now=timezone.now()) is None


def test_sent_anew_it_has_another_link_and_the_first_is_dead(cast):
    made, token = invited(cast, now=timezone.now() - timedelta(days=8))
    page = press(cast.coordinator, "invite_anew", made)
    address = page.context["link"].removeprefix("http://testserver")
    assert Client().get(reverse("people:accept", args=[token])).status_code == 404
    assert Client().get(address).status_code == 200
    anew = Invitation.objects.get()
    assert (anew.email, anew.role, anew.organisation) == (
        "new@example.org", "professional", cast.service,
    )  # fmt: skip
    assert anew.expires > timezone.now() + timedelta(days=6)


def test_the_administrator_sees_those_of_coordinators_where_she_invited_them(cast):
    made, _token = invited(cast, by=cast.administrator, organisation=cast.other, role="coordinator")
    where = reverse("people:site_organisation", args=[cast.other.pk])
    assert "new@example.org" in client_of(cast.administrator).get(where).content.decode()
    assert press(cast.administrator, "call_back", made).url == where


def test_nobody_else_calls_it_back(cast):
    made, token = invited(cast)
    for who in (cast.stranger, cast.mentor, cast.professional, cast.lead, cast.administrator):
        for route in ("call_back", "invite_anew"):
            assert press(who, route, made).status_code == 404
    lead, _token = invited(cast, by=cast.administrator, role="lead")
    assert press(cast.coordinator, "call_back", lead).status_code == 404
    assert Client().get(reverse("people:accept", args=[token])).status_code == 200
