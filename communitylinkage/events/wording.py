"""What people read about events: kinds, states, places, refusals, what was done."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communitylinkage.events.rules.codes import Audience, Kind, Stakeholder, State, Wave, Why
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.surveys import wording as surveys

KINDS = [
    (Kind.NATIONAL.value, _("National conference")),
    (Kind.EU.value, _("European conference")),
    (Kind.WORKSHOP.value, _("Workshop")),
    (Kind.OTHER.value, _("Another event")),
]
AUDIENCES = [
    (Audience.PUBLIC.value, _("Everybody may register")),
    (Audience.INVITED.value, _("Only by invitation; it stands in no list")),
]
STATES = [
    (State.DRAFT.value, _("Draft")),
    (State.OPEN.value, _("Published")),
    (State.CANCELLED.value, _("Called off")),
]
STAKEHOLDERS = [
    (Stakeholder.SERVICE.value, _("A service that helps women")),
    (Stakeholder.COMMUNITY.value, _("An association or group of a community")),
    (Stakeholder.AUTHORITY.value, _("A town, region, ministry or other authority")),
    (Stakeholder.HEALTH.value, _("Health")),
    (Stakeholder.JUSTICE.value, _("Police or justice")),
    (Stakeholder.EDUCATION.value, _("Education")),
    (Stakeholder.RESEARCH.value, _("Research")),
    (Stakeholder.CIVIL.value, _("Another organisation without profit")),
    (Stakeholder.MEDIA.value, _("Press, radio, television")),
    (Stakeholder.SELF.value, _("I come for myself")),
]
SEATS = [
    (Seat.ENROLLED.value, _("Has a place")),
    (Seat.WAITING.value, _("Waits for a place")),
    (Seat.CANCELLED.value, _("Does not come")),
]
WAVES = {Wave.BEFORE: _("With the registration"), Wave.AFTER: _("After the event")}
MINE = {
    Seat.ENROLLED.value: _("You have a place"),
    Seat.WAITING.value: _("You are on the waiting list"),
    Seat.CANCELLED.value: _("You are not coming"),
}
REFUSED = {
    Why.CLOSED: _("Registration is closed."),
    Why.TWICE: _("This address is registered already."),
    Why.USED: _("Somebody has registered with this invitation. Ask for one of your own."),
    Why.TOO_FEW: _(
        "%(n)s people have a place already. Choose at least so many, or tick that those who came "
        "last go back to the waiting list."
    ),
    Why.NO_TIME: _("On the new day the clocks jump over the time of one session. Move it first."),
    Why.NOT_NOW: _("This cannot be done now."),
    Why.NO_TEXT: _("Write a title and what it is about in at least one language first."),
    Why.NO_POST: _("Nobody could open what people write. Please set up a post with a key first."),
    Why.RETIRED: _("This questionnaire was retired meanwhile. Choose another one."),
    Why.UNANSWERABLE: surveys.NOT["unanswerable"],
    Why.NO_CHOICES: surveys.NOT["no_choices"],
    Why.UNREADABLE: _("This questionnaire asks nothing that could stand in a form."),
    Why.REPEATS: _(
        "This questionnaire asks something several times, for example for each child. A form of "
        "one page cannot do that. Ask it with the registration, without names, instead."
    ),
    Why.FILES: _(
        "This questionnaire shows or asks for pictures, sounds or files. The form of registration "
        "cannot. Ask it with the registration, without names, instead."
    ),
    Why.OWN_CODE: _(
        "This questionnaire asks for a code of one's own, which is made for answers without "
        "names. Ask it with the registration, without names, instead."
    ),
    Why.ANSWERED: _("Somebody has answered already. The questions stay as they are."),
    Why.ANEW: _("The questions were changed meanwhile. Please look at them once more."),
    Why.NOBODY: _("Nobody is left who came and has no certificate yet."),
}
SAID = {
    "begun": _("The draft is there. Add the programme, then publish it."),
    "kept": _("It is kept."),
    "moved": _("It is kept, and who registered and gave an address is told."),
    "open": _("It is published. People can register now."),
    "cancelled": _("It is called off, and who registered and gave an address is told."),
    "came": _("She is checked in."),
    "walked_in": _("She is written down and checked in."),
    "not_came": _("It is taken back."),
    "changed": _("Your changes are kept."),
    "gone": _("You are not on the list any more. Thank you for telling us."),
    "certified": _("The certificates are on their way. Each guest finds hers by her link."),
    "asked": _("The questions are open. Each guest finds them by her link."),
    "dropped": _("It is taken off."),
}


def invited(n: int) -> str:
    """That so many letters are on their way to who was invited."""
    return ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", n) % {"n": n}


UNSEEN = _("Nobody should see that she goes there")
NO_LETTER = _("Please write a name with at least one letter.")
NO_SUCH_TIME = _("The clocks jump over this time on this day. Please choose another.")
END_BEFORE_START = _("It must end after it begins.")
PAST = _("This day is past. Nobody could register any more, and what guests need would be erased.")
OUTSIDE = _("This is outside the event, which is from %(begins)s to %(ends)s.")
CLOSES_LATE = _("Registration must close before the event begins.")
PLACE_OR_LINK = _("Please say where it is, or give a link.")
NOT_ADDRESSES = _("This is no e-mail address: %(line)s")
TOO_MANY = _("At most %(n)s at once, please.")
