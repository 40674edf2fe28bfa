"""Words for what stands in a table beside the form's own words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.surveys.analysis.counting import UNSAID

AUDIENCES: dict[str, Promise] = {
    "internal": _("The team"),
    "partners": _("Partners"),
    "public": _("Everybody"),
}
BY: dict[str, Promise] = {
    "country": _("By country"),
    "kind": _("By kind"),
    "round": _("By round"),
}
CODES: Mapping[str, Promise] = {
    UNSAID: _("Not said"),
    "": _("All"),
    "<0": _("Below 0"),
    "1000+": _("1000 and more"),
    "OK": _("Agreed"),
}
HIDDEN = _("hidden")
SAID: dict[str, Promise] = {
    "not_closed": _("Close the collection first: figures that are shown twice must not differ."),
    "not_released": _("There is no table for these readers yet."),
    "no_file": _("This answer holds no file to this question."),
}
SPREAD = {
    "mean": _("Mean"),
    "deviation": _("Standard deviation"),
    "median": _("Median"),
    "quartiles": _("Quartiles"),
}
