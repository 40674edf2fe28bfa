"""The demo shows a freeze and what was corrected since, once."""

import pytest
from django.utils import timezone

from communitylinkage.impact import demo, queries
from communitylinkage.impact.models import Freeze
from communitylinkage.impact.rules.evaluating import Amount
from communitylinkage.impact.shipped import shipped
from communitylinkage.impact.tests import cast as made
from communitylinkage.organisations.rules import DEMO_CONTRACT
from communitylinkage.people import demo as people
from communitylinkage.people.tests.cast import cast
from communitylinkage.support import demo as support
from communitylinkage.support.counting.rules import Standing, Women
from communitylinkage.support.models import Period
from communitylinkage.support.queries import women_supported

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]


def test_the_demo_freezes_once_and_shows_what_was_corrected(cast):
    now = timezone.now()
    row = made.programme(
        cast, contract_number=DEMO_CONTRACT, countries=["ES", "IT", "GR", "SI"],
        starts=(now - 665 * demo.DAY).date(), ends=(now + 65 * demo.DAY).date(),
    )  # fmt: skip
    assert demo.load(now) == demo.load(now) == len(shipped())
    kept = Freeze.objects.get()
    changed = {(one.indicator.code, one.country) for one in queries.differences(kept)}
    assert changed == {("signs_noticed", ""), ("signs_noticed", "ES")}
    versions = {one.code: one.number for one in queries.indicators(row)}
    assert versions["women_empowered"] == 2
    assert any(one.cells for one in queries.released(row, "public"))


def test_without_the_made_up_programme_nothing_is_made(cast):
    made.programme(cast)
    assert demo.load(timezone.now()) == 0
    assert not Freeze.objects.exists()


def test_the_women_of_the_demo_are_in_what_it_freezes():
    now = timezone.now()
    people.load(now)
    assert (support.load(now), demo.load(now)) == (100, len(shipped()))
    kept = Freeze.objects.get()
    met = [
        (f"{support.met(woman, now)[0]:%Y-%m}", woman >= support.WITHOUT_CODE)
        for woman in range(support.WOMEN)
    ]
    assert [sure for _month, sure in met].count(True) == 94
    by_then = [sure for month, sure in met if month <= kept.through]
    assert len(by_then) > 60
    frozen = [
        one.result
        for one in queries.frozen(kept)
        if not one.country and one.indicator.code in ("women_supported", "potential_victims")
    ]
    assert len(frozen) == 2
    assert all(isinstance(one, Amount) and one.low > 0 for one in frozen)
    assert sum(one.high for one in frozen) == len(by_then)
    assert sum(one.low for one in frozen) == by_then.count(True)
    every = [women_supported(Period.objects.get(), "", one) for one in Standing]
    assert Women(sum(x.certain for x in every), sum(x.maybe_twice for x in every)) == Women(94, 6)
