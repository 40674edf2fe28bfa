"""Who was there: the sheet on a telephone, the changing code, the signed paper, corrections."""

import gzip
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.learning import links
from communitylinkage.learning.links import Purpose
from communitylinkage.learning.models import Attendance, Enrolment, Learner, Session
from communitylinkage.learning.rules import here
from communitylinkage.learning.tests.school import DAY, HOUR, again, school  # noqa: F401
from communitylinkage.people.tests.cast import client_of, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(school):  # noqa: F811
    """A session that goes on now, with two learners, taught by a mentor with an account."""
    school.now = timezone.now()
    group = school.group(school.course("mentors"))
    school.people = [school.seat(group, school.person(name)).learner for name in ("Ana", "Bea")]
    trainer = school.person("Rosa", school.cast.mentor)
    school.row = school.session(group, [trainer], begins=school.now - HOUR)
    school.seats = {row.learner_id: row for row in Enrolment.objects.all()}
    return school


def sheet_of(scene):
    return reverse("attendance", args=[scene.row.pk])


def opened(scene, account, query=""):
    """The sheet as its page has it when it is opened: what is sent where nothing is touched."""
    page = client_of(account).get(sheet_of(scene) + query).content.decode()
    ticked = re.findall(r'name="there" value="(\w+)" checked', page)
    typed = re.findall(r'name="(m-\w+)"[^>]*? value="(\d+)"', page)
    return {"there": ticked, "was": re.findall(r'name="was" value="([\w-]+)"', page), **dict(typed)}


def tick(scene, account, *there, page=None, **more):
    """Keeps a sheet with these ticked, and nobody else.

    Args:
        page: the sheet as it was opened; None: just now.
    """
    said = page or opened(scene, account)
    said = {**said, "there": [one.pk.hex for one in there], **more}
    return client_of(account).post(sheet_of(scene), said, follow=True)


def noted(scene):
    return {row.learner.name: row.how for row in Attendance.objects.filter(session=scene.row)}


def say_here(scene, code, me="", **said):
    address = reverse("here", args=[links.token(scene.row.pk, Purpose.HERE)])
    return Client().post(f"{address}?me={me}", {"code": code, **said}).content.decode()


def code_of(scene):
    return here.code_at(bytes(scene.row.secret), timezone.now())


def test_a_trainer_ticks_who_is_here(scene):
    answer = tick(scene, scene.cast.mentor, scene.people[0])
    assert "Who was there is kept" in answer.content.decode()
    assert noted(scene) == {"Ana": "seen"}


def test_who_neither_teaches_nor_keeps_finds_no_sheet(scene):
    other = member("another", "mentor", scene.cast.service)
    for account in (other, scene.cast.stranger, scene.cast.professional):
        assert client_of(account).get(sheet_of(scene)).status_code == 404


def test_a_correction_is_journalled(scene):
    ana = scene.people[0]
    tick(scene, scene.cast.mentor, ana)
    tick(scene, scene.cast.coordinator)
    assert noted(scene) == {}
    tick(scene, scene.cast.coordinator, ana, **{f"m-{ana.pk.hex}": "45"})
    tick(scene, scene.cast.coordinator, ana, **{f"m-{ana.pk.hex}": "50"})
    lines = Line.objects.filter(reference__endswith=ana.pk.hex).order_by("number")
    assert [(one.act, one.by) for one in lines] == [
        ("learning.there", str(scene.cast.mentor.pk)),
        ("learning.not_there", str(scene.cast.coordinator.pk)),
        ("learning.there", str(scene.cast.coordinator.pk)),
        ("learning.there_corrected", str(scene.cast.coordinator.pk)),
    ]


def test_a_signed_sheet_is_printed_and_typed_in(scene):
    browser = client_of(scene.cast.mentor)
    page = browser.get(reverse("attendance_sheet", args=[scene.row.pk])).content.decode()
    assert "Ana" in page
    tick(scene, scene.cast.mentor, scene.people[1], paper="on")
    assert noted(scene) == {"Bea": "paper"}


def test_who_came_onto_the_list_meanwhile_is_not_undone_by_an_older_page(scene):
    page = opened(scene, scene.cast.mentor)
    late = scene.seat(scene.row.cohorts.get(), scene.person("Late")).learner
    scene.sheet(scene.row, [late])
    tick(scene, scene.cast.mentor, scene.people[0], page=page)
    assert set(noted(scene)) == {"Ana", "Late"}


def test_who_checks_in_while_the_sheet_is_open_stays_noted(scene):
    page = opened(scene, scene.cast.mentor)
    say_here(scene, code_of(scene), name="Ana")
    tick(scene, scene.cast.mentor, scene.people[1], page=page)
    assert noted(scene) == {"Ana": "code", "Bea": "seen"}
    assert not Line.objects.filter(act="learning.not_there").exists()


def test_two_telephones_do_not_undo_each_other(scene):
    ana, bea = scene.people
    scene.sheet(scene.row, [ana])
    pages = {one: opened(scene, one) for one in (scene.cast.mentor, scene.cast.coordinator)}
    tick(scene, scene.cast.mentor, bea, page=pages[scene.cast.mentor])
    tick(scene, scene.cast.coordinator, ana, page=pages[scene.cast.coordinator])
    assert noted(scene) == {"Bea": "seen"}, "the second did nothing to Ana"


