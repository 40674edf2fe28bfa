"""A woman who is known already: by the number of the paper that she has from the same organisation.

Her referrals then stand on one page of control, each with its own yes. What hangs together by a
person (the end of a case, a hold, all that is held about her) is shown to the organisation that
keeps it; so a paper of another organisation is never joined.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from communitylinkage.consent.models import Consent
from communitylinkage.participants.actions import open_receipt
from communitylinkage.participants.models import Participant
from communitylinkage.referrals.asks.models import Ask


class NotHere(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Nothing of hers is in force at this organisation by this paper, or another one is in it."""


def known_by(*, code: str, organisation: UUID, by: UUID, now: datetime) -> Participant:
    """Whose paper it is. Her four digits are not asked for: the number opens nothing.

    Args:
        by: the account; wrong numbers slow down her alone.

    Raises:
        communitylinkage.participants.rules.NotACode, communitylinkage.participants.rules.NoReceipt,
        communitylinkage.values.tries.TooSoon
        NotHere: it is over, or belongs elsewhere.
    """
    woman = open_receipt(code=code, digits="", now=now, source=f"account {by}").participant
    hers = Consent.objects.filter(participant=woman)
    here = hers.filter(organisation_id=organisation, ending=None, ended=None, until__gt=now)
    elsewhere = hers.filter(~Q(organisation_id=organisation)).exists()
    asks = Ask.objects.filter(~Q(post__organisation=organisation), participant=woman).exists()
    if elsewhere or asks or not here.exists():
        raise NotHere
    return Participant.objects.get(pk=woman)
