"""Her letter is opened once for the four steps of a referral; the page carries it on, signed.

Each opening is a line of the journal, which she reads on her page: one sitting is one line.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing

from communitylinkage.referrals.asks import rules
from communitylinkage.referrals.asks.actions import Opened
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.papers import Channel
from communitylinkage.referrals.steps import SaidBefore

SALT = "asks.sitting"
LASTS = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Sitting:
    """What was opened at the first step, for the others.

    Args:
        channel: how she wants to be reached. yes: whether she replied herself that it may go on.
        stands: how much had been written to and fro; what comes later is opened anew.
    """

    said: SaidBefore
    channel: str
    yes: bool
    stands: int

    @property
    def receipt_only(self) -> bool:
        """Whether nobody may reach her: she comes back by herself."""
        return self.channel == Channel.RECEIPT

    @property
    def may_go_on(self) -> bool:
        """Who cannot be asked by telephone or in a meeting has said yes on her page."""
        return self.yes or not self.receipt_only


def begin(ask: Ask, opened: Opened, said: SaidBefore) -> Sitting:
    """The sitting of a letter that was just opened."""
    answers = list(ask.answers.values_list("written", flat=True))
    replies = [(one.written, one.reply.said) for one in opened.replies]
    yes = rules.she_said_go_on(answers, replies)
    return Sitting(said, opened.letter.channel, yes, len(answers) + len(replies))


def stands(ask: Ask) -> int:
    """How much was written to and fro until now."""
    return ask.answers.count() + ask.replies.count()


def carried(sitting: Sitting, ask: Ask, account: UUID, now: datetime) -> str:
    """As the page carries it: for this account and this ask only."""
    told = [str(ask.pk), str(account), now.isoformat(), asdict(sitting)]
    return signing.dumps(told, salt=SALT, compress=True)


def resumed(text: str, ask: Ask, account: UUID, now: datetime) -> tuple[Sitting, str] | None:
    """The sitting again; None where it is forged, old, over, or where she has written since."""
    try:
        number, by, begun, told = signing.loads(text, salt=SALT)
        sitting = Sitting(**(told | {"said": SaidBefore(**told["said"])}))
        age = now - datetime.fromisoformat(begun)
    except (signing.BadSignature, ValueError, TypeError, KeyError):
        return None
    hers = (number, by) == (str(ask.pk), str(account)) and ask.state in rules.READABLE
    fresh = timedelta(0) <= age <= LASTS and sitting.stands == stands(ask)
    return (sitting, text) if hers and fresh else None
