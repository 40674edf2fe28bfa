"""Her own page of a seat: how she comes to it who was never given its address, or lost it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.learning.joining import actions, reaching
from communitylinkage.learning.joining.seats import HERSELF
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.learning.tests.school import act, mails, page_of, school  # noqa: F401
from communitylinkage.people.tests.cast import client_of

pytestmark = pytest.mark.django_db


def page_of_her(school, row):  # noqa: F811
    browser = client_of(school.cast.coordinator)
    return browser.get(reverse("learner", args=[row.learner_id])).content.decode()


def press(account, row, name):
    address = reverse("enrolment_act", args=[row.pk, name])
    return client_of(account).post(address, follow=True)


def lines(name):
    return list(Line.objects.filter(act=f"learning.{name}").values_list("by", "reference"))


def test_who_keeps_the_group_shows_her_the_address_with_a_picture(school):  # noqa: F811
    row = school.seat(school.group(), school.person("Amina", language="es"))
    assert reverse("enrolment_act", args=[row.pk, "show"]) in page_of_her(school, row)
    assert lines("page_shown") == []
    page = press(school.cast.coordinator, row, "show").content.decode()
    address = re.search(r"/es/my-course/[\w-]+/", page)[0]
    assert "<svg" in page
    assert Client().get(address).status_code == 200
    assert lines("page_shown") == [(str(school.by), str(row.pk))]


@pytest.mark.parametrize("who", ["stranger", "mentor", "professional"])
def test_nobody_else_is_shown_it(school, who):  # noqa: F811
    row = school.seat(school.group(), school.person(email="her@example.org"))
    mails(school)
    for name in ("show", "send"):
        answer = press(getattr(school.cast, who), row, name)
        assert answer.status_code in {403, 404}
        assert "my-course" not in answer.content.decode()
    assert (lines("page_shown"), mails(school)) == ([], [])


def test_her_page_is_sent_to_her_again(school):  # noqa: F811
    row = school.seat(school.group(), school.person(email="her@example.org"))
    mails(school)
    assert reverse("enrolment_act", args=[row.pk, "send"]) in page_of_her(school, row)
    page = press(school.cast.coordinator, row, "send").content.decode()
    assert "is on its way" in page
    school.now = timezone.now()
    (letter,) = mails(school)
    assert "You have a seat" in letter.body
    assert page_of(row) in letter.body
    assert lines("page_sent") == [(str(school.by), str(row.pk))]


def test_without_an_address_or_a_seat_nothing_is_sent(school):  # noqa: F811
    without = school.seat(school.group(), school.person("No address"))
    gone = school.seat(school.group(), school.person("Gone", email="gone@example.org"))
    act(gone, "no")
    gone.refresh_from_db()
    for row in (without, gone):
        assert reverse("enrolment_act", args=[row.pk, "send"]) not in page_of_her(school, row)
        with pytest.raises(NotNow):
            reaching.send_page(enrolment=row, by=school.by, now=school.now)
    assert lines("page_sent") == []


def asks(group, email):
    said = {"name": "Amina", "language": "en", "email": email}
    page = Client().post(reverse("open_course", args=[group.pk]), said).content.decode()
    assert "Look for our letter" in page


def bodies(school):  # noqa: F811
    school.now = timezone.now()
    return [one.body for one in mails(school)]


def test_who_asks_for_a_seat_that_she_has_gets_the_letter_that_the_page_speaks_of(school):  # noqa: F811
    group = school.group(capacity=1)
    school.seat(group, school.person("First", email="first@example.org"))
    waits = school.seat(group, school.person("Second", email="second@example.org"))
    bodies(school)
    asks(group, "FIRST@example.org")
    (body,) = bodies(school)
    assert "You have a seat" in body
    asks(group, "second@example.org")
    (body,) = bodies(school)
    assert "on the waiting list" in body
    assert page_of(waits) in body
    assert [by for by, _seat in lines("page_sent")] == [str(HERSELF)] * 2


def test_nobody_can_fill_her_letterbox_from_the_open_page(school):  # noqa: F811
    group = school.group()
    row = school.seat(group, school.person(email="her@example.org"))
    bodies(school)
    for _time in range(3):
        asks(group, "her@example.org")
        school.now = timezone.now()
    assert len(bodies(school)) == 1
    later = timezone.now() + timedelta(hours=2)
    reaching.send_again(cohort=group, learner=row.learner, by=HERSELF, now=later)
    school.now = later
    assert len(mails(school)) == 1


def test_who_sends_the_form_twice_gets_one_letter(school):  # noqa: F811
    group = school.group()
    for _time in range(2):
        asks(group, "new@example.org")
    assert len(bodies(school)) == 1


def test_of_her_two_records_the_one_whose_address_she_typed_is_written_to(school):  # noqa: F811
    group = school.group()
    seats = [school.seat(group, school.person(n, email=f"{n}@example.org")) for n in ("a", "b")]
    kept, gone = (row.learner for row in seats)
    actions.merge(kept=kept, gone=gone, by=school.by, now=school.now)
    bodies(school)
    asks(group, "b@example.org")
    school.now = timezone.now()
    (letter,) = mails(school)
    assert letter.to == ["b@example.org"]
