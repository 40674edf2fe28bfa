"""One person on two records: counted once, told once, one seat; and it can be undone."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from communitylinkage.learning.chain import actions as chain
from communitylinkage.learning.chain.queries import standing_of
from communitylinkage.learning.courses import queries as courses
from communitylinkage.learning.joining import actions, letters, queries, seats
from communitylinkage.learning.models import Learner, Letter
from communitylinkage.learning.rules import time
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.learning.sessions import actions as sessions
from communitylinkage.learning.sessions import queries as meetings
from communitylinkage.learning.tests.school import (  # noqa: F401
    DAY,
    act,
    again,
    mails,
    names,
    page_of,
    school,
)
from communitylinkage.network.rules.engaging import NotThese
from communitylinkage.people.tests.cast import client_of

pytestmark = pytest.mark.django_db


def test_two_people_with_one_name_stay_two(school):  # noqa: F811
    group = school.group()
    address = reverse("open_course", args=[group.pk])
    for _time in range(2):
        Client().post(address, {"name": "Fatima", "language": "ar"})
    assert Learner.objects.filter(name="Fatima").count() == 2
    assert len(names(group, "enrolled")) == 2


def test_one_person_twice_counts_once_and_it_can_be_undone(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    one, two = school.seat(group, school.person("Sara")), school.seat(group, school.person("Sarah"))
    row = school.held(group, [one.learner, two.learner])
    assert row.attendances.count() == 2
    viewer = client_of(school.cast.coordinator)
    address = reverse("learner_merge", args=[one.learner_id])
    viewer.post(address, {"person": two.learner_id})
    assert again(two.learner).merged_into_id == one.learner_id
    listed = viewer.get(reverse("learners")).content.decode()
    assert listed.count("Sara") == 1
    assert hours_in(viewer, reverse("learners")) == {"Sara": "2"}
    assert hours_in(viewer, reverse("cohort", args=[group.pk])) == {"Sara": "2", "Sarah": "2"}
    person = viewer.get(reverse("learner", args=[one.learner_id])).content.decode()
    assert "2 hours" in person
    with pytest.raises(NotThese):
        actions.merge(kept=one.learner, gone=two.learner, by=school.by, now=school.now)
    viewer.post(reverse("learner_apart", args=[two.learner_id]))
    assert again(two.learner).merged_into is None
    assert viewer.get(reverse("learners")).content.decode().count("Sara") == 2


def hours_in(browser, address):
    """Name -> hours, of a list taken out as a file."""
    content = browser.get(f"{address}?as=csv").content.decode("utf-8-sig")
    return {one["Name"]: one["Hours"] for one in csv.DictReader(io.StringIO(content))}


def test_one_person_twice_in_a_session_was_there_as_long_as_the_longer_record(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    one, two = school.seat(group, school.person("Sara")), school.seat(group, school.person("Sarah"))
    row = school.held(group, [one.learner])
    school.sheet(row, [two.learner], minutes=30)
    actions.merge(kept=one.learner, gone=two.learner, by=school.by, now=school.now)
    for order in ([one.learner, two.learner], [two.learner, one.learner]):
        # Whichever was noted later: rows come in no order that anybody promised.
        for person, minutes in zip(order, (30, None), strict=True):
            school.sheet(row, [person], there=False)
            school.sheet(row, [person], minutes=minutes)
        records = queries.records_of(one.learner)
        assert time.total(queries.stays_of(records)) == 120
        assert queries.minutes_by_record() == dict.fromkeys(records, 120)
        assert standing_of(one).there == 120


def test_one_person_twice_stands_on_the_sheet_once_whichever_record_has_the_seat(school):  # noqa: F811
    both, second = school.group(school.course("mentors")), school.group(school.course("mentors"))
    one, two = school.person("Sara"), school.person("Sarah")
    for group, person in ((both, one), (both, two), (second, two)):
        school.seat(group, person)
    actions.merge(kept=one, gone=two, by=school.by, now=school.now)
    told = [school.session(group) for group in (both, second)]
    assert [[line.name for line in meetings.sheet(row)] for row in told] == [["Sara"], ["Sarah"]]
    school.sheet(told[0], [two])
    assert [line.name for line in meetings.sheet(told[0])] == ["Sarah"], "where she is noted"
    school.sheet(told[0], [one])
    assert len(meetings.sheet(told[0])) == 2, "either line can be taken back"
    assert meetings.counts(told) == {told[0].pk: 1}


def test_one_person_twice_has_one_certificate_of_a_group(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    one, two = school.seat(group, school.person("Sara")), school.seat(group, school.person("Sarah"))
    school.held(group, [one.learner, two.learner])
    given = {"day": school.now.date(), "by": school.by, "now": school.now}
    award = chain.award(enrolment=two, **given)
    actions.merge(kept=one.learner, gone=two.learner, by=school.by, now=school.now)
    with pytest.raises(chain.AwardedAlready):
        chain.award(enrolment=one, **given)
    page = client_of(school.cast.coordinator).get(reverse("cohort", args=[group.pk]))
    assert "Give the certificate" not in page.content.decode()
    assert page.content.decode().count(reverse("award", args=[award.pk])) == 2
    actions.part(gone=again(two.learner), by=school.by, now=school.now)
    assert chain.award(enrolment=one, **given)


def together(school, *names, **values):  # noqa: F811
    """Two records that turned out to be one person's; the first one counts."""
    one, two = (school.person(name, **values) for name in names)
    actions.merge(kept=one, gone=two, by=school.by, now=school.now)
    return one, again(two)


