"""She stops while somebody writes: in threads, on a real database."""

import threading
import uuid

import pytest
from django.db import connections
from django.utils import timezone

from communitylinkage.consent import actions as consents
from communitylinkage.people.tests.cast import cast
from communitylinkage.referrals.receipt import actions
from communitylinkage.referrals.receipt.letters import Letter
from communitylinkage.referrals.tests.receipt.hers import accepted, hers, quick
from communitylinkage.referrals.wishes import actions as wishes
from communitylinkage.referrals.wishes import papers
from communitylinkage.vault import actions as vault
from communitylinkage.vault import queries as held

__all__ = ["cast", "hers", "quick"]
pytestmark = pytest.mark.django_db(transaction=True)
# Long enough for what does not wait to be done.
MOMENT = 1.5


@pytest.fixture
def meanwhile(monkeypatch):
    """Lets something be done by another, after it was asked who may read, before it is sealed."""

    def run(act):
        def in_a_thread():
            try:
                act()
            finally:
                connections.close_all()

        other = threading.Thread(target=in_a_thread)
        seals = vault.seal

        def seal(**said):
            if not other.ident:
                other.start()
                other.join(MOMENT)
            return seals(**said)

        monkeypatch.setattr(vault, "seal", seal)
        return other

    return run


def mentor_writes(link):
    cast = link.cast
    actions.write(
        referral=link.referral, letter=Letter(text="Marked"), by=cast.mentor.pk,
        organisation=cast.community.pk, now=timezone.now(),
    )  # fmt: skip


def she_wishes(link):
    wish = papers.Wish(("police",), "bn")
    wishes.write(referral=link.referral, wish=wish, number=uuid.uuid4(), now=timezone.now())


def takes_back(link):
    consents.withdraw(consent=link.consent, by=link.cast.mentor.pk, now=timezone.now())


def locks_out(link):
    actions.lock(recipient=link.consent.recipients.get(position=0), now=timezone.now())


@pytest.mark.parametrize("writes", [mentor_writes, she_wishes])
@pytest.mark.parametrize("stops", [takes_back, locks_out])
def test_what_is_written_while_she_stops_leaves_the_service_nothing(hers, meanwhile, writes, stops):
    accepted(hers)
    hers.referral.refresh_from_db()
    other = meanwhile(lambda: stops(hers))
    writes(hers)
    other.join()
    records = list(hers.consent.records.values_list("record", flat=True))
    service = hers.cast.service.post.key_holder
    assert service not in {holder for _record, holder in held.released(records)}
    assert service not in {holder for _record, holder in held.waiting(records)}
