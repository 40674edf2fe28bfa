"""What a doubt is raised by: rules over plain values."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage.impact.rules.quality.doubles import alike, plain_name
from communitylinkage.impact.rules.quality.doubts import (
    LATER,
    Check,
    Doubt,
    Reason,
    still_set_aside,
    until,
)
from communitylinkage.impact.rules.quality.missing import Row, gaps, shares
from communitylinkage.impact.rules.quality.quiet import quiet
from communitylinkage.impact.rules.quality.unusual import unusual

few = settings(max_examples=50, deadline=None)
DAY = date(2026, 11, 24)


def months(*numbers):
    return [(f"2026-{at:02d}", number) for at, number in enumerate(numbers, 1)]


def test_one_month_that_was_typed_in_twice_stands_out_and_no_other():
    (one,) = unusual(months(9, 11, 8, 10, 12, 9, 40, 10, 11))
    assert (one.month, one.number) == ("2026-07", 40)
    assert one.low < 8 < 12 < one.high < 40


def test_where_most_months_are_alike_the_mean_deviation_takes_over():
    assert [m.month for m in unusual(months(10, 10, 10, 10, 30, 10, 10, 10))] == ["2026-05"]
    assert unusual(months(*[10] * 12)) == []


def test_a_month_with_nothing_stands_out_where_there_is_always_much():
    assert [m.month for m in unusual(months(30, 31, 29, 32, 0, 30, 31, 28, 30))] == ["2026-05"]


def test_small_steps_short_histories_and_what_comes_in_bursts_are_not_judged():
    assert unusual(months(1, 1, 1, 1, 5, 1, 1, 1)) == []
    assert unusual(months(10, 11, 9, 90)) == []
    assert unusual(months(0, 0, 0, 15, 0, 0, 0, 0, 14, 0)) == []
    assert unusual([]) == []


@few
@given(st.lists(st.integers(0, 300), min_size=8, max_size=30), st.integers(2, 9))
def test_the_order_of_months_and_their_scale_change_nothing(numbers, times):
    told = months(*numbers)
    kept = unusual(told)
    assert all(not one.low <= one.number <= one.high for one in kept)
    if numbers[0]:
        back = [(month, n) for (month, _n), n in zip(told, [numbers[0], *numbers[:0:-1]], strict=1)]
        assert Counter(m.number for m in unusual(back)) == Counter(m.number for m in kept)
    larger = {m.month for m in unusual([(month, n * times) for month, n in told])}
    assert {m.month for m in kept} <= larger


def test_a_count_that_has_stopped_is_told_after_its_longest_pause():
    assert quiet(months(3, 2, 0, 4, 1, 0, 0, 0)).months == 3
    assert quiet(months(3, 2, 0, 4, 1, 0, 0)) is None, "a holiday"
    assert quiet(months(3, 0, 0, 0, 0, 4, 1, 2, 0, 0, 0, 0)) is None, "it was as quiet before"
    assert quiet(months(3, 2, 1, 0, 0, 0, 0, 0)) is None, "three months are no rhythm"
    told = quiet(months(1, 0, 0, 1, 1, 1, 0, 0, 0))
    assert (told.since, told.months, told.longest) == ("2026-06", 3, 2)


def test_gaps_are_told_by_keeper_country_and_characteristic():
    rows = [Row("a", "ES", {"origin": "MA", "how": "x"}, 18), Row("a", "ES", {"how": "x"}, 2),
            Row("b", "IT", {"origin": "MA"})]  # fmt: skip
    found = {(g.keeper, g.what): g for g in gaps(rows, ["origin", "how"])}
    assert (found["a", "origin"].number, found["a", "origin"].of) == (2, 20)
    assert found["a", "origin"].is_worth_a_look
    assert not found["a", "how"].is_worth_a_look
    assert shares(found.values()) == [("ES", 0.95, 20), ("IT", 0.5, 1)]
    assert not gaps([Row("a", "ES", {}), Row("a", "ES", {"x": "y"}, 19)], ["x"])[0].is_worth_a_look


def test_names_are_compared_without_accents_order_and_signs():
    assert plain_name("García, María-José") == plain_name("MARIA JOSE GARCIA")
    assert plain_name("فاطمة") != plain_name("زينب")
    assert plain_name(" \0 ") == ""


@few
@given(st.dictionaries(st.integers(0, 20), st.lists(st.integers(0, 8), max_size=3)))
def test_records_that_share_a_mark_by_steps_stand_in_one_group(records):
    groups = alike(records)
    members = [one for group in groups for one in group]
    assert len(members) == len(set(members))
    at = {one: n for n, group in enumerate(groups) for one in group}
    for one, marks in records.items():
        for other, others in records.items():
            if one != other and {m for m in marks if m} & {m for m in others if m}:
                assert at[one] == at[other]


def a_doubt(number, check=Check.TWICE):
    return Doubt(check, "learners", "", UUID(int=1), number, "/x/")


def test_what_is_set_aside_asks_again_when_it_grows_or_its_days_are_over():
    assert until(Reason.TRUE, DAY) is None
    assert until(Reason.LATER, DAY) == DAY + LATER
    assert still_set_aside(a_doubt(3), 3, None, DAY)
    assert still_set_aside(a_doubt(2), 3, None, DAY)
    assert not still_set_aside(a_doubt(4), 3, None, DAY)
    assert not still_set_aside(a_doubt(3), 3, DAY, DAY)
    assert still_set_aside(a_doubt(3), 3, DAY + timedelta(days=1), DAY)
    assert not still_set_aside(a_doubt(2, Check.UNUSUAL), 3, None, DAY)


def test_a_key_names_what_is_in_doubt_and_never_how_much():
    assert a_doubt(3).key == a_doubt(9).key
    assert a_doubt(3).key != a_doubt(3, Check.MISSING).key
