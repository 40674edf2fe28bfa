"""What people read about asks."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.guide.wording import KINDS
from communitylinkage.referrals.asks.papers import Channel, Hour, Soon
from communitylinkage.referrals.asks.rules import Act, Outcome, Said, State

SOON = [
    (Soon.NOW, _("I am in danger now")),
    (Soon.DAY, _("Today or tomorrow")),
    (Soon.THREE_DAYS, _("In the next days")),
    (Soon.WEEK, _("This week is soon enough")),
]
CHANNELS = [
    (
        Channel.RECEIPT,
        _("Do not reach me. I come back here with the number that I get at the end."),
    ),
    (Channel.CALL, _("Call me")),
    (Channel.MESSAGE, _("Send me a text message")),
    (Channel.EMAIL, _("Write me an e-mail")),
]
HOURS = [
    (Hour.MORNING, _("In the morning")),
    (Hour.AFTERNOON, _("In the afternoon")),
    (Hour.EVENING, _("In the evening")),
    (Hour.WEEKEND, _("At the weekend")),
]
OUTCOMES = [
    (Outcome.LINKED, _("I made a referral with her consent")),
    (Outcome.ANSWERED, _("I answered what she asked")),
    (Outcome.NOT_REACHED, _("I could not reach her in the way that she wants")),
    (Outcome.DECLINED_BY_HER, _("She does not want it any more")),
    (Outcome.NOT_OURS, _("We cannot help with this")),
    (Outcome.NOT_GENUINE, _("Nobody asks for help here")),
]
STATES = {
    State.WAITING: _("waits for one of you"),
    State.TAKEN: _("you have it"),
    State.CLOSED: _("closed"),
    State.TAKEN_BACK: _("taken back by her"),
}
HERS = {
    State.WAITING: _("It waits for somebody to read it."),
    State.TAKEN: _("Somebody has read it and goes on with it."),
    State.CLOSED: _("It is finished."),
    State.TAKEN_BACK: _("You took it back. Nobody there can read it any more."),
}
IN_HER_WORDS = _("In her own words")
IN_YOUR_WORDS = _("In your own words")
HERS_LINKED = _("It was passed on, with your yes. See where it stands:")
REPLIES = [
    (Said.GO_ON, _("Yes, please go on.")),
    (Said.NO, _("No, do not go on.")),
    (Said.QUESTION, _("I have a question.")),
]
ACTS = {Act.TAKE: _("I take it"), Act.GIVE_BACK: _("Give it back to the others")}
LABELS = {
    "kind": dict(KINDS),
    "soon": dict(SOON),
    "channel": dict(CHANNELS),
    "hours": dict(HOURS),
    "said": dict(REPLIES),
}

COLUMNS = (_("Reference"), _("State"), _("Answer until"))
