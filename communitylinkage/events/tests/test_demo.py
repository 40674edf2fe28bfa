"""The demo has four national conferences and a European one, once."""

import pytest
from django.utils import timezone

from communitylinkage.events import after, demo
from communitylinkage.events.models import Asking, Event, Needs, Place, Registration
from communitylinkage.organisations.models import Organisation
from communitylinkage.outbox.models import Task
from communitylinkage.people import demo as people
from communitylinkage.surveys import demo as questionnaires
from communitylinkage.surveys.answering.queries import readable

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


def test_four_national_conferences_and_a_european_one_with_guests_who_came_and_who_wait():
    now = timezone.now()
    people.load(now)
    guests = demo.load(now)
    assert demo.load(now) == 0
    assert Registration.objects.count() == guests == 110
    national = Event.objects.filter(kind="national")
    assert sorted(national.values_list("country", flat=True)) == ["ES", "GR", "IT", "SI"]
    assert Event.objects.filter(kind="eu").count() == 1
    assert Registration.objects.filter(seat="waiting", event__country="GR").count() == 6
    assert Place.objects.filter(seat="waiting").exists()
    came = Registration.objects.filter(came_at__isnull=False)
    assert came.count() == 39
    assert not came.filter(certificate=None).exists(), "certificates are there without the worker"
    assert not Task.objects.filter(kind=after.KIND).exists()
    after.sweep(now=now)
    assert not Needs.objects.filter(registration__event__ends__lte=now).exists()
    assert Needs.objects.exists()


def test_what_guests_felt_at_a_conference_of_the_demo_has_figures():
    now = timezone.now()
    people.load(now)
    questionnaires.load(now)
    demo.load(now)
    asked = Asking.objects.get()
    assert (asked.wave, asked.event.country) == ("after", "ES")
    found = [one.answers["felt"] for one in readable(asked.collection)]
    assert len(found) == 17
    assert set(found) == {"good", "so_so", "bad"}


def test_the_form_of_one_conference_of_the_demo_asks_further_questions():
    now = timezone.now()
    people.load(now)
    demo.load(now)
    event = Event.objects.exclude(asks=None).get()
    given = [one.answered.submission.answers for one in event.registrations.all()]
    assert len(given) == 10
    assert sum(one["tells"] == "y" for one in given) == 4
    assert all(("minutes" in one) == (one["tells"] == "y") for one in given)


def test_without_the_demos_organisations_nothing_is_added():
    assert demo.load(timezone.now()) == 0
    assert not Organisation.objects.exists()
