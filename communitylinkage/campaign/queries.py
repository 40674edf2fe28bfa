"""What a viewer sees of campaigns, what anybody reads, and the reach for the impact part."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from communitylinkage.campaign import counting
from communitylinkage.campaign.models import (
    Campaign,
    Channel,
    Evidence,
    Export,
    Figure,
    Material,
    Overlap,
    Planned,
    ShortAddress,
    Text,
    Version,
    Visits,
)
from communitylinkage.campaign.reckoning import ALWAYS, Reach, reach_of
from communitylinkage.campaign.rules.reach import Period
from communitylinkage.campaign.rules.states import State
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.values.references import read_short_code
from communitylinkage.values.today import Today

__all__ = ["ALWAYS", "Period", "Reach", "reach"]
KEEP = Permission.CAMPAIGN_KEEP


def _in(viewer: Viewer, before: str = "") -> Q:
    """Of a programme in which one of her organisations takes part."""
    mine = viewer.organisations_where(KEEP)
    return (
        Q(**{f"{before}organisation__in": mine})
        | Q(**{f"{before}programme__lead_organisation__in": mine})
        | Q(**{f"{before}programme__partnerships__organisation__in": mine})
    )


def programmes(viewer: Viewer) -> QuerySet[Programme]:
    """Those in which one of her organisations takes part."""
    mine = viewer.organisations_where(KEEP)
    rows = Programme.objects.filter(
        Q(lead_organisation__in=mine) | Q(partnerships__organisation__in=mine)
    )
    return rows.distinct().order_by("-starts", "pk")


def home_of(viewer: Viewer) -> Organisation:
    """The organisation for which she speaks: the first in which she may."""
    mine = viewer.organisations_where(KEEP)
    return next(one.organisation for one in viewer.memberships if one.organisation_id in mine)


def partners(campaign: Campaign) -> QuerySet[Organisation]:
    """Who may be named in the calendar."""
    return counting.partners(campaign)


def campaigns(viewer: Viewer) -> QuerySet[Campaign]:
    """The campaigns of her programmes, the newest first."""
    keys = Campaign.objects.filter(_in(viewer)).values("pk")
    return Campaign.objects.filter(pk__in=keys).select_related("programme", "organisation")


def campaign(viewer: Viewer, reference: str) -> Campaign | None:
    """One of them."""
    return campaigns(viewer).filter(reference=reference).first()


def version(row: Campaign, material: UUID) -> Version | None:
    """The newest version of a material."""
    return _versions_of(row, material).first()


def stands(row: Campaign, material: UUID) -> Version | None:
    """The version of a material whose papers can be taken, whatever newer one is written."""
    return _versions_of(row, material).filter(state=State.APPROVED).first()


def _versions_of(row: Campaign, material: UUID) -> QuerySet[Version]:
    rows = Version.objects.filter(material=material, material__campaign=row)
    return rows.select_related("material__campaign").prefetch_related("texts")


def materials(row: Campaign) -> list[Version]:
    """The newest version of each material."""
    newest: dict[UUID, Version] = {}
    rows = Version.objects.filter(material__campaign=row).select_related("material")
    for one in rows.prefetch_related("texts").order_by("material__name", "material", "-number"):
        newest.setdefault(one.material_id, one)
    return list(newest.values())


def calendar(row: Campaign) -> QuerySet[Planned]:
    """Its lines, by day."""
    return row.calendar.select_related("organisation", "material").order_by("day", "pk")


def planned(row: Campaign, number: UUID) -> Planned | None:
    """One line."""
    return row.calendar.filter(pk=number).first()


def addresses(row: Campaign) -> QuerySet[ShortAddress]:
    """Its short addresses, each with how often it was opened (`opened`)."""
    return row.addresses.select_related("material").annotate(opened=Sum("visits__number"))


def address(row: Campaign, code: str) -> ShortAddress | None:
    """One of its short addresses."""
    return addresses(row).filter(code=code).first()


def address_named(typed: str) -> ShortAddress | None:
    """A short address as somebody typed it."""
    code = read_short_code(typed)
    rows = ShortAddress.objects.select_related("campaign", "material")
    return rows.filter(code=code).first() if code else None


def visits(row: ShortAddress) -> list[Visits]:
    """By day, the newest first."""
    return list(row.visits.order_by("-day", "pk"))


def all_visits(row: Campaign) -> list[Visits]:
    """Of each of its short addresses, by day, the oldest first."""
    rows = Visits.objects.filter(address__campaign=row).select_related("address")
    return list(rows.order_by("day", "address__code"))


def channels(row: Campaign) -> QuerySet[Channel]:
    """Its channels with their figures."""
    figures = Prefetch("figures", Figure.objects.select_related("evidence"))
    return row.channels.select_related("campaign").prefetch_related(figures)


def channel(row: Campaign, number: UUID) -> Channel | None:
    """One of its channels."""
    return channels(row).filter(pk=number).first()


def brought_to(row: Campaign, number: UUID) -> Channel | None:
    """One of its channels, if its figures are brought; what the site counts takes none."""
    return channels(row).exclude(kind__in=counting.COUNTED_HERE).filter(pk=number).first()


def neighbours(row: Channel) -> list[Channel]:
    """Channels of its programme with which it can overlap."""
    rows = Channel.objects.filter(campaign__programme=row.campaign.programme_id, side=row.side)
    return list(rows.exclude(pk=row.pk).prefetch_related("figures").order_by("made_at", "pk"))


def overlaps(row: Channel) -> list[tuple[Overlap, Channel]]:
    """What is said of it and others, each with the other."""
    rows = Overlap.objects.filter(Q(one=row) | Q(other=row)).select_related("one", "other")
    return [(one, one.other if one.one_id == row.pk else one.one) for one in rows]


def overlap(row: Channel, number: UUID) -> Overlap | None:
    """One of them."""
    return next((one for one, _other in overlaps(row) if one.pk == number), None)


def figure(row: Channel, number: UUID) -> Figure | None:
    """One of its figures."""
    return Figure.objects.select_related("evidence", "channel__campaign").filter(
        channel=row, pk=number
    ).first()  # fmt: skip


def evidence(row: Campaign, number: UUID) -> Evidence | None:
    """A file that proves figures."""
    return row.evidence.filter(pk=number).first()


def export(row: Channel, number: UUID, by: UUID, since: datetime) -> Export | None:
    """A file of hers that waits for a yes."""
    rows = Export.objects.filter(channel=row, by=by, made_at__gte=since)
    return rows.select_related("channel__campaign").filter(pk=number).first()


def reach(programme: Programme, period: Period = ALWAYS) -> Reach:
    """How many people the campaigns of a programme reached in a period: two ranges with lines.

    Args:
        period: what the figures have to lie in; one that only touches it adds to the most only.
    """
    rows = Channel.objects.filter(campaign__programme=programme).order_by("made_at", "pk")
    return reach_of(rows.select_related("campaign").prefetch_related("figures"), period)


def reach_in(row: Campaign, period: Period = ALWAYS) -> Reach:
    """The reach of one campaign."""
    return reach_of(channels(row).order_by("made_at", "pk"), period)


def public_campaigns() -> QuerySet[Campaign]:
    """Those of which something is approved, the newest first."""
    rows = Campaign.objects.select_related("organisation")
    approved = Material.objects.filter(versions__state=State.APPROVED).values("campaign")
    return rows.filter(pk__in=approved)


def public_campaign(reference: str) -> Campaign | None:
    """One of them."""
    return public_campaigns().filter(reference=reference).first()


def approved(row: Campaign) -> list[Version]:
    """What anybody may take: the approved version of each material."""
    found = Version.objects.filter(material__campaign=row, state=State.APPROVED)
    rows = found.select_related("material").prefetch_related("texts", "material__addresses")
    return list(rows.order_by("material__name", "material"))


def approved_in(programme: Programme, first: datetime, after: datetime) -> list[Version]:
    """The materials of a programme that were approved in a period and are so still.

    Args:
        after: the first moment that is not in it.
    """
    rows = Version.objects.filter(
        material__campaign__programme=programme, state=State.APPROVED, approved_at__gte=first,
        approved_at__lt=after,
    )  # fmt: skip
    found = rows.select_related("material__campaign__organisation")
    return list(found.order_by("approved_at", "pk"))


def approved_text(address: ShortAddress) -> Text | None:
    """The approved words of an address's material, in its language."""
    rows = Text.objects.filter(
        version__material=address.material_id, version__state=State.APPROVED,
        language=address.language,
    )  # fmt: skip
    return rows.select_related("version__material__campaign").first()


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Materials that wait for her eyes, changes that are asked for, and lines of the calendar."""
    if not viewer.may(KEEP):
        return []
    mine = list(campaigns(viewer))
    found = [
        Today(_("Material of a campaign waits for a second person."), _material(one))
        for one in _versions(mine, State.WAITING)
        if str(viewer.account.pk) not in [*one.writers, str(one.sent_by)]
    ]
    found += [
        Today(_("Something has to change in a material of a campaign."), _material(one))
        for one in _versions(mine, State.CHANGES_ASKED)
        if str(viewer.account.pk) in one.writers
    ]
    return found + _of_calendar(viewer, mine, now)


def _versions(rows: Iterable[Campaign], state: State) -> QuerySet[Version]:
    found = Version.objects.filter(material__campaign__in=list(rows), state=state)
    return found.select_related("material__campaign").order_by("made_at", "pk")


def _material(row: Version) -> str:
    return reverse("campaign_material", args=[row.material.campaign.reference, row.material_id])


def _of_calendar(viewer: Viewer, mine: list[Campaign], now: datetime) -> list[Today]:
    """One line for each campaign in which something of hers should be out by now."""
    ours = viewer.organisations_where(KEEP)
    day = timezone.localdate(now)
    late = Planned.objects.filter(
        campaign__in=mine, organisation__in=ours, out_on=None, day__lte=day,
        day__gte=day - timedelta(days=60),
    )  # fmt: skip
    rows = late.values("campaign__reference").annotate(number=Count("pk"))
    return [
        Today(_("Something of a campaign should go out today."),
              reverse("campaign_calendar", args=[one["campaign__reference"]]))
        for one in rows.order_by("campaign__reference")
    ]  # fmt: skip
