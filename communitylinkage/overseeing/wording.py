"""What people read about openings and the numbers of the journal."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.journal.rules import Compared

# Acts of the journal by which somebody read what is locked.
ACTS = {
    "content.opened": _("Papers of a referral"),
    "ask.opened": _("A letter of a woman who asks"),
    "mentor_request.opened": _("A request for a mentor"),
    "support.opened_paper": _("A paper of a visit"),
    "support.opened_number": _("The telephone number of a mentor"),
    "network.opened": _("A note about a community"),
    "research.opened": _("Something brought to research"),
    "complaint.opened": _("A complaint"),
    "answers.read": _("Free words of an answer"),
    "learning.note_read": _("Words of a mentor to her supervisor"),
}
SUMMARY, CONTENT = _("Short summary"), _("Name and contact")
PAPER, MESSAGE = _("What she agreed to"), _("A message")
NOBODY_NOW = _("An account that is not there any more")
COMPARED = {
    Compared.SAME: _(
        "It is the same number. All lines of your organisation up to that day are as they were."
    ),
    Compared.OTHER: _(
        "It is another number. Look at the paper again; if it is right, the journal was changed."
    ),
    Compared.CHANGED: _(
        "The number is right, but lines were changed or are gone. The journal was changed."
    ),
    Compared.NO_DAY: _("Nothing was kept on that day."),
}
NOT_A_NUMBER = _("The number has 64 signs: 0 to 9 and a to f. Please look at it again.")
SAID = {"reviewed": _("Thank you. It is written down that you looked through this month.")}
