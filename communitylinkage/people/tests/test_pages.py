"""Pages that everybody has: signing in when many do, wrong input, roles, my sign-ins."""

from unittest.mock import patch

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from communitylinkage.outbox import actions as outbox
from communitylinkage.people import actions, wording
from communitylinkage.people.models import Account, Invitation
from communitylinkage.people.roles import ROLES
from communitylinkage.people.tests.cast import NOW, PASSWORD, cast, client_of  # noqa: F401
from communitylinkage.vault import keys as vault

pytestmark = pytest.mark.django_db
LONG = "x" * 10_000


@pytest.fixture
def all_slots_taken():
    taken = 0
    with patch.object(vault, "LONGEST_WAIT_SECONDS", 0.01):
        while vault._SLOTS.acquire(blocking=False):
            taken += 1
        yield
        for _slot in range(taken):
            vault._SLOTS.release()


def test_who_finds_no_slot_is_asked_to_wait_and_keeps_what_she_typed(
    cast,  # noqa: F811
    client,
    all_slots_taken,
):
    said = {"email": "mentor@example.org", "password": "a secret password"}
    page = client.post(reverse("people:sign_in"), said)
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"
    assert "mentor@example.org" in page.content.decode()
    assert "a secret password" not in page.content.decode()
    assert client.get(reverse("first_page")).status_code == 200


def test_waiting_is_no_wrong_try(cast, client, all_slots_taken):  # noqa: F811
    from communitylinkage.people.models import Delay

    for _try in range(5):
        client.post(reverse("people:sign_in"), {"email": cast.mentor.email, "password": "wrong"})
    assert not Delay.objects.exists()


def test_one_waits_in_line_and_further_ones_are_told_at_once(all_slots_taken):
    long = patch.object(vault, "LONGEST_WAIT_SECONDS", 60)
    with vault._FIRST_IN_LINE, long, pytest.raises(vault.Busy):
        vault.argon("password", vault.NOBODY)


def test_every_page_with_a_password_waits_alike(cast, client, all_slots_taken):  # noqa: F811
    assert client.post(reverse("people:forgotten"), {"email": "a@b.org"}).status_code == 503
    _made, token = actions.invite(
        by=cast.coordinator,
        email="a@b.org",
        organisation=cast.service,
        role="mentor",
        now=timezone.now(),
    )
    said = {"name": "Ana Name", "password": PASSWORD, "again": PASSWORD}
    page = client.post(reverse("people:accept", args=[token]), said)
    assert page.status_code == 503
    assert "Ana Name" in page.content.decode()
    assert Invitation.objects.get().used_at is None
    said = {"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}
    assert client_of(cast.mentor).post(reverse("people:change_password"), said).status_code == 503


@pytest.mark.parametrize("text", [LONG, "a\x00b", "a\x07b", "a\u202eb", "", "‮" * 300])
def test_no_form_answers_wrong_input_with_a_fault(cast, client, text):  # noqa: F811
    said = dict.fromkeys(
        ["email", "password", "old", "new", "again", "name", "role", "organisation", "code"], text
    )
    assert client.post(reverse("people:sign_in"), said).status_code == 200
    assert client.post(reverse("people:forgotten"), said).status_code == 200
    hers = client_of(cast.coordinator)
    assert hers.post(reverse("people:colleagues"), said).status_code == 200
    assert hers.post(reverse("people:change_password"), said).status_code == 200
    half_way = hers.session
    half_way["second"] = False
    half_way.save()
    assert hers.post(reverse("people:second"), said).status_code == 200
    assert not Invitation.objects.exists()


def test_a_forged_organisation_or_role_invites_nobody(cast):  # noqa: F811
    browser = client_of(cast.coordinator)
    good = {"email": "a@b.org", "role": "mentor", "organisation": cast.service.pk}
    for wrong in ({"organisation": cast.other.pk}, {"role": "administrator"}, {"role": "lead"}):
        page = browser.post(reverse("people:colleagues"), {**good, **wrong})
        assert "none of the answers" in page.content.decode()
        assert "a@b.org" in page.content.decode()
    assert not Invitation.objects.exists()


def test_an_invitation_is_mailed_in_a_neutral_letter(cast):  # noqa: F811
    _made, token = actions.invite(
        by=cast.coordinator,
        email="new@b.org",
        organisation=cast.service,
        role="mentor",
        now=NOW,
    )
    assert outbox.run_due(now=NOW) == 1
    letter = mail.outbox[-1]
    assert letter.to == ["new@b.org"]
    assert token in letter.body
    text = letter.subject + letter.body.replace(token, "")
    assert not [w for w in ("Service", "mentor", "invit", "violence") if w in text.split("http")[0]]


def test_the_roles_are_told_as_their_classes_say(cast):  # noqa: F811
    for name, role in ROLES.items():
        assert str(wording.ABOUT_ROLES[name]) == role.__doc__
    page = client_of(cast.mentor).get(reverse("people:roles")).content.decode()
    assert "listens, shows ways" in page
    assert "Can read nothing that is locked" in page


def test_a_stranger_is_sent_to_sign_in(client):
    for name in ("roles", "my_sign_ins", "change_password", "home", "posts", "site"):
        assert client.get(reverse(f"people:{name}")).url == reverse("people:sign_in")


def test_my_sign_ins_are_mine_and_end_everywhere(cast):  # noqa: F811
    one, other = client_of(cast.mentor), client_of(cast.mentor)
    client_of(cast.professional)
    page = one.get(reverse("people:my_sign_ins"))
    assert len(page.context["sign_ins"]) == 2
    assert page.content.decode().count("Here</span>") == 1
    one.post(reverse("people:my_sign_ins"))
    assert other.get(reverse("people:home")).status_code == 302
    assert Account.objects.get(pk=cast.professional.pk).sign_ins.count() == 1
