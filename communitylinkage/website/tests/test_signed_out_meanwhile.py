"""Who ends her own sign-in, or what cannot be read: a page in the frame, never a bare answer."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from communitylinkage.people.models import Membership, SignIn
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.website import sent_again

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def sent(client, there):
    """Sends the form of a page as a browser does, with the token that the page carries."""
    page = client.get(there).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    return client.post(there, {"csrfmiddlewaretoken": token})


def strict(account):
    client = client_of(account, opens=True)
    client.handler.enforce_csrf_checks = True
    return client


def test_a_coordinator_who_ends_her_own_membership_comes_to_the_sign_in(cast):
    client = strict(cast.coordinator)
    there = reverse("people:leave", args=[cast.coordinator.membership.pk])
    answer = sent(client, there)
    assert (answer.status_code, answer.url) == (302, reverse("people:sign_in"))
    assert not SignIn.objects.filter(account=cast.coordinator).exists()
    assert Membership.objects.get(account=cast.coordinator).state == "left"
    assert client.get(answer.url).status_code == 200


def test_who_ends_a_colleagues_goes_home_and_her_own_sign_in_stays(cast):
    client = strict(cast.coordinator)
    answer = sent(client, reverse("people:leave", args=[cast.professional.membership.pk]))
    assert answer.url == reverse("people:home")
    assert client.get(answer.url).status_code == 200


def test_nothing_is_written_into_a_session_that_what_was_done_has_ended(cast, monkeypatch):
    """Another part may sign her out without a thought for the page at hand."""
    client = strict(cast.coordinator)
    there = reverse("people:leave", args=[cast.professional.membership.pk])
    ended = "communitylinkage.people.actions.posts.take_keys"
    monkeypatch.setattr(ended, lambda **_said: SignIn.objects.all().delete())
    assert sent(client, there).status_code == 302


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "This could not be read"), ("es", "Esto no se pudo leer"),
     ("ar", "لم نتمكن من قراءة هذا")],
)  # fmt: skip
def test_who_was_signed_out_while_her_form_was_on_its_way_reads_it_in_the_frame(
    cast, monkeypatch, language, words
):
    monkeypatch.setattr(sent_again, "_goes_on", lambda _request: True)
    monkeypatch.setattr(
        "communitylinkage.people.actions.posts.take_keys",
        lambda **_said: SignIn.objects.all().delete(),
    )
    client = strict(cast.coordinator)
    there = reverse("people:leave", args=[cast.professional.membership.pk])
    answer = sent(client, there.replace("/en/", f"/{language}/"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert f'lang="{language}"' in page
    assert "exit" in page
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_more_fields_than_any_form_has_are_answered_in_the_frame_too(db, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    said = {f"field-{number}": "x" for number in range(9)}
    answer = Client().post(reverse("people:sign_in"), said)
    assert answer.status_code == 400
    assert "This could not be read" in answer.content.decode()


def test_a_host_that_is_not_ours_gets_a_page_and_no_fault(db):
    answer = Client(headers={"host": "elsewhere.example"}).get(reverse("people:sign_in"))
    assert answer.status_code == 400
