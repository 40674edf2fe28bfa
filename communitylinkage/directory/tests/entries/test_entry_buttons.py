"""One button confirms an entry, one says whether there is room."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory import queries
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.models import ServiceCapacity
from communitylinkage.directory.tests.entries_house import address
from communitylinkage.journal.models import Line
from communitylinkage.people.access import Viewer
from communitylinkage.people.queries import today
from communitylinkage.people.tests.cast import client_of

pytestmark = pytest.mark.django_db


def test_one_button_confirms_an_entry(ours):
    Service.objects.filter(pk=ours.shelter.pk).update(
        assured_date=timezone.now().date() - timedelta(days=100)
    )
    assert "shown as old" in ours.browser.get(reverse("entries")).content.decode()
    ours.browser.post(address("entry_confirm", ours.shelter.pk))
    ours.shelter.refresh_from_db()
    assert ours.shelter.assured_date == timezone.now().date()
    assert Line.objects.filter(act="entry.confirmed", reference=str(ours.shelter.pk)).exists()


def test_room_is_said_with_one_button_and_carries_its_age(ours):
    card = reverse("service", kwargs={"number": ours.shelter.pk})
    ours.browser.post(address("entry_room", ours.shelter.pk), {"room": "yes"})
    assert "They said today that they have room." in ours.browser.get(card).content.decode()
    capacity = ServiceCapacity.objects.filter(service=ours.shelter)
    capacity.update(updated=timezone.now() - timedelta(days=3))
    assert "They said 3 days ago that they have room." in ours.browser.get(card).content.decode()
    capacity.update(updated=timezone.now() - timedelta(days=8))
    page = ours.browser.get(card).content.decode()
    assert '<p class="quiet">They said 8 days ago that they have room.' in page
    assert queries.service(ours.shelter.pk, timezone.now().date()).offer.room is None


def test_a_professional_confirms_and_says_room_but_changes_no_word(ours):
    Service.objects.filter(pk=ours.shelter.pk).update(
        assured_date=timezone.now().date() - timedelta(days=100)
    )
    who = Viewer(ours.professional, (ours.professional.membership,))
    lines = [line.address for line in today(who, timezone.now())]
    assert reverse("entries") in lines
    hers = client_of(ours.professional)
    page = hers.get(reverse("entries")).content.decode()
    assert "All of this is still right" in page
    for name in ("entry", "entry_history", "entry_preview"):
        assert f'href="{address(name, ours.shelter.pk)}"' not in page
    assert "New entry of" not in page
    hers.post(address("entry_confirm", ours.shelter.pk))
    hers.post(address("entry_room", ours.shelter.pk), {"room": "yes"})
    ours.shelter.refresh_from_db()
    assert ours.shelter.assured_date == timezone.now().date()
    assert ServiceCapacity.objects.get(service=ours.shelter).available == 1
    foreign = address("entry_confirm", ours.foreign.pk)
    assert hers.post(foreign).status_code == 404
    assert client_of(ours.mentor).post(foreign).status_code == 404


def test_who_edits_is_told_how_to_begin_with_a_file_and_reads_whole_words(ours):
    page = ours.browser.get(reverse("entries")).content.decode()
    assert "<span>New entry of <bdi>" in page, "else the space between the words is lost"
    page = ours.browser.get(reverse("directory_files")).content.decode()
    assert "The easiest way: take your entries out as CSV" in page
