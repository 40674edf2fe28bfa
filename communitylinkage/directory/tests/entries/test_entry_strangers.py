"""Entries of another organisation do not exist."""

from uuid import uuid4

import pytest
from django.urls import reverse

from communitylinkage.directory import interchange
from communitylinkage.directory.entries.models import EntryVersion
from communitylinkage.directory.tests.entries_house import address, form
from communitylinkage.people.tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["entry", "entry_texts", "entry_preview", "entry_history"])
def test_a_stranger_finds_no_entry_to_read(ours, name):
    for account in (ours.stranger, ours.mentor, ours.professional, ours.lead, ours.administrator):
        answer = client_of(account).get(address(name, ours.shelter.pk))
        assert answer.status_code == 404
    assert ours.browser.get(address(name, ours.foreign.pk)).status_code == 404
    assert ours.browser.get(address(name, uuid4())).status_code == 404


@pytest.mark.parametrize("name", ["entry_publish", "entry_drop", "entry_confirm", "entry_room"])
def test_a_stranger_does_nothing_to_an_entry(ours, name):
    before = interchange.export()
    assert client_of(ours.stranger).post(address(name, ours.shelter.pk)).status_code == 404
    assert ours.browser.post(address(name, ours.foreign.pk)).status_code == 404
    assert ours.browser.get(address(name, ours.shelter.pk)).status_code == 405
    assert interchange.export() == before


def test_a_stranger_makes_no_entry_of_an_organisation(ours):
    new = reverse("entry_new", kwargs={"organization": ours.service.listed_as})
    assert client_of(ours.stranger).post(new, form()).status_code == 404
    other = reverse("entry_new", kwargs={"organization": ours.foreign.organization_id})
    assert ours.browser.post(other, form()).status_code == 404
    listing = reverse("organisation_list", kwargs={"organisation": ours.other.pk})
    assert ours.browser.post(listing).status_code == 404
    assert not EntryVersion.objects.exists()
