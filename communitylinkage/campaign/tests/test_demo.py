"""The demo's campaign reaches around 15,000 people, and every line of that can be explained."""

import pytest
from django.utils import timezone

from communitylinkage.campaign import demo, queries
from communitylinkage.campaign.models import Campaign, Figure, Text
from communitylinkage.organisations.models import Programme
from communitylinkage.people import demo as people

pytestmark = pytest.mark.django_db


def test_a_range_around_fifteen_thousand_that_adds_up_line_by_line():
    people.load(timezone.now())
    assert demo.load(timezone.now()) == 12
    assert demo.load(timezone.now()) == 0
    reach = queries.reach(Programme.objects.get())
    everybody, few = reach.population, reach.stakeholders
    assert everybody.lowest < 15_000 < everybody.highest
    assert 14_000 < (everybody.lowest + everybody.highest) / 2 < 16_000
    assert everybody.certain == 260 + 180 - 20
    assert (few.lowest, few.certain) == (779 + 190 - 60, 190)
    for total in reach.totals:
        assert not total.contradicts
        assert sum(one.least for one in total.lines) == total.lowest
        assert sum(one.most for one in total.lines) == total.highest
        assert all(one.reasons for one in total.lines)
    assert all(one.evidence.size for one in Figure.objects.all())


def test_its_materials_are_there_in_english_spanish_and_arabic():
    people.load(timezone.now())
    demo.load(timezone.now())
    row = Campaign.objects.get()
    shown = queries.approved(row)
    assert len(shown) == 3
    assert set(Text.objects.values_list("language", flat=True)) == {"en", "es", "ar"}
