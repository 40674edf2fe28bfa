"""Two who do the same thing at the same moment: in threads, on a real database."""

import pytest

from communitylinkage.events import door, joining
from communitylinkage.events.models import Registration
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.cast import BEGINS
from communitylinkage.facts.models import Waiting
from communitylinkage.people.tests.cast import make_cast
from communitylinkage.referrals.tests.outside.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    cast = make_cast()
    cast.event = made.an_event(cast.service, cast.coordinator.pk, capacity=1)
    return cast


def test_of_two_who_take_the_last_place_one_waits(world):
    at_once(lambda: made.registers(world.event, "A"), lambda: made.registers(world.event, "B"))
    rows = Registration.objects.order_by("arrived")
    assert list(rows.values_list("seat", "arrived")) == [("enrolled", 1), ("waiting", 2)]


def test_one_address_registered_twice_at_once_is_kept_once(world):
    def register():
        try:
            made.registers(world.event, "A")
        except joining.TwiceError:
            return "twice"
        return "made"

    assert sorted(at_once(register, register)) == ["made", "twice"]
    assert Registration.objects.count() == 1


def test_two_telephones_that_scan_one_ticket_count_her_once(world):
    row = made.registers(world.event, "A")

    def scan():
        return door.check_in(registration=row, by=world.coordinator.pk, now=BEGINS)

    at_once(scan, scan)
    assert Waiting.objects.filter(kind="event_attended").count() == 1


def test_a_free_place_is_given_to_one_of_two_who_want_it(world):
    first = made.registers(world.event, "A")
    made.registers(world.event, "B")
    at_once(lambda: made.goes(first), lambda: made.registers(world.event, "C"))
    stand = dict(Registration.objects.values_list("name", "seat"))
    assert stand == {"A": "cancelled", "B": "enrolled", "C": "waiting"}
