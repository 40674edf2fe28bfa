"""One button confirms an entry, one says whether there is room."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory import queries
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.models import ServiceCapacity
from communitylinkage.directory.tests.entries_house import address, cast, ours, town
from communitylinkage.journal.models import Line

__all__ = ["cast", "ours", "town"]
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
