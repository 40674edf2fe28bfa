"""What people read about certificates."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.certificates.rules import Reason
from communitylinkage.credentials import Standing, Why

REASONS = [
    (Reason.MISTAKE.value, _("It was given by mistake")),
    (Reason.NOT_MET.value, _("Its conditions were not met")),
    (Reason.REPLACED.value, _("Another one was given instead")),
    (Reason.ASKED.value, _("Whoever it was given to asked for it")),
    (Reason.ENDED.value, _("Whoever gave it has ended it")),
]
STANDINGS = {
    Standing.STANDS: _("It is valid. It was really given, and it was not taken back."),
    Standing.GIVEN: _("It was really given, and nothing in it was changed."),
    Standing.REVOKED: _("It was taken back. It is not valid any more."),
    Standing.REFUSED: _("It cannot be relied on."),
}
WHY = {
    Why.NO_CREDENTIAL: _("This is no certificate file, or only a part of one."),
    Why.UNKNOWN_KEY: _(
        "The key that signed it is not among the published ones. Somebody else may have given it:"
        " ask them."
    ),
    Why.CHANGED: _("It was changed after it was given, or somebody else made it up."),
    Why.OTHER_ISSUER: _("It names another issuer than the one whose keys these are."),
    Why.WRONG_SHAPE: _("It is signed, but it is no certificate as Open Badges 3.0 asks for."),
    Why.TOO_EARLY: _("Its day has not come yet."),
    Why.EXPIRED: _("It was given for a time, and that time is over."),
    Why.NO_LIST: _("Whether it was taken back since then was not looked up."),
    Why.WRONG_LIST: _(
        "Whether it was taken back since then is not known: the list is another one, or it was"
        " changed."
    ),
    Why.OTHER_NAME: _("It was given to another name. Type the name as it stands on the paper."),
}
NOT_GIVEN = {
    "name": _("A certificate needs a name that has letters. Correct the name first."),
    "text": _("A certificate needs a title. Give the course one first."),
    "day": _("The day of the certificate has not come yet."),
}
NAME_IS_RIGHT = _("Yes: it was given to this name.")
UNKNOWN_NUMBER = _("We know no certificate with this number. Look at the number again.")
NOTHING_GIVEN = _("Choose the file, or paste what is in it.")
