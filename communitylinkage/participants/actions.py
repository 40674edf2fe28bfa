"""Making a receipt, and opening one."""

from dataclasses import dataclass, field
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from django.db import transaction

from communitylinkage.participants import keys
from communitylinkage.participants.models import Participant, Receipt
from communitylinkage.participants.rules import NoReceipt, NotACode, read_digits
from communitylinkage.values.references import new_receipt_code, read_receipt_code
from communitylinkage.values.tries import Tries
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import public_key_of
from communitylinkage.vault.models import Holder

# Of this process alone, lost at restart (DESIGN 10).
TRIES = Tries()


@dataclass(frozen=True, slots=True)
class MadeReceipt:
    """A fresh receipt: the code is shown once and is nowhere else."""

    code: str = field(repr=False)
    holder: Holder


@dataclass(frozen=True, slots=True)
class OpenReceipt:
    """A receipt in somebody's hand. `private_key` is there only after her four digits."""

    participant: UUID
    holder: UUID
    private_key: bytes | None = field(repr=False)


def make_receipt(*, participant: Participant, digits: str, now: datetime) -> MadeReceipt:
    """A receipt under a fresh code and her own four digits; she may have several.

    Raises:
        ValueError: not four digits.
    """
    hers = read_digits(digits)
    if hers is None:
        raise ValueError("four digits are wanted")
    code = new_receipt_code()
    # The slow run comes before the transaction, in which SQLite lets nobody else write.
    root = keys.root_of(code)
    with transaction.atomic():
        holder = vault.new_holder(public_key=public_key_of(root.private_key(hers)))
        Receipt.objects.create(participant=participant, tag=root.tag, holder=holder.pk, made=now)
    return MadeReceipt(code, holder)


def open_receipt(*, code: str, digits: str, now: datetime, source: str) -> OpenReceipt:
    """Opens a receipt; without digits, or with wrong ones, there is no private key in the answer.

    Args:
        source: where the try comes from; counted in memory, never stored or logged.

    Raises:
        NotACode: refused before any work.
        communitylinkage.values.tries.TooSoon: too many wrong tries from there.
        NoReceipt: nobody has this code.
    """
    bare = read_receipt_code(code)
    if bare is None:
        raise NotACode
    TRIES.check(source, now)
    root = keys.root_of(bare)
    receipt = Receipt.objects.filter(tag=root.tag).first()
    if receipt is None:
        TRIES.failed(source, now)
        raise NoReceipt
    key = _key(receipt, root, digits, f"{source} {receipt.pk}", now) if digits else None
    return OpenReceipt(receipt.participant_id, receipt.holder, key)


def _key(receipt: Receipt, root: keys.Root, typed: str, source: str, now: datetime) -> bytes | None:
    """Her private key, or None; wrong digits count for this receipt and this source only."""
    TRIES.check(source, now)
    private_key = root.private_key(read_digits(typed) or "")
    public_key = bytes(Holder.objects.get(pk=receipt.holder).public_key)
    if not compare_digest(public_key_of(private_key), public_key):
        TRIES.failed(source, now)
        return None
    TRIES.forget(source, now)
    return private_key
