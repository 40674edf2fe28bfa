"""What people read about assessments: kinds, waves, states, what was done or refused."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.assessment.rules import Kind, State, Wave

KINDS = [
    (Kind.SERVICES.value, _("Services")),
    (Kind.PROFESSIONALS.value, _("Professionals")),
    (Kind.COMMUNITIES.value, _("Communities")),
]
WAVES = [(Wave.BASELINE.value, _("Baseline")), (Wave.FOLLOW_UP.value, _("Follow-up"))]
STATES = [
    (State.DRAFT.value, _("Draft")),
    (State.OPEN.value, _("Open")),
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
    "open": _("The round is open. Now invite people."),
    "invited": _("The letters are on their way."),
    "reminded": _("The reminders are on their way."),
    "close": _("The round is closed. The addresses are deleted."),
}
NOT_NOW = {
    "open": _("This round cannot be opened now. Look at its dates."),
    "remind": _("There was a reminder in the last two days. Please wait a little."),
}
NOT_NOW_AT_ALL = _("This cannot be done with this round now.")
