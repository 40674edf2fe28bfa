"""From her yes to a referral that is on its way: one action."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.consent import actions as consents
from communitylinkage.consent.actions import Named
from communitylinkage.participants.models import Participant
from communitylinkage.procedures.models import Version
from communitylinkage.referrals import actions
from communitylinkage.referrals.following import moving
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.papers import Content, Paper, Summary, shared, to_bytes
from communitylinkage.referrals.rules import Act, Party, Urgency
from communitylinkage.vault.models import Holder


@transaction.atomic
def begin(
    *,
    number: UUID,
    participant: Participant,
    organisation: UUID,
    paper: Paper,
    summary: Summary,
    content: Content,
    kept_by: Sequence[Holder],
    recipients: Sequence[Named],
    days: int,
    by: UUID,
    now: datetime,
    follows: Version | None = None,
) -> Referral:
    """Records her consent, seals what goes on its way, and asks the first recipient.

    What the paper does not share is not said in the summary either, whoever wrote it there.

    Args:
        number: the referral's id: a form that is sent twice makes one.
        organisation: the mentor's.
        kept_by: who reads it on her side: the mentor's account, her receipt, a stand-in.
        days: how long her consent holds.
        follows: the procedure that the mentor's organisation and the first recipient signed.

    Raises:
        communitylinkage.consent.rules.NotConsented: with what stands against it.
    """
    consent = consents.give(
        participant=participant,
        organisation=organisation,
        paper=to_bytes(paper),
        kept_by=kept_by,
        recipients=recipients,
        until=now + timedelta(days=days),
        by=by,
        now=now,
    )
    referral = actions.make(
        number=number,
        consent=consent,
        summary=to_bytes(shared(summary, paper.items)),
        content=to_bytes(content),
        kept_by=kept_by,
        recipients=[named.holder for named in recipients],
        urgency=Urgency(summary.urgency),
        by=by,
        now=now,
    )
    if follows:
        moving.begin(referral=referral, version=follows, now=now)
    return actions.do(referral=referral, act=Act.SEND, party=Party.MENTOR, by=by, now=now)
