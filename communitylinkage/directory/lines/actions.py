"""Confirms a help line with its operator, or takes that back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.directory.models import HelpLine
from communitylinkage.journal.actions import record


@transaction.atomic
def confirm(*, line: HelpLine, organisation_id: UUID, by: UUID, now: datetime) -> None:
    """Keeps who says that the operator confirmed the row, and on which day."""
    _set(line, str(by), now, organisation_id, by, "help_line.confirmed")


@transaction.atomic
def take_back(*, line: HelpLine, organisation_id: UUID, by: UUID, now: datetime) -> None:
    """The row is not confirmed any more."""
    _set(line, "", now, organisation_id, by, "help_line.taken_back")


def _set(
    line: HelpLine, who: str, now: datetime, organisation_id: UUID, by: UUID, act: str
) -> None:
    locked = HelpLine.objects.select_for_update().get(pk=line.pk)
    locked.confirmed_by, locked.confirmed_on = who, now.date() if who else None
    locked.save()
    record(organisation_id=organisation_id, act=act, by=by, reference=str(line.pk), now=now)
