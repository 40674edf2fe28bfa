"""What people read about communities beside the pages themselves."""

from django.utils.translation import gettext_lazy as _

COLUMNS = (
    _("Name"),
    _("Language"),
    _("Town"),
    _("Country"),
    _("Country of origin"),
    _("Offered"),
)
YES, NO = _("yes"), _("no")
