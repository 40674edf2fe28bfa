from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.values import opening
from communitylinkage.values.opening import ALWAYS, WEEKDAYS, Closure, Hours, Slot, coming_days

MADRID = ZoneInfo("Europe/Madrid")


def weekly(days, opens, closes, **more):
    return Hours((Slot(frozenset(days.split()), opens, closes),), timezone="Europe/Madrid", **more)


def at(*when):
    return datetime(*when, tzinfo=MADRID)


def test_a_night_that_begins_on_saturday_is_open_on_sunday_at_three():
    night = weekly("SA", time(22), time(6))
    assert opening.is_open(night, at(2026, 11, 29, 3))
    assert not opening.is_open(night, at(2026, 11, 28, 3))


def test_open_day_and_night_is_open_in_the_hour_that_the_clock_repeats():
    assert opening.is_open(ALWAYS, datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert opening.is_open(ALWAYS, datetime(2026, 10, 25, 1, 30, tzinfo=UTC))


def test_the_reader_in_another_time_zone_gets_the_same_answer():
    office = weekly("MO TU WE TH FR", time(9), time(17))
    assert opening.is_open(office, datetime(2026, 7, 6, 7, 30, tzinfo=UTC))
    assert not opening.is_open(office, datetime(2026, 12, 7, 7, 30, tzinfo=UTC))


def test_a_closure_closes_and_the_next_opening_is_after_it():
    office = weekly(
        "MO TU", time(9), time(17), closures=(Closure(date(2026, 8, 1), date(2026, 8, 31)),)
    )
    assert not opening.is_open(office, at(2026, 8, 3, 10))
    assert opening.next_opening(office, at(2026, 8, 3, 10)) == at(2026, 9, 1, 9)


def test_an_opening_outside_its_validity_does_not_open():
    winter = Hours(
        (Slot(frozenset(WEEKDAYS), time(9), time(17), date(2026, 11, 1), date(2026, 12, 1)),)
    )
    assert opening.is_open(winter, datetime(2026, 12, 1, 10, tzinfo=UTC))
    assert not opening.is_open(winter, datetime(2026, 12, 2, 10, tzinfo=UTC))


def test_openings_that_touch_are_one():
    both = Hours(
        (
            Slot(frozenset(WEEKDAYS), time(9), time(13)),
            Slot(frozenset(WEEKDAYS), time(13), time(18)),
        )
    )
    now = datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert opening.open_until(both, now) == datetime(2026, 11, 24, 18, tzinfo=UTC)


times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
slots = st.builds(Slot, st.frozensets(st.sampled_from(WEEKDAYS), min_size=1), times, times)
hours = st.builds(
    Hours,
    st.lists(slots, min_size=1, max_size=3).map(tuple),
    timezone=st.sampled_from(["Europe/Madrid", "Europe/Athens", "Atlantic/Canary", "UTC"]),
)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)).map(
    lambda t: t.replace(tzinfo=UTC)
)


@given(hours, instants)
def test_it_is_open_exactly_when_it_has_an_end(hours, now):
    assert opening.is_open(hours, now) == (opening.open_until(hours, now) is not None)


@given(hours, instants)
def test_what_is_closed_opens_next_and_not_before(hours, now):
    if opening.is_open(hours, now):
        return
    following = opening.next_opening(hours, now)
    assert following is not None
    assert opening.is_open(hours, following)
    assert not opening.is_open(hours, now + (following - now) / 2)


@given(hours, instants)
def test_it_is_closed_or_open_anew_when_the_end_comes(hours, now):
    until = opening.open_until(hours, now)
    if until is not None and until - now < timedelta(days=6):
        assert not opening.is_open(hours, until)
        assert opening.is_open(hours, until - timedelta(seconds=1))


def day_by_day(hours, now):
    """Each opening of three weeks around an instant, from the wall clock of each day."""
    zone = ZoneInfo(hours.timezone)
    today = now.astimezone(zone).date()
    for day in (today + timedelta(days=n) for n in range(-7, 15)):
        for slot in hours.slots:
            if slot.begins_on(day):
                last = day + timedelta(days=slot.closes_at <= slot.opens_at)
                opens = datetime.combine(day, slot.opens_at, zone).astimezone(UTC)
                closes = datetime.combine(last, slot.closes_at, zone).astimezone(UTC)
                if opens < closes:
                    yield opens, closes


@given(hours, instants, st.integers(0, 48))
def test_what_is_kept_of_a_timetable_answers_like_its_days(hours, now, later):
    opening.is_open(hours, now)  # what is kept for this day must not answer for another
    now += timedelta(hours=later)
    every = list(day_by_day(hours, now))
    assert opening.is_open(hours, now) == any(opens <= now < closes for opens, closes in every)
    assert opening.next_opening(hours, now) == min(opens for opens, _closes in every if opens > now)


def test_the_coming_days_say_each_days_times_and_that_a_closure_closes():
    monday = date(2026, 11, 30)
    slots = (
        Slot(frozenset({"MO", "TU"}), time(16), time(18)),
        Slot(frozenset({"MO"}), time(9), time(13)),
    )
    hours = Hours(slots, (Closure(date(2026, 12, 1), date(2026, 12, 1)),), "Europe/Madrid")
    late = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)  # Monday already, in Madrid
    days = coming_days(hours, late, 3)
    assert days[0] == (monday, ((time(9), time(13)), (time(16), time(18))))
    assert [times for _day, times in days[1:]] == [(), ()]
