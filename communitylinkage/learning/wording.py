"""What people read about learning."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.learning.rules.codes import (
    Access,
    How,
    Kind,
    NotOpened,
    Seat,
    State,
    Track,
    Wave,
    Why,
)
from communitylinkage.surveys import wording as surveys

Choices = list[tuple[str, Promise]]

TRACKS: Choices = [(Track.MENTORS, _("Mentors")), (Track.PROFESSIONALS, _("Professionals"))]
KINDS: Choices = [
    (Kind.LESSON, _("Lesson")),
    (Kind.JOINT, _("Joint session of mentors and professionals")),
    (Kind.EXCHANGE, _("Exchange visit")),
    (Kind.SUPERVISION, _("Supervision")),
    (Kind.DEBRIEFING, _("Debriefing")),
]
STATES: Choices = [
    (State.PLANNED, _("Planned")),
    (State.HELD, _("Held")),
    (State.CANCELLED, _("Cancelled")),
]
SEATS: Choices = [
    (Seat.INVITED, _("Invited")),
    (Seat.WAITING, _("On the waiting list")),
    (Seat.ENROLLED, _("Enrolled")),
    (Seat.CANCELLED, _("Does not come")),
]
HOWS: Choices = [
    (How.SEEN, _("Seen by the trainer")),
    (How.CODE, _("With the code")),
    (How.PAPER, _("Signed on paper")),
]
WHYS: Choices = [
    (Why.MISTAKE, _("It was given by mistake")),
    (Why.CONDUCT, _("Because of what she did")),
    (Why.ASKED, _("She asked for it")),
]
WAVES: Choices = [(Wave.BEFORE, _("Before the course")), (Wave.AFTER, _("After the course"))]
ACCESS: Choices = [
    (Access.STEP_FREE, _("No steps")),
    (Access.TOILET, _("Accessible toilet")),
    (Access.HEARING, _("Hearing loop")),
    (Access.QUIET, _("A quiet room")),
    (Access.LARGE_PRINT, _("Large print")),
    (Access.SIGN, _("Sign language")),
]

NOBODY_CERTIFIED = _(
    "Professionals learn in this session, so at least one trainer must be a certified mentor on "
    "its day. Choose one of them among the trainers."
)
TAKEN_ALREADY = _("Groups take this course already. Make a new course for the others.")
NOT_EARNED = _("The rule of the course is not met yet.")
NOT_NOW = _("This cannot be done any more. Somebody may have been faster.")
NOT_THESE = _("These two cannot be put together: one of them does not count on its own.")
NO_SUCH_TIME = _("On this day the clocks jump over this time. Choose another one.")
END_BEFORE_START = _("The end must be after the beginning.")
HELD_ALREADY = _(
    "It was held, so it cannot begin later than now. If it was not held, take it back to planned "
    "first."
)
TOO_LONG = _("A session has at most 12 hours.")
PLACE_OR_LINK = _("Say where it is: a place, a link, or both.")
LINK_OR_FILE = _("Give a link or a file, one of them.")
NO_ADDRESS = _("Without an e-mail address we cannot write. Invite her in another way.")
NOT_OPENED: dict[str, Promise] = {
    NotOpened.UNANSWERABLE: surveys.NOT["unanswerable"],
    NotOpened.NO_CHOICES: surveys.NOT["no_choices"],
    NotOpened.RETIRED: surveys.NOT["retired"],
    NotOpened.NO_POST: _(
        "Your organisation has no post with a key yet, so answers cannot be locked. Make one."
    ),
}
NO_KEY = _("This person cannot open locked words yet. Choose another one.")
SIGN_IN_AGAIN = _("Sign in again to read this.")
NOT_OPEN = _("This cannot be opened with your key.")
WRONG_CODE = _("This code is not right any more. Look at the code again: it changes each minute.")
NAME_NOT_FOUND = _("We do not find this name on the list. Please ask the trainer.")
NAME_TWICE = _("Two people on the list have this name. Please ask the trainer.")
NOT_OPEN_NOW = _("It is too early or too late for this. Please ask the trainer.")
HAS_A_SEAT = _("She has a seat or waits for one already.")
FILES: dict[str, Promise] = {
    "empty": _("The file is empty."),
    "large": _("The file is larger than 5 megabytes."),
    "kind": _("We take PDF, text, pictures (JPEG, PNG) and office documents."),
    "broken": _("The file is broken."),
    "points": _("This picture is far too large to be shown. Please choose a smaller one."),
    "many": _("These are too many files."),
}

COURSE_COLUMNS = (_("Title"), _("For whom"), _("Organisation"), _("Groups"))
PERSON_COLUMNS = (
    _("Name"), _("For whom"), _("Country"), _("Language"), _("Comes from"), _("Hours"),
    _("Certificates"),
)  # fmt: skip
SEAT_COLUMNS = (_("Name"), _("Place"), _("Language"), _("E-mail"), _("Telephone"), _("Hours"))

SAID: dict[str, Promise] = {
    "added": _("It is added."),
    "kept": _("It is kept."),
    "gone": _("It is gone."),
    "invited": _("The invitation is on its way."),
    "enrolled": _("She has a seat."),
    "page_sent": _("The letter with the address of her page is on its way."),
    "waiting": _("All seats are taken. She is on the waiting list."),
    "cancelled": _("Her place is free again. Who waited longest moved up."),
    "held": _("The session is held. Its hours count."),
    "planned": _("The session is planned again. Its hours do not count yet."),
    "dropped": _("The session is cancelled, and everybody with an e-mail address is told."),
    "moved": _("The session is changed. Who was noted stays, and the hours follow."),
    "noted": _("Who was there is kept."),
    "awarded": _("The certificate is given."),
    "revoked": _("The certificate is no longer valid."),
    "anew": _("The certificate is made anew. The old one is not valid any more."),
    "merged": _("The two records now count as one person. You can take this back."),
    "apart": _("The two records count as two persons again."),
    "opened": _("The questions are open. Who has an e-mail address gets a link."),
    "closed": _("The questions are closed."),
    "paused": _("You are not asked until then. You can change it at any time."),
    "back": _("Good that you are back."),
    "written": _("Your words are locked. Only you and this person can open them."),
}


def said(choices: Iterable[tuple[str, Promise]], code: str) -> str:
    """The words of a code."""
    return next((str(words) for one, words in choices if one == code), "")
