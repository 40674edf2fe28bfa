"""From what she wrote herself to a referral: what is shown first, and one action for both."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.people.models import Account
from communitylinkage.referrals.asks import actions, wording
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.papers import Channel, Letter
from communitylinkage.referrals.asks.rules import Act, NotHerYes, NotNow, Outcome
from communitylinkage.referrals.asks.sitting import Sitting, stands
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.papers import Channel as Reached
from communitylinkage.referrals.sending import Sent, send
from communitylinkage.referrals.steps import Making, SaidBefore

# Who wants to be reached by her receipt only is reached by her mentor, who writes to it.
REACHED = {
    Channel.RECEIPT: Reached.THROUGH_MENTOR,
    Channel.CALL: Reached.CALL,
    Channel.MESSAGE: Reached.MESSAGE,
    Channel.EMAIL: Reached.EMAIL,
}


def said_before(letter: Letter) -> SaidBefore:
    """Her letter in the fields of the four steps."""
    hours = [str(words) for hour, words in wording.HOURS if hour in letter.hours]
    return SaidBefore(
        need={
            "kind": letter.kind,
            "place": letter.area,
            "country": letter.country,
            "language": letter.language,
            "urgency": letter.soon,
            "must_not_know": list(letter.not_organisations),
        },
        contact={
            # How she comes to the service is asked anew: nothing that she wrote says it.
            "warm": "",
            "channel": REACHED[Channel(letter.channel)],
            "number": letter.number,
            "when": " · ".join([*hours, letter.when] if letter.when else hours),
            "cover_name": letter.cover_name,
            "agreed_word": letter.agreed_word,
        },
        consent={"not_told": letter.excluded, "spoken": letter.language},
        on_her_page=letter.channel == Channel.RECEIPT,
    )


def sent_already(number: UUID, account: Account) -> Referral | None:
    """The referral of a form that is sent again."""
    return Referral.objects.filter(pk=number, mentor_id=account.pk).first()


@transaction.atomic
def link(*, ask: Ask, done: Making, sitting: Sitting, account: Account, now: datetime) -> Sent:
    """Closes the ask and sends the referral of the same woman: both, or neither.

    The close comes first: where she took her ask back meanwhile, nothing has been sealed yet.

    Raises:
        communitylinkage.referrals.asks.rules.NotNow: it is not this account's, it ended, or she
            has written since.
        communitylinkage.referrals.asks.rules.NotHerYes: she did not say that it may go on.
        communitylinkage.consent.rules.NotConsented, communitylinkage.vault.keys.Locked
    """
    if not sitting.may_go_on:
        raise NotHerYes
    actions.do(ask=ask, act=Act.CLOSE, by=account.pk, now=now, outcome=Outcome.LINKED)
    # Her reply waits for the row that the close holds: a no of this minute is not passed over.
    if stands(ask) != sitting.stands:
        raise NotNow
    return send(
        done=done,
        account=account,
        organisation=ask.post.organisation_id,
        participant=ask.participant,
        now=now,
    )
