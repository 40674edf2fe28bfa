"""Members through the viewer: only those of her own organisations."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from communitylinkage.network import wording
from communitylinkage.network.models import Engagement, Member
from communitylinkage.network.rules import engaging
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission

KEEP = Permission.DIRECTORY_EDIT


@dataclass(frozen=True, slots=True)
class Engaged:
    """One line: a member in a community."""

    member: UUID
    reference: str
    community: UUID
    community_name: str
    how: str
    since: date
    until: date | None


def merges_of(organisation: UUID) -> dict[UUID, UUID]:
    """Record -> the record that it was put together with."""
    rows = Member.objects.filter(organisation=organisation, merged_into__isnull=False)
    return {gone: kept for gone, kept in rows.values_list("pk", "merged_into") if kept}


def records_of(member: Member) -> list[UUID]:
    """All records of the person whose this is."""
    merged = merges_of(member.organisation_id)
    counts = engaging.root(member.pk, merged)
    return [counts, *(gone for gone in merged if engaging.root(gone, merged) == counts)]


def _mine(viewer: Viewer) -> QuerySet[Member]:
    return Member.objects.filter(organisation__in=viewer.organisations_where(KEEP))


def member_for(viewer: Viewer, number: UUID) -> Member | None:
    """One member, if her organisation keeps it."""
    return _mine(viewer).select_related("organisation").filter(pk=number).first()


def member_by_reference(viewer: Viewer, reference: str) -> Member | None:
    """The same by the reference on a list."""
    return _mine(viewer).filter(reference=reference).first()


def engaged_in(viewer: Viewer, community: UUID) -> list[Engaged]:
    """Who is engaged in a community now, those who came last first."""
    rows = Engagement.objects.filter(
        community=community, until__isnull=True, member__in=_mine(viewer)
    )
    return _lines(rows.order_by("-since", "member__reference"))


def engagements_of(member: Member) -> list[Engaged]:
    """All that one person does and did."""
    rows = Engagement.objects.filter(member__in=records_of(member))
    return _lines(rows.order_by("-since", "community__name"))


def _lines(rows: QuerySet[Engagement]) -> list[Engaged]:
    return [
        Engaged(
            member=row.member_id,
            reference=row.member.reference,
            community=row.community_id,
            community_name=row.community.name,
            how=wording.said(wording.HOW, row.how),
            since=row.since,
            until=row.until,
        )
        for row in rows.select_related("member", "community")
    ]


def spells(organisations: Iterable[UUID] | None = None) -> list[engaging.Spell]:
    """Every engagement, by the person who counts.

    Args:
        organisations: only theirs; None: everybody's, for indicators.
    """
    rows = Engagement.objects.all()
    if organisations is not None:
        rows = rows.filter(member__organisation__in=list(organisations))
    merged = dict(
        Member.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id")
    )
    told = rows.values_list(
        "member_id", "community__place__country", "member__organisation_id", "since", "until", "pk"
    )
    return [
        engaging.Spell(
            str(engaging.root(member, merged)), country,
            engaging.organisation_code(str(organisation)), since, until, str(pk),
        )
        for member, country, organisation, since, until, pk in told
    ]  # fmt: skip


def engaged_by_month() -> Counter[tuple[str, str, str]]:
    """Month, country and organisation's code -> how many persons became engaged: for indicators.

    Not for publication as they are: small counts go through `disclosure` first.
    """
    return engaging.first_month(spells())


def engaged_now(viewer: Viewer, today: date) -> int:
    """How many persons of the viewer's organisations are engaged today, each counted once."""
    return engaging.engaged_on(today, spells(viewer.organisations_where(KEEP)))
