"""What pages say about procedures: states, acts, refusals, and what may be shared."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.procedures.graph.cases import Children, Place, Urgency
from communitylinkage.procedures.graph.values import Moment, Role, Unit
from communitylinkage.procedures.rules import Act, State, Why

STATES = [
    (State.DRAFT.value, _("Draft")),
    (State.PROPOSED.value, _("Proposed for signing")),
    (State.SIGNED.value, _("Signed by all")),
    (State.IN_FORCE.value, _("In force")),
    (State.SUSPENDED.value, _("Suspended")),
    (State.REPLACED.value, _("Replaced by a newer version")),
]
ACTS = {
    Act.PROPOSE: _("Propose it for signing"),
    Act.TAKE_BACK: _("Back to draft"),
    Act.SIGN: _("Sign it for our organisation"),
    Act.UNSIGN: _("Take our signature back"),
    Act.ENTER: _("Let it enter into force"),
    Act.SUSPEND: _("Suspend it"),
    Act.RESUME: _("Put it into force again"),
    Act.REVIEW: _("We looked at it again, and it stays as it is"),
}
REFUSED = {
    Why.NOT_NOW: _("This cannot be done in this state."),
    Why.FINDINGS: _("The checks still find something that has to be mended."),
    Why.OBJECTIONS: _("There is an objection without an answer."),
    Why.PARTIES: _("Each party needs its organisation before anybody can sign."),
    Why.SIGNATURES: _("A signature is missing."),
    Why.NOT_A_PARTY: _("Your organisation is not a party of this procedure."),
    Why.SIGNED_ALREADY: _("Your organisation has signed already."),
    Why.CHANGED: _("This version is no draft. Make a new version to change it."),
    Why.READ_AGAIN: _("It was changed meanwhile. Please read it again before you sign."),
}
ITEMS = {
    "need": _("what she needs, in codes"),
    "name": _("the name she wants to be called by"),
    "contact": _("how to reach her"),
    "children": _("that children come with her"),
}
ROLES = {
    Role.ON_DUTY: _("who is on duty"),
    Role.MENTOR: _("a mentor"),
    Role.PROFESSIONAL: _("a professional"),
    Role.COORDINATOR: _("the coordinator"),
}
UNITS = {
    Unit.AT_ONCE: _("at once"),
    Unit.HOURS: _("hours, day and night"),
    Unit.WORKING: _("working hours"),
}
URGENCY = {
    Urgency.DAY: _("an answer within a day"),
    Urgency.THREE_DAYS: _("an answer within three days"),
    Urgency.WEEK: _("an answer within a week"),
}
CHILDREN = {
    Children.NONE: _("no children"),
    Children.WITH: _("children come with her"),
    Children.MINOR: _("she is younger than 18"),
}
PAPERS = {
    "have": _("with residence papers"),
    "none": _("without residence papers"),
    "unsaid": _("papers not said"),
}
PLACE = {
    Place.HERE: _("in the area of this procedure"),
    Place.ELSEWHERE: _("somewhere else"),
}
WHEN_HOURS = {
    "any": _("at any hour"),
    "working": _("in working hours"),
    "closed": _("outside working hours"),
    "kept": _("at the hours kept before"),
}
DAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
    _("Sunday"),
)  # fmt: skip
MOMENTS = {
    Moment.NONE: _("the people of this step, by hand"),
    Moment.SEND: _("sending the referral"),
    Moment.ANSWER: _("the answer of the service"),
    Moment.CONTACT: _("the first talk with her"),
    Moment.BEGIN: _("the beginning of the help"),
    Moment.CLOSE: _("finishing the referral"),
}
ANSWERS = {"urgency": URGENCY, "children": CHILDREN, "papers": PAPERS, "place": PLACE}
KINDS = [("comment", _("Comment")), ("proposal", _("Proposal for other words or steps"))]
NOT_READ = {
    "large": _("The file is too large."),
    "json": _("This is no JSON file."),
    "format": _("This is no procedure."),
    "version": _("This procedure was written in another version of the format."),
    "many": _("There are too many steps."),
    "twice": _("Two steps or two parties have the same code."),
}
NOT_READ_AT = _("Something is not right at: %(where)s")
STILL_THE_SAME = _(
    "If you change the words above, tick the languages that still say the same. The others are "
    "marked until somebody has looked at them."
)
CHANGED_MEANWHILE = _(
    "Somebody changed this meanwhile. Nothing was kept yet, and what you typed is still here. Look "
    "at how it stands now; if you press again, yours stands."
)
OTHER_WORDS = _("These words were changed meanwhile. Please read them again, then tick.")
LONG = _("This is too long.")

# What the agreement says, in order, with its words: on its page, on paper, and side by side.
AGREED = {
    "title": _("Title"),
    "parties": _("Parties"),
    "languages": _("Languages of the women for whom it is"),
    "may_share": _("What may go from one party to another, with her yes"),
    "never": _("What is never shared"),
    "working": _("Working hours"),
    "serves": _("Followed by"),
    "review": _("Look at it again after so many months"),
    "promises": _("Promised besides"),
}
