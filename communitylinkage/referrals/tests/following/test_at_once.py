"""Two at the same moment: in threads, on a real database."""

import pytest

from communitylinkage.people.tests.cast import NOW, cast
from communitylinkage.procedures import signing
from communitylinkage.procedures.rules import Act as Signing
from communitylinkage.referrals.following import actions
from communitylinkage.referrals.following.rules import NotNow, State
from communitylinkage.referrals.rules import Act, Party, Urgency
from communitylinkage.referrals.tests.following.scene import at, does, of, running
from communitylinkage.referrals.tests.outside.test_at_once import at_once

__all__ = ["cast"]
pytestmark = pytest.mark.django_db(transaction=True)


def marked(row, cast):
    """Whether the step was marked."""
    seen = {"referral": row, "side": Party.SERVICE, "at": 1, "by": cast.professional.pk}
    try:
        actions.mark(**seen, now=NOW)
    except NotNow:
        return False
    return True


def at_a_bed(cast):
    version, row = running(cast, start="emergency", urgency=Urgency.DAY)
    does(row, Act.ACCEPT, cast.professional)
    assert at(row) == ["bed"]
    return version, row


def test_of_two_who_mark_at_once_one_moves_it(cast):
    _version, row = at_a_bed(cast)
    answers = at_once(lambda: marked(row, cast), lambda: marked(row, cast))
    assert sorted(answers) == [False, True]
    assert at(row) == ["wait"]


def test_a_mark_and_a_suspension_at_once_leave_it_stopped(cast):
    version, row = at_a_bed(cast)

    def suspend():
        signing.move(version=version, act=Signing.SUSPEND, by=cast.coordinator.pk, now=NOW)
        return True

    _marked, suspended = at_once(lambda: marked(row, cast), suspend)
    assert suspended
    assert of(row).state == State.STOPPED