def test_minutes_of_another_telephone_are_not_undone(scene):
    ana, bea = scene.people
    scene.sheet(scene.row, [ana])
    page = opened(scene, scene.cast.mentor)
    corrected = {f"m-{one.pk.hex}": "45" for one in (ana, bea)}
    tick(scene, scene.cast.coordinator, ana, bea, **corrected)
    tick(scene, scene.cast.mentor, ana, bea, page=page)
    assert set(scene.row.attendances.values_list("minutes", flat=True)) == {45}


@pytest.mark.parametrize("query", ["", "?minutes=1"])
def test_a_sheet_that_is_kept_untouched_changes_nothing(scene, query):
    scene.sheet(scene.row, scene.people[:1], minutes=30)
    before = Line.objects.count()
    page = opened(scene, scene.cast.mentor, query)
    assert page["there"] == [scene.people[0].pk.hex]
    tick(scene, scene.cast.mentor, scene.people[0], page=page)
    assert list(scene.row.attendances.values_list("minutes", flat=True)) == [30]
    assert Line.objects.count() == before


def test_nobody_else_can_be_put_onto_the_sheet(scene):
    other = scene.person("Other")
    scene.sheet(scene.row, [other])
    assert noted(scene) == {}


def test_she_checks_herself_in_by_her_link_and_the_code(scene):
    me = links.token(scene.seats[scene.people[0].pk].pk, Purpose.SEAT)
    assert "You are noted" in say_here(scene, code_of(scene), me)
    assert "You are noted" in say_here(scene, code_of(scene), me)
    assert noted(scene) == {"Ana": "code"}


def test_without_her_link_she_types_her_name_as_people_type(scene):
    assert "You are noted" in say_here(scene, code_of(scene), name=" ANÁ ")
    assert noted(scene) == {"Ana": "code"}


def test_a_wrong_or_old_code_is_refused_and_tells_nobody_who_is_on_the_list(scene):
    before = here.code_at(bytes(scene.row.secret), timezone.now() - 5 * HOUR)
    pages = [say_here(scene, before, name=name) for name in ("Ana", "Nobody")]
    for page in pages:
        assert "not right any more" in page
        assert "do not find this name" not in page
    assert noted(scene) == {}


def test_two_with_one_name_are_sent_to_the_trainer(scene):
    scene.seat(scene.row.cohorts.get(), scene.person("ana"))
    assert "Two people" in say_here(scene, code_of(scene), name="Ana")
    assert "do not find this name" in say_here(scene, code_of(scene), name="Zoe")
    assert noted(scene) == {}


def test_the_code_of_a_session_that_is_over_is_not_taken(scene):
    Session.objects.filter(pk=scene.row.pk).update(
        begins=scene.now - 9 * HOUR, ends=scene.now - 8 * HOUR
    )
    assert "too early or too late" in say_here(scene, code_of(scene), name="Ana")


def test_the_wall_shows_the_code_and_asks_for_the_next_one(scene):
    answer = client_of(scene.cast.mentor).get(reverse("session_code", args=[scene.row.pk]))
    page = answer.content.decode()
    assert re.search(r"\d{6}", page)
    assert 1 <= int(answer["Refresh"]) <= 61
    assert "<svg" in page


def test_a_session_moved_after_check_in_keeps_who_was_there_and_hours_follow(scene):
    say_here(scene, code_of(scene), name="Ana")
    scene.session(
        scene.row.cohorts.get(), [scene.person("Rosa")], session=scene.row,
        begins=scene.row.begins - DAY, hours=4,
    )  # fmt: skip
    from communitylinkage.learning.joining.queries import in_hours, minutes_by_record
    from communitylinkage.learning.sessions import actions

    actions.hold(session=again(scene.row), by=scene.by, now=scene.now)
    assert in_hours(minutes_by_record()[scene.people[0].pk]) == "4"
    assert Line.objects.filter(act="learning.session_moved").count() == 1


def test_who_did_not_stay_for_all_of_it_has_fewer_hours(scene):
    from communitylinkage.learning.joining.queries import minutes_by_record
    from communitylinkage.learning.sessions import actions

    scene.sheet(scene.row, scene.people[:1], minutes=30)
    Session.objects.filter(pk=scene.row.pk).update(ends=scene.now)
    actions.hold(session=again(scene.row), by=scene.by, now=scene.now)
    assert minutes_by_record() == {scene.people[0].pk: 30}


def test_the_sheet_of_two_hundred_weighs_under_thirty_kilobytes_at_first_use(scene):
    group = scene.row.cohorts.get()
    made = Learner.objects.bulk_create(
        Learner(
            organisation=scene.cast.service, name=f"Person Number{at} Surname{at * 7919 % 1000}",
            language="en", country="ES", track="mentors", made_at=scene.now,
        )
        for at in range(200)
    )  # fmt: skip
    Enrolment.objects.bulk_create(
        Enrolment(cohort=group, learner=one, seat="enrolled", arrived=9 + at, changed_at=scene.now)
        for at, one in enumerate(made)
    )
    browser = client_of(scene.cast.mentor)
    page = browser.get(sheet_of(scene), headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert gzip.decompress(page.content).count(b'type="checkbox" name="there"') == 202
    static = settings.ROOT / "communitylinkage" / "website" / "static" / "website"
    rest = sum(
        len(gzip.compress((static / name).read_bytes())) for name in ("frame.css", "exit.js")
    )
    assert len(page.content) + rest < 30_000
