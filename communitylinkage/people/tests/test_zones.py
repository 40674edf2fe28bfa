"""Times are shown on the clock of one's own country, days before months."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.organisations.models import Organisation
from communitylinkage.people.models import SignIn
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
LATE = datetime.datetime(2026, 12, 24, 23, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("country", "shown"),
    [("ES", "25 December 2026, 00:30"), ("GR", "25 December 2026, 01:30"), ("XX", "24 December")],
)
def test_a_time_is_shown_on_the_clock_of_her_country(cast, country, shown):  # noqa: F811
    Organisation.objects.filter(pk=cast.mentor.membership.organisation_id).update(country=country)
    browser = client_of(cast.mentor)
    SignIn.objects.update(started=LATE)
    assert shown in browser.get(reverse("people:my_sign_ins")).content.decode()
    assert timezone.get_current_timezone_name() == "UTC"
