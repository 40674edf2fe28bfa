"""A service outside that holds her number learns that it may not be safe to use it now."""

import pytest
from django.utils import timezone

from communitylinkage.people.queries import today
from communitylinkage.referrals.receipt import actions as receipts
from communitylinkage.referrals.receipt.letters import Letter
from communitylinkage.referrals.receipt.queries import WOMAN
from communitylinkage.referrals.rules import Act
from communitylinkage.referrals.tests.mentor_requests.scene import viewer_of

pytestmark = pytest.mark.django_db
WARNED = "She has written to her mentor since."
CALL = "Telephone it, and tell it the code"


def she_writes(road, said="wait", organisation=None, by=WOMAN):
    receipts.write(
        referral=road.row, letter=Letter(said=said), by=by, organisation=organisation,
        now=timezone.now(),
    )  # fmt: skip


def test_a_message_of_hers_after_the_yes_is_said_with_and_without_the_code(mailed, press):
    press(mailed.path)
    assert WARNED not in press(mailed.path, Act.ACCEPT).content.decode()
    she_writes(mailed)
    assert WARNED in press(mailed.path).content.decode()
    with_code = press(mailed.path, "code", code=mailed.code).content.decode()
    assert WARNED in with_code
    assert "MARKEDNAME" in with_code


def test_what_her_mentor_wrote_warns_nobody(mailed, press):
    press(mailed.path)
    press(mailed.path, Act.ACCEPT)
    she_writes(mailed, "safe", mailed.organisation.pk, mailed.mentor.pk)
    assert WARNED not in press(mailed.path).content.decode()


def test_an_address_that_ended_says_that_a_noted_number_is_not_to_be_used(mailed, press):
    press(mailed.path)
    mailed.withdraw()
    page = press(mailed.path).content.decode()
    assert "Did you note how to reach somebody? Do not use it now." in page


def test_home_asks_the_mentor_to_tell_the_code_until_it_was_used(mailed, press):
    def waits():
        lines = today(viewer_of(mailed.mentor), timezone.now())
        return [line for line in lines if CALL in line.sentence]

    press(mailed.path)
    assert not waits()
    press(mailed.path, Act.ACCEPT)
    assert len(waits()) == 1
    press(mailed.path, "code", code=mailed.code)
    assert not waits()
