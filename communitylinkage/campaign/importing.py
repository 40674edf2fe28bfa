"""A platform's export: kept for half an hour, read, and taken in only with a yes."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from communitylinkage.campaign import figures
from communitylinkage.campaign.models import Channel, Export
from communitylinkage.campaign.rules import platforms
from communitylinkage.campaign.rules.platforms import Choice, Read
from communitylinkage.campaign.rules.reach import Period

KEPT_FOR = timedelta(minutes=30)


class NotTakenError(Exception):
    """The export has faults, or brings nothing; the first argument is what was read."""

    def __init__(self, found: Read) -> None:
        super().__init__("not taken")
        self.found = found


@transaction.atomic
def keep(*, channel: Channel, file: figures.File, by: UUID, now: datetime) -> Export:
    """Keeps a file that is an export until somebody says yes; her earlier one goes.

    Raises:
        communitylinkage.campaign.rules.platforms.NotAnExportError: it is none.
    """
    platforms.export_of(file.content)
    Export.objects.filter(by=by).delete()
    return Export.objects.create(
        channel=channel, name=file.name[:100], content=file.content, by=by, made_at=now
    )


def read(row: Export, choice: Choice, now: datetime) -> Read:
    """What it would bring now; writes nothing."""
    there = [Period(one.first, one.last) for one in row.channel.figures.all()]
    return platforms.read(
        platforms.export_of(bytes(row.content)), choice, today=timezone.localdate(now),
        once=row.channel.times == 1, there=there,
    )  # fmt: skip


@transaction.atomic
def take_in(*, export: Export, choice: Choice, by: UUID, now: datetime) -> int:
    """Reads it anew and writes all of it or nothing; returns how many figures.

    Raises:
        NotTakenError: something in it is wrong, or was taken meanwhile.
    """
    Channel.objects.select_for_update().get(pk=export.channel_id)
    found = read(export, choice, now)
    if found.faults or not found.figures:
        raise NotTakenError(found)
    file = figures.File(export.name, bytes(export.content), export=True)
    made = figures.add_figures(
        channel=export.channel, figures=found.figures, file=file, by=by, now=now
    )
    export.delete()
    return len(made)


def sweep(*, now: datetime) -> int:
    """Deletes what nobody said yes to."""
    gone, _by_table = Export.objects.filter(made_at__lt=now - KEPT_FOR).delete()
    return gone
