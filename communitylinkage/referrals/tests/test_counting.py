"""A referral leaves counts behind: how soon they spoke, that it closed, what she said."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from communitylinkage.facts.models import Waiting
from communitylinkage.people.tests.cast import cast
from communitylinkage.referrals import actions, counting
from communitylinkage.referrals.counting import Waited
from communitylinkage.referrals.receipt.actions import tell_how_it_went
from communitylinkage.referrals.receipt.rules import Again, Helped, Promised
from communitylinkage.referrals.rules import Act, Outcome, Party
from communitylinkage.referrals.tests.receipt.hers import new_link, quick

pytestmark = [
    pytest.mark.django_db(databases=["default", "locks"]),
    pytest.mark.usefixtures("quick"),
]
__all__ = ["cast", "quick"]


def counted():
    kinds = [counting.FIRST_CONTACT, counting.CLOSED, counting.REOPENED, counting.FEEDBACK]
    return Counter(Waiting.objects.filter(kind__in=kinds).values_list("kind", "codes"))


def road(cast, *acts, hours=30):
    """Does acts one after the other, the first contact some hours after the sending."""
    row, now = new_link(cast).referral, timezone.now()
    for act in acts:
        party = Party.MENTOR if act in (Act.SEND, Act.CLOSE) else Party.SERVICE
        later = timedelta(hours=hours if act == Act.CONTACT else 0)
        row = actions.do(
            referral=row, act=act, party=party, by=cast.mentor.pk, now=now + later,
            outcome=Outcome.PROVIDED if act == Act.CLOSE else None,
        )  # fmt: skip
    return row


def test_the_first_contact_is_counted_once_with_a_band_and_never_with_hours(cast):
    road(cast, Act.SEND, Act.ACCEPT, Act.CONTACT, Act.CLOSE, Act.REOPEN, Act.CONTACT, Act.CLOSE)
    assert counted() == {
        (counting.FIRST_CONTACT, f"waited:{Waited.THREE_DAYS}"): 1,
        (counting.CLOSED, "outcome:provided"): 2,
        (counting.REOPENED, ""): 1,
    }
    assert set(Waiting.objects.values_list("region", flat=True)) == {"ES"}


def test_what_she_says_is_counted_once_however_often_she_changes_it(cast):
    row = road(cast, Act.SEND, Act.ACCEPT, Act.CONTACT)
    for helped in (Helped.NO, Helped.YES):
        tell_how_it_went(
            referral=row, helped=helped, as_promised=Promised.YES, again=Again.YES,
            now=timezone.now(),
        )  # fmt: skip
    said = [codes for kind, codes in counted() if kind == counting.FEEDBACK]
    assert said == ["again:yes as_promised:yes helped:no"]


@pytest.mark.parametrize(
    ("hours", "band"),
    [(0, "day"), (24, "day"), (25, "three_days"), (72, "three_days"), (168, "week"),
     (169, "longer")],
)  # fmt: skip
def test_a_wait_falls_in_one_band(hours, band):
    assert counting.waited(timedelta(hours=hours)) == band
