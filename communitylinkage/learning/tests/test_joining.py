"""Coming, waiting, moving up, going; by invitation, by the open page, by a link."""

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from communitylinkage.learning import links
from communitylinkage.learning.joining import actions, letters, seats
from communitylinkage.learning.links import Purpose
from communitylinkage.learning.models import Enrolment, Feed, Learner, Letter
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.learning.sessions import actions as sessions
from communitylinkage.learning.tests.school import (  # noqa: F401
    DAY,
    act,
    again,
    mails,
    names,
    page_of,
    school,
    trained,
)
from communitylinkage.people.tests.cast import client_of

pytestmark = pytest.mark.django_db
WORRY = re.compile("victim|survivor|violence|abuse", re.IGNORECASE)


def test_who_comes_when_all_seats_are_taken_waits_and_moves_up_in_order(school):  # noqa: F811
    group = school.group(capacity=1)
    first = school.seat(group, school.person("First"))
    for name in ("Second", "Third"):
        school.seat(group, school.person(name, email=f"{name}@example.org"))
    assert names(group, "waiting") == ["Second", "Third"]
    mails(school)
    seats.cancel(enrolment=first, by=school.by, now=school.now)
    assert names(group, "enrolled") == ["Second"]
    (told,) = mails(school)
    assert told.to == ["Second@example.org"]
    assert "You have a seat" in told.body


def test_more_seats_let_those_move_up_who_wait_longest(school):  # noqa: F811
    group = school.group(capacity=1)
    for name in ("First", "Second", "Third"):
        school.seat(group, school.person(name))
    said = {"name": "Group", "country": "ES", "language": "en", "capacity": "2"}
    client_of(school.cast.coordinator).post(reverse("cohort_edit", args=[group.pk]), said)
    assert names(group, "enrolled") == ["First", "Second"]


def test_who_goes_and_comes_back_waits_behind_the_others(school):  # noqa: F811
    group = school.group(capacity=1)
    first = school.seat(group, school.person("First"))
    school.seat(group, school.person("Second"))
    act(first, "no")
    page = act(first, "yes")
    assert names(group, "enrolled") == ["Second"]
    assert names(group, "waiting") == ["First"]
    assert "On the waiting list" in page


def test_an_invitation_is_a_neutral_letter_and_she_says_yes_or_no(school):  # noqa: F811
    group = school.group()
    person = school.person(email="her@example.org", language="es")
    row = seats.invite(cohort=group, learner=person, by=school.by, now=school.now)
    (letter,) = mails(school)
    assert not WORRY.search(letter.subject + letter.body)
    assert group.course.title not in letter.subject + letter.body
    address = re.search(r"/es/my-course/\S+", letter.body)[0]
    assert "invit" in Client().get(address).content.decode().lower()
    act(row, "yes")
    assert again(row).seat == "enrolled"
    act(row, "no")
    assert again(row).seat == "cancelled"
    assert not Letter.objects.exclude(kind="cancelled").filter(kind="invited").exists()


def test_inviting_twice_is_refused_once_she_has_a_seat(school):  # noqa: F811
    group, person = school.group(), school.person()
    school.seat(group, person)
    with pytest.raises(NotNow):
        seats.invite(cohort=group, learner=person, by=school.by, now=school.now)


def test_anybody_asks_for_a_seat_on_the_open_page_without_an_account(school):  # noqa: F811
    group = school.group(name="Evenings")
    browser = Client()
    assert "Evenings" in browser.get(reverse("open_courses")).content.decode()
    address = reverse("open_course", args=[group.pk])
    answer = browser.post(address, {"name": "Amina", "language": "ar"}, follow=True)
    row = Enrolment.objects.get()
    assert answer.redirect_chain[-1][0] == page_of(row)
    assert (row.learner.name, row.learner.email, row.seat) == ("Amina", "", "enrolled")
    assert (row.learner.country, row.learner.track) == ("ES", "professionals")
    assert not browser.cookies


def test_who_types_an_address_of_somebody_else_sees_nothing_of_her(school):  # noqa: F811
    group = school.group()
    school.seat(group, school.person("Amina", email="amina@example.org"))
    address = reverse("open_course", args=[group.pk])
    pages = [
        Client().post(address, {"name": "X", "language": "en", "email": email}).content.decode()
        for email in ("AMINA@example.org", "new@example.org")
    ]
    assert pages[0] == pages[1]
    assert "Amina" not in pages[0]
    assert Learner.objects.filter(email__iexact="amina@example.org").count() == 1


def test_a_group_that_is_not_open_has_no_page(school):  # noqa: F811
    group = school.group(listed=False)
    assert Client().get(reverse("open_course", args=[group.pk])).status_code == 404
    assert group.name not in Client().get(reverse("open_courses")).content.decode()


