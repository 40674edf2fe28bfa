"""The curriculum: courses in several languages, modules, materials; shared within a programme."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from communitylinkage.assessment import actions
from communitylinkage.assessment.tests.made import NOW, an_open_round
from communitylinkage.learning import links
from communitylinkage.learning.links import Purpose
from communitylinkage.learning.models import Course, Material
from communitylinkage.learning.tests.school import again, school  # noqa: F401
from communitylinkage.organisations.models import Partnership
from communitylinkage.people.tests.cast import client_of
from communitylinkage.surveys.answering.tests.cast import picture
from communitylinkage.surveys.answering.tests.test_uploads import photograph

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 made up"
SAID = {"track": "mentors", "title": "Walking together", "language": "en", "share": "75"}


@pytest.fixture
def course(school):  # noqa: F811
    """A course with one module."""
    row = school.course()
    school.browser = client_of(school.cast.coordinator)
    school.browser.post(reverse("module_new", args=[row.pk]), {"title": "Seeing early"})
    school.module = row.modules.get()
    return row


def add(school, **said):  # noqa: F811
    address = reverse("material_new", args=[school.module.pk])
    given = {"title": "To read", "language": "es", **said}
    return school.browser.post(address, given, follow=True).content.decode()


def test_a_coordinator_writes_a_course_with_modules(school):  # noqa: F811
    browser = client_of(school.cast.coordinator)
    page = browser.post(reverse("course_new"), SAID, follow=True).content.decode()
    assert "It is added" in page
    row = Course.objects.get()
    assert "75 of 100 hours" in page
    for title in ("Listening", "Rights"):
        browser.post(reverse("module_new", args=[row.pk]), {"title": title, "aims": "She can …"})
    assert [(one.number, one.title) for one in row.modules.all()] == [
        (1, "Listening"),
        (2, "Rights"),
    ]


def test_without_a_programme_the_page_says_what_to_do(school):  # noqa: F811
    page = client_of(school.cast.stranger).get(reverse("course_new")).content.decode()
    assert "ask the administrator" in page


def test_whom_a_course_is_for_stays_once_a_group_takes_it(school, course):  # noqa: F811
    address = reverse("course_edit", args=[course.pk])
    said = {**SAID, "language": "en", "share": "70"}
    school.browser.post(address, {**said, "track": "mentors"})
    assert again(course).track == "mentors", "nobody takes it yet"
    school.group(again(course))
    page = school.browser.post(address, {**said, "track": "professionals", "title": "New words"})
    assert "Groups take this course already" in page.content.decode()
    assert 'value="New words"' in page.content.decode()
    assert (again(course).track, again(course).title) == ("mentors", SAID["title"])
    school.browser.post(address, {**said, "track": "mentors", "title": "New words"})
    assert again(course).title == "New words"


def test_the_words_of_a_course_are_shown_in_the_readers_language(school, course):  # noqa: F811
    said = {"language": "es", "title": "Trabajar juntas", "body": "Con mentoras"}
    school.browser.post(reverse("course_words", args=[course.pk]), said)
    school.browser.post(
        reverse("module_words", args=[school.module.pk]), {"language": "es", "title": "Ver pronto"}
    )
    group = school.group(course)
    address = reverse("open_course", args=[group.pk])
    assert "Trabajar juntas" in Client().get(address.replace("/en/", "/es/")).content.decode()
    assert course.title in Client().get(address).content.decode()
    seat = reverse("my_seat", args=[links.token(school.seat(group).pk, Purpose.SEAT)])
    page = Client().get(seat.replace("/en/", "/es/")).content.decode()
    assert "Ver pronto" in page


def test_words_in_a_language_are_replaced_not_doubled(school, course):  # noqa: F811
    for title in ("Uno", "Dos"):
        school.browser.post(
            reverse("course_words", args=[course.pk]), {"language": "es", "title": title}
        )
    assert course.texts.get().title == "Dos"


@pytest.mark.promise("A document is what its content says, and is never shown in the page")
def test_a_file_is_what_its_content_says_and_is_never_shown_in_the_page(school, course):  # noqa: F811
    add(school, file=SimpleUploadedFile("x.html", PDF, "text/html"))
    row = Material.objects.get()
    assert (row.media, row.ending, bytes(row.content)) == ("application/pdf", ".pdf", PDF)
    answer = school.browser.get(reverse("material", args=[row.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_photograph_given_as_material_says_nothing_of_its_camera(school, course):  # noqa: F811
    add(school, file=SimpleUploadedFile("room.jpg", photograph()))
    row = Material.objects.get()
    given = bytes(row.content)
    assert (row.media, row.size) == ("image/jpeg", len(given))
    assert b"PLACEMARK" not in given
    assert given.startswith(b"\xff\xd8")


def many_points():
    """A picture that says of itself that it is far too large."""
    said = bytearray(picture())
    said[16:24] = struct.pack(">II", 100_000, 100_000)
    said[29:33] = struct.pack(">I", zlib.crc32(bytes(said[12:29])))
    return bytes(said)


WRONG = [
    ({}, "a link or a file, one of them"),
    ({"link": "https://example.org/", "file": SimpleUploadedFile("a.pdf", PDF)}, "one of them"),
    ({"file": SimpleUploadedFile("a.pdf", b"")}, "empty"),
    ({"file": SimpleUploadedFile("a.pdf", b"MZ\x90\x00\x03")}, "We take PDF"),
    ({"file": SimpleUploadedFile("a.jpg", b"\xff\xd8\xffx")}, "The file is broken."),
    ({"file": SimpleUploadedFile("a.png", many_points())}, "far too large to be shown"),
    ({"link": "javascript:alert(1)"}, "Please write a whole web address"),
]


@pytest.mark.parametrize(("said", "words"), WRONG)
def test_what_is_no_material_is_refused_in_words(school, course, said, words):  # noqa: F811
    assert words in add(school, **said)
    assert not Material.objects.exists()


def test_materials_are_for_who_has_a_seat(school, course):  # noqa: F811
    add(school, link="https://example.org/read")
    group = school.group(course, capacity=1)
    seated, waiting = school.seat(group), school.seat(group)
    number = Material.objects.get().pk

    def asked(row):
        given = [links.token(row.pk, Purpose.SEAT), number]
        return Client().get(reverse("my_material", args=given))

    assert asked(seated)["Location"] == "https://example.org/read"
    assert asked(waiting).status_code == 404


def test_a_material_is_taken_away(school, course):  # noqa: F811
    add(school, link="https://example.org/read")
    school.browser.post(reverse("material_drop", args=[Material.objects.get().pk]))
    assert not Material.objects.exists()


def test_a_partner_holds_the_course_but_does_not_change_it(school, course):  # noqa: F811
    partner = client_of(school.cast.stranger)
    page = reverse("course", args=[course.pk])
    assert partner.get(page).status_code == 404
    Partnership.objects.create(
        programme=school.programme, organisation=school.cast.other, role="partner"
    )
    shown = partner.get(page).content.decode()
    assert course.title in shown
    assert "Add a module" not in shown
    assert partner.get(reverse("course_edit", args=[course.pk])).status_code == 404
    said = {"name": "In Italy", "country": "IT", "language": "it", "capacity": "5"}
    partner.post(reverse("cohort_new", args=[course.pk]), said)
    group = course.cohorts.get()
    assert group.organisation == school.cast.other
    assert client_of(school.cast.coordinator).get(
        reverse("cohort", args=[group.pk])
    ).status_code == 404  # fmt: skip


def test_lists_are_searched_and_taken_out_as_files(school, course):  # noqa: F811
    group = school.group(course)
    school.seat(group, school.person("=Amina"))
    for address, words in (
        (reverse("courses"), course.title),
        (reverse("learners"), "'=Amina"),
        (reverse("cohort", args=[group.pk]), "'=Amina"),
    ):
        assert words in school.browser.get(f"{address}?as=csv").content.decode()
        assert words not in school.browser.get(f"{address}?q=zzz&as=csv").content.decode()
        found = school.browser.get(f"{address}?q=zzz").content.decode()
        assert "Nothing in this list has these words" in found


def test_a_group_cannot_have_less_than_one_seat(school, course):  # noqa: F811
    group = school.group(course)
    said = {"name": "x", "country": "ES", "language": "en", "capacity": "0"}
    page = school.browser.post(reverse("cohort_edit", args=[group.pk]), said).content.decode()
    assert "Please give 1 or more" in page
    assert again(group).capacity == 20


def test_who_plans_a_course_is_led_to_what_assessments_say_is_needed(course, school):  # noqa: F811
    address = reverse("course", args=[course.pk])
    row = an_open_round(course.organisation, school.cast.coordinator.pk)
    needs = reverse("assessment_needs", args=[row.assessment_id])
    assert needs not in school.browser.get(address).content.decode()
    actions.close(row=row, by=school.cast.coordinator.pk, now=NOW)
    assert needs in school.browser.get(address).content.decode()


def test_a_group_links_only_those_of_its_sessions_that_open(school):  # noqa: F811
    Partnership.objects.create(
        programme=school.programme, organisation=school.cast.other, role="partner"
    )
    course, own = school.course("mentors"), client_of(school.cast.coordinator)
    group, theirs = school.group(course), school.group(course, name="Theirs")
    type(theirs).objects.filter(pk=theirs.pk).update(organisation=school.cast.other)
    row = school.session([group, theirs], kind="joint", title="Together")
    address = reverse("learning_session", args=[row.pk])
    for browser, number, opens in (
        (own, group.pk, True),
        (client_of(school.cast.stranger), theirs.pk, False),
    ):
        page = browser.get(reverse("cohort", args=[number])).content.decode()
        assert "Together" in page
        assert (address in page) is opens
        assert browser.get(address).status_code == (200 if opens else 404)
