"""The versions of an entry, and going back to one."""

import pytest
from django.utils import timezone

from communitylinkage.directory.entries import reading
from communitylinkage.directory.entries.models import EntryVersion
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.tests.entries_house import address, form, sent, written
from communitylinkage.journal.models import Line

pytestmark = pytest.mark.django_db


def test_the_history_tells_who_and_when_and_an_older_version_comes_back(ours):
    number = written(ours)
    sent(ours, address("entry", number), form(name="Wrong name"))
    ours.browser.post(address("entry_publish", number))
    page = ours.browser.get(address("entry_history", number)).content.decode()
    assert "coordinator" in page
    assert "Changed:" in page
    first = EntryVersion.objects.filter(service_id=number).last()
    ours.browser.post(address("entry_again", number, version=first.pk))
    assert Service.objects.get(pk=number).name == "Our house"
    assert EntryVersion.objects.filter(service_id=number).count() == 3
    acts = list(Line.objects.filter(reference=number).values_list("act", flat=True))
    assert acts.count("entry.published") == 2
    assert acts[-1] == "entry.published_again"


def test_what_was_there_before_the_first_edit_can_come_back(ours):
    before = reading.read(ours.shelter.pk)
    sent(ours, address("entry", ours.shelter.pk), form(secret="on", street="", postal_code=""))
    ours.browser.post(address("entry_publish", ours.shelter.pk))
    oldest = EntryVersion.objects.filter(service_id=ours.shelter.pk).last()
    assert oldest.published_by is None
    ours.browser.post(address("entry_again", ours.shelter.pk, version=oldest.pk))
    assert reading.read(ours.shelter.pk) == before


def test_a_version_of_another_entry_cannot_be_published(ours):
    number = written(ours)
    other = EntryVersion.objects.create(
        service_id=ours.foreign.pk, organization_id=ours.foreign.organization_id, content={},
        saved_at=timezone.now(), published_at=timezone.now(),
    )  # fmt: skip
    answer = ours.browser.post(address("entry_again", number, version=other.pk))
    assert answer.status_code == 409
    assert Service.objects.get(pk=number).name == "Our house"
