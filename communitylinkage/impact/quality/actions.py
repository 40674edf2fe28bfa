"""Setting a doubt aside with a reason, and letting it ask again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.impact.days import day_of
from communitylinkage.impact.models import SetAside
from communitylinkage.impact.rules.quality.doubts import Doubt, Reason, until
from communitylinkage.journal.actions import record
from communitylinkage.organisations.models import Programme


@transaction.atomic
def set_aside(
    *, programme: Programme, doubt: Doubt, reason: Reason, by: UUID, now: datetime
) -> SetAside:
    """It does not ask any more, until it grows or, being mended, its days are over."""
    row, _made = SetAside.objects.update_or_create(
        programme=programme, key=doubt.key,
        defaults={
            "number": doubt.number, "reason": reason, "by": by, "at": now,
            "until": until(reason, day_of(programme, now)),
        },
    )  # fmt: skip
    _journal(programme, doubt, "set_aside", by, now)
    return row


@transaction.atomic
def ask_again(*, programme: Programme, doubt: Doubt, by: UUID, now: datetime) -> None:
    """It asks again; pressed twice, nothing more happens."""
    gone, _each = SetAside.objects.filter(programme=programme, key=doubt.key).delete()
    if gone:
        _journal(programme, doubt, "asked_again", by, now)


def _journal(programme: Programme, doubt: Doubt, act: str, by: UUID, now: datetime) -> None:
    """In the chain of who keeps the record, or of who leads."""
    record(
        organisation_id=doubt.organisation or programme.lead_organisation_id,
        act=f"impact.doubt_{act}", by=by, reference=doubt.check.value, now=now,
    )  # fmt: skip
