"""The lists of the link: each finds by its operational words, and its file holds only those."""

import pytest
from django.utils import timezone

from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.referrals import wording
from communitylinkage.referrals.rules import Act, Party, State
from communitylinkage.referrals.tests.mentor_requests.scene import asked as mentor_asked
from communitylinkage.referrals.tests.mentor_requests.scene import scene
from communitylinkage.referrals.tests.receipt.hers import do, hers, new_link, quick

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick", "scene"]
REFERRALS, ASKS, MENTORS = (f"/en/staff/{one}/" for one in ("referrals", "asks", "mentor-requests"))
STRANGE = ["x" * 10_000, "\x00", "\u202eabc", "=1+1", "' OR 1=1"]


def text(account, page, **said):
    answer = client_of(account).get(page, said)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_referral_is_found_by_its_reference_and_its_state(hers):
    other = new_link(hers.cast)
    do(hers, Act.SEND, Party.MENTOR)
    mentor = hers.cast.mentor
    state = str(wording.STATES[State.SENT])
    for search in (hers.referral.reference, hers.referral.reference.lower(), state):
        page = text(mentor, REFERRALS, q=search)
        assert hers.referral.reference in page
        assert other.referral.reference not in page
    assert "Nothing in this list has these words." in text(mentor, REFERRALS, q="MARKED")


def test_the_file_of_referrals_holds_reference_state_and_clock_of_ones_own(hers):
    do(hers, Act.SEND, Party.MENTOR)
    for account in (hers.cast.mentor, hers.cast.professional):
        told = text(account, REFERRALS, **{"as": "csv"})
        assert told.startswith("\ufeffReference,State,Answer until,Last change\r\n")
        assert told.count("\r\n") == 2
        assert hers.referral.reference in told
        assert "MARKED" not in told
    for account in (hers.cast.other_professional, hers.cast.stranger):
        assert hers.referral.reference not in text(account, REFERRALS, **{"as": "csv"})
    for account in (hers.cast.lead, hers.cast.administrator):
        assert client_of(account).get(REFERRALS, {"as": "csv"}).status_code == 404


def test_a_request_for_a_mentor_is_found_by_its_service_and_by_her_whose_turn_it_is(scene):
    row = mentor_asked(scene, now=timezone.now())
    for account in (scene.professional, scene.first):
        assert row.reference in text(account, MENTORS, q=row.reference)
        assert "Nothing in this list" in text(account, MENTORS, q="Barcelona")
        told = text(account, MENTORS, **{"as": "csv"})
        assert row.reference in told
        assert "Marked" not in told
    for account in (scene.second, scene.other_professional):
        assert row.reference not in text(account, MENTORS, **{"as": "csv"})
    assert client_of(scene.lead).get(MENTORS, {"as": "csv"}).status_code == 404


@pytest.mark.parametrize("typed", STRANGE)
def test_whatever_is_typed_into_a_search_is_answered(cast, typed):
    for page in (REFERRALS, ASKS, MENTORS):
        text(cast.mentor, page, q=typed)
        text(cast.mentor, page, **{"q": typed, "as": "csv"})
