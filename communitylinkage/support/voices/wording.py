"""What people read about signs, feedback and complaints."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.support.voices.rules import Helped, Met, Noticed, Wrong

AGREED: Promise = _("What is agreed for a visit")
WRITTEN: Promise = _("What was written about a visit")
SIGNS: list[tuple[str, Promise]] = [
    (Noticed.SPEAKS_FOR_HER, _("Somebody always speaks for her, or never leaves her alone")),
    (
        Noticed.AFRAID_OF_CALLS,
        _("She is frightened when her telephone rings, or when it gets late"),
    ),
    (Noticed.HURT_OFTEN, _("She is often hurt, or hides parts of her body")),
    (Noticed.STORY_CHANGES, _("What she tells about it does not fit, or changes")),
    (Noticed.CANCELS, _("She often cancels, or comes late and has to hurry")),
    (Noticed.ALONE, _("She sees nobody any more, or may not learn the language")),
    (Noticed.NO_MONEY, _("She has no money of her own, or must account for every coin")),
    (Noticed.NO_PAPERS, _("Somebody else keeps her papers")),
    (Noticed.CHILDREN_CHANGED, _("Her children are very quiet, or afraid of somebody")),
    (Noticed.SLEEPLESS, _("She does not sleep, has pains without a cause, or has lost hope")),
]
MET: list[tuple[str, Promise]] = [
    (Met.COMMUNITY, _("In a community")),
    (Met.HEALTH, _("At a doctor's or in a hospital")),
    (Met.SCHOOL, _("In a school or kindergarten")),
    (Met.SOCIAL, _("In a social service")),
    (Met.COURSE, _("In a course or a group")),
    (Met.OTHER, _("Somewhere else")),
]
HELPED: list[tuple[str, Promise]] = [
    (Helped.YES, _("Yes")),
    (Helped.PARTLY, _("In part")),
    (Helped.NO, _("No")),
]
WRONG: list[tuple[str, Promise]] = [
    (Wrong.NOT_CAME, _("Somebody did not come, or did not answer")),
    (Wrong.TOLD_OTHERS, _("Somebody told others about me")),
    (Wrong.NOT_RESPECTED, _("I was not treated with respect")),
    (Wrong.REFUSED, _("I was refused help")),
    (Wrong.ASKED_MONEY, _("Somebody wanted money, or something else, from me")),
    (Wrong.PRESSED, _("I was pressed to do something")),
    (Wrong.OTHER, _("Something else")),
]
NOTED = _("Thank you. It is counted. Nothing is kept about a woman.")
SENT = _("It is sent. Somebody reads it who does not work there. Nobody there is told.")
NOBODY = _(
    "Nobody independent can read it here, so it was not sent and nothing is kept. "
    "A help line can tell you who hears complaints in your country."
)
THANKS = _("Thank you for saying how it was.")
NOT_NOW = _("It was said already, or it is not over yet.")
COLUMNS = (_("Reference"), _("Organisation"), _("Day"), _("Closed"))