def stand(group):
    """Name -> seat, and the sums as the coordinator reads them."""
    rows = group.enrolments.values_list("learner__name", "seat")
    return dict(rows), dict(courses.sums(group))


def test_one_person_twice_gets_no_second_seat_by_any_of_three_ways(school):  # noqa: F811
    group, hers = school.group(), "sara@example.org"
    one, two = together(school, "Sara", "Sarah", email=hers)
    school.seat(group, two)
    for person in (one, two):
        for way in (seats.invite, seats.enrol):
            with pytest.raises(NotNow):
                way(cohort=group, learner=person, by=school.by, now=school.now)
    browser = client_of(school.cast.coordinator)
    page = browser.post(reverse("cohort_add", args=[group.pk]), {"person": one.pk})
    assert "has a seat" in page.content.decode()
    address = reverse("open_course", args=[group.pk])
    Client().post(address, {"name": "Sara", "language": "en", "email": hers.upper()})
    assert stand(group) == ({"Sarah": "enrolled"}, {"Enrolled": 1})
    # Undone, they are two again: the seat is where it was, and the other can take one.
    actions.part(gone=two, by=school.by, now=school.now)
    assert stand(group) == ({"Sarah": "enrolled"}, {"Enrolled": 1})
    school.seat(group, one)
    assert stand(group) == ({"Sara": "enrolled", "Sarah": "enrolled"}, {"Enrolled": 2})


def test_who_asks_for_a_seat_gets_it_with_the_record_that_counts_and_has_her_address(school):  # noqa: F811
    first, second = school.group(), school.group()
    school.now -= DAY
    old = school.person("Sarah", email="sara@example.org")
    school.now += DAY
    one = school.person("Sara", email="sara@example.org")
    other = school.person("Sara at work", email="work@example.org")
    for gone in (old, other):
        actions.merge(kept=one, gone=gone, by=school.by, now=school.now)
    for group, email in ((first, "sara@example.org"), (second, "work@example.org")):
        address = reverse("open_course", args=[group.pk])
        Client().post(address, {"name": "S", "language": "en", "email": email})
    assert stand(first)[0] == {"Sara": "enrolled"}
    assert stand(second)[0] == {"Sara at work": "enrolled"}, "where our letter is read"
    told = Letter.objects.values_list("enrolment__learner__email", flat=True)
    assert sorted(told) == ["sara@example.org", "work@example.org"]
    for gone in (old, other):
        actions.part(gone=again(gone), by=school.by, now=school.now)
    assert stand(first)[0] == {"Sara": "enrolled"}
    assert stand(second)[0] == {"Sara at work": "enrolled"}


