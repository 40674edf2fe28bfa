"""One line in the journal of the organisation that began a cycle."""

from datetime import datetime
from uuid import UUID

from communitylinkage.journal.actions import record
from communitylinkage.research.models import Cycle


def note(cycle: Cycle, act: str, by: UUID, now: datetime, reference: str = "") -> None:
    """Writes it; to be called within the act.

    Args:
        reference: of what was acted upon; the cycle's own where there is none.
    """
    record(
        organisation_id=cycle.organisation_id, act=f"research.{act}", by=by,
        reference=reference or str(cycle.pk), now=now,
    )  # fmt: skip
