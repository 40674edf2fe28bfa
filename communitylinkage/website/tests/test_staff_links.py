"""The frame of staff pages: language links after a POST, and the ways in from home."""

import pytest
from django.urls import reverse

from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def links(answer):
    return 'hreflang="ar"' in answer.content.decode()


def test_a_form_that_comes_back_with_an_error_can_be_read_in_another_language(cast):
    page = reverse("communities")
    answer = client_of(cast.coordinator).post(page, {"name": ""})
    assert answer.status_code == 200
    assert links(answer)
    assert 'href="/ar/staff/communities/"' in answer.content.decode()


def test_what_answers_only_a_post_or_is_shown_once_has_no_such_link(cast):
    browser = client_of(cast.coordinator)
    said = {"email": "new@example.org", "role": "professional", "organisation": cast.service.pk}
    answer = browser.post(reverse("people:colleagues"), said)
    assert "http://testserver" in answer.content.decode(), "the invitation, shown once"
    assert not links(answer)
    answer = client_of(cast.mentor, opens=True).post(reverse("referral_new"), {"step": "0"})
    assert answer.status_code == 200
    assert not links(answer)


def test_a_mentor_finds_her_own_pages_from_home_and_nobody_else_does(cast):
    home = client_of(cast.mentor).get(reverse("people:home")).content.decode()
    assert "My page as a mentor" in home
    assert "My own communities" in home
    for other in (cast.professional, cast.coordinator, cast.lead):
        home = client_of(other).get(reverse("people:home")).content.decode()
        assert reverse("mentor_profile") not in home
        assert reverse("my_communities") not in home
