"""Clocks of steps over weekends, nights and the change to summer time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.procedures.graph import week
from communitylinkage.procedures.graph.values import Clock, Unit
from communitylinkage.referrals.following.clocks import end_of, hour_of

MADRID = "Europe/Madrid"


def at(day, hour, month=3):
    return datetime(2026, month, day, hour, tzinfo=UTC)


def working(count, started, hours=week.WORKING):
    return end_of(Clock(Unit.WORKING, count), hours, started, MADRID)


def test_hours_pass_while_the_clock_changes():
    # Spain goes to summer time in the night to 29 March 2026, and back in the night to 25 October.
    for started in (at(28, 22), at(24, 22, month=10)):
        ends = end_of(Clock(Unit.HOURS, 24), week.WORKING, started, MADRID)
        assert ends - started == timedelta(hours=24)


def test_working_hours_keep_the_wall_time_of_the_place():
    friday, monday = at(27, 14), at(30, 13)
    # 15:00 in Spain on Friday: two hours are left, six more on Monday from 9:00, by summer time.
    assert working(8, friday) == monday


def test_in_autumn_the_same_wall_time_is_an_hour_later():
    assert working(8, at(23, 13, month=10)) == at(26, 14, month=10)


def test_a_night_in_which_an_hour_is_left_out_counts_what_lasts():
    night = week.span(6, 0, 6)
    # Sunday from 0:00 to 6:00 lasts five hours on 29 March.
    assert working(5, at(28, 22), night) == at(29, 4)
    # The sixth is the first hour of the next Sunday.
    assert working(6, at(28, 22), night) == at(4, 23, month=4)


def test_at_once_is_within_the_hour():
    assert end_of(Clock(), week.WORKING, at(2, 9), MADRID) == at(2, 10)


def test_without_any_working_hour_every_hour_counts():
    assert working(8, at(2, 9), 0) == at(2, 17)


@pytest.mark.parametrize(("hour", "found"), [(22, 6 * 24 + 23), (23, 0)])
def test_the_hour_of_the_week_is_that_of_the_place(hour, found):
    assert hour_of(at(1, hour), MADRID) == found


@given(st.integers(1, 60), st.integers(0, 24 * 365), st.integers(1, week.ALL))
def test_working_hours_always_end_and_never_before_as_many_hours(count, after, hours):
    started = at(1, 0, month=1) + timedelta(hours=after)
    ends = working(count, started, hours)
    assert ends - started >= timedelta(hours=count)
    assert end_of(Clock(Unit.WORKING, count), week.ALL, started, MADRID) - started == timedelta(
        hours=count
    )
