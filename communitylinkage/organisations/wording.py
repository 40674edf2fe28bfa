"""What people read about organisations."""

from django.utils.translation import gettext_lazy as _

from communitylinkage.organisations.rules import PartnerRole, Side

SIDES = [(Side.SERVICE.value, _("Service")), (Side.COMMUNITY.value, _("Community"))]
PARTNER_ROLES = [
    (PartnerRole.LEAD.value, _("Lead organisation")),
    (PartnerRole.PARTNER.value, _("Partner")),
    (PartnerRole.ASSOCIATE.value, _("Associate")),
]
