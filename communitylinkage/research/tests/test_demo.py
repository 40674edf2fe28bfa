"""The demo's cycle was turned twice, and each of its figures can be counted again from its rows."""

import pytest
from django.utils import timezone

from communitylinkage.directory import actions as directory
from communitylinkage.network import demo as communities
from communitylinkage.people import demo as people
from communitylinkage.research import demo, queries
from communitylinkage.research.models import Cycle, Evidence, Picture
from communitylinkage.research.rules.cycle import Stage

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


def test_the_demo_turned_twice_and_tells_back_what_it_found():
    now = timezone.now()
    directory.load_places(["ES"], smallest=15000)
    people.load(now)
    communities.load(now)
    assert demo.load(now) == 2
    assert demo.load(now) == 0
    first, second = Cycle.objects.order_by("began")
    assert second.before == first
    assert {first.stage, second.stage} == {Stage.CLOSED}
    words = Evidence.objects.filter(cycle=second, kind="text")
    assert words.count() == sum(one[-1] for one in demo.TOLD)
    assert Picture.objects.filter(evidence__kind="drawing").count() == 2
    assert len(queries.told_back(first.community_id, "ar")) == 4
    assert len(queries.communities_told()) == 1
