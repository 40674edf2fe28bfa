"""The demo's practices are twelve, from four countries, and some have travelled."""

from datetime import date

import pytest
from django.utils import timezone

from communitylinkage.people import demo as people
from communitylinkage.practices import demo, picture, queries
from communitylinkage.practices.made_up import PRACTICES
from communitylinkage.practices.models import Practice, Version
from communitylinkage.practices.rules.states import State

pytestmark = pytest.mark.django_db


def test_twelve_practices_of_four_countries_of_which_some_have_travelled():
    people.load(timezone.now())
    assert len(PRACTICES) == 12
    assert demo.load(timezone.now()) == 13
    assert demo.load(timezone.now()) == 0
    assert set(Practice.objects.values_list("country", flat=True)) == {"ES", "IT", "GR", "SI"}
    states = list(Version.objects.values_list("state", flat=True))
    assert (states.count(State.WITHDRAWN), states.count(State.IN_REVIEW)) == (1, 1)
    assert queries.adopted_abroad(date(2000, 1, 1), timezone.localdate()) == sum(
        len(one.taken) for one in PRACTICES
    )
    assert any(way.adapted for way in picture.ways())
    assert queries.found("شاي", [], 1)[0], "found in Arabic too"
