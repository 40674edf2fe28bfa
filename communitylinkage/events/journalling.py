"""One line in the journal of the organisation whose event it is."""

from datetime import datetime
from uuid import UUID

from communitylinkage.events.models import Event
from communitylinkage.journal.actions import record


def note(event: Event, act: str, reference: object, by: UUID, now: datetime) -> None:
    """Writes it; to be called within the act."""
    record(
        organisation_id=event.organisation_id, act=f"event.{act}", by=by,
        reference=str(reference), now=now,
    )  # fmt: skip
