"""Keeps a file's rows until somebody says yes, then writes them."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.directory.entries.models import Upload
from communitylinkage.directory.interchange import Plan, carry_out, json_files
from communitylinkage.journal.actions import record

KEPT_FOR = timedelta(minutes=30)


@transaction.atomic
def keep(*, plan: Plan, by: UUID, now: datetime) -> Upload:
    """Keeps the rows of a plan without faults; her earlier file goes."""
    Upload.objects.filter(by=by).delete()
    return Upload.objects.create(by=by, rows=json_files.kept(plan), made_at=now)


class ChangedError(ValueError):
    """The file would do something else now than what she said yes to."""


@transaction.atomic
def take_in(*, upload: Upload, mine: frozenset[UUID] | None, drop: bool, seen: str,
            organisation: UUID, by: UUID, now: datetime) -> Plan:  # fmt: skip
    """Plans anew, for the directory may have changed meanwhile, and writes all of it or nothing.

    Args:
        seen: the fingerprint of the plan that she was shown.

    Raises:
        NotTakenError: it cannot be taken any more.
        ChangedError: a colleague published meanwhile what it would now change or drop.
    """
    plan = json_files.plan(upload.rows, mine)
    if not plan.faults and plan.fingerprint(drop=drop) != seen:
        raise ChangedError
    carry_out(plan, drop=drop)
    upload.delete()
    record(organisation_id=organisation, act="directory.imported", by=by,
           reference=str(upload.id), now=now)  # fmt: skip
    return plan


def sweep(*, now: datetime) -> int:
    """Deletes what nobody said yes to."""
    gone, _by_table = Upload.objects.filter(made_at__lt=now - KEPT_FOR).delete()
    return gone
