"""What a referral came to is counted by country and month; what differed, by service."""

import pytest

from communitylinkage.consent.models import Recipient
from communitylinkage.directory import demo as services
from communitylinkage.directory.hsds import Service
from communitylinkage.facts.models import Waiting
from communitylinkage.organisations.models import Organisation
from communitylinkage.referrals.promised import ANSWERED, AS_SAID, code_of
from communitylinkage.referrals.rules import Act, Differs, Outcome, Party, Reason
from communitylinkage.referrals.tests.test_referrals import DAY, NOW, do, link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]
__all__ = ["link"]


def counted():
    rows = Waiting.objects.filter(kind__in=[ANSWERED, AS_SAID])
    return sorted((row.kind, row.month, row.region, row.codes) for row in rows)


@pytest.fixture
def house(link):
    """Both recipients are a service of Spain, the mentor's organisation is in Italy."""
    services.load(NOW)
    found = Service.objects.get(name="Casa Faro · Barcelona")
    Recipient.objects.update(service_id=found.pk)
    Organisation.objects.create(
        pk=link.mentor.organisation, name="x", side="community", country="IT"
    )
    return found


def begun(link):
    do(link, Act.SEND, Party.MENTOR)
    for act in (Act.SEE, Act.ACCEPT, Act.CONTACT, Act.BEGIN):
        do(link, act)


def test_a_no_is_counted_with_its_reason_and_a_silence_as_one(link, house):
    do(link, Act.SEND, Party.MENTOR)
    do(link, Act.DECLINE, reason=Reason.PAPERS)
    service = f"service:{code_of(house.pk)}"
    no = ("referral_answer", "2026-11", "ES", f"answer:declined reason:papers {service}")
    assert counted() == [no]
    do(link, Act.PASS_ON, Party.MENTOR)
    do(link, Act.EXPIRE, Party.CLOCK, now=NOW + 30 * DAY)
    assert ("referral_answer", "2026-12", "ES", f"answer:expired {service}") in counted()


def test_what_differed_is_counted_for_the_service_and_nothing_where_it_was_as_it_says(link, house):
    begun(link)
    do(link, Act.CLOSE, outcome=Outcome.PROVIDED, differed=[Differs.HOURS, Differs.LANGUAGE])
    service = f"service:{code_of(house.pk)}"
    assert counted() == [
        ("referral_answer", "2026-11", "ES", f"answer:provided {service}"),
        ("service_as_said", "2026-11", "ES", f"differs:hours differs:language {service}"),
    ]


def test_who_did_not_see_the_service_says_nothing_about_it(link, house):
    begun(link)
    do(link, Act.CLOSE, outcome=Outcome.DECLINED_BY_HER)
    assert [row[0] for row in counted()] == ["referral_answer"]


def test_a_recipient_without_a_service_counts_for_the_mentors_country(link):
    Organisation.objects.create(
        pk=link.mentor.organisation, name="x", side="community", country="IT"
    )
    begun(link)
    do(link, Act.CLOSE, outcome=Outcome.PROVIDED)
    assert counted() == [("referral_answer", "2026-11", "IT", "answer:provided")]
