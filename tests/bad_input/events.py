"""What somebody has of her own in events: a public event, a seat by its link, what she keeps."""

from django.utils import timezone

from communitylinkage.events import links
from communitylinkage.events.links import Purpose
from communitylinkage.events.models import Event, Invitation, Registration
from communitylinkage.events.tests import cast as made
from tests.architecture import events
from tests.bad_input.learnt import with_own


def ours(make, **more):
    """Made for the service instead of for another organisation."""
    return lambda world: make(with_own(world)) | more


def a_seat(world):
    """A guest of the service's event, and her link."""
    number = ours(events.a_guest)(world)["number"]
    return {"token": links.token(number, Purpose.GUEST)}


def a_file_of_hers(world):
    """A file of the event for which she registered."""
    given = ours(events.a_material)(world)
    guest = made.registers(Event.objects.get(reference=given["reference"]), now=timezone.now())
    return {"token": links.token(guest.pk, Purpose.GUEST), "number": given["number"]}


def an_invitation(world):
    """To an event that everybody may come to, which an invitation opens as well."""
    reference = ours(events.an_event)(world)["reference"]
    row = Invitation.objects.create(
        event=Event.objects.get(reference=reference), email="x@example.org", language="en",
        made_at=timezone.now(),
    )  # fmt: skip
    return {"token": links.token(row.pk, Purpose.INVITED)}


def an_event_with_a_session(world):
    """With a part that has only so many places."""
    given = ours(events.a_session)(world)
    return {"reference": given["reference"]}


def a_guest_at_the_door(world):
    """While the event goes on."""
    return ours(events.at_its_door)(world) | {"number": Registration.objects.get().pk}


def a_door(world):
    """Of an event that goes on."""
    return {"reference": a_guest_at_the_door(world)["reference"]}


OWN = {
    "event": (None, an_event_with_a_session),
    "event_register": (None, an_event_with_a_session),
    "event_file": (None, ours(events.a_material)),
    "my_event_file": (None, a_file_of_hers),
    "event_invited": (None, an_invitation),
    "my_event": (None, a_seat),
    "my_event_change": (None, a_seat),
    "my_event_calendar": (None, a_seat),
    "my_event_act": (None, lambda world: a_seat(world) | {"act": "no"}),
    "event_ticket": ("professional", ours(events.a_ticket)),
    "event_check_in": ("professional", lambda world: a_guest_at_the_door(world) | {"act": "came"}),
    **{
        name: ("coordinator", ours(make))
        for name, make in events.OTHERS.items()
        if name not in {"event_ticket", "event_check_in"}
    },
    **dict.fromkeys(("event_door", "event_walk_in"), ("professional", a_door)),
}
