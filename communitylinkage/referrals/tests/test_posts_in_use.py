"""A post that holds something open cannot be removed."""

import pytest

from communitylinkage.people import duties
from communitylinkage.people.tests.cast import cast
from communitylinkage.referrals import actions, keepers
from communitylinkage.referrals.asks import queries as asks
from communitylinkage.referrals.mentor_requests import queries as mentor_requests
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import Act, Outcome, Party
from tests.architecture.objects import NOW, a_mentor_request, a_referral, an_ask

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def test_a_referral_counts_until_it_is_closed(cast):
    a_referral(cast)
    assert keepers.open_at(cast.other.post) == ["1 referral is open."]
    assert keepers.open_at(cast.service.post) == []
    row = Referral.objects.get()
    for act, more in ((Act.ACCEPT, {}), (Act.CLOSE, {"outcome": Outcome.PROVIDED})):
        actions.do(referral=row, act=act, party=Party.SERVICE, by=cast.stranger.pk, now=NOW, **more)
    assert keepers.open_at(cast.other.post) == []


def test_an_ask_and_a_request_for_a_mentor_count(cast):
    an_ask(cast)
    a_mentor_request(cast)
    assert asks.open_at(cast.other.post) == ["1 request for a link is open."]
    assert mentor_requests.open_at(cast.other.post) == ["1 request for a mentor is open."]
    assert len(duties.open_at(cast.other.post)) == 2
