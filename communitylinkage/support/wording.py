"""What people read about support actions. Nothing here says what the product is about."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.support.counting.rules import Source, Standing
from communitylinkage.support.papers import Expense, Kind, Next, Outcome, Where
from communitylinkage.support.rules import Act, Alert, State

STATES: dict[State, Promise] = {
    State.OPEN: _("Goes on"),
    State.STOPPED: _("Stopped: the mentor goes home"),
    State.LEFT: _("Stopped: the mentor goes home"),
    State.UNTOLD: _("Ended: the mentor has not written down her hours"),
    State.HOURS: _("Ended: the mentor has not written down her hours"),
    State.DONE: _("Done"),
    State.CANCELLED: _("Ended"),
}
ALERTS: dict[Alert, Promise] = {
    Alert.MISSED: _("The mentor has not given her sign"),
    Alert.CALL_ME: _("The mentor asks to be called"),
}
ALERTED = _("Your colleagues on duty were told")
ACTS: dict[Act, Promise] = {
    Act.CALL_ME: _("Call me"),
    Act.HOME: _("I am home and safe"),
    Act.SEEN: _("It is seen to: she is safe, or somebody is with her"),
    Act.TAKE_OVER: _("The mentor who stands ready goes instead"),
}
KINDS: list[tuple[str, Promise]] = [
    (Kind.INFORMATION, _("Explaining what help there is")),
    (Kind.SAFETY_PLANNING, _("Thinking through how she keeps safe")),
    (Kind.ACCOMPANIMENT, _("Going with her")),
    (Kind.INTERPRETATION, _("Translating")),
    (Kind.GROUP, _("A group")),
    (Kind.MATERIAL_HELP, _("Food, clothes, money or other things")),
]
WHERE: list[tuple[str, Promise]] = [
    (Where.POLICE, _("Police")),
    (Where.COURT, _("Court")),
    (Where.HOSPITAL, _("Doctor or hospital")),
    (Where.SHELTER, _("A place to stay")),
    (Where.SCHOOL, _("School")),
    (Where.RESIDENCE_OFFICE, _("Office for residence papers")),
    (Where.SERVICE, _("The service itself")),
    (Where.TELEPHONE, _("On the telephone")),
    (Where.ELSEWHERE, _("Somewhere else")),
]
OUTCOMES: list[tuple[str, Promise]] = [
    (Outcome.REACHED, _("She got what she came for")),
    (Outcome.PARTLY, _("She got a part of it")),
    (Outcome.TURNED_AWAY, _("She was turned away")),
    (Outcome.DID_NOT_COME, _("She did not come")),
    (Outcome.BROKEN_OFF, _("It was broken off")),
]
FOLLOWS: list[tuple[str, Promise]] = [
    (Next.NOTHING, _("Nothing more is needed now")),
    (Next.AGAIN, _("A further visit")),
    (Next.OTHER_SERVICE, _("Another service")),
    (Next.SERVICE_GOES_ON, _("The service goes on alone")),
    (Next.HER_WISH, _("She comes back when she wants")),
]
EXPENSES: list[tuple[str, Promise]] = [
    (Expense.NONE, _("Nothing was paid")),
    (Expense.TRAVEL, _("Tickets or fuel")),
    (Expense.INTERPRETER, _("An interpreter")),
    (Expense.FOOD, _("Food or drink")),
    (Expense.CHILD_CARE, _("Care for children")),
    (Expense.MATERIAL, _("Things that she needs")),
    (Expense.OTHER, _("Something else")),
]
# A choice of its own: nothing is chosen beforehand, so that nobody is left out by oversight.
NOT_COUNTED = "none"
STANDINGS: list[tuple[str, Promise]] = [
    (Standing.KNOWN, _("She told of it, or it is known")),
    (Standing.POSSIBLE, _("There are signs, or she lives with a risk")),
    (NOT_COUNTED, _("Do not count her")),
]
GROUP_STANDINGS: list[tuple[str, Promise]] = [
    (Standing.KNOWN, _("All of them told of it, or it is known")),
    (Standing.POSSIBLE, _("There are signs, or they live with a risk")),
    (NOT_COUNTED, _("Do not count them")),
]
GROUP_SAID: dict[str, Promise] = {
    "1": _("Thank you. It is counted."),
    "late": _(
        "Thank you. The group is written down. The women were not counted: no programme ran here "
        "on that day, or its figures are frozen."
    ),
}
COUNTED: dict[Source | None, Promise] = {
    Source.RECEIPT: _(
        "Thank you. She is counted once, by her receipt. With another receipt she counts again, "
        "unless she says a code each time."
    ),
    Source.CODE: _("Thank you. She is counted once, by her own code. The code is not kept."),
    Source.NOTHING: _("Thank you. She is counted, but may be counted twice."),
    None: _("Thank you. It is written down. She was not counted."),
}
COUNTED_TOO_LATE = _(
    "Thank you. It is written down. She was not counted: no programme ran here on that day, or "
    "its figures are frozen."
)
FIRST_SIGNS: list[tuple[int, Promise]] = [
    (30, _("Half an hour after we meet")),
    (60, _("One hour after we meet")),
    (120, _("Two hours after we meet")),
    (240, _("Four hours after we meet")),
]
DONE: dict[str, Promise] = {
    "planned": _("Kept. The clock is set."),
    "safe": _("Thank you. Your next sign is noted."),
    "safe_early": _("Thank you. The visit has not begun: your first sign stays as you planned it."),
    "call_me": _("Your colleagues on duty get a letter now."),
    "seen": _("Thank you. Nobody is told again, unless her next sign does not come."),
    "home": _("Thank you. It is noted."),
    "take_over": _("The other mentor goes now. She gets a letter."),
    "ask_backup": _("Another mentor is asked to stand ready."),
    "said": _("Thank you for saying how it was."),
    "yes": _("Thank you. You stand ready."),
    "no": _("Thank you. You do not stand ready, and you are not asked again for this visit."),
    **{f"counted_{source or 'not'}": words for source, words in COUNTED.items()},
    "counted_late": COUNTED_TOO_LATE,
    "hours": _("Thank you. Your hours are written down."),
    "did_not_go": _("Thank you. Nothing is asked of you for this visit."),
}
NEXT_SIGNS: list[tuple[str, Promise]] = [
    ("15", _("in 15 minutes")),
    ("30", _("in 30 minutes")),
    ("60", _("in one hour")),
    ("120", _("in two hours")),
    ("", _("none: I am home")),
]

YES, NO = _("Yes"), _("No")
NOBODY_TOLD = _(
    "Nobody else reads the letters of this post, so nobody was told. In danger call 112, or "
    "somebody whom you trust."
)
CHANGED_MEANWHILE = _("Something changed meanwhile. Nothing was done. This is how it stands now.")
FIRST_HER = _(
    "First see to the mentor who has not given her sign or asks to be called. Then the other "
    "mentor can go."
)
SIGN_IN_AGAIN = _("Please sign in again: without your password this cannot be read.")
NOT_OPEN = _("This cannot be read now.")
WOMEN_COLUMNS = (
    _("From"), _("To"), _("Country"), _("How she is counted"), _("By different receipts or codes"),
    _("May be counted twice"),
)  # fmt: skip
COLUMNS = (_("Reference"), _("State"), _("Begins"), _("Next sign"))
EFFORT_COLUMNS = (
    _("Day"), _("Minutes"), _("Paid for"), _("Amount"), _("Receipt on paper"), _("Mentor"),
)  # fmt: skip


def said(choices: list[tuple[str, Promise]], code: str) -> str:
    """The words of a code; the code itself where an older version wrote another."""
    return str(next((words for value, words in choices if value == code), code))
