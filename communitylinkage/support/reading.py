"""Opens what is sealed of a visit: journalled first, and not opened when it cannot be."""

from datetime import datetime

from django.db import transaction

from communitylinkage.consent.actions import check_in_force
from communitylinkage.journal import actions as journal
from communitylinkage.people.models import Account
from communitylinkage.people.posts import key_of_post
from communitylinkage.support.papers import Debrief, Plan, from_bytes
from communitylinkage.support.queries import Case
from communitylinkage.support.rules import Party
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked


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
    key, holder = private_key, row.mentor_holder
    if case.of_rota:
        holder = row.post_holder
        key = key_of_post(holder=holder, account=account, private_key=private_key)
    if row.consent:
        check_in_force(row.consent, now)
    journal.record(
        organisation_id=row.organisation_id,
        act="support.opened_paper",
        by=account.pk,
        reference=row.reference,
        now=now,
    )
    plain = vault.open_record(record=record, holder=holder, private_key=key)
    return from_bytes(Plan, plain) if case.is_open else from_bytes(Debrief, plain)
