"""Sealed to a cycle's group: written by anybody, opened by those who research, journalled first.

What was given describes whoever gave it, so each opening asks the piece's own uses again, as
consent does for referrals (docs/decisions/0026-research-together.md).
"""

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from communitylinkage.journal import actions as journal
from communitylinkage.people.models import Account
from communitylinkage.people.posts import key_of_post
from communitylinkage.research.models import Cycle, Evidence
from communitylinkage.research.rules.papers import Paper, from_bytes, to_bytes
from communitylinkage.research.rules.uses import Use
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder


def seal(paper: Paper, cycle: Cycle) -> UUID:
    """The record of a paper that only the group opens."""
    group = Holder.objects.get(pk=cycle.key_holder)
    return vault.seal(plain=to_bytes(paper), holders=[group], released=[group]).pk


def group_key(cycle: Cycle, account: Account, private_key: bytes) -> bytes:
    """The group's private key, for one of those who research.

    Raises:
        communitylinkage.vault.keys.Locked: she does not take part, or it is not her key.
    """
    return key_of_post(holder=cycle.key_holder, account=account, private_key=private_key)


@transaction.atomic
def open_evidence(
    *, evidence: Evidence, record: UUID, key: bytes, by: UUID, now: datetime
) -> Paper:
    """A piece, or its translation.

    Args:
        key: the group's, from `group_key`.

    Raises:
        communitylinkage.vault.keys.Locked: taken back, or not this key.
    """
    row = Evidence.objects.select_related("cycle").filter(pk=evidence.pk).first()
    if row is None or Use.ANALYSIS not in row.uses:
        raise Locked
    journal.record(
        organisation_id=row.cycle.organisation_id, act="research.opened", by=by,
        reference=row.reference, now=now,
    )  # fmt: skip
    return from_bytes(
        vault.open_record(record=record, holder=row.cycle.key_holder, private_key=key)
    )


def open_words(*, cycle: Cycle, record: UUID, key: bytes) -> str:
    """What somebody said to a finding; it names no piece and nobody.

    Raises:
        communitylinkage.vault.keys.Locked: not this key.
    """
    plain = vault.open_record(record=record, holder=cycle.key_holder, private_key=key)
    return from_bytes(plain).text


def slip_tag(code: str) -> str:
    """What is kept of the code on a slip: keyed, so that the database alone finds nothing.

    Args:
        code: twenty digits, 63 bits of them random: too many to try.
    """
    return hmac.new(
        settings.PEPPER.encode(), b"research slip" + code.encode(), "sha256"
    ).hexdigest()


def made_up_name(giver: str, cycle: UUID) -> str:
    """A name for one giver within one page of figures, that says nothing of hers."""
    return hashlib.sha256(cycle.bytes + giver.strip().casefold().encode()).hexdigest()[:12]
