"""A yes and the clock, or two yeses, at the same moment: in threads, on a real database."""

from datetime import timedelta

import pytest

from communitylinkage.consent.actions import CLOCK
from communitylinkage.people.tests.cast import NOW, cast  # noqa: F401
from communitylinkage.referrals.mentor_requests import actions
from communitylinkage.referrals.mentor_requests.rules import Act, NotNow, Party, State
from communitylinkage.referrals.tests.mentor_requests.scene import (  # noqa: F401
    asked,
    does,
    scene,
    turn_of,
)
from communitylinkage.referrals.tests.outside.test_at_once import at_once
from communitylinkage.vault.models import Grant, LockHalf

pytestmark = pytest.mark.django_db(transaction=True)
LATE = NOW + timedelta(hours=25)


def tried(act):
    """Whether it was done."""
    try:
        act()
    except NotNow:
        return False
    return True


def may_open(holder, record):
    """Whether her lock half of a record is there and given out."""
    grant = Grant.objects.get(holder_id=holder, record_id=record)
    return LockHalf.objects.filter(pk=grant.pk, released=True).exists()


def expires(row):
    return actions.do(request=row, act=Act.EXPIRE, party=Party.CLOCK, by=CLOCK, now=LATE)


def test_a_yes_and_the_clock_at_once_leave_one_of_them(scene):  # noqa: F811
    row = asked(scene)
    first, second = scene.first.key_holder, scene.second.key_holder
    yes, over = at_once(
        lambda: tried(lambda: does(row, Act.ACCEPT, scene.first, now=LATE)),
        lambda: tried(lambda: expires(row)),
    )
    assert yes != over
    assert turn_of(row) == (scene.first.pk if yes else scene.second.pk)
    assert row.state == (State.ACCEPTED if yes else State.ASKED)
    assert may_open(first, row.details) == yes
    assert may_open(second, row.summary) == over


def test_of_two_mentors_who_say_yes_at_once_one_gets_it(scene):  # noqa: F811
    row = asked(scene)
    expires(row)
    answers = at_once(
        lambda: tried(lambda: does(row, Act.ACCEPT, scene.first, now=LATE)),
        lambda: tried(lambda: does(row, Act.ACCEPT, scene.second, now=LATE)),
    )
    assert answers == [False, True]
    assert not may_open(scene.first.key_holder, row.details)
    assert may_open(scene.second.key_holder, row.details)
