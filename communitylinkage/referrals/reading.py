"""Opening what is sealed, with the viewer's key, through consent."""

from datetime import datetime
from uuid import UUID

from communitylinkage.consent import actions as consents
from communitylinkage.people.models import Account
from communitylinkage.people.posts import key_of_post
from communitylinkage.referrals import actions
from communitylinkage.referrals.papers import Content, Paper, Sealed, Summary, from_bytes
from communitylinkage.referrals.queries import Case
from communitylinkage.referrals.rules import Act, Party, State
from communitylinkage.vault.keys import Locked


def _open(
    case: Case, kind: type[Sealed], record: UUID, account: Account, key: bytes, now: datetime
) -> Sealed:
    if case.holder is None:
        raise Locked
    organisation = case.row.organisation_id
    if case.party == Party.SERVICE:
        key = key_of_post(holder=case.holder, account=account, private_key=key)
        turn = case.row.consent.recipients.get(position=case.row.position)
        organisation = turn.organisation_id
    plain = consents.open_record(
        record=record,
        holder=case.holder,
        private_key=key,
        organisation=organisation,
        by=account.pk,
        now=now,
    )
    return from_bytes(kind, plain)


def summary(*, case: Case, account: Account, key: bytes, now: datetime) -> Summary:
    """The coded need; the mentor learns that the service has read it.

    Raises:
        communitylinkage.vault.keys.Locked: not given out, or not her key.
        communitylinkage.consent.rules.NotConsented: the consent is over.
    """
    found = _open(case, Summary, case.row.summary, account, key, now)
    if case.party == Party.SERVICE and case.state == State.SENT:
        actions.do(referral=case.row, act=Act.SEE, party=Party.SERVICE, by=account.pk, now=now)
    return found


def content(*, case: Case, account: Account, key: bytes, now: datetime) -> Content:
    """Name and safe contact, once the service has said yes. Raises as `summary`."""
    return _open(case, Content, case.row.content, account, key, now)


def paper(*, case: Case, account: Account, key: bytes, now: datetime) -> Paper:
    """What she agreed to; her side only. Raises as `summary`."""
    return _open(case, Paper, case.row.consent.paper, account, key, now)
