"""Two who do the same thing at the same moment: in threads, on a real database."""

import pytest

from communitylinkage.journal.models import Line
from communitylinkage.learning.chain import actions as chain
from communitylinkage.learning.joining import actions as people
from communitylinkage.learning.joining import seats
from communitylinkage.learning.models import Attendance, Award, Feed
from communitylinkage.learning.rules import here
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.learning.sessions import actions as sessions
from communitylinkage.learning.tests.school import HOUR, School
from communitylinkage.people.tests.cast import make_cast
from communitylinkage.referrals.tests.outside.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def school(transactional_db):
    return School(make_cast())


def test_of_two_who_take_the_last_seat_one_waits(school):
    group = school.group(capacity=1)
    one, two = school.person("One"), school.person("Two")
    at_once(lambda: school.seat(group, one), lambda: school.seat(group, two))
    assert sorted(group.enrolments.values_list("seat", flat=True)) == ["enrolled", "waiting"]


def test_two_free_seats_are_given_to_two_who_wait(school):
    group = school.group(capacity=2)
    gone = [school.seat(group, school.person(name)) for name in ("One", "Two")]
    for name in ("Three", "Four", "Five"):
        school.seat(group, school.person(name))

    def goes(row):
        return lambda: seats.cancel(enrolment=row, by=school.by, now=school.now)

    at_once(goes(gone[0]), goes(gone[1]))
    rows = group.enrolments.order_by("arrived").values_list("learner__name", "seat")
    assert dict(rows) == {
        "One": "cancelled", "Two": "cancelled", "Three": "enrolled", "Four": "enrolled",
        "Five": "waiting",
    }  # fmt: skip


def test_one_person_twice_gets_one_seat_though_both_records_ask_at_once(school):
    group, one, two = school.group(), school.person("Sara"), school.person("Sarah")
    people.merge(kept=one, gone=two, by=school.by, now=school.now)

    def takes(person):
        def take():
            try:
                school.seat(group, person)
            except NotNow:
                return False
            return True

        return take

    assert sorted(at_once(takes(one), takes(two))) == [False, True]
    assert group.enrolments.count() == 1


def test_the_trainers_tick_and_her_own_code_note_her_once(school):
    group = school.group(school.course("mentors"))
    person = school.seat(group).learner
    row = school.session(group, begins=school.now - HOUR)
    code = here.code_at(bytes(row.secret), school.now)
    at_once(
        lambda: school.sheet(row, [person]),
        lambda: sessions.check_in(
            session=row, learner=person, code=code, by=seats.HERSELF, now=school.now
        ),
    )
    assert Attendance.objects.count() == 1
    assert Line.objects.filter(act="learning.there").count() == 1


def test_one_certificate_is_given_once(school):
    group = school.group(school.course("mentors"))
    row = school.seat(group)
    school.held(group, [row.learner])

    def give():
        try:
            chain.award(enrolment=row, day=school.now.date(), by=school.by, now=school.now)
        except chain.AwardedAlready:
            return False
        return True

    assert sorted(at_once(give, give)) == [False, True]
    assert Award.objects.count() == 1


def test_one_person_twice_gets_one_certificate_though_both_seats_are_asked_at_once(school):
    group = school.group(school.course("mentors"))
    rows = [school.seat(group, school.person(name)) for name in ("Sara", "Sarah")]
    school.held(group, [row.learner for row in rows])
    one, two = (row.learner for row in rows)
    people.merge(kept=one, gone=two, by=school.by, now=school.now)

    def give(row):
        def gives():
            try:
                chain.award(enrolment=row, day=school.now.date(), by=school.by, now=school.now)
            except chain.AwardedAlready:
                return False
            return True

        return gives

    assert sorted(at_once(*map(give, rows))) == [False, True]
    assert Award.objects.count() == 1


def test_two_clicks_leave_one_calendar(school):
    person = school.person()
    at_once(
        lambda: people.new_calendar(learner=person, now=school.now),
        lambda: people.new_calendar(learner=person, now=school.now),
    )
    assert Feed.objects.count() == 1