def test_one_person_twice_takes_one_of_the_seats_that_there_are(school):  # noqa: F811
    group = school.group(capacity=2)
    one, two = school.seat(group, school.person("Sara")), school.seat(group, school.person("Sarah"))
    school.seat(group, school.person("Third"))
    assert names(group, "waiting") == ["Third"]
    actions.merge(kept=one.learner, gone=two.learner, by=school.by, now=school.now)
    assert stand(group)[1] == {"Enrolled": 2}, "a seat was free, and who waited has it"
    school.seat(group, school.person("Fourth"))
    assert names(group, "waiting") == ["Fourth"]
    (offer,) = courses.open_cohorts("en")
    assert offer.free == 0
    seats.cancel(enrolment=two, by=school.by, now=school.now)
    assert names(group, "waiting") == ["Fourth"], "she has her other seat still"
    actions.part(gone=again(two.learner), by=school.by, now=school.now)
    assert stand(group)[0] == {
        "Sara": "enrolled", "Sarah": "cancelled", "Third": "enrolled", "Fourth": "waiting",
    }  # fmt: skip


def test_parted_again_both_keep_their_seats_and_nobody_more_comes_in(school):  # noqa: F811
    group = school.group(capacity=2)
    one, two = school.seat(group, school.person("Sara")), school.seat(group, school.person("Sarah"))
    school.seat(group, school.person("Third"))
    actions.merge(kept=one.learner, gone=two.learner, by=school.by, now=school.now)
    actions.part(gone=again(two.learner), by=school.by, now=school.now)
    school.seat(group, school.person("Fourth"))
    assert names(group, "enrolled") == ["Sara", "Sarah", "Third"]
    assert names(group, "waiting") == ["Fourth"]
    seats.cancel(enrolment=again(one), by=school.by, now=school.now)
    assert names(group, "waiting") == ["Fourth"], "two seats, and two have them"


def test_one_person_twice_gets_one_letter_and_one_no_silences_both(school):  # noqa: F811
    group, hers = school.group(school.course("mentors")), "sara@example.org"
    one, two = (school.seat(group, school.person(name, email=hers)) for name in ("Sara", "Sarah"))
    other = school.seat(group, school.person("Other", email="other@example.org"))
    row = school.session(group, begins=school.now + timedelta(hours=20))
    mails(school)

    def told():
        return sorted(letter.to[0] for letter in mails(school))

    actions.merge(kept=one.learner, gone=two.learner, by=school.by, now=school.now)
    school.session(group, session=row, begins=school.now + timedelta(hours=21))
    assert told() == ["other@example.org", hers]
    act(two, "quiet")
    assert "That counts here too" in Client().get(page_of(one)).content.decode()
    assert letters.sweep(now=school.now) == 1
    assert told() == ["other@example.org"]
    # What moved is told all the same, to the address of the record that counts.
    Learner.objects.filter(pk=two.learner_id).update(email="second@example.org")
    sessions.cancel(session=again(row), by=school.by, now=school.now)
    assert told() == ["other@example.org", hers]
    actions.part(gone=again(two.learner), by=school.by, now=school.now)
    assert (again(one).reminders, again(two).reminders, again(other).reminders) == (
        True, False, True,
    )  # fmt: skip
    school.session(group, begins=school.now + timedelta(hours=23))
    assert letters.sweep(now=school.now) == 2
    assert told() == ["other@example.org", hers]


def test_who_gives_one_of_two_seats_back_is_not_told_that_she_has_none(school):  # noqa: F811
    group, hers = school.group(), "sara@example.org"
    one, two = (school.seat(group, school.person(name, email=hers)) for name in ("Sara", "Sarah"))
    actions.merge(kept=one.learner, gone=two.learner, by=school.by, now=school.now)
    page = act(two, "no")
    assert "with another page of yours" in page
    assert "not on the list any more" not in page
    assert not Letter.objects.filter(kind="cancelled").exists()
    actions.part(gone=again(two.learner), by=school.by, now=school.now)
    assert "not on the list any more" in Client().get(page_of(two)).content.decode()
    assert stand(group)[0] == {"Sara": "enrolled", "Sarah": "cancelled"}


def test_hours_of_a_person_are_those_of_both_her_records(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    one, two = school.person("Sara"), school.person("Sarah")
    for person in (one, two):
        school.seat(group, person)
    school.held(group, [one], hours=2)
    school.held(group, [two], hours=3, begins=school.now - 2 * DAY)
    actions.merge(kept=one, gone=two, by=school.by, now=school.now)
    assert len(queries.stays_of(queries.records_of(two))) == 2
