"""Opens what is sealed of a request: journalled first, and not opened when it cannot be."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from communitylinkage.journal import actions as journal
from communitylinkage.people.models import Account
from communitylinkage.people.posts import key_of_post
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
    """
    if case.ended:
        raise Locked
    key = private_key
    if case.of_service:
        key = key_of_post(holder=case.holder, account=account, private_key=private_key)
    journal.record(
        organisation_id=case.row.organisation_id,
        act="mentor_request.opened",
        by=account.pk,
        reference=case.reference,
        now=now,
    )
    plain = vault.open_record(record=case.row.summary, holder=case.holder, private_key=key)
    details = None
    if case.reads_details:
        told = vault.open_record(record=case.row.details, holder=case.holder, private_key=key)
        details = from_bytes(Details, told)
    return Read(from_bytes(Summary, plain), details)
