"""The rules of advocacy, without a database."""

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.advocacy.rules import demands, promises
from communitylinkage.advocacy.rules.demands import RefusedError, Why
from communitylinkage.advocacy.rules.promises import Act, Said, Standing, State

DAYS = st.dates(date(2020, 1, 1), date(2090, 12, 31))
MADE, TODAY = date(2026, 1, 1), date(2026, 11, 29)
OPEN_ONES = [one for one in State if one is not State.MISTAKEN]


@pytest.mark.parametrize(("act", "state"), list(product(demands.Act, demands.State)))
def test_a_demand_moves_along_its_table_only(act, state):
    if (act, state) in demands.MOVES:
        assert demands.after(act, state) == demands.MOVES[act, state]
    else:
        with pytest.raises(RefusedError) as refused:
            demands.after(act, state)
        assert refused.value.why == Why.NOT_NOW


@pytest.mark.parametrize(("act", "state"), list(product(Act, State)))
def test_a_promise_moves_along_its_table_only(act, state):
    said = Said(act, TODAY, TODAY + timedelta(days=9))
    if (act, state) in promises.MOVES:
        assert promises.after(said, state, MADE, MADE, TODAY) == promises.MOVES[act, state]
    else:
        with pytest.raises(RefusedError) as refused:
            promises.after(said, state, MADE, MADE, TODAY)
        assert refused.value.why == Why.NOT_NOW


def test_what_was_a_mistake_stays_one():
    assert not [act for act in Act if promises.can(act, State.MISTAKEN)]
    assert all(promises.can(Act.TAKE_OUT, state) for state in OPEN_ONES)


@given(DAYS, DAYS, DAYS)
def test_no_line_is_of_a_day_to_come_or_before_the_promise(made, day, today):
    said = Said(Act.KEEP, day)
    if day > today:
        why = Why.DAY_AHEAD
    elif day < made:
        why = Why.BEFORE
    else:
        assert promises.after(said, State.OPEN, made, None, today) == State.KEPT
        return
    with pytest.raises(RefusedError, match=why.value):
        promises.after(said, State.OPEN, made, None, today)


@given(DAYS, st.none() | DAYS, DAYS)
def test_nobody_is_called_silent_before_the_day_has_passed(made, deadline, day):
    said = Said(Act.STAY_SILENT, day)
    if day > promises.due(made, deadline) and day >= made:
        assert promises.after(said, State.OPEN, made, deadline, day) == State.NO_ANSWER
    else:
        with pytest.raises(RefusedError):
            promises.after(said, State.OPEN, made, deadline, day)


@given(DAYS, st.none() | DAYS)
def test_a_promise_is_put_off_to_a_later_day_only(day, later):
    said = Said(Act.POSTPONE, day, later)
    if later and later > day:
        assert promises.after(said, State.OPEN, day, day, day) == State.OPEN
    else:
        with pytest.raises(RefusedError, match=Why.DEADLINE.value):
            promises.after(said, State.OPEN, day, day, day)


def test_without_a_day_somebody_looks_after_half_a_year():
    assert promises.due(MADE, None) == date(2026, 7, 2)
    assert promises.due(MADE, TODAY) == TODAY


@given(DAYS, st.none() | DAYS, DAYS)
def test_an_open_promise_is_late_from_the_day_after_its_last(made, deadline, today):
    late = promises.due(made, deadline) < today
    shown = promises.standing(State.OPEN, made, deadline, today)
    assert shown == (Standing.LATE if late else Standing.WAITING)


@given(st.lists(st.tuples(st.sampled_from(["ES", "IT", "EU"]), st.sampled_from(list(Standing)))))
def test_each_promise_is_counted_once_in_its_country(rows):
    found = promises.tallies(rows)
    assert sum(one.all for one in found) == len(rows)
    assert {one.country: one.all for one in found} == Counter(country for country, _s in rows)
    for one in found:
        for stands in Standing:
            assert one.of(stands) == rows.count((one.country, stands))


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("https://example.org/a?b=1", True), ("http://example.org", True),
        ("/practices/ABC/1/", True), ("/figures/a_b-c/", True), ("javascript:alert(1)", False),
        ("//evil.example.org/", False), ("https://user:x@example.org/", False), ("", False),
        ("/a b/", False), ("ftp://example.org/", False), ("/", False),
    ],
)  # fmt: skip
def test_evidence_leads_to_the_web_or_to_this_site(typed, leads):
    assert demands.is_address(typed) is leads


@pytest.mark.parametrize(("level", "country"), list(product(demands.Level, ["ES", "EU"])))
def test_a_european_body_belongs_to_no_single_country(level, country):
    assert demands.fits(level, country) == ((level == "european") == (country == "EU"))


def test_the_pictures_name_every_state():
    for state in demands.State:
        assert state in demands.picture()
    for state in State:
        assert state in promises.picture()
