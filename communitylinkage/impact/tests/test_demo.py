"""The demo shows a freeze and what was corrected since, once."""

import pytest
from django.utils import timezone

from communitylinkage.impact import demo, queries
from communitylinkage.impact.models import Freeze
from communitylinkage.impact.shipped import shipped
from communitylinkage.impact.tests import cast as made
from communitylinkage.organisations.rules import DEMO_CONTRACT
from communitylinkage.people.tests.cast import cast

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
