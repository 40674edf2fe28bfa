"""Rules of places and days."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from communitylinkage.events.rules import days, places
from communitylinkage.events.rules.codes import RefusedError
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.learning.rules.seats import moving_up
from communitylinkage.learning.rules.time import NoSuchTime, moment

SEATS = some.lists(some.sampled_from([Seat.ENROLLED, Seat.WAITING, Seat.CANCELLED]), max_size=30)
ZONE = "Europe/Rome"
# A busy machine draws slowly; that says nothing about a rule.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAYS = some.dates(date(2020, 1, 1), date(2035, 12, 1))


@patient
@given(SEATS, some.integers(0, 30))
def test_exactly_those_beyond_the_last_place_go_back_the_last_first(seats, capacity):
    back = places.lasts_back(seats, capacity)
    have = [at for at, seat in enumerate(seats) if seat == Seat.ENROLLED]
    assert len(have) - len(back) == min(len(have), capacity)
    assert back == have[len(have) - len(back) :]


@patient
@given(SEATS, some.integers(0, 30), some.sets(some.integers(0, 29)))
def test_who_is_there_never_goes_back_and_of_the_others_the_last_go_first(seats, capacity, there):
    back = places.lasts_back(seats, capacity, there)
    have = [at for at, seat in enumerate(seats) if seat == Seat.ENROLLED]
    away = [at for at in have if at not in there]
    assert len(back) == min(len(away), max(0, len(have) - capacity))
    assert back == away[len(away) - len(back) :]


@patient
@given(SEATS, some.integers(0, 30))
def test_who_went_back_is_the_next_to_move_up_of_those_who_came_so_early(seats, capacity):
    stand = list(seats)
    for at in places.lasts_back(seats, capacity):
        stand[at] = Seat.WAITING
    kept = sum(seat == Seat.ENROLLED for seat in stand)
    assert kept <= capacity or not places.lasts_back(seats, capacity)
    waiting = [at for at, seat in enumerate(stand) if seat == Seat.WAITING]
    assert moving_up(stand, kept + 1) == waiting[:1]


@patient
@given(SEATS, some.integers(0, 30))
def test_fewer_places_are_refused_only_where_somebody_would_lose_hers(seats, capacity):
    loses = bool(places.lasts_back(seats, capacity))
    try:
        places.check_capacity(seats, capacity, back=False)
    except RefusedError:
        assert loses
    else:
        assert not loses
    places.check_capacity(seats, capacity, back=True)


@patient
@given(DAYS, some.times(), some.integers(-400, 400))
def test_a_moved_session_shows_the_same_time_on_the_clock(day, clock, by):
    clock = clock.replace(microsecond=0)
    try:
        before = moment(day, clock, ZONE)
        after = days.moved(before, by, ZONE, ZONE)
    except NoSuchTime:
        return
    assert days.days_between(before, after, ZONE, ZONE) == by
    there = after.astimezone(days.ZoneInfo(ZONE))
    assert there.time() == before.astimezone(days.ZoneInfo(ZONE)).time()


def test_a_session_cannot_be_moved_to_a_time_that_the_clocks_jump_over():
    before = moment(date(2027, 3, 27), time(2, 30), ZONE)
    with pytest.raises(NoSuchTime):
        days.moved(before, 1, ZONE, ZONE)


def test_registration_closes_at_its_day_and_in_any_case_when_it_begins():
    begins = datetime(2026, 10, 23, 8, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert days.takes(begins - hour, begins, None)
    assert not days.takes(begins, begins, None)
    assert not days.takes(begins, begins, begins + hour)
    assert not days.takes(begins - hour, begins, begins - hour)


def test_the_door_opens_half_a_day_before_and_closes_half_a_day_after():
    begins, half = datetime(2026, 10, 23, 8, tzinfo=UTC), timedelta(hours=12)
    ends = begins + timedelta(hours=8)
    for now, is_open in ((begins - half, True), (ends + half, True),
                         (begins - half - timedelta(seconds=1), False),
                         (ends + half + timedelta(seconds=1), False)):  # fmt: skip
        assert days.door_is_open(now, begins, ends) is is_open
