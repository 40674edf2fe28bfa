"""Who is there comes from the mentors' weeks and the services' opening times."""

from datetime import time

import pytest

from communitylinkage.directory.hsds import Language, Organization, Schedule, Service
from communitylinkage.mentors.tests.hall import mentor_page
from communitylinkage.people.models import Membership
from communitylinkage.people.tests.cast import NOW, cast  # noqa: F401
from communitylinkage.procedures.graph import week
from communitylinkage.procedures.presence import coverage_of

pytestmark = pytest.mark.django_db


def test_a_mentor_covers_her_week_in_her_languages(cast):  # noqa: F811
    row = mentor_page(cast.mentor)
    found = coverage_of({"community": cast.community}, NOW).hours
    assert {language for _party, language in found} == set(row.languages)
    row.paused = True
    row.save()
    assert coverage_of({"community": cast.community}, NOW).hours == {}


def test_a_mentor_counts_only_where_she_is_a_mentor(cast):  # noqa: F811
    mentor_page(cast.mentor)
    Membership.objects.create(
        account=cast.mentor, organisation=cast.other, role="professional", state="active",
        may_open=True, since=NOW,
    )  # fmt: skip
    assert coverage_of({"other": cast.other}, NOW).hours == {}


def test_a_service_covers_its_opening_times(cast):  # noqa: F811
    listed = Organization.objects.create(name="x")
    service = Service.objects.create(organization=listed, name="x", status="active")
    Language.objects.create(service=service, code="ur")
    Schedule.objects.create(service=service, byday="MO", opens_at=time(9), closes_at=time(11))
    cast.service.listed_as = listed.pk
    cast.service.save()
    found = coverage_of({"service": cast.service}, NOW).hours
    assert list(week.listed(found["service", "ur"])) == [9, 10]
