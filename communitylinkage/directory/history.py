"""What an entry said goes a year after it was taken out (DESIGN 3, rule 1; field register)."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from communitylinkage.directory.entries.models import EntryVersion, Reminder
from communitylinkage.directory.hsds import Service
from communitylinkage.directory.lines.models import HelpLineChange

KEPT = timedelta(days=365)


def forget(*, now: datetime) -> int:
    """Deletes the history of entries that are gone or no longer listed, and ended changes of lines.

    The year runs from the last word that was written about the entry. Reminders of what is gone
    go at once.

    Returns:
        how many rows went.
    """
    old = now - KEPT
    service = Service.objects.filter(pk=OuterRef("service_id"))
    later = EntryVersion.objects.filter(service_id=OuterRef("service_id")).filter(
        Q(saved_at__gt=old) | Q(published_at__gt=old)
    )
    histories = EntryVersion.objects.filter(
        ~Exists(service.filter(status="active")), ~Exists(later), saved_at__lte=old
    )
    lines = HelpLineChange.objects.filter(ended_at__lte=old)
    reminders = Reminder.objects.filter(~Exists(service))
    return sum(rows.delete()[0] for rows in (histories, lines, reminders))
