"""A mentor takes attendance and looks after herself, a learner comes, checks in and goes: on a
cheap phone; a coordinator keeps it all. Each page fits, and axe finds nothing."""

import os
import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.learning import demo, links
from communitylinkage.learning.links import Purpose
from communitylinkage.learning.models import (
    Attendance,
    Award,
    Cohort,
    Course,
    Enrolment,
    Learner,
    Note,
    Session,
)
from communitylinkage.learning.rules import here
from communitylinkage.mentors.models import Mentor
from communitylinkage.mentors.tests.hall import mentor_page, towns
from communitylinkage.people import demo as people
from communitylinkage.people.models import Account
from communitylinkage.people.tests.cast import _KEYS, member
from communitylinkage.vault import keys as vault_keys
from tests.browser.fitting import beyond
from tests.browser.test_story import browser_of  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A telephone of today and a desk, in both directions of writing.
SCREENS = [("en", 360), ("ar", 360), ("en", 1280)]


@pytest.fixture
def school(transactional_db, monkeypatch):
    """The demo's people and its two years of courses; one key for all, which the tests hold."""
    private_key = vault_keys.new_private_key()
    key = vault_keys.wrap(private_key, people.PASSWORD)
    _KEYS["the demo"] = (key, private_key)
    monkeypatch.setattr(people, "new_account_key", lambda _password: key)
    people.load(timezone.now())
    demo.load(timezone.now())
    return {row.email.partition("@")[0]: row for row in Account.objects.all()}


class Walk:
    """A page on a screen: goes, presses, and looks whether everything is right."""

    def __init__(self, page, base, language, width, hurdles):
        self.page, self.base, self.language, self.width = page, base, language, width
        self.hurdles = hurdles

    def look(self, name):
        page = self.page
        assert beyond(page) <= 0, name
        assert self.hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            shot = f"{os.environ['SHOTS']}/{name}-{self.language}-{self.width}.png"
            page.screenshot(path=shot, full_page=True)

    def go(self, name, *arguments, query=""):
        with translation.override(self.language):
            self.page.goto(self.base + reverse(name, args=arguments) + query)

    def press(self, button):
        with self.page.expect_navigation():
            self.page.click(button)


@pytest.mark.parametrize(("language", "width"), SCREENS)
def test_a_mentor_takes_attendance_and_looks_after_herself(
    live_server, school, browser_of, hurdles, language, width  # noqa: F811
):  # fmt: skip
    mentor = school["mentor"]
    towns()
    if not Mentor.objects.filter(pk=mentor.pk).exists():
        mentor_page(mentor)
    chief = member("chief", "coordinator", mentor.memberships.get().organisation)
    row = Session.objects.get(title="Seeing early", state="planned")
    walk = Walk(browser_of(mentor, width), live_server.url, language, width, hurdles)
    page = walk.page
    walk.go("my_sessions")
    walk.look("my-sessions")
    walk.press(f"a[href*='{row.pk}']")
    walk.look("session")
    walk.press("a[href$='/who/']")
    walk.look("attendance")
    for box in page.query_selector_all("input[name=there]")[:5]:
        box.check()
    walk.press("main form button")
    assert Attendance.objects.filter(session=row, how="seen").count() == 5
    walk.go("attendance", row.pk, query="?minutes=1")
    walk.look("attendance-minutes")
    walk.go("session_code", row.pk)
    walk.look("code")
    walk.go("attendance_sheet", row.pk)
    walk.look("sheet")
    walk.go("care")
    walk.look("care")
    page.fill("#id_until", f"{timezone.localdate().replace(year=2099)}")
    walk.press("form[action$='/rest/'] button:not([name=back])")
    assert Mentor.objects.get(pk=mentor.pk).paused
    walk.look("care-rest")
    page.select_option("#id_supervisor", str(chief.pk))
    page.fill("#id_text", "أسبوع صعب")
    walk.press("form[action$='/write/'] button")
    note = Note.objects.get()
    walk.go("care_note", note.pk)
    walk.look("note")
    walk.press("main form:first-of-type button")
    assert "أسبوع صعب" in page.content()


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("ar", 360)])
def test_a_learner_comes_checks_in_and_goes(
    live_server, school, open_page, hurdles, language, width
):
    cohort = Cohort.objects.get(listed=True)
    cohort.capacity = 30
    cohort.save()
    page = open_page(f"{live_server.url}/{language}/", "phone")
    walk = Walk(page, live_server.url, language, width, hurdles)
    walk.go("open_courses")
    walk.look("open-courses")
    walk.press(f"a[href*='{cohort.pk}']")
    walk.look("open-course")
    walk.press("main form button")
    walk.look("open-course-wrong")
    page.fill("#id_name", "Zaynab")
    walk.press("main form button")
    page.wait_for_selector(".state")
    walk.look("my-seat")
    row = Enrolment.objects.get(learner__name="Zaynab")
    assert row.seat == "enrolled"
    walk.press("form[action$='/calendar/'] button")
    assert ".ics" in page.content()
    walk.press("a[href*='/here/']")
    walk.look("here")
    session = Session.objects.get(title="Seeing early", state="planned")
    page.fill("#id_code", "000000x")
    walk.press("main form button")
    walk.look("here-wrong")
    page.fill("#id_code", here.code_at(bytes(session.secret), timezone.now()))
    walk.press("main form button")
    page.wait_for_selector("h1 + p bdi")
    walk.look("here-done")
    assert Attendance.objects.get(learner__name="Zaynab").how == "code"
    seat = links.token(row.pk, Purpose.SEAT)
    walk.go("my_seat", seat)
    walk.press("form[action$='/no/'] button")
    walk.look("my-seat-gone")
    assert Enrolment.objects.get(pk=row.pk).seat == "cancelled"
    assert not page.context.cookies()


@pytest.mark.parametrize(("language", "width"), SCREENS)
def test_a_coordinator_keeps_it_all(live_server, school, browser_of, hurdles, language, width):  # noqa: F811
    walk = Walk(browser_of(school["coordinator"], width), live_server.url, language, width, hurdles)
    page = walk.page
    for name in ("courses", "learners", "learning_chain", "learning_gains", "learner_new",
                 "course_new"):  # fmt: skip
        walk.go(name)
        walk.look(name)
    course = Course.objects.get(track="professionals")
    walk.go("course", course.pk)
    walk.look("course")
    walk.go("module_new", course.pk)
    walk.look("module-new")
    walk.go("material_new", course.modules.first().pk)
    walk.press("main form button")
    walk.look("material-wrong")
    cohort = Cohort.objects.get(listed=True)
    walk.go("cohort", cohort.pk)
    walk.look("cohort")
    walk.go("cohort_add", cohort.pk)
    walk.look("cohort-add")
    walk.go("cohort_questions", cohort.pk)
    walk.look("cohort-questions")
    walk.press("main form button")
    walk.press("form[action$='/before/opened/'] button")
    walk.look("cohort-asked")
    walk.go("learning_session_new", cohort.pk)
    page.fill("#id_title", "Meeting")
    walk.press("main form button")
    walk.look("session-new-wrong")
    award = Award.objects.filter(cohort__organisation=cohort.organisation).first()
    walk.go("award_revoke", award.pk)
    walk.look("revoke")
    walk.go("learner", award.learner_id)
    walk.look("person")
    walk.go("learner_merge", award.learner_id)
    walk.look("merge")
    walk.go("learner_forget", award.learner_id)
    walk.look("forget")
    assert re.search("made up", page.content())
    assert Learner.objects.filter(pk=award.learner_id).exists()
