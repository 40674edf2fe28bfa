"""A visit that the mentor of a referral asked for: who looks after whom, and who reads what."""

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.mentors.tests.hall import another_mentor
from communitylinkage.people.posts import give_keys
from communitylinkage.people.tests.cast import cast, client_of, key_of, member
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.mentor_requests.rules import Act, Party
from communitylinkage.referrals.rules import Act as Does
from communitylinkage.referrals.rules import Party as Side
from communitylinkage.referrals.tests.receipt.hers import do, hers, quick
from communitylinkage.referrals.tests.receipt.test_mentors import of_hers, page_of
from communitylinkage.support import actions
from communitylinkage.support.models import SupportAction
from communitylinkage.support.reporting import report
from communitylinkage.support.tests.scene import HOUR, PLAN
from communitylinkage.support.tests.test_visit import REPORT

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick"]


def test_a_colleague_looks_after_the_mentor_while_she_is_on_her_way_and_reads_no_more(hers):
    cast = hers.cast
    first, colleague = another_mentor(cast, "first"), member("colleague", "mentor", cast.community)
    give_keys(membership=colleague.membership, by=cast.mentor, private_key=key_of(cast.mentor),
              now=timezone.now())  # fmt: skip
    do(hers, Does.SEND, Side.MENTOR)
    client_of(cast.mentor, opens=True).post(page_of(hers), of_hers(hers))
    request = MentorRequest.objects.get()
    requests.do(
        request=request, act=Act.ACCEPT, party=Party.MENTOR, by=first.pk, now=timezone.now()
    )
    visit = SupportAction.objects.get()
    now = timezone.now()
    actions.plan(action=visit, content=PLAN, begins=now, check_in=now + HOUR, by=first.pk, now=now)
    address = reverse("support_action", args=[visit.reference])
    page = client_of(colleague, opens=True).get(address).content.decode()
    assert "Marked corner" in page
    assert "Marked Street" not in page
    assert request.reference not in page
    report(action=visit, said=REPORT, by=first.pk, now=now)
    assert client_of(colleague, opens=True).get(address).status_code == 404
    page = client_of(cast.mentor, opens=True).get(address).content.decode()
    assert "How was it for your service?" not in page
