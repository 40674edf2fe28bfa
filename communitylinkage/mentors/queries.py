"""What pages and the matching read about mentors, as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse

from communitylinkage.directory import taxonomy
from communitylinkage.mentors import rules, wording
from communitylinkage.mentors.models import Certification, Mentor
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Membership
from communitylinkage.people.roles import Mentor as MentorRole
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import MembershipState
from communitylinkage.values import languages
from communitylinkage.values.opening import Hours
from communitylinkage.values.places import Point
from communitylinkage.values.today import Today


@dataclass(frozen=True, slots=True)
class Profile:
    """What a mentor says about herself.

    Args:
        organisations: all that she belongs to, in whatever role, let in or not yet.
        mentor_at: where she is a mentor now, let in. paused: today.
        holder: of her key in the vault.
    """

    account: UUID
    holder: UUID | None
    name: str
    organisations: frozenset[UUID]
    mentor_at: frozenset[UUID]
    languages: tuple[str, ...]
    place: str
    country: str
    point: Point
    hours: Hours
    zone: str
    most: int
    paused: bool
    paused_until: date | None
    certified_on: date | None

    @property
    def spoken(self) -> tuple[str, ...]:
        """Her languages by their own names."""
        return tuple(languages.own_name(code) for code in self.languages)


@dataclass(frozen=True, slots=True)
class Listed:
    """A mentor in her coordinator's list; `profile` is None until she has filled it in."""

    name: str
    organisation: str
    profile: Profile | None


_MENTORING = {"role": MentorRole.name, "state": MembershipState.ACTIVE}
# Who belongs to an organisation: also who waits there to be let in.
_BELONGS = [MembershipState.ACTIVE, MembershipState.AWAITING]
# May open what is sealed to her.
_READING = {**_MENTORING, "may_open": True, "account__key_holder__isnull": False}


def _mentoring() -> QuerySet[Membership]:
    return Membership.objects.filter(**_MENTORING)


def is_mentor(viewer: Viewer) -> bool:
    """Whether she is a mentor somewhere, let in."""
    return any(
        m.role == MentorRole.name and m.state == MembershipState.ACTIVE for m in viewer.memberships
    )


def _profile(
    row: Mentor,
    organisations: Iterable[UUID],
    mentor_at: Iterable[UUID],
    today: date,
    since: date | None,
) -> Profile:
    point = Point(row.place.latitude, row.place.longitude)
    zone = taxonomy.zone(row.place.country, point)
    return Profile(
        account=row.account_id,
        holder=row.account.key_holder,
        name=row.account.display_name,
        organisations=frozenset(organisations),
        mentor_at=frozenset(mentor_at),
        languages=tuple(row.languages),
        place=row.place.name,
        country=row.place.country,
        point=point,
        hours=rules.hours_of(rules.week_of(row.week), zone),
        zone=zone,
        most=row.most,
        paused=rules.is_paused(row.paused, row.paused_until, today),
        paused_until=row.paused_until,
        certified_on=since,
    )


def profiles(
    today: date, accounts: Iterable[UUID] | None = None, country: str = ""
) -> list[Profile]:
    """Those who are mentors now, may open what is sealed to them, and have filled in their page.

    Args:
        accounts: only these. country: only who lives there.
    """
    reading = Membership.objects.filter(**_READING).values("account_id")
    rows = Mentor.objects.filter(pk__in=reading).select_related("account", "place")
    if country:
        rows = rows.filter(place__country=country)
    if accounts is not None:
        rows = rows.filter(pk__in=list(accounts))
    since = Certification.objects.filter(pk=OuterRef("pk")).values("since")
    found: dict[UUID, tuple[Mentor, date | None, set[UUID], set[UUID]]] = {}
    # All that is told in one question; who belongs to two organisations stands in two rows.
    for row in (
        rows.filter(account__memberships__state__in=_BELONGS)
        .annotate(
            where=F("account__memberships__organisation_id"),
            role=F("account__memberships__role"),
            opens=F("account__memberships__may_open"),
            since=Subquery(since),
        )
        .order_by("pk")
    ):
        _row, _since, every, mentor_at = found.setdefault(row.pk, (row, row.since, set(), set()))
        every.add(row.where)
        if row.role == MentorRole.name and row.opens:
            mentor_at.add(row.where)
    return [
        _profile(row, every, mentor_at, today, begun)
        for row, begun, every, mentor_at in found.values()
    ]


def certified(accounts: Iterable[UUID]) -> dict[UUID, date]:
    """Those of the accounts that are certified mentors, with the day since when."""
    rows = Certification.objects.filter(pk__in=list(accounts))
    return dict(rows.values_list("pk", "since"))


def page_of(account: UUID) -> Mentor | None:
    """What she has kept about herself, to change it."""
    return Mentor.objects.filter(pk=account).select_related("place").first()


def listed_for(viewer: Viewer, today: date) -> list[Listed]:
    """The mentors of the organisations whose colleagues the viewer sees, by name."""
    where = viewer.organisations_where(Permission.COLLEAGUE_SEE)
    rows = _mentoring().filter(organisation__in=where).select_related("account", "organisation")
    pages = {
        row.pk: row
        for row in Mentor.objects.filter(pk__in=rows.values("account_id")).select_related(
            "account", "place"
        )
    }
    since = certified(pages)
    return [
        Listed(
            name=row.account.display_name,
            organisation=row.organisation.name,
            profile=_profile(
                pages[row.account_id],
                {row.organisation_id},
                {row.organisation_id},
                today,
                since.get(row.account_id),
            )
            if row.account_id in pages
            else None,
        )
        for row in rows.order_by("account__display_name", "pk")
    ]


def names_of_their_organisations(account: UUID) -> str:
    """Where she is a mentor now; empty where she is none any more."""
    rows = _mentoring().filter(account=account).order_by("organisation__name")
    return " · ".join(rows.values_list("organisation__name", flat=True))


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """A mentor who has said nothing about herself cannot be asked."""
    if not is_mentor(viewer) or page_of(viewer.account.pk):
        return []
    return [Today(str(wording.FILL_IN), reverse("mentor_profile"))]
