"""The demo's pilot actions: a hundred women, in four countries, once."""

import pytest

from communitylinkage.facts.models import Fact, Waiting
from communitylinkage.people import demo as people
from communitylinkage.people.tests.cast import NOW
from communitylinkage.support import demo, queries
from communitylinkage.support.counting.actions import NEW_WOMAN
from communitylinkage.support.counting.rules import Standing
from communitylinkage.support.models import Effort, Period, SupportAction
from communitylinkage.support.reporting import FACT

pytestmark = pytest.mark.django_db


def _facts(kind):
    return sum(model.objects.filter(kind=kind).count() for model in (Fact, Waiting))


def test_a_hundred_women_are_counted_once_and_loading_again_adds_nothing():
    people.load(NOW)
    assert demo.load(NOW) == 100
    period = Period.objects.get()
    found = [queries.women_supported(period, "", standing) for standing in Standing]
    assert sum(women.certain for women in found) == 94
    assert sum(women.maybe_twice for women in found) == 6
    for country in ("ES", "IT", "GR", "SI"):
        assert queries.women_supported(period, country).certain > 0
    assert Effort.objects.count() == _facts(FACT) > 150
    assert _facts(NEW_WOMAN) == demo.WOMEN - demo.WITHOUT_CODE
    assert len({effort.day.isoformat()[:7] for effort in Effort.objects.all()}) >= 12
    assert SupportAction.objects.get().plan is None
    assert demo.load(NOW) == 0
    assert SupportAction.objects.count() == 1
