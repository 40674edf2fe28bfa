"""The figures of a channel: brought with their proof, or read where the site itself counts."""

from django.db.models import Min, Q, QuerySet, Sum

from communitylinkage.campaign.models import Campaign, Channel, Visits
from communitylinkage.campaign.rules.groups import SIDE_OF
from communitylinkage.campaign.rules.reach import Figure, Period, Side
from communitylinkage.events import queries as events
from communitylinkage.organisations.models import Organisation
from communitylinkage.organisations.queries import of_programme

# Kinds of channels whose figures nobody brings.
COUNTED_HERE = ("visits", "doors")


def partners(campaign: Campaign) -> QuerySet[Organisation]:
    """The programme's organisations, and the campaign's own."""
    theirs = Q(pk__in=of_programme(campaign.programme_id).values("pk"))
    rows = Organisation.objects.filter(theirs | Q(pk=campaign.organisation_id))
    return rows.order_by("name", "pk")


def figures_of(channel: Channel, period: Period) -> list[Figure]:
    """Its figures. Visits are counted by the day, so they can be cut where the period ends."""
    if channel.kind == "visits":
        return _visits(channel, period)
    if channel.kind == "doors":
        return _doors(channel)
    return [Figure(one.number, Period(one.first, one.last)) for one in channel.figures.all()]


def _visits(channel: Channel, period: Period) -> list[Figure]:
    inside = visits_of(channel).filter(day__gte=period.first, day__lte=period.last)
    told = inside.aggregate(number=Sum("number"), first=Min("day"))
    if not told["number"]:
        return []
    return [Figure(told["number"], Period(told["first"], told["first"]))]


def _doors(channel: Channel) -> list[Figure]:
    """Each event within the campaign's days is a figure, since one person may come to several."""
    row = channel.campaign
    told = events.doors(partners(row), row.first, row.last, channel.country)
    ours = channel.side == Side.STAKEHOLDERS
    found = [(one, one.came - one.alone if ours else one.alone) for one in told]
    return [Figure(number, Period(one.first, one.last)) for one, number in found if number]


def visits_of(channel: Channel) -> QuerySet[Visits]:
    """The visits that a channel stands for: of its side's addresses, in its country."""
    rows = Visits.objects.filter(address__campaign=channel.campaign_id)
    if channel.country:
        rows = rows.filter(address__country=channel.country)
    # An address without a material has no group, and is everybody's.
    groups = [group for group, side in SIDE_OF.items() if side == Side.STAKEHOLDERS]
    if channel.side == Side.STAKEHOLDERS:
        return rows.filter(address__material__group__in=groups)
    return rows.filter(Q(address__material=None) | ~Q(address__material__group__in=groups))
