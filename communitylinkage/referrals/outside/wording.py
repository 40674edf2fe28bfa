"""What a recipient outside reads. Shown only after the button, never in a letter or a title."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory.taxonomy import zone
from communitylinkage.referrals.rules import Act

SAID: dict[str, Promise] = {
    Act.ACCEPT: _("Thank you. You said yes. Your answer has arrived."),
    Act.DECLINE: _("Thank you. You said no. Your answer has arrived."),
    Act.CONTACT: _("Thank you. It is noted that you have spoken with her."),
    Act.BEGIN: _("Thank you. It is noted that the help has begun."),
    Act.CLOSE: _("Thank you. It is finished."),
}
ANSWERED_BEFORE = _(
    "Somebody answered on this page before you. Nothing was done now. This is how it stands."
)
WRONG_CODE = _("This is not the code. Please listen to it again.")
NO_MORE_CODES = _("There were too many wrong codes. Please ask by telephone.")


def wait_for(until: datetime, country: str) -> str:
    """When a code is looked at again."""
    when = moment(until, country)
    return gettext("You can try a code again after %(when)s.") % {"when": when}


def moment(when: datetime, country: str) -> str:
    """Day and time in the zone of a country, which is named: the reader may be elsewhere."""
    name = zone(country, None)
    return f"{date_format(when.astimezone(ZoneInfo(name)), 'j F Y, H:i')} ({name})"
