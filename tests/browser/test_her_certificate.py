"""She saves her certificate on the smallest phone, and whoever gets it checks it: on the page, and
without us. One letter changed in it, and it is refused."""

import io
import os
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.certificates.tests.quick import quick_keys
from communitylinkage.learning import links
from communitylinkage.learning.chain import actions
from communitylinkage.learning.links import Purpose
from communitylinkage.learning.tests.school import DAY, School
from communitylinkage.people.tests.cast import make_cast
from tests.browser.fitting import beyond
from tests.browser.pressing import press
from tests.browser.test_story import browser_of  # noqa: F401

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quick_keys"),
]
__all__ = ["quick_keys"]
TITLES = {"en": "Walking together", "ar": "نمشي معاً"}


@pytest.fixture
def school(transactional_db):
    made = School(make_cast())
    made.now = timezone.now()
    return made


def awarded(school, language):
    """A mentor of the course in a language, with her certificate of today."""
    course = school.course("mentors", language=language, title=TITLES[language])
    person = school.person("أمل Rédouane", language=language, track="mentors")
    row = school.seat(school.group(course, language=language), person)
    school.held(row.cohort, [row.learner], begins=school.now - DAY)
    return row, actions.award(enrolment=row, day=school.now.date(), by=school.by, now=school.now)


def at(live_server, language, name, *arguments):
    with translation.override(language):
        return live_server.url + reverse(name, args=arguments)


def fits(page, hurdles, name):
    assert beyond(page) <= 0, name
    assert hurdles(page) == [], name
    if os.environ.get("SHOTS"):
        page.screenshot(path=f"{os.environ['SHOTS']}/{name}.png", full_page=True)


def saved(page, what, folder):
    with page.expect_download() as waiting:
        page.click(f"a[href*='/certificate/{what}/'], a[href*='/out/{what}/']")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize("language", ["en", "ar"])
def test_she_saves_it_and_the_public_page_finds_it_valid(
    live_server, open_page, hurdles, school, tmp_path, language
):
    row, _award = awarded(school, language)
    seat = links.token(row.pk, Purpose.SEAT)
    page = open_page(at(live_server, language, "my_seat", seat), "small phone")
    fits(page, hurdles, f"her-certificate-{language}")
    paper, file = saved(page, "paper", tmp_path), saved(page, "file", tmp_path)
    assert paper.read_bytes().startswith(b"%PDF")
    press(page.locator("main a[href*='/check/']"))
    page.wait_for_selector("input[name=name]")
    assert page.locator("main .notice").count() == 1
    page.goto(at(live_server, language, "check"))
    page.set_input_files("input[name=file]", file)
    press(page.locator("main form button"))
    page.wait_for_selector("main .card .notice")
    assert TITLES[language] in page.inner_text("main dl")
    fits(page, hurdles, f"checked-{language}")
    head, body, signature = file.read_text().split(".")
    other = "A" if body[60] != "A" else "B"
    file.write_text(f"{head}.{body[:60]}{other}{body[61:]}.{signature}")
    page.goto(at(live_server, language, "check"))
    page.set_input_files("input[name=file]", file)
    press(page.locator("main form button"))
    page.wait_for_selector("main .card .error")
    assert page.locator("main .card .notice").count() == 0
    fits(page, hurdles, f"refused-{language}")
    assert page.context.cookies() == []


def test_what_she_saved_is_checked_without_us_and_a_changed_one_refused(
    live_server, open_page, school, tmp_path
):
    row, _award = awarded(school, "ar")
    seat = links.token(row.pk, Purpose.SEAT)
    page = open_page(at(live_server, "en", "my_seat", seat), "small phone", scripts=False)
    file, keys = saved(page, "file", tmp_path), tmp_path / "keys.json"
    keys.write_bytes(urlopen(live_server.url + reverse("credential_keys")).read())  # noqa: S310 -- our own
    told = io.StringIO()
    call_command("verify", file, key=keys, name="أمل redouane", stdout=told)
    assert "It was really given" in told.getvalue()
    file.write_text(file.read_text()[:-1])
    with pytest.raises(CommandError, match="It cannot be relied on"):
        call_command("verify", file, key=keys)


@pytest.mark.parametrize(("language", "width"), [("en", 320), ("ar", 320), ("en", 1280)])
def test_a_coordinator_hands_it_out(
    live_server, browser_of, hurdles, school, tmp_path, language, width  # noqa: F811
):  # fmt: skip
    _row, award = awarded(school, "ar")
    page = browser_of(school.cast.coordinator, width)
    page.goto(at(live_server, language, "award", award.pk))
    fits(page, hurdles, f"award-{language}-{width}")
    assert saved(page, "paper", tmp_path).read_bytes().startswith(b"%PDF")
    assert saved(page, "file", tmp_path).read_text() == award.credential.credential
