"""Where pages of events are tested: an event in a month, one that goes on now, and a browser."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.events import links
from communitylinkage.events.links import Purpose
from communitylinkage.events.models import Event
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.cast import DAY

SAID = {"name": "Amal", "stakeholder": "community", "country": "ES", "language": "en",
        "neutral": "on"}  # fmt: skip


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def event(cast, now):
    """In a month."""
    return made.an_event(cast.service, cast.coordinator.pk, now, begins=now + 30 * DAY)


@pytest.fixture
def today(cast, now):
    """An event that goes on now."""
    row = made.an_event(cast.service, cast.coordinator.pk, now, begins=now + DAY)
    made.registers(row, now=now, listed=True)
    Event.objects.filter(pk=row.pk).update(
        begins=now - timedelta(hours=1), ends=now + timedelta(hours=6)
    )
    row.refresh_from_db()
    return row


def page(name, *arguments, client=None, query=""):
    """What is read at a page that is there."""
    answer = (client or Client()).get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(route, /, *arguments, client=None, **data):
    """The answer to a form."""
    return (client or Client()).post(reverse(route, args=arguments), data)


def mine(row):
    """What opens a guest's own page."""
    return links.token(row.pk, Purpose.GUEST)
