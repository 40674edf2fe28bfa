"""An event at each point of its life, and its guests."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from communitylinkage.events import joining, keeping
from communitylinkage.events.keeping import Plan, Slot
from communitylinkage.events.rules.codes import RefusedError
from communitylinkage.learning.rules.time import moment
from communitylinkage.outbox.actions import run_due

NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)
DAY = timedelta(days=1)
ZONE = "Europe/Madrid"
THERE = ZoneInfo(ZONE)
# Two days before the clocks go back.
BEGINS = moment(datetime(2026, 10, 23, tzinfo=UTC).date(), time(10), ZONE)
WORDS = {"title": "Seen and heard", "about": "Three countries tell.", "access": "A lift."}


def a_plan(**values):
    begins = values.get("begins", BEGINS)
    return Plan(**{
        "kind": "national", "audience": "public", "country": "ES", "zone": ZONE,
        "begins": begins, "ends": begins + timedelta(hours=7), "closes": None,
        "place": "Casa Mar", "online": "https://meet.example/secret", "capacity": 2,
        "languages": ["es"], "childcare": True, "travel": True,
    } | values)  # fmt: skip


def a_draft(organisation, by, now=NOW, **values):
    return keeping.begin(
        organisation=organisation, plan=a_plan(**values), language="en", texts=WORDS, by=by, now=now
    )


def an_event(organisation, by, now=NOW, **values):
    """Published."""
    return keeping.publish(event=a_draft(organisation, by, now, **values), by=by, now=now)


def a_session(event, by, now=NOW, **values):
    begins = values.pop("begins", event.begins + timedelta(hours=1))
    slot = Slot(**{
        "begins": begins, "ends": begins + timedelta(hours=1), "room": "Blue room", "online": "",
        "interpreted": ["ar"], "capacity": 1, "speakers": ["Ana Demo, Casa Faro"],
    } | values)  # fmt: skip
    return keeping.keep_session(
        event=event, session=None, slot=slot, language="en", title="Workshop", about="", by=by,
        now=now,
    )  # fmt: skip


def a_guest(name="Amal", **values):
    return joining.Guest(**{
        "name": name, "stakeholder": "community", "country": "ES", "language": "en",
        "email": f"{name.lower()}@example.org",
    } | values)  # fmt: skip


def registers(event, name="Amal", sessions=(), now=NOW, sent_as=None, invitation=None, **values):
    return joining.register(
        event=event, guest=a_guest(name, **values), sessions=sessions, by=joining.HERSELF, now=now,
        sent_as=sent_as, invitation=invitation,
    )  # fmt: skip


def goes(row):
    """She cancels."""
    joining.cancel(registration=row, by=joining.HERSELF, now=NOW)


@pytest.fixture
def by(cast):
    """Who keeps the events."""
    return cast.coordinator.pk


@pytest.fixture
def event(cast, by):
    """Published, and nobody is registered yet."""
    return an_event(cast.service, by)


def refused(why):
    return pytest.raises(RefusedError, match=why.value)


def sent(now=NOW):
    """All letters so far, with those that are due now."""
    run_due(now=now)
    return mail.outbox
