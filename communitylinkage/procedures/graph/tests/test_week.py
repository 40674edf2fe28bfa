"""The hours of a week as one number."""

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.procedures.graph import week
from communitylinkage.values.opening import ALWAYS, Hours, Slot

hours = st.integers(0, week.ALL)


@given(hours, st.integers(0, 500))
def test_later_and_earlier_undo_each_other(some, by):
    assert week.earlier(week.later(some, by), by) == some


@given(hours, st.integers(0, 200))
def test_within_says_what_waiting_hour_by_hour_says(some, count):
    slow = 0
    for wait in range(count + 1):
        slow |= week.earlier(some, wait)
    assert week.within(some, count) == slow


@given(st.integers(0, week.ALL), st.integers(1, 90), st.integers(0, 167))
def test_a_working_clock_says_what_counting_says(working, count, at):
    counts, left, hour = working or week.ALL, count, at
    while left:
        left -= counts >> hour % week.HOURS & 1
        hour += 1
    assert week.working_end(working, count)[at] == hour - at


@given(hours)
def test_ranges_come_back(some):
    assert week.from_ranges(week.ranges(some)) == some


def test_opening_times_count_whole_hours_only():
    half = Hours((Slot(frozenset({"MO"}), time(9, 30), time(12, 30)),))
    assert list(week.listed(week.of(half))) == [10, 11]
    night = Hours((Slot(frozenset({"SU"}), time(22), time(6)),))
    assert list(week.listed(week.of(night))) == [0, 1, 2, 3, 4, 5, 166, 167]
    assert week.of(ALWAYS) == week.ALL
