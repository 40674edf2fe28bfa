"""Opens what is sealed of a request: journalled first, and not opened when it cannot be."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.consent.actions import check_in_force
from communitylinkage.journal import actions as journal
from communitylinkage.participants.actions import OpenReceipt
from communitylinkage.people.models import Account
from communitylinkage.people.posts import key_of_post
from communitylinkage.referrals.mentor_requests.models import MentorRequest
from communitylinkage.referrals.mentor_requests.papers import Details, Summary, from_bytes
from communitylinkage.referrals.mentor_requests.queries import Case
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked


@dataclass(frozen=True, slots=True)
class Read:
    """What she may read now; the details only after a yes, or as the service."""

    summary: Summary
    details: Details | None


@transaction.atomic
def read(*, case: Case, account: Account, private_key: bytes, now: datetime) -> Read:
    """The words of a request, for its service or for the mentor whose turn it is.

    Raises:
        communitylinkage.vault.keys.Locked: it is over, not her turn, or not her key.
        communitylinkage.consent.rules.NotConsented: the woman's yes is over.
    """
    if case.ended:
        raise Locked
    key = private_key
    if case.of_service:
        key = key_of_post(holder=case.holder, account=account, private_key=private_key)
    _ask_and_journal(case.row, account.pk, now)
    plain = vault.open_record(record=case.row.summary, holder=case.holder, private_key=key)
    details = None
    if case.reads_details:
        told = vault.open_record(record=case.row.details, holder=case.holder, private_key=key)
        details = from_bytes(Details, told)
    return Read(from_bytes(Summary, plain), details)


@transaction.atomic
def read_by_her(
    *, request: MentorRequest, receipt: OpenReceipt, by: UUID, now: datetime
) -> tuple[Summary, Details]:
    """All of it, for the woman whose receipt this is.

    Raises:
        communitylinkage.vault.keys.Locked: it is over, her digits are missing, or the receipt was
            made later.
        communitylinkage.consent.rules.NotConsented: her yes is over.
    """
    key = receipt.private_key
    if key is None:
        raise Locked
    _ask_and_journal(request, by, now)
    summary, details = (
        vault.open_record(record=record, holder=receipt.holder, private_key=key)
        for record in (request.summary, request.details)
    )
    return from_bytes(Summary, summary), from_bytes(Details, details)


def _ask_and_journal(row: MentorRequest, by: UUID, now: datetime) -> None:
    if row.consent:
        check_in_force(row.consent, now)
    journal.record(
        organisation_id=row.organisation_id,
        act="mentor_request.opened",
        by=by,
        reference=row.reference,
        now=now,
    )
