"""Campaigns, materials, short addresses, figures."""

from communitylinkage.campaign.models.addresses import ShortAddress, Visits
from communitylinkage.campaign.models.campaigns import Campaign, Message, Planned
from communitylinkage.campaign.models.figures import Channel, Evidence, Export, Figure, Overlap
from communitylinkage.campaign.models.materials import Material, Text, Version

__all__ = [
    "Campaign",
    "Channel",
    "Evidence",
    "Export",
    "Figure",
    "Material",
    "Message",
    "Overlap",
    "Planned",
    "ShortAddress",
    "Text",
    "Version",
    "Visits",
]
