"""The life of a version."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.procedures import rules
from communitylinkage.procedures.rules import MOVES, Act, RefusedError, State, Why


@given(st.sampled_from(Act), st.sampled_from(State))
def test_only_the_table_moves_a_version(act, state):
    if (act, state) in MOVES:
        assert rules.after(act, state) == MOVES[act, state]
    else:
        with pytest.raises(RefusedError):
            rules.after(act, state)


def test_an_unknown_act_is_refused():
    with pytest.raises(RefusedError):
        rules.after("burn", State.DRAFT)


def test_nothing_is_in_force_without_its_signatures():
    assert {to for (act, _s), to in MOVES.items() if act == Act.UNSIGN}.isdisjoint(
        {State.SIGNED, State.IN_FORCE}
    )


@pytest.mark.parametrize(
    ("hindered", "objections", "named", "why"),
    [
        (True, 1, [], Why.FINDINGS),
        (False, 1, [], Why.OBJECTIONS),
        (False, 0, ["a"], Why.PARTIES),
    ],
)
def test_what_stands_against_signing_is_said_gravest_first(hindered, objections, named, why):
    with pytest.raises(RefusedError) as refused:
        rules.check_ready(
            hindered=hindered, open_objections=objections, parties=["a", "b"], named=named
        )
    assert refused.value.why == why


def test_nothing_stands_against_a_whole_one():
    rules.check_ready(hindered=False, open_objections=0, parties=["a"], named=["a"])


@pytest.mark.parametrize(
    ("begins", "months", "day"),
    [
        (date(2026, 11, 24), 12, date(2027, 11, 24)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_the_day_of_review_is_so_many_months_later(begins, months, day):
    assert rules.review_on(begins, months) == day
