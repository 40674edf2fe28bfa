"""Keeping her plan under her own number, and deleting it."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from communitylinkage.participants.actions import OpenReceipt
from communitylinkage.referrals.papers import BLOCK_BYTES
from communitylinkage.support.models import KeptPlan
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder


@transaction.atomic
def keep(*, receipt: OpenReceipt, plan: dict[str, Any], by: UUID, now: datetime) -> None:
    """Seals it to her receipt alone; a newer one takes the place of the older.

    No line of a journal tells of it: it belongs to no organisation, and nobody else can open it.

    Raises:
        communitylinkage.vault.keys.Locked: her digits are missing.
    """
    if receipt.private_key is None:
        raise Locked
    drop(receipt=receipt, by=by)
    text = json.dumps(plan, ensure_ascii=False).encode()
    plain = text + b" " * (-len(text) % (8 * BLOCK_BYTES))
    holder = Holder.objects.get(pk=receipt.holder)
    record = vault.seal(plain=plain, holders=[holder], released=[holder])
    KeptPlan.objects.create(holder=receipt.holder, record=record.pk, changed=now)


@transaction.atomic
def drop(*, receipt: OpenReceipt, by: UUID) -> bool:
    """Deletes it for ever; False where there was none."""
    found = list(KeptPlan.objects.select_for_update().filter(holder=receipt.holder))
    vault.erase(records=[one.record for one in found])
    return KeptPlan.objects.filter(pk__in=[one.pk for one in found]).delete()[0] > 0


def read(*, receipt: OpenReceipt) -> dict[str, Any] | None:
    """Her plan; None where she kept none.

    Raises:
        communitylinkage.vault.keys.Locked: her digits are missing.
    """
    if receipt.private_key is None:
        raise Locked
    found = KeptPlan.objects.filter(holder=receipt.holder).first()
    if found is None:
        return None
    plain = vault.open_record(
        record=found.record, holder=receipt.holder, private_key=receipt.private_key
    )
    plan: dict[str, Any] = json.loads(plain)
    return plan
