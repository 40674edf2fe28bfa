"""Another organisation's event, programme, guest and material; objects.py says what for."""

from datetime import timedelta

from django.utils import timezone

from communitylinkage.events import asking, keeping, links
from communitylinkage.events.links import Purpose
from communitylinkage.events.models import Event
from communitylinkage.events.rules.codes import Wave
from communitylinkage.events.tests import cast as made
from communitylinkage.learning.courses.actions import File
from communitylinkage.surveys.answering.tests.cast import version_of


def an_event(cast):
    """Published by another organisation; its door is open now."""
    now = timezone.now()
    row = made.an_event(cast.other, cast.stranger.pk, now, begins=now + timedelta(days=1))
    return {"reference": row.reference}


def at_its_door(cast):
    """The same, while it goes on."""
    given, now = a_guest(cast), timezone.now()
    Event.objects.update(begins=now - timedelta(hours=1), ends=now + timedelta(hours=5))
    return given


def _row(given):
    return Event.objects.get(reference=given["reference"])


def a_session(cast):
    """Of that event."""
    given = an_event(cast)
    row = made.a_session(_row(given), cast.stranger.pk, timezone.now())
    return given | {"number": row.pk}


def a_guest(cast):
    """Registered for that event."""
    given = an_event(cast)
    return given | {"number": made.registers(_row(given), now=timezone.now()).pk}


def a_ticket(cast):
    """Hers."""
    number = at_its_door(cast)["number"]
    return {"token": links.token(number, Purpose.TICKET)}


def a_material(cast):
    """Of that event."""
    given = an_event(cast)
    row = keeping.add_material(
        event=_row(given), language="en", title="x", link="", file=File("x.pdf", b"%PDF-1.7 x"),
        by=cast.stranger.pk, now=timezone.now(),
    )  # fmt: skip
    return given | {"number": row.pk}


def questions(cast):
    """Asked with that event."""
    given = an_event(cast)
    asking.open_questions(
        event=_row(given), wave=Wave.BEFORE, questionnaire=version_of(cast.other).questionnaire,
        by=cast.stranger.pk, now=timezone.now(),
    )  # fmt: skip
    return given | {"wave": "before"}


OTHERS = {
    **dict.fromkeys(
        (
            "event_work", "event_door", "event_walk_in", "event_edit", "event_session_new",
            "event_asks", "event_invite", "event_guests", "event_after", "event_certify",
            "event_material",
        ),
        an_event,
    ),
    "event_words": lambda cast: an_event(cast) | {"language": "en"},
    "event_minutes": lambda cast: an_event(cast) | {"language": "en"},
    "event_act": lambda cast: an_event(cast) | {"act": "call_off"},
    "event_paper": lambda cast: an_event(cast) | {"kind": "list"},
    "event_questions": lambda cast: an_event(cast) | {"wave": "before"},
    "event_questions_close": questions,
    "event_session": a_session,
    "event_session_drop": a_session,
    "event_guest": a_guest,
    "event_check_in": lambda cast: at_its_door(cast) | {"act": "came"},
    "event_ticket": a_ticket,
    **dict.fromkeys(("event_material_file", "event_material_drop"), a_material),
}  # fmt: skip
