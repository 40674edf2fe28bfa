"""What she reads on her page: easy words, and nothing that says what the product is about."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.referrals.asks import rules as asks
from communitylinkage.referrals.mentor_requests import rules as mentor_requests
from communitylinkage.referrals.papers import Channel, Warm
from communitylinkage.referrals.receipt.rules import Again, Held, Helped, Promised, Said
from communitylinkage.referrals.rules import State

STATES: dict[State, Promise] = {
    State.DRAFT: _("Your mentor is writing it. Nothing has been sent."),
    State.CONSENTED: _("You said yes. Nothing has been sent yet."),
    State.SENT: _("%(who)s was asked. Now they read it and answer."),
    State.SEEN: _("%(who)s has read it. Now they answer."),
    State.ACCEPTED: _("%(who)s said yes. They reach you only in a way that you agreed to."),
    State.DECLINED: _("%(who)s said no. Your mentor looks for another way with you."),
    State.EXPIRED: _("%(who)s did not answer. Your mentor looks for another way with you."),
    State.FIRST_CONTACT: _("%(who)s and you have spoken."),
    State.BEGUN: _("The help of %(who)s has begun."),
    State.CLOSED: _("It is finished. You can ask your mentor to open it again."),
    State.WITHDRAWN: _("It was stopped. No service can open anything any more."),
}
# Nobody is there any more for whom it could be opened again.
FINISHED_FOR_GOOD = _("It is finished. For other help, your mentor begins anew with you.")
PICTURES: dict[State, str] = {
    State.DRAFT: "paper",
    State.CONSENTED: "paper",
    State.SENT: "letter",
    State.SEEN: "eye",
    State.ACCEPTED: "yes",
    State.DECLINED: "no",
    State.EXPIRED: "clock",
    State.FIRST_CONTACT: "talk",
    State.BEGUN: "hands",
    State.CLOSED: "flag",
    State.WITHDRAWN: "locked",
}
# The road as she sees it, in four steps; and how far each state has come.
STEPS: tuple[Promise, ...] = (_("Asked"), _("They said yes"), _("You have spoken"), _("Help"))
STEP_OF: dict[State, int] = {
    State.SENT: 1,
    State.SEEN: 1,
    State.ACCEPTED: 2,
    State.FIRST_CONTACT: 3,
    State.BEGUN: 4,
}
HELD: dict[Held, Promise] = {
    Held.NOTHING: _("They have nothing yet, and can read nothing."),
    Held.SUMMARY: _("They can read what help is needed. They do not know your name."),
    Held.CONTENT: _("They can read your name, how to reach you, and what help is needed."),
    Held.LOCKED: _("Locked. They can open nothing."),
}
HELD_PICTURES = {
    Held.NOTHING: "nothing",
    Held.SUMMARY: "paper",
    Held.CONTENT: "person",
    Held.LOCKED: "locked",
}
ASKED: dict[asks.State, Promise] = {
    asks.State.WAITING: _("You asked %(who)s. A mentor reads it and answers."),
    asks.State.TAKEN: _("A mentor of %(who)s has it, and answers in the way you chose."),
    asks.State.CLOSED: _("It is finished at %(who)s. You can ask again."),
    asks.State.TAKEN_BACK: _("You took it back. Nobody can open it any more."),
}
ASKED_LINKED = _("%(who)s passed it on, with your yes.")
ASKED_PICTURES: dict[asks.State, str] = {
    asks.State.WAITING: "letter",
    asks.State.TAKEN: "person",
    asks.State.CLOSED: "flag",
    asks.State.TAKEN_BACK: "locked",
}
MENTOR_ASKED: dict[mentor_requests.State, Promise] = {
    mentor_requests.State.DRAFT: _("%(who)s looks for a mentor for you."),
    mentor_requests.State.ASKED: _("%(who)s looks for a mentor for you. One mentor is asked now."),
    mentor_requests.State.ACCEPTED: _("%(who)s asked for a mentor for you. She said yes."),
    mentor_requests.State.DECLINED: _("%(who)s looks for a mentor for you."),
    mentor_requests.State.EXPIRED: _("%(who)s looks for a mentor for you."),
    mentor_requests.State.NOBODY: _("%(who)s looked for a mentor for you. No mentor can come."),
    mentor_requests.State.DONE: _("It is done. What %(who)s wrote to the mentor is erased."),
    mentor_requests.State.CANCELLED: _("It was stopped. What %(who)s wrote to mentors is erased."),
}
MENTOR_PICTURES: dict[mentor_requests.State, str] = {
    mentor_requests.State.DRAFT: "paper",
    mentor_requests.State.ASKED: "letter",
    mentor_requests.State.ACCEPTED: "hands",
    mentor_requests.State.DECLINED: "letter",
    mentor_requests.State.EXPIRED: "letter",
    mentor_requests.State.NOBODY: "no",
    mentor_requests.State.DONE: "flag",
    mentor_requests.State.CANCELLED: "locked",
}
MENTOR_READS: dict[mentor_requests.State, Promise] = {
    mentor_requests.State.ASKED: _(
        "She can read which language, which town and which day. She does not know your name."
    ),
    mentor_requests.State.ACCEPTED: _(
        "She can read all that was written for her: also where, when, and what to call you."
    ),
}
SERVICE_READS = _("They wrote it, and can read it.")
READS_NO_MORE = HELD[Held.LOCKED]
MENTORS_BEFORE = _("Mentors who were asked before")
AN_ORGANISATION = _("an organisation")
MENTOR_REQUEST = _("What was written to mentors")
DAY = _("Which day")
ASKS_FOR = _("Whom the mentor asks for")
WHERE = _("Where")
TIME = _("Time")
CALLED = _("What to call you")
REQUEST = _("What you wrote")
SOON = _("How soon")
PAPER = _("What you said yes to")
SUMMARY = _("What help is needed")
CONTENT = _("Your name and how to reach you")
MESSAGE = _("A message")
WISH = _("Whom you want at your side")

SAID: list[tuple[str, Promise]] = [
    (Said.SAFE, _("I am all right for now")),
    (Said.AS_AGREED, _("Please contact me as we agreed")),
    (Said.WAIT, _("Please wait. Do not contact me now")),
    (Said.CHANGED, _("The agreed way is not safe any more. Please ask my mentor")),
    (Said.INTERPRETER, _("I need somebody who speaks my language")),
    (Said.COMPANY, _("I want somebody to go with me")),
    (Said.NO_MORE, _("I do not want this help any more")),
]
# Who wants somebody at her side asks for it on a page of its own; older letters still say it.
MAY_SAY = [one for one in SAID if one[0] != Said.COMPANY]
HELPED: list[tuple[str, Promise]] = [
    (Helped.YES, _("Yes")),
    (Helped.PARTLY, _("A little")),
    (Helped.NO, _("No")),
]
PROMISED: list[tuple[str, Promise]] = [
    (Promised.YES, _("Yes")),
    (Promised.NO, _("No")),
    (Promised.UNSURE, _("I do not know")),
]
AGAIN: list[tuple[str, Promise]] = [
    (Again.YES, _("Yes")),
    (Again.NO, _("No")),
    (Again.UNSURE, _("I do not know")),
]

ITEMS: list[tuple[str, Promise]] = [
    ("need", _("What help you need")),
    ("name", _("Your name")),
    ("contact", _("How to reach you")),
    ("children", _("That you have children")),
]
PURPOSES: list[tuple[str, Promise]] = [
    ("link", _("So that a service can help you")),
]
CHANNELS: list[tuple[str, Promise]] = [
    (Channel.THROUGH_MENTOR, _("Only through your mentor")),
    (Channel.CALL, _("By telephone")),
    (Channel.MESSAGE, _("By a short message")),
    (Channel.EMAIL, _("By e-mail")),
]
WARMS: list[tuple[str, Promise]] = [
    (Warm.JOINT_CALL, _("You call together: you, your mentor and the service")),
    (Warm.ACCOMPANIED, _("Your mentor comes with you")),
    (Warm.MEETING, _("All of you meet")),
    (Warm.ALONE, _("You go alone")),
]
HOWS: list[tuple[str, Promise]] = [
    ("read_aloud", _("It was read aloud to you")),
    ("easy", _("It was said in easy words")),
    ("interpreter", _("An interpreter read it to you")),
    ("read", _("You read it yourself")),
    ("on_her_page", _("It was written to your page")),
]
AGREEDS: list[tuple[str, Promise]] = [
    ("said", _("You said yes")),
    ("signed", _("You signed on a paper, which you keep")),
    ("on_her_page", _("You answered on your page that it may go on")),
]
TEXT_USED = _("Which text")
SPOKEN = _("In which language")
HOW_TOLD = _("How you learned of it")
HOW_AGREED = _("How you agreed")
PURPOSE = _("What for")
SHARED = _("What is shared")
WHOM = _("With whom, in this order")
UNTIL = _("Until")
NEVER = _("Who must not know")
KIND = _("What kind of help")
LANGUAGES = _("Languages")
AREA = _("Near which town")
PAPERS = _("Residence papers")
CHILDREN = _("Children come too")
STEP_FREE = _("Without stairs")
HOW = _("How you get there")
NAME = _("Your name")
CHANNEL = _("How they reach you")
NUMBER = _("Number or address")
WHEN = _("When it is safe")
COVER = _("Who the caller says that she is")
WORD = _("The agreed word")
MEETING = _("The proposed meeting")
NOTE = _("Note")
YES = _("Yes")

A_SERVICE = _("A service")
YOU = _("You")
WRONG_DIGITS = _("These are not your four digits. You can also go on without them.")
WANTED = _("For this we need your four digits.")
NOTHING_SAID = _("Please choose a sentence or write one.")
LOCKED_NOW = _("Done. They can open nothing any more.")
ASK_AGAIN = _("You can ask for help again at any time, as if for the first time.")
TAKEN_BACK_NOW = _("Done. Nobody can open what you wrote any more.")
MENTOR_STOPPED_NOW = _("Done. Nobody can open what was written to mentors any more.")
STOPPED_NOW = _("Done. Everything is stopped. No service can open anything any more.")
STOPPED_ONE_NOW = _("Done. This one is stopped. No service can open anything of it any more.")
SENT_NOW = _("Your message is sent.")
TOLD_NOW = _("Thank you. Your answers are kept without your name.")
NOT_NOW = _("This is not possible now. Nothing was changed. Here is how it stands.")


def said(choices: Sequence[tuple[str, Promise]], code: str) -> str:
    """The words of a code; nothing for a code that is not known."""
    return str(next((words for value, words in choices if value == code), ""))


def picture(name: str) -> str:
    """The file of a picture."""
    return f"referrals/receipt/{name}.svg"
