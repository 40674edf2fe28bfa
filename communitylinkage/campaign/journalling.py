"""One line in the journal of the organisation that keeps a campaign."""

from datetime import datetime
from uuid import UUID

from communitylinkage.campaign.models import Campaign
from communitylinkage.journal.actions import record


def note(campaign: Campaign, act: str, reference: object, by: UUID, now: datetime) -> None:
    """Writes it; to be called within the act."""
    record(
        organisation_id=campaign.organisation_id, act=f"campaign.{act}", by=by,
        reference=str(reference), now=now,
    )  # fmt: skip
