"""What people read about organisations."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.organisations.rules import PartnerRole, Side

SIDES = [(Side.SERVICE.value, _("Service")), (Side.COMMUNITY.value, _("Community"))]
PARTNER_ROLES = [
    (PartnerRole.LEAD.value, _("Lead organisation")),
    (PartnerRole.PARTNER.value, _("Partner")),
    (PartnerRole.ASSOCIATE.value, _("Associate")),
]
COUNTRIES = [
    ("AT", _("Austria")),
    ("BE", _("Belgium")),
    ("BG", _("Bulgaria")),
    ("CY", _("Cyprus")),
    ("CZ", _("Czechia")),
    ("DE", _("Germany")),
    ("DK", _("Denmark")),
    ("EE", _("Estonia")),
    ("ES", _("Spain")),
    ("FI", _("Finland")),
    ("FR", _("France")),
    ("GR", _("Greece")),
    ("HR", _("Croatia")),
    ("HU", _("Hungary")),
    ("IE", _("Ireland")),
    ("IT", _("Italy")),
    ("LT", _("Lithuania")),
    ("LU", _("Luxembourg")),
    ("LV", _("Latvia")),
    ("MT", _("Malta")),
    ("NL", _("Netherlands")),
    ("PL", _("Poland")),
    ("PT", _("Portugal")),
    ("RO", _("Romania")),
    ("SE", _("Sweden")),
    ("SI", _("Slovenia")),
    ("SK", _("Slovakia")),
]
