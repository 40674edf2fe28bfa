"""A draft, its publication, and what is found then."""

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory import candidates, queries
from communitylinkage.directory.entries.models import EntryVersion
from communitylinkage.directory.hsds import Organization, Service
from communitylinkage.directory.tests.entries_house import address, form, sent, written
from communitylinkage.matching.need import Accepts, Authority, Help, Need, Tells
from communitylinkage.people.tests.cast import client_of
from communitylinkage.values.places import Point

pytestmark = pytest.mark.django_db


def test_a_new_entry_is_a_draft_until_it_is_published(ours):
    new = reverse("entry_new", kwargs={"organization": ours.service.listed_as})
    count = Service.objects.count()
    answer = sent(ours, new, form())
    number = answer.url.split("/")[-3]
    assert Service.objects.count() == count
    page = ours.browser.get(answer.url).content.decode()
    assert "Our house" in page
    assert "They help women without papers." in page
    assert Service.objects.count() == count
    assert "Our house" in ours.browser.get(reverse("entries")).content.decode()
    ours.browser.post(address("entry_publish", number))
    entry = queries.service(number, timezone.now().date())
    assert (entry.name, entry.street, entry.city) == ("Our house", "Street 3", "Koper")
    assert entry.offer.languages == {"ar", "sl"}
    assert entry.offer.papers == Accepts.YES
    assert entry.offer.tells[Authority.CHILD_PROTECTION] == Tells.MUST
    assert entry.offer.free
    assert {one.shown for one in entry.numbers} == {"+386 1 000", "+386 2 000"}
    assert len(entry.offer.hours.slots) == len(entry.offer.hours.closures) == 1
    assert entry.confirmed == timezone.now().date()


def test_publishing_leaves_alone_what_an_import_told_beside(ours):
    number = written(ours)
    service = Service.objects.get(pk=number)
    phone = service.phones.get(number="+386 1 000")
    phone.description = "Ask for the social worker"
    phone.save()
    service.schedules.create(freq="MONTHLY", bymonthday="1")
    sent(ours, address("entry", number), form(name="Another name"))
    ours.browser.post(address("entry_publish", number))
    assert service.phones.get(pk=phone.pk).description == "Ask for the social worker"
    assert service.schedules.filter(freq="MONTHLY").exists()
    assert Service.objects.get(pk=number).name == "Another name"


def test_two_who_publish_at_once_write_once(ours):
    sent(ours, address("entry", ours.shelter.pk), form(street="", secret="on", postal_code=""))
    assert ours.browser.post(address("entry_publish", ours.shelter.pk)).status_code == 302
    answer = ours.browser.post(address("entry_publish", ours.shelter.pk))
    assert answer.status_code == 409
    assert "nothing to publish" in answer.content.decode()


def test_a_draft_can_be_thrown_away(ours):
    sent(ours, address("entry", ours.shelter.pk), form(street="", secret="on", postal_code=""))
    ours.browser.post(address("entry_drop", ours.shelter.pk))
    assert not EntryVersion.objects.exists()


def test_what_was_published_is_found_at_once(ours):
    """The index of candidates follows each writing."""
    number = written(ours)
    there = Need(kind=Help.LEGAL, place=Point(44.123456, 2.654321), reach_km=5)

    def found():
        results = candidates.answer(there, timezone.now()).results
        return next((one.offer for one in results if one.offer.id == number), None)

    assert found()
    ours.browser.post(address("entry_room", number), {"room": "yes"})
    assert (found().room, found().room_age) == (True, 0)
    sent(ours, address("entry", number), form(status="inactive"))
    ours.browser.post(address("entry_publish", number))
    assert found() is None


def test_an_organisation_that_is_not_listed_lists_itself_once(ours):
    service, before = ours.other, Organization.objects.count()
    browser = client_of(ours.stranger)
    assert "not in the directory yet" in browser.get(reverse("entries")).content.decode()
    listing = reverse("organisation_list", kwargs={"organisation": service.pk})
    browser.post(listing)
    browser.post(listing)
    service.refresh_from_db()
    assert Organization.objects.filter(pk=service.listed_as).exists()
    assert Organization.objects.count() == before + 1
