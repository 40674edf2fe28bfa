"""Progress against targets: late is said as late, and a target missed is not hidden."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.impact.rules.definition import Better, Target
from communitylinkage.impact.rules.evaluating import Amount, Band, Missing, Ratio, Why
from communitylinkage.impact.rules.progress import Stand, between, expected, month_of, progress

PLAN = (Target(12, 20), Target(24, 60))


@pytest.mark.parametrize(
    ("value", "month", "stand", "lacks"),
    [
        (10, 6, Stand.ON_ITS_WAY, 0), (9, 6, Stand.LATE, 1), (40, 18, Stand.ON_ITS_WAY, 0),
        (30, 18, Stand.LATE, 10), (60, 3, Stand.REACHED, 0), (59, 24, Stand.LATE, 1),
        (59, 25, Stand.MISSED, 1),
    ],
)  # fmt: skip
def test_what_grows_is_expected_on_straight_lines(value, month, stand, lacks):
    found = progress(Amount(value, value + 9), PLAN, month)
    assert (found.stand, found.lacks) == (stand, lacks)


def test_at_the_end_of_the_last_month_of_the_plan_a_target_is_reached_or_missed():
    """Late while it runs; a programme of two years has no month after the one of its targets."""
    for number, stand, lacks in ((59, Stand.MISSED, 1), (60, Stand.REACHED, 0)):
        found = progress(Amount.of(number), PLAN, 24, is_over=True)
        assert (found.stand, found.lacks) == (stand, lacks)
    assert progress(Amount.of(30), PLAN, 18, is_over=True).stand == Stand.LATE


@pytest.mark.parametrize(
    ("low", "told", "high", "stand"),
    [
        (58, 60, 62, Stand.UNSURE), (53, 55, 57, Stand.MISSED), (63, 65, 67, Stand.REACHED),
        (60, 60, 60, Stand.REACHED),
    ],
)  # fmt: skip
def test_of_a_rounded_figure_no_more_is_said_than_is_sure(low, told, high, stand):
    found = [progress(Amount.of(one), PLAN, 24, is_over=True) for one in (told, low, high)]
    assert between(*found).stand == stand
    assert (between(*found).share == 1) == (low >= 60), "nor drawn"


@pytest.mark.parametrize(
    ("month", "stand"), [(6, Stand.NOT_DUE), (12, Stand.ON_ITS_WAY), (24, Stand.LATE)]
)
def test_a_share_is_late_only_where_a_target_is_due(month, stand):
    half = Ratio(0.5, 0.4, 0.6, Amount.of(5), Amount.of(10))
    assert progress(half, PLAN, month).stand == stand


@pytest.mark.parametrize(
    ("band", "stand"), [("day", Stand.REACHED), ("week", Stand.LATE), ("longer", Stand.LATE)]
)
def test_a_wait_is_better_when_it_is_shorter(band, stand):
    found = progress(Band(band, 9), (Target(1, 3),), 1, better=Better.LESS)
    assert found.stand == stand


def test_without_a_figure_or_a_target_nothing_is_claimed():
    assert progress(Missing(Why.NOTHING_YET), PLAN, 3).stand == Stand.NOT_MEASURED
    assert progress(Amount.of(3), (), 3).stand == Stand.NO_TARGET


@given(st.integers(1, 40), st.floats(0, 50))
def test_what_is_expected_never_goes_down_while_targets_rise(month, baseline):
    plan = (Target(12, 60), Target(24, 90))
    assert expected(plan, month, baseline) <= expected(plan, month + 1, baseline)
    assert expected(plan, 24, baseline) == 90


def test_months_of_a_programme_are_counted_from_its_first():
    assert month_of(date(2022, 5, 1), "2022-05") == 1
    assert month_of(date(2022, 5, 1), "2024-04") == 24
