"""What others may know of receipts: whom to seal to."""

from uuid import UUID

from communitylinkage.participants.models import Receipt
from communitylinkage.vault.models import Holder


def receipt_holders(participant_id: UUID) -> list[Holder]:
    """The holders of a woman's receipts; empty where she wanted none."""
    receipts = Receipt.objects.filter(participant_id=participant_id).order_by("made")
    return list(Holder.objects.filter(pk__in=receipts.values_list("holder", flat=True)))
