"""The written formula of reach, against sets of people that are known."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage.campaign.rules.reach import (
    Figure,
    How,
    Measure,
    Overlap,
    Part,
    Period,
    part,
    people,
    together,
)

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
SETS = st.lists(st.sets(st.integers(0, 30)), min_size=1, max_size=6)
SLACK = st.integers(0, 5)


def exact(channels, slack=lambda: 0, counted=True):
    """Parts and overlaps that are true of these sets of people."""
    parts = [
        Part(str(at), max(0, len(one) - slack()), len(one) + slack(), len(one) if counted else 0)
        for at, one in enumerate(channels)
    ]
    said = [
        Overlap(str(a), str(b), max(0, len(channels[a] & channels[b]) - slack()),
                len(channels[a] & channels[b]) + slack(), counted)
        for a, b in combinations(range(len(channels)), 2)
    ]  # fmt: skip
    return parts, said


@given(SETS, st.data())
def test_the_true_number_of_people_is_always_within_the_range(channels, data):
    parts, said = exact(channels, lambda: data.draw(SLACK), counted=False)
    kept = [one for one in said if data.draw(st.booleans())]
    found = together(parts, kept)
    assert not found.contradicts, "what is true of real people never contradicts itself"
    assert found.lowest <= len(set().union(*channels)) <= found.highest


@given(SETS, st.data())
def test_what_is_certain_is_never_more_than_the_least(channels, data):
    parts, said = exact(channels)
    counted = [
        Part(one.key, one.lowest, one.highest, one.certain if data.draw(st.booleans()) else 0)
        for one in parts
    ]
    found = together(counted, [one for one in said if data.draw(st.booleans())])
    assert 0 <= found.certain <= found.lowest <= found.highest


@given(SETS)
def test_where_nothing_is_said_it_is_the_greatest_channel_and_the_sum(channels):
    parts, _said = exact(channels)
    found = together(parts, [])
    assert found.lowest == max(map(len, channels))
    assert found.highest == sum(map(len, channels))


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_two_channels_whose_overlap_is_known_give_the_number_itself(one, other):
    found = together(*exact([one, other]))
    assert found.lowest == found.highest == len(one | other)


@given(SETS, st.data())
def test_the_lines_add_up_to_both_ends(channels, data):
    parts, said = exact(channels, lambda: data.draw(SLACK))
    found = together(parts, said)
    assert sum(one.least for one in found.rows) == found.lowest
    assert sum(one.most for one in found.rows) == found.highest
    assert all(one.least >= 0 and one.most >= 0 for one in found.rows if len(one.keys) == 1)
    assert all(one.least <= 0 and one.most <= 0 for one in found.rows if len(one.keys) == 2)


@given(SETS, st.data())
def test_a_further_channel_never_makes_either_end_smaller(channels, data):
    """As long as nothing is said of it: what is said can tell something of the others too."""
    parts, said = exact(channels, lambda: data.draw(SLACK))
    others = [one for one in said if str(len(channels) - 1) not in (one.one, one.other)]
    before, alone = together(parts[:-1], others), together(parts, others)
    assert before.lowest <= alone.lowest
    assert before.highest <= alone.highest
    assert alone.lowest <= together(parts, said).lowest, "what is said never loosens the range"


def test_only_lists_that_were_compared_make_more_people_certain():
    parts = [Part(key, 50, 50, 50) for key in "ab"]
    assert together(parts, [Overlap("a", "b", most=0)]).certain == 50
    assert together(parts, [Overlap("a", "b", most=0, counted=True)]).certain == 100


@given(SETS, st.data())
def test_the_order_of_channels_changes_nothing(channels, data):
    parts, said = exact(channels, lambda: data.draw(SLACK))
    mixed = together(data.draw(st.permutations(parts)), data.draw(st.permutations(said)))
    found = together(parts, said)
    assert (mixed.lowest, mixed.highest, mixed.certain) == (
        found.lowest,
        found.highest,
        found.certain,
    )


def test_taking_off_every_pair_would_be_too_much():
    same = [set(range(10))] * 3
    parts, said = exact(same)
    found = together(parts, said)
    assert sum(map(len, same)) - sum(one.least for one in said) == 0, "the naive sum says nobody"
    assert (found.lowest, found.highest) == (10, 10)


@settings(deadline=None)
@given(st.lists(st.sets(st.integers(0, 60), max_size=20), min_size=17, max_size=20))
def test_with_very_many_channels_the_range_still_holds(channels):
    found = together(*exact(channels))
    assert found.lowest <= len(set().union(*channels)) <= found.highest


@pytest.mark.parametrize(
    "said",
    [
        [Overlap("a", "b", 60)],
        [Overlap("a", "b", 40), Overlap("a", "c", 40), Overlap("b", "c", 0, 0)],
    ],
)
def test_what_cannot_be_true_at_once_is_said_and_not_used(said):
    parts = [Part(key, 50, 50) for key in "abc"]
    found = together(parts, said)
    assert found.contradicts
    assert (found.lowest, found.highest) == (50, 150)
    assert not any(len(one.keys) > 1 and one.most for one in found.rows)


@pytest.mark.parametrize(
    ("number", "measure", "expected"),
    [
        (120, Measure(How.COUNTED), (120, 120)),
        (120, Measure(How.COUNTED, times=None), (1, 120)),
        (0, Measure(How.COUNTED, times=None), (0, 0)),
        (1000, Measure(How.REPORTED, margin=10), (900, 1100)),
        (1000, Measure(How.ESTIMATED, margin=33, times=4), (168, 1330)),
        (7, Measure(How.ESTIMATED, margin=100), (0, 14)),
    ],
)
def test_people_behind_a_number(number, measure, expected):
    assert people(number, measure) == expected


@given(st.lists(st.integers(0, 30), min_size=1, max_size=20), st.integers(1, 30))
def test_who_is_in_a_number_several_times_is_one_person(visitors, times):
    most = max(visitors.count(one) for one in visitors)
    low, high = people(len(visitors), Measure(How.COUNTED, times=max(most, times)))
    assert low <= len(set(visitors)) <= high


DAYS = st.dates(date(2025, 6, 1), date(2027, 6, 1))


@given(
    st.lists(st.tuples(DAYS, st.integers(0, 60), st.sets(st.integers(0, 20))), max_size=5),
    st.data(),
)
def test_a_channel_in_a_period_holds_whoever_was_reached_in_it(figures, data):
    """Each person of a figure was reached on one of its days."""
    known, reached = [], set()
    for first, long, who in figures:
        period = Period(first, first + timedelta(days=long))
        known.append(Figure(len(who), period))
        for one in who:
            day = first + timedelta(days=data.draw(st.integers(0, long)))
            if YEAR.first <= day <= YEAR.last:
                reached.add(one)
    found = part("x", known, Measure(How.COUNTED), YEAR)
    assert found.lowest <= len(reached) <= found.highest
    assert found.whole == all(YEAR.holds(one.period) for one in known)


def test_an_overlap_of_all_days_says_nothing_at_least_of_some_days():
    whole = [Part("a", 50, 50), Part("b", 50, 50)]
    cut = [Part("a", 0, 50, whole=False), Part("b", 50, 50)]
    said = [Overlap("a", "b", least=30, most=40)]
    assert (together(whole, said).lowest, together(whole, said).highest) == (60, 70)
    assert together(cut, said).highest == 100
