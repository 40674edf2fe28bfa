"""Inviting, letting in, leaving."""

import datetime

import pytest
from django.urls import reverse

from communitylinkage.journal.models import Line
from communitylinkage.people import actions, demo, keys
from communitylinkage.people.models import Membership
from communitylinkage.people.tests.cast import NOW, PASSWORD, cast, client_of, member  # noqa: F401

pytestmark = pytest.mark.django_db
JOIN = {"name": "New", "password": PASSWORD, "again": PASSWORD}


def test_an_invitation_works_once(cast, client):  # noqa: F811
    page = client_of(cast.coordinator).post(
        reverse("people:colleagues"),
        {
            "email": "new@example.org",
            "role": "professional",
            "organisation": cast.service.pk,
        },
    )
    address = page.context["link"].removeprefix("http://testserver")
    page = client.get(address).content
    assert b"nobody can give it back" in page
    assert b"At least 12 letters" in page, "said before it is refused"
    assert b"You have joined." in client.post(address, JOIN, follow=True).content
    assert client.get(address).status_code == 404
    joined = Membership.objects.get(account__email="new@example.org")
    assert (joined.state, joined.may_open) == ("awaiting", False)


def test_a_forged_or_old_invitation_does_not_exist(cast, client):  # noqa: F811
    assert client.get(reverse("people:accept", args=["forged"])).status_code == 404
    _made, token = actions.invite(
        by=cast.coordinator, email="a@b.org", organisation=cast.service, role="mentor", now=NOW
    )
    assert actions.open_invitation(token, NOW + datetime.timedelta(days=6))
    assert actions.open_invitation(token, NOW + datetime.timedelta(days=7)) is None


def test_a_colleague_is_let_in_with_the_words_that_the_page_showed(cast):  # noqa: F811
    new = member("new", "professional", cast.service, state="awaiting")
    browser = client_of(cast.coordinator, opens=True)
    address = reverse("people:let_in", args=[new.membership.pk])
    words = keys.four_words(bytes(new.public_key))
    page = browser.get(address).content.decode()
    assert all(f"<strong>{word}</strong>" in page for word in words.split())
    assert "Tick this only when" in browser.post(address, {"words": words}).content.decode()
    changed = browser.post(address, {"words": "acorn acorn acorn acorn", "heard": "on"})
    assert "changed meanwhile" in changed.content.decode()
    assert browser.post(address, {"words": words, "heard": "on"}).status_code == 302
    new.membership.refresh_from_db()
    assert new.membership.may_open
    assert browser.get(address).status_code == 404


def test_the_words_are_2048_short_plain_ones_told_apart_by_four_letters():
    words = keys.word_list()
    assert len(words) == len(set(words)) == len({word[:4] for word in words}) == 2048
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 8 for word in words)
    assert not {"abuse", "victim", "weapon", "police"} & set(words)
    assert list(words) == sorted(words)


def test_two_keys_have_different_words():
    assert keys.four_words(b"1" * 32) != keys.four_words(b"2" * 32)
    assert len(keys.four_words(b"1" * 32).split()) == 4


def test_a_leaver_is_out_at_once(cast):  # noqa: F811
    hers = client_of(cast.professional)
    assert hers.get(reverse("people:home")).status_code == 200
    address = reverse("people:leave", args=[cast.professional.membership.pk])
    client_of(cast.coordinator).post(address)
    assert hers.get(reverse("people:home")).status_code == 302


def test_leaving_calls_what_the_settings_name(cast, settings):  # noqa: F811
    settings.ON_LEAVING = ["communitylinkage.people.tests.test_colleagues.note"]
    actions.leave(membership=cast.mentor.membership, by=cast.coordinator, now=NOW)
    assert [cast.mentor.membership] == NOTED


NOTED = []


def note(*, membership, by, now):
    NOTED.append(membership)


@pytest.mark.parametrize(
    "who", ["mentor", "professional", "other_professional", "lead", "administrator"]
)
def test_only_coordinators_see_colleagues(cast, who):  # noqa: F811
    assert client_of(getattr(cast, who)).get(reverse("people:colleagues")).status_code == 404


def test_a_coordinator_elsewhere_is_a_stranger_here(cast):  # noqa: F811
    stranger = client_of(cast.stranger)
    pk = cast.professional.membership.pk
    assert stranger.get(reverse("people:let_in", args=[pk])).status_code == 404
    assert stranger.post(reverse("people:leave", args=[pk])).status_code == 404
    assert b"professional@" not in stranger.get(reverse("people:colleagues")).content


def test_who_waits_to_be_let_in_has_no_right(cast):  # noqa: F811
    waiting = member("waiting", "coordinator", cast.service, state="awaiting")
    browser = client_of(waiting)
    assert browser.get(reverse("people:colleagues")).status_code == 404
    assert (
        keys.four_words(bytes(waiting.public_key)).encode()
        in browser.get(reverse("people:home")).content
    )


def test_forms_are_protected(cast):  # noqa: F811
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(reverse("people:sign_in")).status_code == 403


def test_inviting_and_leaving_stand_in_the_journal_without_names(cast):  # noqa: F811
    actions.invite(
        by=cast.coordinator,
        email="new@example.org",
        organisation=cast.service,
        role="professional",
        now=NOW,
    )
    actions.leave(membership=cast.professional.membership, by=cast.coordinator, now=NOW)
    lines = list(Line.objects.filter(organisation_id=cast.service.pk))
    assert [line.act for line in lines][-2:] == ["colleague.invited", "colleague.left"]
    assert not [line for line in lines if "example" in str(vars(line))]


def test_no_post_of_the_demo_is_called_like_the_police():
    assert "guardia" not in {name.casefold() for name in demo.ON_DUTY.values()}
