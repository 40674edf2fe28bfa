"""The town in which random people live: who is there, and what none of them changes."""

import logging
from contextlib import contextmanager

import pytest

from communitylinkage.consent.models import ConsentText
from communitylinkage.directory.hsds import Organization, Service
from communitylinkage.directory.models import Place
from communitylinkage.mentors.models import Mentor
from communitylinkage.organisations.models import Organisation
from communitylinkage.participants import actions as participants
from communitylinkage.participants import keys as receipt_keys
from communitylinkage.people.posts import new_post
from communitylinkage.people.tests import cast as people
from communitylinkage.people.tests.cast import NOW, member
from communitylinkage.referrals.asks import views as asks
from communitylinkage.referrals.asks.patience import Patience
from communitylinkage.referrals.tests.test_pages import make_world
from communitylinkage.stewardship.retention import erasing, sweeping
from communitylinkage.support.tests.scene import a_programme
from communitylinkage.support.voices import views as voices
from communitylinkage.values.tries import Tries
from communitylinkage.vault.keys import expand

DESK = "desk@example.org"


def make_town():
    """Two services that are asked, others outside that get letters, and one nobody ever asks."""
    cast = make_world()
    own = set(Service.objects.filter(organization=cast.service.listed_as).values_list("pk"))
    Service.objects.exclude(pk__in=[pk for (pk,) in own]).update(email=DESK)
    second = Organization.objects.get(name="Punto Violeta (made up)")
    cast.other.country, cast.other.listed_as = "ES", second.pk
    cast.other.save()
    cast.nowhere = Organisation.objects.create(name="Nowhere", side="service", country="ES")
    cast.colleague = member("colleague", "mentor", cast.community)
    cast.keeper = member("keeper", "coordinator", cast.community)
    cast.newcomer = member("newcomer", "professional", cast.service, state="awaiting")
    cast.outsider_mentor = member("outsider-mentor", "mentor", cast.nowhere)
    cast.outsider = member("outsider", "professional", cast.nowhere)
    cast.outsider_keeper = member("outsider-keeper", "coordinator", cast.nowhere)
    cast.nowhere.post = new_post(
        organisation=cast.nowhere, name="On duty", by=cast.outsider_keeper.pk, now=NOW
    )
    # Who came later has the key of the post, too.
    cast.community.second_post = new_post(
        organisation=cast.community, name="By day", by=cast.keeper.pk, now=NOW
    )
    barcelona = Place.objects.filter(name="Barcelona", country="ES").get()
    for one in (cast.mentor, cast.colleague):
        Mentor.objects.create(
            account=one, languages=["ar", "bn", "es"], place=barcelona, changed=NOW, most=5
        )
    a_programme(cast)
    # A programme that is none of the demo's has texts of its own.
    ConsentText.objects.update(demo_only=False)
    return cast


class Heard(logging.Handler):
    """What the product warns of: a fault that a sweep swallows is a fault."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())


@contextmanager
def quick():
    """Without the slow run of a receipt; the tests of its part hold what it costs."""
    heard = Heard()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "_KEYS", {})
        patch.setattr(receipt_keys, "argon", lambda code, salt: expand(code.encode(), salt))
        # SQLite's log cannot be emptied within the transaction that the examples live in.
        patch.setattr(erasing, "scrub", lambda: None)
        logging.getLogger("communitylinkage").addHandler(heard)
        try:
            yield heard
        finally:
            logging.getLogger("communitylinkage").removeHandler(heard)


def forget_what_processes_remember():
    """What a process keeps in memory of its own begins anew with each example."""
    participants.TRIES = Tries()
    asks.PATIENCE = Patience()
    voices.PATIENCE = Patience()
    sweeping._NEXT.clear()
