"""A closed referral is opened again, with a note for who reads it: both, or neither."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.consent.actions import hold
from communitylinkage.referrals import actions
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.receipt import actions as messages
from communitylinkage.referrals.receipt.letters import Letter
from communitylinkage.referrals.rules import Act, Party


@transaction.atomic
def reopen(
    *, referral: Referral, note: str, party: Party, organisation: UUID, by: UUID, now: datetime
) -> None:
    """Opens it again, and seals why to the woman's receipt, her mentor and the service.

    Args:
        organisation: for which the writer acts.

    Raises:
        communitylinkage.referrals.rules.NotNow: it was opened again meanwhile.
        communitylinkage.consent.rules.NotConsented: her yes is over.
    """
    hold(referral.consent)
    row = actions.do(referral=referral, act=Act.REOPEN, party=party, by=by, now=now)
    messages.write(
        referral=row, letter=Letter(text=note), by=by, organisation=organisation, now=now
    )
