"""The clock that watches over a mentor, and what a tag can say."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.support import rules
from communitylinkage.support.counting.rules import (
    Source,
    Standing,
    Women,
    is_code,
    plain_code,
    stronger,
    tag_of,
)
from communitylinkage.support.rules import Act, Alert, NotNow, Party, State, Watch, after

NOW = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
moments = st.integers(0, 500_000).map(lambda minutes: NOW + minutes * MINUTE)


@given(sign=moments, now=moments)
def test_a_sign_is_missed_from_its_minute_on_and_never_before(sign, now):
    assert rules.missed(Watch(sign), now) == (sign <= now)


@given(late=st.integers(0, 10_000), rounds=st.integers(1, 20))
def test_the_rota_is_told_every_ten_minutes_until_it_is_seen_to(late, rounds):
    now = NOW + late * MINUTE
    watch = after(Watch(NOW), Act.MISS, now)
    for _round in range(rounds):
        assert not rules.tell_again(watch, now + 9 * MINUTE)
        now += 10 * MINUTE
        assert rules.tell_again(watch, now)
        watch = after(watch, Act.TELL_AGAIN, now)
    on_her_way_home = after(watch, Act.SEEN, now)
    assert on_her_way_home == Watch()
    seen = after(watch, Act.SEEN, now, goes_on=True)
    assert not rules.tell_again(seen, now + timedelta(days=30))
    assert seen == Watch(now + rules.FIRST_SIGN), "her visit goes on, and so does her clock"


@given(sign=moments, now=moments)
def test_seen_to_in_the_middle_of_a_visit_her_sign_is_awaited_as_before(sign, now):
    seen = after(Watch(sign, Alert.CALL_ME, now), Act.SEEN, now, goes_on=True)
    assert seen == Watch(sign if sign > now else now + rules.FIRST_SIGN)
    assert after(Watch(None, Alert.CALL_ME, now), Act.SEEN, now, goes_on=True).check_in


@given(begins=moments, said=st.none() | moments, now=moments)
def test_before_a_visit_begins_the_sign_of_its_plan_stands(begins, said, now):
    planned = begins + 60 * MINUTE
    found = rules.promised(Watch(planned), begins, said, now)
    assert found == (planned if now < begins else said)


def test_home_is_said_by_the_rota_of_her_about_whom_there_is_an_alert_and_of_nobody_else():
    alerted = Watch(NOW, Alert.MISSED, NOW)
    assert after(alerted, Act.HOME, NOW, goes_on=True) == Watch()
    with pytest.raises(NotNow):
        after(Watch(NOW + MINUTE), Act.HOME, NOW, goes_on=True)


def test_a_sign_of_hers_ends_an_alert_and_sets_the_next():
    alerted = after(Watch(NOW), Act.MISS, NOW)
    watch = after(alerted, Act.SAFE, NOW, NOW + 30 * MINUTE)
    assert watch == Watch(NOW + 30 * MINUTE)


def test_call_me_alerts_before_any_sign_is_due():
    watch = after(Watch(NOW + 60 * MINUTE), Act.CALL_ME, NOW)
    assert watch.alert == Alert.CALL_ME
    assert watch.tell_at == NOW + 10 * MINUTE


@pytest.mark.parametrize("act", [Act.MISS, Act.TELL_AGAIN, Act.SEEN])
def test_without_a_reason_nobody_is_told(act):
    with pytest.raises(NotNow):
        after(Watch(NOW + MINUTE), act, NOW)


def test_who_has_set_out_is_watched_until_she_is_home():
    assert rules.on_ending(Watch(NOW + timedelta(days=1)), NOW + 5 * MINUTE, NOW) == Watch()
    under_way = rules.on_ending(Watch(NOW + 20 * MINUTE), NOW - MINUTE, NOW)
    assert under_way == Watch(NOW + 20 * MINUTE)
    late = rules.on_ending(Watch(NOW + 90 * MINUTE), NOW - MINUTE, NOW)
    assert late == Watch(NOW + 60 * MINUTE)
    alerted = Watch(NOW, Alert.MISSED, NOW + MINUTE)
    assert rules.on_ending(alerted, NOW, NOW) == alerted, "an alert about her stays open"


def test_nobody_goes_instead_while_she_who_goes_is_missing():
    alerted = Watch(NOW, Alert.MISSED, NOW + MINUTE)
    for watch in (alerted, Watch(NOW), Watch(None, Alert.CALL_ME, NOW + MINUTE)):
        with pytest.raises(rules.FirstHer):
            after(watch, Act.TAKE_OVER, NOW)
    assert after(Watch(NOW + MINUTE), Act.TAKE_OVER, NOW) == Watch(NOW + MINUTE)


def test_who_goes_instead_is_watched_also_where_nobody_waited_for_a_sign():
    assert rules.taken_over(Watch(NOW + MINUTE), NOW, NOW) == Watch(NOW + MINUTE)
    assert rules.taken_over(Watch(), NOW - MINUTE, NOW) == Watch(NOW + 60 * MINUTE)
    assert rules.taken_over(Watch(), NOW + 60 * MINUTE, NOW) == Watch(NOW + 120 * MINUTE)


def test_an_end_calls_home_only_her_for_whom_somebody_waits():
    assert rules.on_ending(Watch(), NOW - MINUTE, NOW) == Watch(), "she said she is home"


@pytest.mark.parametrize("party", [Party.WOMAN, Party.REQUEST])
@pytest.mark.parametrize("watch", [Watch(), Watch(NOW)])
@pytest.mark.parametrize("begun", [True, False])
def test_every_end_is_a_line_of_the_table(party, watch, begun):
    line = rules.check(State.OPEN, rules.ends_with(watch, party, begun=begun), party)
    assert (line.after in rules.WAY_BACK) == (watch != Watch())
    writes = {follows.act for follows in rules.TABLE if follows.before == line.after}
    told = writes & {Act.REPORT, Act.WRITE_HOURS}
    assert not (told and party == Party.WOMAN) or told == {Act.WRITE_HOURS}
    assert bool(told) == (begun and watch == Watch())


def test_every_state_ends_whatever_nobody_does_any_more():
    """Whoever is on her way home is let go by the clock."""
    for state in rules.WAY_BACK:
        line = rules.check(state, Act.EXPIRE, Party.CLOCK)
        assert line.after not in rules.LIVE
    assert rules.long_seen_to(Watch(), NOW, NOW + rules.SEEN_LONG_AGO)
    assert not rules.long_seen_to(Watch(), NOW, NOW + rules.SEEN_LONG_AGO - MINUTE)
    assert not rules.long_seen_to(Watch(NOW), NOW, NOW + 2 * rules.SEEN_LONG_AGO)


def test_a_clock_counts_hours_that_pass_also_when_the_clocks_are_changed():
    """The night of 25 October 2026 has 25 hours in Madrid; a sign is due after one true hour."""
    from zoneinfo import ZoneInfo

    begins = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Madrid")).astimezone(UTC)
    watch = Watch(begins + timedelta(hours=1))
    assert not rules.missed(watch, begins + 59 * MINUTE)
    assert rules.missed(watch, begins + 60 * MINUTE)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("party", list(Party))
def test_nothing_outside_the_table_happens(state, act, party):
    there = [
        line for line in rules.TABLE if (line.before, line.act) == (state, act) and party in line.by
    ]
    if there:
        assert rules.check(state, act, party) is there[0]
    else:
        with pytest.raises(NotNow):
            rules.check(state, act, party)


@given(code=st.text(max_size=30), key=st.binary(min_size=32, max_size=32))
def test_the_same_code_makes_the_same_tag_under_one_key_only(code, key):
    brought = plain_code(code).encode()
    assert tag_of(key, Source.CODE, brought) == tag_of(key, Source.CODE, brought)
    assert tag_of(key, Source.CODE, brought) != tag_of(key, Source.RECEIPT, brought)
    other = bytes([key[0] ^ 1]) + key[1:]
    assert tag_of(other, Source.CODE, brought) != tag_of(key, Source.CODE, brought)


def test_a_code_is_the_same_however_she_writes_it():
    assert plain_code(" Àmi-na 47 ") == plain_code("AMINA47") == "amina47"
    assert plain_code("أمينة ٤٧") == plain_code("أمينة٤٧")
    assert not is_code("a-1")
    assert is_code("آمن1")


@given(certain=st.integers(0, 500), twice=st.integers(0, 500))
def test_the_bounds_hold_the_truth_between_them(certain, twice):
    women = Women(certain, twice)
    assert women.at_least <= women.at_most
    assert women.at_least >= certain


def test_who_is_known_once_is_not_possible_any_more():
    assert stronger(Standing.POSSIBLE, Standing.KNOWN) == Standing.KNOWN
    assert stronger(Standing.POSSIBLE, Standing.POSSIBLE) == Standing.POSSIBLE
