"""What people read about referrals. Nothing here says what the product is about: phones show it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communitylinkage.matching.need import Authority, Help, Papers
from communitylinkage.participants.rules import NoReceipt, NotACode
from communitylinkage.referrals.papers import Channel, Warm
from communitylinkage.referrals.rules import Act, Behind, Differs, Outcome, Reason, State, Urgency
from communitylinkage.values.tries import TooSoon

STATES: dict[State, Promise] = {
    State.DRAFT: _("Not finished"),
    State.CONSENTED: _("She said yes; not sent yet"),
    State.SENT: _("Sent; waiting for an answer"),
    State.SEEN: _("Read; waiting for an answer"),
    State.ACCEPTED: _("The service said yes"),
    State.DECLINED: _("The service said no"),
    State.EXPIRED: _("No answer in time"),
    State.FIRST_CONTACT: _("They have spoken"),
    State.BEGUN: _("The help has begun"),
    State.CLOSED: _("Finished"),
    State.WITHDRAWN: _("Ended"),
}
CLOCKS: dict[State, Promise] = {
    State.CONSENTED: _("Answer needed"),
    State.SENT: _("Answer needed"),
    State.SEEN: _("Answer needed"),
    State.DECLINED: _("Answer needed"),
    State.EXPIRED: _("Answer needed"),
    State.ACCEPTED: _("To speak with her"),
}
ACTS: dict[Act, Promise] = {
    Act.SEND: _("Send"),
    Act.SEE: _("I have read it"),
    Act.ACCEPT: _("Yes, we help"),
    Act.DECLINE: _("No, we cannot"),
    Act.PASS_ON: _("Ask the next service now"),
    Act.CONTACT: _("We have spoken with her"),
    Act.BEGIN: _("The help has begun"),
    Act.CLOSE: _("Finish"),
    Act.REOPEN: _("Open again"),
    Act.WITHDRAW: _("She takes her yes back"),
}
URGENCIES: list[tuple[str, Promise]] = [
    (Urgency.DAY, _("Within 24 hours")),
    (Urgency.THREE_DAYS, _("Within three days")),
    (Urgency.WEEK, _("Within a week")),
]
REASONS: list[tuple[str, Promise]] = [
    (Reason.NO_ROOM, _("We have no room")),
    (Reason.LANGUAGE, _("Nobody here speaks her language")),
    (Reason.PAPERS, _("We may not help without papers")),
    (Reason.CHILDREN, _("We cannot take children")),
    (Reason.DISABILITY, _("Our house is not right for her disability")),
    (Reason.AREA, _("She lives outside our area")),
    (Reason.NOT_OUR_KIND, _("We do not do this kind of help")),
    (Reason.KNOWS_HER, _("Somebody here may know her or her family")),
    (Reason.OTHER, _("Something else")),
]
OUTCOMES: list[tuple[str, Promise]] = [
    (Outcome.PROVIDED, _("She got the help")),
    (Outcome.PROVIDED_ELSEWHERE, _("She got help somewhere else")),
    (Outcome.DECLINED_BY_HER, _("She did not want it")),
    (Outcome.UNAVAILABLE, _("The help was not there after all")),
    (Outcome.NOT_REACHED, _("She could not be reached")),
]
DIFFERS: list[tuple[str, Promise]] = [
    (Differs.LANGUAGE, _("The language was not spoken")),
    (Differs.PAPERS, _("Papers were asked for")),
    (Differs.CHILDREN, _("Children could not come")),
    (Differs.COST, _("It cost money")),
    (Differs.HOURS, _("It was closed")),
    (Differs.STAIRS, _("There were stairs")),
    (Differs.POLICE, _("They told the police or another office")),
    (Differs.ROOM, _("There was no room")),
]
# What a service reads about her: said of her, where the guide's words are said by her.
KINDS: list[tuple[str, Promise]] = [
    (Help.TALK, _("someone to talk to")),
    (Help.SHELTER, _("a safe place to sleep")),
    (Help.LEGAL, _("a lawyer or advice about her rights")),
    (Help.PAPERS, _("help with her papers")),
    (Help.HEALTH, _("a doctor")),
    (Help.MIND, _("help for her feelings, her fear, her sleep")),
    (Help.MONEY, _("money, food or work")),
    (Help.CHILDREN, _("help for her children")),
    (Help.POLICE, _("police who know about this")),
]
PAPERS: list[tuple[str, Promise]] = [
    (Papers.HAVE, _("she has papers")),
    (Papers.NONE, _("she has no papers")),
    (Papers.UNSAID, _("she did not say")),
]
CHANNELS: list[tuple[str, Promise]] = [
    (Channel.THROUGH_MENTOR, _("Only through her mentor")),
    (Channel.CALL, _("A telephone call")),
    (Channel.MESSAGE, _("A short message")),
    (Channel.EMAIL, _("An e-mail")),
]
WARMS: list[tuple[str, Promise]] = [
    (Warm.JOINT_CALL, _("We call together: she, her mentor and the service")),
    (Warm.ACCOMPANIED, _("Her mentor comes along")),
    (Warm.MEETING, _("We meet at a proposed time")),
    (Warm.ALONE, _("She goes alone")),
]
HOW_READ: list[tuple[str, Promise]] = [
    ("read_aloud", _("I read it aloud")),
    ("easy", _("I said it in easy words")),
    ("interpreter", _("An interpreter read it")),
    ("read", _("She read it herself")),
    ("on_her_page", _("I wrote to her page what would happen")),
]
HOW_AGREED: list[tuple[str, Promise]] = [
    ("said", _("She said yes")),
    ("signed", _("She signed on paper, which she keeps")),
    ("on_her_page", _("She replied on her own page that I may go on")),
]
# Only where she can be reached there alone: else she is asked by voice.
ON_HER_PAGE = "on_her_page"
CAPACITY: list[tuple[str, Promise]] = [
    ("alone", _("She decides for herself")),
    ("with_support", _("She decides, with the help of a person whom she chose")),
]
AUTHORITIES: list[tuple[str, Promise]] = [
    (Authority.POLICE, _("The police")),
    (Authority.CHILD_PROTECTION, _("Child protection")),
    (Authority.IMMIGRATION, _("The office for foreigners")),
]
DAYS: list[tuple[int, Promise]] = [
    (30, _("One month")),
    (90, _("Three months")),
    (180, _("Six months")),
]

# Of a list as a file: what is operational, and nothing else.
COLUMNS = (_("Reference"), _("State"), _("Answer until"), _("Last change"))
# Above the page of taking over, and on home.
BEHIND: dict[Behind, Promise] = {
    Behind.LEFT: _("Its mentor has left"),
    Behind.LOCKED_OUT: _("Its mentor cannot open it any more"),
    Behind.YOURS: _("You cannot open it any more"),
}
BEHIND_TODAY: dict[Behind, Promise] = {
    Behind.LEFT: _("%(reference)s: its mentor has left"),
    Behind.LOCKED_OUT: _("%(reference)s: its mentor cannot open it any more"),
    Behind.YOURS: _("%(reference)s: your new password does not open it. Take it up again"),
}
CHANGED_MEANWHILE = _("Something changed meanwhile. Nothing was done. This is how it stands now.")
WITH_YOU_NO_MORE = _(
    "This referral is with you no more. Perhaps the time for an answer or of her yes is over, it "
    "was answered, or it was taken back. Nothing was sent. Did you note how to reach her? Do not "
    "use it now. Telephone the organisation that asked you first: it may not be safe, or not be "
    "wanted any more."
)
LAW_OBLIGED = _("The law obliged us to tell somebody")
NOT_OPEN = _("This cannot be read. Perhaps it is not your turn yet, or her yes has ended.")
SIGN_IN_AGAIN = _("Please sign in again: without your password this cannot be read.")
NOT_A_PAPER = _("This is not a number of ours. Look again: there are 20 digits.")
NO_PAPER = _("We do not know this number.")
NOT_THIS_PAPER = _(
    "This paper cannot be used here: what she agreed to by it is over, or it is not of your "
    "organisation. Leave it empty, and make her a new one if she wants it."
)
OVER = _("Her yes has ended, so nothing can be given out any more.")
NO_STAND_IN = _(
    "She did not agree that a colleague goes on, or her yes has ended. Nobody can open it. If you "
    "can reach her, begin anew with her."
)
NO_KEY_YET = _(
    "You do not have the key of this post yet; a colleague who has it can take it up, or give it "
    "to you."
)
KEY_MADE_ANEW = _(
    "The key of this post was made anew; what was sealed before stays closed. If you can reach "
    "her, begin anew with her."
)


def said(choices: list[tuple[str, Promise]], code: str) -> str:
    """The words of a code; the code itself where an older version wrote another."""
    return str(next((words for value, words in choices if value == code), code))


def wait(seconds: int) -> str:
    """That somebody typed too many wrong numbers."""
    return ngettext(
        "Too many tries. Please wait %(n)s second, then try again.",
        "Too many tries. Please wait %(n)s seconds, then try again.",
        seconds,
    ) % {"n": seconds}


def paper_refused(why: Exception) -> str:
    """Why the number of a paper was not taken."""
    if isinstance(why, TooSoon):
        return wait(why.seconds)
    said = {NotACode: NOT_A_PAPER, NoReceipt: NO_PAPER}
    return str(said.get(type(why), NOT_THIS_PAPER))
