from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.referrals.mentor_requests import rules
from communitylinkage.referrals.mentor_requests.papers import (
    Company,
    Details,
    Summary,
    from_bytes,
    to_bytes,
)
from communitylinkage.referrals.mentor_requests.rules import (
    TABLE,
    Act,
    Lock,
    NotNow,
    Party,
    State,
)
from communitylinkage.referrals.rules import Urgency

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)


def reachable(start):
    found, new = set(), {start}
    while new:
        found |= new
        new = {line.after for line in TABLE if line.before in new} - found
    return found


def test_every_state_is_reached_and_each_can_end():
    assert reachable(State.DRAFT) == set(State)
    for state in set(State) - rules.ENDED:
        assert State.CANCELLED in reachable(state), state


def test_no_state_has_two_lines_for_one_act():
    assert len({(line.before, line.act) for line in TABLE}) == len(TABLE)


def test_nothing_happens_after_the_end():
    for state in rules.ENDED:
        for act in Act:
            for party in Party:
                with pytest.raises(NotNow):
                    rules.check(state, act, party)


def test_a_service_can_cancel_at_any_time_and_it_erases_everything():
    for state in set(State) - rules.ENDED:
        assert rules.check(state, Act.CANCEL, Party.SERVICE).lock == Lock.ERASE


def test_details_open_only_by_a_mentors_yes():
    for line in TABLE:
        assert (line.lock == Lock.RELEASE_DETAILS) == (line.act == Act.ACCEPT)
    assert {line.by for line in TABLE if line.act == Act.ACCEPT} == {frozenset({Party.MENTOR})}


def test_who_says_no_or_lets_the_clock_run_out_is_locked_out():
    for line in TABLE:
        if line.act in {Act.DECLINE, Act.EXPIRE, Act.PASS_OVER}:
            assert line.lock == Lock.DESTROY_TURN


def test_every_clocked_state_has_a_line_for_its_clock_and_no_other_has():
    acts = {Act.EXPIRE, Act.REMIND, Act.FORGET}
    assert {line.before for line in TABLE if line.act in acts} == rules.CLOCKED
    for state in State:
        assert (rules.due(state, Urgency.DAY, NOW) is not None) == (state in rules.CLOCKED)


@given(st.lists(st.tuples(st.sampled_from(Act), st.sampled_from(Party)), max_size=40))
def test_no_order_of_acts_opens_the_details_without_a_yes(acts):
    state, yes = State.DRAFT, False
    for act, party in acts:
        try:
            line = rules.check(state, act, party)
        except NotNow:
            continue
        yes = yes or act == Act.ACCEPT
        assert line.lock != Lock.RELEASE_DETAILS or yes
        assert line.after != State.ACCEPTED or yes
        state = line.after


@given(st.text(max_size=400), st.sampled_from(Company))
def test_what_is_sealed_comes_back_and_its_length_says_nothing(text, company):
    details = Details(contact=text, number="1", where=text)
    assert from_bytes(Details, to_bytes(details)) == details
    summary = Summary("bn", text, "ES", company)
    assert from_bytes(Summary, to_bytes(summary)) == summary
    assert len(to_bytes(details)) % 1024 == 0
