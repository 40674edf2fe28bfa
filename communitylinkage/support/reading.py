"""Opens what is sealed of a visit: journalled first, and not opened when it cannot be."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.consent.actions import check_in_force
from communitylinkage.consent.rules import NotConsented
from communitylinkage.journal import actions as journal
from communitylinkage.participants.actions import OpenReceipt
from communitylinkage.people.models import Account
from communitylinkage.people.posts import key_of_post
from communitylinkage.support.models import SupportAction
from communitylinkage.support.papers import Debrief, Number, Plan, from_bytes
from communitylinkage.support.queries import Case
from communitylinkage.support.rules import Party
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked

OPENED_PAPER, OPENED_NUMBER = "support.opened_paper", "support.opened_number"


@transaction.atomic
def read(*, case: Case, account: Account, private_key: bytes, now: datetime) -> Plan | Debrief:
    """The plan while it goes on, the note afterwards; for the mentor and for the rota.

    Raises:
        communitylinkage.vault.keys.Locked: there is none, or it is not hers.
        communitylinkage.consent.rules.NotConsented: the woman's yes is over.
    """
    row = case.row
    record = row.plan if case.is_open else row.debrief
    if record is None or case.party == Party.BACKUP:
        raise Locked
    holder, key = _key(case, account, private_key)
    if row.consent:
        check_in_force(row.consent, now)
    _journal(row, OPENED_PAPER, account.pk, now)
    plain = vault.open_record(record=record, holder=holder, private_key=key)
    return from_bytes(Plan, plain) if case.is_open else from_bytes(Debrief, plain)


@transaction.atomic
def read_number(*, case: Case, account: Account, private_key: bytes, now: datetime) -> str:
    """Where the mentor is reached; hers, so it can be read also when the woman's yes is over.

    Raises:
        communitylinkage.vault.keys.Locked: there is none, or it is not for her.
    """
    record = case.row.number
    if record is None or not case.has_number:
        raise Locked
    holder, key = _key(case, account, private_key)
    # An act of its own: whoever looks once opens both, and only the paper is about the woman.
    _journal(case.row, OPENED_NUMBER, account.pk, now)
    plain = vault.open_record(record=record, holder=holder, private_key=key)
    return from_bytes(Number, plain).number


def _key(case: Case, account: Account, private_key: bytes) -> tuple[UUID, bytes]:
    """With which key she opens it: her own, or that of the post that looks after the mentor."""
    if not case.of_rota:
        return case.row.mentor_holder, private_key
    holder = case.row.post_holder
    return holder, key_of_post(holder=holder, account=account, private_key=private_key)


@transaction.atomic
def read_by_her(
    *, action: SupportAction, receipt: OpenReceipt, by: UUID, now: datetime
) -> Plan | None:
    """The plan of a visit, for the woman whose receipt this is; None where she cannot open it.

    A receipt that was made after the plan opens nothing of it.
    """
    if receipt.private_key is None or action.plan is None or action.consent is None:
        return None
    try:
        check_in_force(action.consent, now)
        _journal(action, OPENED_PAPER, by, now)
        plain = vault.open_record(
            record=action.plan, holder=receipt.holder, private_key=receipt.private_key
        )
    except (Locked, NotConsented):
        return None
    return from_bytes(Plan, plain)


def _journal(row: SupportAction, act: str, by: UUID, now: datetime) -> None:
    journal.record(
        organisation_id=row.organisation_id,
        act=act,
        by=by,
        reference=row.reference,
        now=now,
    )
