"""What somebody who takes part finds on her own pages, and that each of its links opens."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.learning import links
from communitylinkage.learning.joining import actions as people
from communitylinkage.learning.links import Purpose
from communitylinkage.learning.queries import today
from communitylinkage.learning.tests.school import DAY, HOUR, school  # noqa: F401
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(school):  # noqa: F811
    """Pages read the clock, so everything happens by the clock."""
    school.now = timezone.now()
    return school.now


def linked(browser, name):
    """The addresses of ours in the middle of a page, each once."""
    page = browser.get(reverse(name)).content.decode()
    _before, _open, main = page.partition("<main")
    main, _close, _after = main.partition("</main>")
    return set(re.findall(r'href="(/[^"]+)"', main))


def hers(row):
    return reverse("my_seat", args=[links.token(row.pk, Purpose.SEAT)])


def takes_part(school, person):  # noqa: F811
    """A seat in a group that meets now, has met, and talks it over tomorrow."""
    group = school.group(school.course("mentors"))
    row = school.seat(group, person)
    now = school.now
    meetings = [
        school.session(group, begins=now - HOUR, title="Running"),
        school.held(group, [person], begins=now - 2 * DAY),
        school.session(group, kind="supervision", begins=now + DAY, title="Talking it over"),
    ]
    return row, meetings


@pytest.mark.parametrize("who", ["mentor", "other_professional"])
def test_each_link_of_hers_opens_for_who_only_takes_part(school, now, who):  # noqa: F811
    account = getattr(school.cast, who)
    row, meetings = takes_part(school, school.person("Rosa", account))
    browser = client_of(account)
    pages = ["my_sessions", "people:home", *(["care"] if who == "mentor" else [])]
    asked = {one for page in pages for one in linked(browser, page)}
    assert {reverse("learning_session", args=[one.pk]) for one in meetings} <= asked
    assert {one: browser.get(one, follow=True).status_code for one in asked} == dict.fromkeys(
        asked, 200
    )
    for one in meetings:
        answer = browser.get(reverse("learning_session", args=[one.pk]))
        assert answer["Location"] == hers(row)


def test_a_seat_given_back_opens_no_session_and_nobody_elses_does(school, now):  # noqa: F811
    row, meetings = takes_part(school, school.person("Rosa", school.cast.mentor))
    address = reverse("learning_session", args=[meetings[0].pk])
    assert client_of(school.cast.stranger).get(address).status_code == 404
    row.seat = "cancelled"
    row.save()
    assert client_of(school.cast.mentor).get(address).status_code == 404


def test_home_leads_who_has_no_page_of_sessions_to_her_own_seat(school, now):  # noqa: F811
    account = school.cast.administrator
    row, _meetings = takes_part(school, school.person("Rosa", account))
    (line,) = today(Viewer(account, (account.membership,)), now)
    assert line.address == hers(row)
    assert client_of(account).get(line.address).status_code == 200


def test_what_stands_on_her_second_record_is_on_her_pages_too(school, now):  # noqa: F811
    known, second = school.person("Rosa", school.cast.mentor), school.person("Rosalía")
    row, meetings = takes_part(school, second)
    taught = school.session(
        school.group(school.course("mentors")), [second], begins=now + DAY, title="Hers to teach"
    )
    people.merge(kept=known, gone=second, by=school.by, now=now)
    browser = client_of(school.cast.mentor)
    page = browser.get(reverse("my_sessions")).content.decode()
    assert hers(row) in page
    assert all(one.title in page for one in (*meetings, taught))
    assert "Talking it over" in browser.get(reverse("care")).content.decode()
    assert "is on now" in browser.get(reverse("people:home")).content.decode()
    assert browser.get(reverse("learning_session", args=[taught.pk])).status_code == 200
    for one in meetings:
        answer = browser.get(reverse("learning_session", args=[one.pk]))
        assert answer["Location"] == hers(row)


def test_whichever_record_has_her_account_the_one_that_counts_is_hers(school, now):  # noqa: F811
    counts, second = school.person("Rosa"), school.person("Rosalía", school.cast.mentor)
    browser = client_of(school.cast.mentor)
    browser.post(reverse("my_sessions"))
    old = reverse("my_calendar", args=[links.token(second.feed.pk, Purpose.CALENDAR)])
    row, meetings = takes_part(school, counts)
    people.merge(kept=counts, gone=second, by=school.by, now=now)
    page = browser.get(reverse("my_sessions")).content.decode()
    assert hers(row) in page
    assert all(one.title in page for one in meetings)
    assert old in page
    assert browser.get(old).status_code == 200
    browser.post(reverse("my_sessions"))
    assert browser.get(old).status_code == 404, "a new address ends the old one, of either record"
