"""A coordinator says which languages her organisation speaks."""

import pytest
from django.urls import reverse

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def page(organisation):
    return reverse("people:our_languages", args=[organisation.pk])


def test_a_coordinator_keeps_the_languages_of_her_organisation(cast):
    browser = client_of(cast.coordinator)
    assert page(cast.service) in browser.get(reverse("people:posts")).content.decode()
    assert browser.post(page(cast.service), {"languages": ["bn", "ar"]}).status_code == 302
    cast.service.refresh_from_db()
    assert cast.service.languages == ["bn", "ar"]
    assert Line.objects.filter(act="organisation.saved", by=str(cast.coordinator.pk)).exists()
    shown = browser.get(page(cast.service)).content.decode()
    assert shown.count("checked") == 2
    browser.post(page(cast.service), {})
    cast.service.refresh_from_db()
    assert cast.service.languages == []
    assert cast.service.name == "Service"


@pytest.mark.parametrize("typed", ["xx", "", "\x00", "x" * 10_000])
def test_what_is_no_language_is_refused_and_nothing_changes(cast, typed):
    answer = client_of(cast.coordinator).post(page(cast.service), {"languages": ["bn", typed]})
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    cast.service.refresh_from_db()
    assert cast.service.languages == []


def test_a_stranger_and_other_roles_find_no_such_page(cast):
    for account in (cast.stranger, cast.mentor, cast.professional, cast.lead, cast.administrator):
        assert client_of(account).get(page(cast.service)).status_code == 404
    assert client_of(cast.coordinator).post(page(cast.community), {}).status_code == 404