def test_her_page_says_all_that_is_offered(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    row = school.seat(group)
    offered = {"childcare": True, "travel": True, "interpreters": ("ar", "uk"),
               "access": ("step_free", "sign")}  # fmt: skip
    school.session(group, **offered)
    page = Client().get(page_of(row)).content.decode()
    for words in ("Children are looked after", "Travel is paid", "Interpreters for", "العربية",
                  "українська", "No steps", "Sign language"):  # fmt: skip
        assert words in page


def test_a_reminder_goes_out_once_the_day_before_and_only_to_who_wants_it(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    school.seat(group, school.person(email="yes@example.org"))
    school.seat(group, school.person(email="no@example.org"), reminders=False)
    school.session(group, begins=school.now + timedelta(hours=20))
    school.session(group, begins=school.now + 5 * DAY)
    mails(school)
    assert letters.sweep(now=school.now) == 1
    assert letters.sweep(now=school.now) == 0
    (letter,) = mails(school)
    assert letter.to == ["yes@example.org"]
    assert not WORRY.search(letter.subject + letter.body)


def test_a_session_that_is_moved_is_told_and_reminded_anew(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    school.seat(group, school.person(email="her@example.org"))
    row = school.session(group, begins=school.now + timedelta(hours=20))
    letters.sweep(now=school.now)
    mails(school)
    school.session(group, session=row, begins=school.now + timedelta(hours=22))
    assert "has changed" in mails(school)[0].body
    assert letters.sweep(now=school.now) == 1
    sessions.cancel(session=row, by=school.by, now=school.now)
    # The reminder was on its way already: of what does not take place nobody is reminded.
    (letter,) = mails(school)
    assert "does not take place" in letter.body


def test_the_calendar_says_meeting_and_nothing_else(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    row = school.seat(group)
    told = {
        "title": "Signs of danger",
        "place": "Women's house",
        "online": "https://meet.example.org/house",
    }
    school.session(group, begins=school.now + DAY, **told)
    page = act(row, "calendar")
    assert "It says only “Meeting”" in page
    path = re.search(r"/en/calendar/\S+?\.ics", page)[0]
    answer = Client().get(path)
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).events
    assert set(event) == {"UID", "SUMMARY", "DTSTAMP", "DTSTART", "DTEND", "STATUS"}
    assert str(event["SUMMARY"]) == "Meeting"
    assert event.start == school.now + DAY
    # Lines are folded at 75 signs, so that they are laid together again first.
    content = answer.content.decode().replace("\r\n ", "")
    for words in (*told.values(), "meet.example.org", group.name, group.course.title):
        assert words not in content, words


def test_the_calendar_says_what_each_clock_of_it_is(school):  # noqa: F811
    """RFC 5545, 3.2.19: a time with TZID is not valid without its VTIMEZONE."""
    group = school.group(school.course("mentors"))
    row = school.seat(group)
    for zone in ("Europe/Madrid", "Europe/Athens", "Europe/Madrid"):
        school.session(group, zone=zone)
    path = re.search(r"/en/calendar/\S+?\.ics", act(row, "calendar"))[0]
    made = Calendar.from_ical(Client().get(path).content)
    told = {str(one["TZID"]) for one in made.walk("VTIMEZONE")}
    assert told == {"Europe/Madrid", "Europe/Athens"}
    assert {one["DTSTART"].params["TZID"] for one in made.events} == told


def test_a_new_calendar_address_ends_the_old_one(school):  # noqa: F811
    row = school.seat(school.group())
    act(row, "calendar")
    old = links.token(Feed.objects.get().pk, Purpose.CALENDAR)
    act(row, "calendar")
    assert Client().get(reverse("my_calendar", args=[old])).status_code == 404
    new = links.token(Feed.objects.get().pk, Purpose.CALENDAR)
    assert Client().get(reverse("my_calendar", args=[new])).status_code == 200


def test_a_link_cannot_be_made_up_and_opens_only_what_it_is_for(school):  # noqa: F811
    row = school.seat(school.group())
    right = links.token(row.pk, Purpose.SEAT)
    for wrong in (row.pk.hex, right[:-1] + "!", links.token(row.pk, Purpose.HERE),
                  links.token(uuid.uuid4(), Purpose.SEAT), "x"):  # fmt: skip
        assert Client().get(reverse("my_seat", args=[wrong])).status_code == 404
    assert Client().get(reverse("my_seat", args=[right])).status_code == 200


def test_what_is_erased_of_her_is_gone_and_what_was_learned_stays_counted(school):  # noqa: F811
    award = school.trained("Ines")
    actions.new_calendar(learner=award.learner, now=school.now)
    viewer = client_of(school.cast.coordinator)
    viewer.post(reverse("learner_forget", args=[award.learner_id]))
    assert not Learner.objects.filter(name="Ines").exists()
    assert not Feed.objects.exists()
    assert trained("professionals") == 1


def test_a_stranger_finds_nobody(school):  # noqa: F811
    row = school.seat(school.group())
    stranger = client_of(school.cast.stranger)
    for name, number in (("learner", row.learner_id), ("cohort", row.cohort_id)):
        assert stranger.get(reverse(name, args=[number])).status_code == 404
    assert row.learner.name not in stranger.get(reverse("learners")).content.decode()
