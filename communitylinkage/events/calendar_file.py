"""One guest's calendar file (RFC 5545). Where she wants it neutral, it says only "meeting"."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry

from communitylinkage.events import telling
from communitylinkage.events.models import Registration
from communitylinkage.events.rules.codes import State
from communitylinkage.learning.rules.codes import Seat


def file_of(row: Registration, now: datetime) -> bytes:
    """The file; its number of changes grows when the event is moved, so a calendar takes the new.

    The place of a neutral entry is left out too: it may say as much as a title.
    """
    event = row.event
    zone = ZoneInfo(event.zone)
    made, entry = Calendar(), Entry()
    made.add("prodid", "-//CommunityLinkage//EN")
    made.add("version", "2.0")
    entry.add("uid", f"{row.pk}@{settings.MAIL_DOMAIN}")
    entry.add("sequence", event.sequence)
    entry.add("summary", _("Meeting") if row.neutral else telling.words(event).title)
    entry.add("dtstamp", now)
    entry.add("dtstart", event.begins.astimezone(zone))
    entry.add("dtend", event.ends.astimezone(zone))
    if event.place and not row.neutral:
        entry.add("location", event.place)
    off = event.state == State.CANCELLED or row.seat != Seat.ENROLLED
    entry.add("status", "CANCELLED" if off else "CONFIRMED")
    made.add_component(entry)
    made.add_missing_timezones()
    content: bytes = made.to_ical()
    return content
