"""Slices say what the facts say, whenever they were asked for."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from communitylinkage.facts import actions, queries, slices
from communitylinkage.facts.models import Cell, Fact, Slice
from communitylinkage.facts.rules import Cut

CUTS = [
    Cut("visit"), Cut("visit", "by:woman"), Cut("visit", "by:woman helped:yes"),
    Cut("visit", "", "helped"), Cut("visit", "by:woman", "sign"), Cut("other"),
]  # fmt: skip
CODES = st.lists(
    st.sampled_from(["by:woman", "by:service", "helped:yes", "helped:no", "sign:a", "sign:b"]),
    max_size=4,
)
SAID = st.tuples(
    st.sampled_from(["visit", "other"]), st.sampled_from(["ES", "IT", ""]), CODES,
    st.integers(1, 12),
)  # fmt: skip
STEPS = st.lists(
    st.one_of(SAID, st.just("flush"), st.sampled_from(CUTS)), min_size=1, max_size=25
)  # fmt: skip


def end(year=2027):
    """When every month of the tests is over."""
    return datetime(year, 1, 1, tzinfo=UTC)


class Together(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(STEPS)
    def test_a_slice_adds_up_what_the_facts_say_in_whatever_order_it_came(self, steps):
        for one in steps:
            if one == "flush":
                actions.flush(now=end())
            elif isinstance(one, Cut):
                slices.cover([one])
            else:
                kind, region, codes, month = one
                now = datetime(2026, month, 3, tzinfo=UTC)
                actions.count(kind=kind, region=region, codes=codes, now=now)
        actions.flush(now=end())
        asked = (CUTS, "2026-02", "2026-11")
        covered = queries.tally(*asked)
        Slice.objects.all().delete()
        assert covered == queries.tally(*asked)


@pytest.mark.django_db
def test_ten_thousand_facts_leave_one_row_for_each_month_country_and_value():
    slices.cover([Cut("visit", "", "helped")])
    for many in range(40):
        actions.count(kind="visit", region="ES", codes=[f"helped:{many % 2}"],
                      now=datetime(2026, 1 + many % 3, 1, tzinfo=UTC))  # fmt: skip
    actions.flush(now=end())
    assert Fact.objects.count() == 40
    assert Cell.objects.count() == 2 * 3


@pytest.mark.django_db
def test_what_waits_is_in_no_sum_and_is_told():
    actions.count(kind="visit", region="ES", codes=[], now=datetime(2026, 12, 1, tzinfo=UTC))
    assert queries.waiting(["visit"], "2026-12") == 1
    assert queries.waiting(["visit"], "2026-11") == 0
    assert not queries.tally([Cut("visit")], "2026-01", "2026-12")[Cut("visit")]
