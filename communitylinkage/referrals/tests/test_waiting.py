"""What home says of referrals to each of the two sides."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.referrals.actions import sweep
from communitylinkage.referrals.rules import Act, State
from communitylinkage.referrals.tests.receipt.hers import accepted, do, hers, quick
from communitylinkage.referrals.waiting import today

__all__ = ["cast", "hers", "quick"]
pytestmark = pytest.mark.django_db


def waits(account):
    """What waits for her, each with its clock."""
    memberships = account.memberships.select_related("organisation")
    return today(Viewer(account, tuple(memberships)), timezone.now())


def test_a_yes_is_on_the_mentors_home_with_its_clock_until_they_have_spoken(hers):
    accepted(hers)
    hers.referral.refresh_from_db()
    reference = hers.referral.reference
    line = waits(hers.cast.mentor)[0]
    said = f"{reference}: the service said yes. Have they spoken with her?"
    assert (line.sentence, line.due) == (said, hers.referral.due)
    assert line.address == reverse("referral", args=[reference])
    home = client_of(hers.cast.mentor).get(reverse("people:home")).content.decode()
    assert said in home
    assert "Nothing needs you now" not in home
    do(hers, Act.CONTACT)
    assert waits(hers.cast.mentor) == []


def test_the_letter_that_reminds_her_leads_to_a_home_that_says_why(hers):
    accepted(hers)
    hers.referral.refresh_from_db()
    sweep(now=hers.referral.due + timedelta(minutes=1))
    hers.referral.refresh_from_db()
    assert hers.referral.state == State.ACCEPTED
    assert len(waits(hers.cast.mentor)) == 1
