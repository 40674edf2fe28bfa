"""After a yes her page says how she finds the service herself; and whose number the service has."""

import pytest
from django.utils import timezone

from communitylinkage.directory import demo
from communitylinkage.directory.hsds import Organization
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.referrals.rules import Act, Party
from communitylinkage.referrals.tests.receipt.hers import ask, do, hers, quick

__all__ = ["cast", "hers", "quick"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(hers):
    demo.load(timezone.now())
    hers.cast.service.listed_as = Organization.objects.get(name="Derecho Cercano (made up)").pk
    hers.cast.service.save()
    return hers


def test_the_public_entry_shows_only_after_the_yes(listed):
    do(listed, Act.SEND, Party.MENTOR)
    assert "How you find them yourself" not in ask(listed.code)
    do(listed, Act.ACCEPT)
    page = ask(listed.code)
    assert "How you find them yourself" in page
    assert "Derecho Cercano · Barcelona" in page
    assert "Made up: this service does not exist" in page
    assert 'href="tel:+999' in page
    assert "They reach you only in a way that you agreed to." in page


def test_who_reads_how_to_reach_her_sees_the_number_of_her_mentor(hers):
    hers.cast.community.telephone = "+34 900 000 001"
    hers.cast.community.save()
    address = f"/en/staff/referrals/{hers.referral.reference}/"
    do(hers, Act.SEND, Party.MENTOR)
    browser = client_of(hers.cast.professional)
    assert "+34 900 000 001" not in browser.get(address).content.decode()
    do(hers, Act.ACCEPT)
    assert "+34 900 000 001" in browser.get(address).content.decode()
    mine = client_of(hers.cast.mentor).get(address).content.decode()
    assert "Her mentor is at" not in mine
