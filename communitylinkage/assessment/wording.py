"""What people read about assessments: kinds, waves, states, what was done or refused."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.assessment.rules import NO_CHOICES, RETIRED, UNANSWERABLE, Kind, State, Wave
from communitylinkage.surveys import wording as surveys

KINDS = [
    (Kind.SERVICES.value, _("Services")),
    (Kind.PROFESSIONALS.value, _("Professionals")),
    (Kind.COMMUNITIES.value, _("Communities")),
]
WAVES = [(Wave.BASELINE.value, _("Baseline")), (Wave.FOLLOW_UP.value, _("Follow-up"))]
STATES = [
    (State.DRAFT.value, _("Draft")),
    (State.PLANNED.value, _("Opens by itself")),
    (State.OPEN.value, _("Open for answers")),
    (State.CLOSED.value, _("Closed")),
]
# What each ready questionnaire is for; its title is its own.
SHELF = {
    "gbv-services-needs": _("For services: what they need, and what works. About ten minutes."),
    "networks-needs-practices": _(
        "For networks of migrant women: what they need, and what they do well."
    ),
    "mentors-starting-point": _("For mentors before they begin: what they know and can."),
    "professionals-test": _("For professionals, before and after a course."),
    "participants-satisfaction": _("For everybody who took part: how was it?"),
}
SAID = {
    "made": _("The round is made. It is a draft: nobody is asked before you open it."),
    "plan": _("The round opens by itself on its first day."),
    "open": _("The round is open. Now invite people."),
    "invited": _("The letters are on their way."),
    "reminded": _("The reminders are on their way."),
    "close": _("The round is closed. The addresses are deleted."),
    "dates": _("The days are changed. Letters that went out already say the old last day."),
    "link_limited": _("The link takes that many answers now."),
    "link_called_back": _(
        "The link is called back: it leads nowhere now. Who began through it may still finish."
    ),
    "published": _("Here is the address. In a few minutes the figures stand there."),
    "not_published": _("These figures cannot be shown now: the round must be closed."),
    "publication_called_back": _("The address leads nowhere now. Who copied it keeps the copy."),
    "link_made": _("The new link is ready. Print a new sheet, and send it anew."),
}
# An act, and what its page says when it is done.
DONE = {"plan": "plan", "open": "open", "remind": "reminded", "close": "close"}
NOT_NOW = {
    "open": _("This round cannot be opened now. Look at its dates."),
    "dates": _("The last day must be still to come, and after the first."),
    "link": _("This was done already, or the round is not open."),
    "remind": _(
        "There was a reminder in the last two days, or the round is not open. Please look at it."
    ),
    RETIRED: _(
        "Its questionnaire is not in use any more. Publish a version of it, then open the round."
    ),
    NO_CHOICES: surveys.NOT["no_choices"],
    UNANSWERABLE: _(
        "Nobody could answer its questionnaire: a rule of it cannot be worked out. Bring its"
        " workbook again: the table then says what to mend, and where."
    ),
}
NOT_NOW_AT_ALL = _("This cannot be done with this round now.")
