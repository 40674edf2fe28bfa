"""The demo's tracker has four countries and Europe, and every way in which a promise can stand."""

import pytest
from django.utils import timezone

from communitylinkage.advocacy import demo, queries
from communitylinkage.advocacy.models import Evidence
from communitylinkage.advocacy.rules.promises import Standing
from communitylinkage.people import demo as people

pytestmark = pytest.mark.django_db


def test_the_tracker_has_four_countries_and_every_standing():
    people.load(timezone.now())
    made = demo.load(timezone.now())
    assert demo.load(timezone.now()) == 0
    found = queries.counted(queries.stood([], timezone.localdate()))
    assert {one.country for one in found} == {"ES", "IT", "GR", "SI", "EU"}
    assert sum(one.all for one in found) == made
    assert all(sum(one.of(stands) for one in found) for stands in Standing)


def test_a_gap_that_a_demand_stands_on_is_our_own_public_map(client):
    people.load(timezone.now())
    demo.load(timezone.now())
    gap = Evidence.objects.get(kind="gap")
    assert {one.country for one in gap.demand.bodies.all()} == {"IT"}
    answer = client.get(gap.address, follow=True)
    assert answer.redirect_chain[-1][0] == f"/en{gap.address}"
    assert answer.status_code == 200
