"""What learning decides."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.learning.rules import earning, gains, here, seats, teaching
from communitylinkage.learning.rules import time as times
from communitylinkage.learning.rules.codes import Kind, Seat, Track
from communitylinkage.learning.rules.teaching import Certified
from communitylinkage.surveys.analysis.codebook import Choice, Item, Shape

NOW = datetime(2026, 11, 24, 10, 0, 30, tzinfo=UTC)
MADRID = "Europe/Madrid"
SECRET = b"s" * 20


def test_the_code_works_in_its_minute_and_in_the_next_one_and_no_longer():
    code = here.code_at(SECRET, NOW)
    assert here.is_now(SECRET, code, NOW)
    assert here.is_now(SECRET, code, NOW + timedelta(seconds=60))
    assert not here.is_now(SECRET, code, NOW + timedelta(seconds=121))
    assert not here.is_now(SECRET, code, NOW - timedelta(seconds=61))


def test_a_code_is_read_in_any_scripts_digits_and_with_spaces():
    code = here.code_at(SECRET, NOW)
    arabic = code.translate({ord(str(n)): "٠١٢٣٤٥٦٧٨٩"[n] for n in range(10)})
    assert here.is_now(SECRET, arabic, NOW)
    assert here.is_now(SECRET, f"{code[:3]} {code[3:]}", NOW)
    assert not here.is_now(SECRET, "", NOW)
    assert not here.is_now(SECRET, "²³", NOW)


def test_the_code_of_another_session_does_not_work():
    assert not here.is_now(b"t" * 20, here.code_at(SECRET, NOW), NOW)


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 4), (date(2026, 10, 25), 6), (date(2026, 5, 1), 5)],
)
def test_hours_are_right_when_the_clocks_change_in_between(day, hours):
    begins, ends = times.moment(day, time(0, 30), MADRID), times.moment(day, time(5, 30), MADRID)
    assert times.total([times.Stay(begins, ends)]) == hours * 60


def test_hours_are_right_also_where_both_times_carry_the_same_zone():
    from zoneinfo import ZoneInfo

    zone = ZoneInfo(MADRID)
    begins = datetime(2026, 3, 29, 0, 30, tzinfo=zone)
    assert times.minutes_between(begins, datetime(2026, 3, 29, 5, 30, tzinfo=zone)) == 240


def test_a_time_that_the_clocks_jump_over_is_refused():
    with pytest.raises(times.NoSuchTime):
        times.moment(date(2026, 3, 29), time(2, 30), MADRID)


def test_a_time_that_is_there_twice_is_the_first_one():
    first = times.moment(date(2026, 10, 25), time(2, 30), MADRID)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.integers(1, 900), st.integers(0, 2000))
def test_nobody_stays_longer_than_the_session(length, said):
    stay = times.Stay(NOW, NOW + timedelta(minutes=length), said)
    assert times.minutes_of(stay) <= length


DAY = date(2026, 11, 24)
BEFORE, AFTER = DAY - timedelta(1), DAY + timedelta(1)


@pytest.mark.parametrize(
    ("certificates", "stands"),
    [
        ([], False),
        ([Certified(DAY)], True),
        ([Certified(AFTER)], False),
        ([Certified(BEFORE, AFTER)], True),
        ([Certified(BEFORE, DAY)], False),
        ([Certified(BEFORE, AFTER, never=True)], False),
        ([Certified(BEFORE, DAY), Certified(DAY)], True),
    ],
)
def test_a_certificate_stands_from_its_day_until_the_day_on_which_it_is_revoked(
    certificates, stands
):
    assert teaching.is_certified(DAY, certificates) == stands


@pytest.mark.parametrize(
    ("kind", "tracks", "needed"),
    [
        (Kind.LESSON, [Track.PROFESSIONALS], True),
        (Kind.JOINT, [Track.MENTORS, Track.PROFESSIONALS], True),
        (Kind.EXCHANGE, [Track.PROFESSIONALS], True),
        (Kind.LESSON, [Track.MENTORS], False),
        (Kind.SUPERVISION, [Track.MENTORS], False),
        (Kind.DEBRIEFING, [Track.PROFESSIONALS], False),
    ],
)
def test_where_professionals_learn_a_certified_mentor_teaches(kind, tracks, needed):
    teaching.check(kind, tracks, DAY, [[Certified(BEFORE)]])
    if needed:
        with pytest.raises(teaching.NobodyCertified):
            teaching.check(kind, tracks, DAY, [[], [Certified(AFTER)]])
    else:
        teaching.check(kind, tracks, DAY, [])


SEATS = st.lists(st.sampled_from(list(Seat)), max_size=30)


@given(SEATS, st.integers(1, 10))
def test_who_came_first_moves_up_first_and_no_seat_is_given_twice(given_seats, capacity):
    before = list(given_seats)
    up = seats.moving_up(before, capacity)
    waiting = [at for at, seat in enumerate(before) if seat == Seat.WAITING]
    assert up == waiting[: len(up)]
    enrolled = before.count(Seat.ENROLLED)
    assert enrolled + len(up) <= max(capacity, enrolled)
    assert len(up) == len(waiting) or enrolled + len(up) >= capacity


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from(list(Seat)))), st.integers(1, 5))
def test_who_is_on_the_list_twice_takes_one_seat_and_moves_up_once(stand, capacity):
    persons, given_seats = [who for who, _seat in stand], [seat for _who, seat in stand]
    have = {who for who, seat in stand if seat == Seat.ENROLLED}
    up = [persons[at] for at in seats.moving_up(given_seats, capacity, persons)]
    waiting = dict.fromkeys(who for who, seat in stand if seat == Seat.WAITING and who not in have)
    assert up == list(waiting)[: len(up)]
    assert len(have | set(up)) <= max(capacity, len(have))
    assert len(up) == len(waiting) or len(have) + len(up) >= capacity


def test_who_is_on_the_list_twice_stands_where_she_stands_best():
    assert seats.standing([Seat.CANCELLED, Seat.WAITING, Seat.INVITED]) == Seat.WAITING
    assert seats.standing(["invited", "cancelled"]) == Seat.INVITED
    assert seats.comes(["cancelled", "enrolled"])
    assert not seats.comes(["cancelled", "invited"])


def test_a_share_is_never_rounded_up():
    rule = earning.Rule(80, tests=False)
    assert earning.is_met(rule, earning.Standing(100, 80))
    assert not earning.is_met(rule, earning.Standing(1000, 799))
    assert not earning.is_met(rule, earning.Standing(0, 0))


def test_where_tests_are_wanted_both_are():
    rule = earning.Rule(80, tests=True)
    assert not earning.is_met(rule, earning.Standing(100, 100, 1))
    assert earning.is_met(rule, earning.Standing(100, 100, 2))


def test_each_person_is_trained_once_on_each_track():
    rows = [
        earning.Trained("a", "mentors", "ES", DAY), earning.Trained("a", "mentors", "IT", AFTER),
        earning.Trained("a", "professionals", "ES", AFTER),
    ]  # fmt: skip
    assert earning.firsts(rows) == [rows[0], rows[2]]


SURE = tuple(Choice(str(n), {}) for n in range(1, 5))
ITEMS = [
    Item("knowledge/test_a", "test_a", "select_one", Shape.ONE, {}),
    Item("knowledge/test_b", "test_b", "select_one", Shape.ONE, {}),
    Item("knowledge_score", "knowledge_score", "calculate", Shape.NUMBER, {}),
]
SCALES = [
    Item("a/know_a", "know_a", "select_one", Shape.ONE, {}, SURE),
    Item("a/sure_b", "sure_b", "select_one", Shape.ONE, {}, SURE),
    Item("a/course_c", "course_c", "select_one", Shape.ONE, {}, SURE),
]


def test_right_answers_are_scored_of_a_hundred():
    assert gains.score(ITEMS, {"knowledge_score": 1}) == 50
    assert gains.score(ITEMS, {}) is None


def test_without_right_answers_the_scales_are_scored_and_satisfaction_is_apart():
    said = {"a/know_a": "4", "a/sure_b": "1", "a/course_c": "4"}
    assert gains.score(SCALES, said) == 50
    assert gains.liking(SCALES, said) == 100
    assert gains.liking(SCALES, {"a/know_a": "4"}) is None


def test_only_who_answered_both_counts_and_a_tag_twice_links_nobody():
    found = gains.gain([("a", 20), ("b", 40), ("c", 0)], [("a", 50), ("b", 50), ("c", 9), ("c", 1)])
    assert (found.before, found.after) == (30, 50)
    assert (found.change.n, found.change.mean) == (2, 20)
    assert gains.gain([("a", 1)], [("b", 1)]) is None
