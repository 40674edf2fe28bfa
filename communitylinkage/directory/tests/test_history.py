"""What an entry said is kept for a year after it was taken out, and no longer."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from communitylinkage.directory import history
from communitylinkage.directory.entries.models import EntryVersion, Reminder
from communitylinkage.directory.hsds import Organization, Service

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 10, tzinfo=UTC)
LONG_AGO, LATELY = NOW - timedelta(days=366), NOW - timedelta(days=364)


def version(service_id, at, published=None):
    return EntryVersion.objects.create(
        service_id=service_id, organization_id=uuid4(), content={}, saved_at=at,
        published_at=published, published_by=uuid4() if published else None,
    )  # fmt: skip


def listed(status):
    house = Organization.objects.create(name="House", description="x")
    return Service.objects.create(organization=house, name="Help", status=status).pk


def test_the_history_of_a_listed_entry_stays_however_old_it_is():
    version(listed("active"), LONG_AGO, LONG_AGO)
    assert history.forget(now=NOW) == 0


@pytest.mark.parametrize("entry", [lambda: listed("inactive"), uuid4], ids=["off", "gone"])
def test_what_is_taken_out_loses_its_history_a_year_after_the_last_word(entry):
    number = entry()
    version(number, LONG_AGO, LONG_AGO)
    draft = version(number, LATELY)
    assert history.forget(now=NOW) == 0, "all of it stays while one word is younger"
    draft.delete()
    assert history.forget(now=NOW) == 1
    assert not EntryVersion.objects.exists()


def test_a_reminder_goes_with_its_entry():
    stays = Reminder.objects.create(pk=listed("active"), told_at=NOW)
    Reminder.objects.create(pk=uuid4(), told_at=NOW)
    assert history.forget(now=NOW) == 1
    assert Reminder.objects.get() == stays
