"""A session is moved, cancelled or planned again: who comes and who teaches is told which."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from communitylinkage.learning.joining import actions as people
from communitylinkage.learning.joining import letters
from communitylinkage.learning.sessions import actions
from communitylinkage.learning.tests.school import (  # noqa: F401
    DAY,
    HOUR,
    again,
    mails,
    page_of,
    school,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(school):  # noqa: F811
    """Ana comes to a session tomorrow in which Rosa teaches."""
    school.now = timezone.now()
    school.group_of = school.group(school.course("mentors"))
    ana = school.person("Ana", email="ana@example.org")
    school.hers = school.seat(school.group_of, ana)
    school.rosa = school.person("Rosa", school.cast.mentor, email="rosa@example.org")
    school.row = school.session(school.group_of, [school.rosa], begins=school.now + 20 * HOUR)
    mails(school)
    return school


def told(scene):
    """Address -> what the letter says that went to it."""
    sent = mails(scene)
    assert len({one.to[0] for one in sent}) == len(sent), "each is told once"
    return {one.to[0].partition("@")[0]: one.body for one in sent}


def moves(scene, by=2 * HOUR, trainers=None):
    scene.session(
        scene.group_of, trainers or [scene.rosa], session=scene.row, begins=scene.row.begins + by
    )


def cancels(scene):
    actions.cancel(session=scene.row, by=scene.by, now=scene.now)


def plans_again(scene):
    actions.plan_again(session=scene.row, by=scene.by, now=scene.now)


def test_who_teaches_is_told_that_it_is_moved_and_to_when(scene):
    moves(scene)
    said = told(scene)
    assert set(said) == {"ana", "rosa"}
    assert letters.when_of(again(scene.row)) in said["rosa"]
    assert f"/en/staff/learning/sessions/{scene.row.pk}/" in said["rosa"]


def test_a_letter_says_which_meeting_does_not_take_place(scene):
    scene.session(scene.group_of, begins=scene.now + 3 * DAY)
    cancels(scene)
    said, when = told(scene), letters.when_of(scene.row)
    assert f"Your meeting on {when} does not take place" in said["ana"]
    assert f"The meeting on {when}, in which you teach, does not take place" in said["rosa"]


def test_her_page_shows_that_a_coming_one_is_off_and_forgets_it_when_it_is_past(scene):
    cancels(scene)
    page = Client().get(page_of(scene.hers)).content.decode()
    assert "It does not take place" in page
    assert scene.row.place not in page
    type(scene.row).objects.filter(pk=scene.row.pk).update(
        begins=scene.now - 2 * DAY, ends=scene.now - DAY
    )
    assert "It does not take place" not in Client().get(page_of(scene.hers)).content.decode()


def test_of_one_that_takes_place_after_all_everybody_is_told_and_reminded_anew(scene):
    letters.sweep(now=scene.now)
    cancels(scene)
    mails(scene)
    plans_again(scene)
    said = told(scene)
    assert "takes place after all" in said["ana"]
    assert "It is now on" in said["rosa"]
    assert letters.sweep(now=scene.now) == 1
    (reminder,) = told(scene).values()
    assert "A reminder" in reminder


def test_who_heard_nothing_yet_hears_only_how_it_stands_at_last(scene):
    cancels(scene)
    plans_again(scene)
    sent = mails(scene)
    assert not any("does not take place" in one.body for one in sent)


def test_what_was_held_by_mistake_is_planned_again_without_a_word(scene):
    type(scene.row).objects.filter(pk=scene.row.pk).update(begins=scene.now - HOUR)
    actions.hold(session=scene.row, by=scene.by, now=scene.now)
    plans_again(scene)
    assert told(scene) == {}


def test_nobody_is_told_that_a_cancelled_one_is_moved(scene):
    cancels(scene)
    mails(scene)
    moves(scene)
    assert told(scene) == {}


def test_who_teaches_and_has_a_seat_gets_one_letter_that_of_her_seat(scene):
    second = scene.person("Rosalía", email="rosalia@example.org")
    people.merge(kept=scene.rosa, gone=second, by=scene.by, now=scene.now)
    seat = scene.seat(scene.group_of, second)
    mails(scene)
    moves(scene, trainers=[scene.rosa, second])
    said = told(scene)
    assert set(said) == {"ana", "rosalia"}
    assert page_of(seat) in said["rosalia"]


def test_who_does_not_teach_any_more_or_has_no_address_gets_none(scene):
    moves(scene)
    scene.session(
        scene.group_of, [scene.person("No address")], session=scene.row,
        begins=again(scene.row).begins + timedelta(minutes=5),
    )  # fmt: skip
    assert {one.to[0] for one in mails(scene)} == {"ana@example.org"}


def test_without_an_account_her_letter_has_no_page_that_she_could_not_open(scene):
    lea = scene.person("Lea", email="lea@example.org")
    moves(scene, trainers=[scene.rosa, lea])
    assert "http" not in told(scene)["lea"]
