"""One line in the journal of the organisation that keeps a thing."""

from datetime import datetime
from uuid import UUID

from communitylinkage.journal.actions import record


def note(organisation: UUID, act: str, reference: object, by: UUID, now: datetime) -> None:
    """Writes it; to be called within the act."""
    record(
        organisation_id=organisation, act=f"learning.{act}", by=by, reference=str(reference),
        now=now,
    )  # fmt: skip
