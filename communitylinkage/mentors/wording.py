"""What people read about mentors."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.mentors.rules import Part

PARTS: dict[Part, Promise] = {
    Part.MORNING: _("Morning, 8 to 13"),
    Part.AFTERNOON: _("Afternoon, 13 to 18"),
    Part.EVENING: _("Evening, 18 to 22"),
}
DAYS: list[tuple[str, Promise]] = [
    ("MO", _("Monday")),
    ("TU", _("Tuesday")),
    ("WE", _("Wednesday")),
    ("TH", _("Thursday")),
    ("FR", _("Friday")),
    ("SA", _("Saturday")),
    ("SU", _("Sunday")),
]

NO_SUCH_PLACE = _("We do not know this place. Try a larger town nearby.")
WHICH_PLACE = _("Several places have this name. Please choose one.")
FILL_IN = _("Say which languages you speak and when you have time")
