"""A calendar feed (RFC 5545) that says when, and nothing else to who looks over a shoulder.

Neither where nor with which link: a place or an address names the course. Her page says both.
"""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from communitylinkage.learning.models import Session
from communitylinkage.learning.rules.codes import State


def feed(rows: Iterable[Session]) -> bytes:
    """Each session as an event; a cancelled one says so, so that it goes from the telephone too."""
    made = Calendar()
    made.add("prodid", "-//CommunityLinkage//EN")
    made.add("version", "2.0")
    for row in rows:
        made.add_component(_event(row))
    made.add_missing_timezones()
    content: bytes = made.to_ical()
    return content


def _event(row: Session) -> Event:
    zone = ZoneInfo(row.zone)
    made = Event()
    made.add("uid", f"{row.pk}@{settings.MAIL_DOMAIN}")
    made.add("summary", _("Meeting"))
    made.add("dtstamp", row.begins)
    made.add("dtstart", row.begins.astimezone(zone))
    made.add("dtend", row.ends.astimezone(zone))
    made.add("status", "CANCELLED" if row.state == State.CANCELLED else "CONFIRMED")
    return made
