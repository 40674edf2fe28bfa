from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.referrals import rules
from communitylinkage.referrals.rules import TABLE, Act, Lock, NotNow, Party, State, Urgency
from communitylinkage.values.opening import UNKNOWN, WEEKDAYS, Closure, Hours, Slot

OVER = {State.WITHDRAWN}
OFFICE = Hours(
    (Slot(frozenset(WEEKDAYS[:5]), time(9), time(17)),),
    (Closure(date(2026, 12, 24), date(2027, 1, 6)),),
)


def leads_to(state):
    return {line.after for line in TABLE if line.before == state}


def reachable(start):
    found, new = set(), {start}
    while new:
        found |= new
        new = {after for state in new for after in leads_to(state)} - found
    return found


def test_every_state_is_reached_and_none_is_dead():
    assert reachable(State.DRAFT) == set(State)
    for state in set(State) - OVER:
        assert {State.CLOSED, State.WITHDRAWN} <= reachable(state), state


def test_no_state_has_two_lines_for_one_act():
    assert len({(line.before, line.act) for line in TABLE}) == len(TABLE)


def test_every_clock_ends_and_only_clocks_do():
    by_clock = {
        s for s in State for act in rules.acts_open_to(s, Party.CLOCK) if act != Act.PASS_ON
    }
    assert by_clock == rules.CLOCKED
    for state in (State.SENT, State.SEEN):
        assert rules.check(state, Act.EXPIRE, Party.CLOCK).after == State.EXPIRED


def test_she_can_withdraw_from_every_state_and_it_locks_everything():
    for state in set(State) - OVER:
        line = rules.check(state, Act.WITHDRAW, Party.WOMAN)
        assert (line.after, line.lock) == (State.WITHDRAWN, Lock.DESTROY_ALL)


def test_nothing_happens_after_a_withdrawal():
    for act in Act:
        for party in Party:
            with pytest.raises(NotNow):
                rules.check(State.WITHDRAWN, act, party)


def test_name_and_contact_open_only_by_accepting():
    for line in TABLE:
        assert (line.lock == Lock.RELEASE_CONTENT) == (line.act == Act.ACCEPT)


def test_nothing_is_sent_without_consent():
    before_sending = {line.before for line in TABLE if line.act == Act.SEND}
    assert before_sending == {State.CONSENTED}
    assert leads_to(State.DRAFT) == {State.CONSENTED, State.WITHDRAWN}


def test_who_declines_or_lets_the_clock_run_out_is_locked_out():
    for line in TABLE:
        if line.act in {Act.DECLINE, Act.EXPIRE}:
            assert line.lock == Lock.DESTROY_RECIPIENT


@given(st.lists(st.tuples(st.sampled_from(Act), st.sampled_from(Party)), max_size=40))
def test_no_order_of_acts_opens_content_before_consent(acts):
    state, consented = State.DRAFT, False
    for act, party in acts:
        if not rules.can(state, act, party):
            with pytest.raises(NotNow):
                rules.check(state, act, party)
            continue
        line = rules.check(state, act, party)
        consented = consented or act == Act.CONSENT
        assert line.lock not in {Lock.RELEASE_SUMMARY, Lock.RELEASE_CONTENT} or consented
        state = line.after


def test_a_day_is_a_day_also_at_night():
    start = datetime(2026, 11, 27, 20, tzinfo=UTC)
    assert rules.due(Urgency.DAY, start, OFFICE) == start + timedelta(hours=24)


def test_a_longer_clock_waits_for_the_service_to_open():
    start = datetime(2026, 12, 22, 10, tzinfo=UTC)
    assert rules.due(Urgency.THREE_DAYS, start, OFFICE) == datetime(2027, 1, 7, 17, tzinfo=UTC)
    assert rules.due(Urgency.WEEK, start, UNKNOWN) == start + timedelta(days=7)


@given(
    st.sampled_from(Urgency),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda t: t.replace(tzinfo=UTC)),
    st.sampled_from([OFFICE, UNKNOWN]),
)
def test_no_clock_runs_out_early(urgency, started, hours):
    assert rules.due(urgency, started, hours) >= started + rules.SPANS[urgency]
