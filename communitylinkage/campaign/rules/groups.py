"""For whom a message is, and whose reach that is."""

from enum import StrEnum

from communitylinkage.campaign.rules.reach import Side


class Group(StrEnum):
    """To whom a campaign speaks."""

    WOMEN = "women"
    AROUND = "around"
    EVERYBODY = "everybody"
    PROFESSIONALS = "professionals"
    DECIDERS = "deciders"
    MEDIA = "media"


SIDE_OF = {
    Group.WOMEN: Side.POPULATION,
    Group.AROUND: Side.POPULATION,
    Group.EVERYBODY: Side.POPULATION,
    Group.PROFESSIONALS: Side.STAKEHOLDERS,
    Group.DECIDERS: Side.STAKEHOLDERS,
    Group.MEDIA: Side.STAKEHOLDERS,
}
