"""What pages and the matching read about communities, as frozen values."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.matching.mentors import Group
from communitylinkage.mentors.queries import is_mentor, page_of
from communitylinkage.network import wording
from communitylinkage.network.models import Association, Circle, Community
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.values import languages
from communitylinkage.values.lists import finds
from communitylinkage.values.today import Today


@dataclass(frozen=True, slots=True)
class Entry:
    """A community, ready for a page."""

    id: UUID
    name: str
    language: str
    origin: str
    place: str
    country: str
    listed: bool

    @property
    def country_name(self) -> str:
        """Where it is, in the reader's language."""
        return wording.country(self.country)

    @property
    def origin_name(self) -> str:
        """Where its women are from, in the reader's language; empty where nobody says."""
        return wording.country(self.origin)


def communities(*, also_old: bool = False, search: str = "") -> list[Entry]:
    """Those that a search finds, by country, town and name; no longer offered ones where asked."""
    rows = Community.objects.select_related("place")
    if not also_old:
        rows = rows.filter(listed=True)
    found = [
        Entry(
            id=row.pk,
            name=row.name,
            language=languages.own_name(row.language),
            origin=row.origin,
            place=row.place.name,
            country=row.place.country,
            listed=row.listed,
        )
        for row in rows.order_by("place__country", "place__name", "name", "pk")
    ]
    if not search:
        return found
    groups: dict[UUID, list[str]] = {}
    for community, name in Association.objects.values_list("community", "name"):
        groups.setdefault(community, []).append(name)
    return [
        one
        for one in found
        if finds(
            search,
            one.name,
            one.language,
            one.origin,
            one.place,
            one.country,
            one.country_name,
            one.origin_name,
            *groups.get(one.id, []),
        )
    ]


def community(number: UUID) -> Community | None:
    """One community, with its town."""
    return Community.objects.filter(pk=number).select_related("place").first()


def own_organisation(viewer: Viewer) -> Organisation:
    """The organisation for which the viewer writes about communities."""
    return Organisation.objects.get(pk=min(viewer.organisations_where(Permission.DIRECTORY_EDIT)))


def cells(one: Entry) -> tuple[object, ...]:
    """A community as a line of a file."""
    offered = wording.YES if one.listed else wording.NO
    return one.name, one.language, one.place, one.country, one.origin, offered


def choices() -> list[tuple[str, str]]:
    """The offered communities, for a form."""
    return [
        (str(one.id), f"{one.name} · {one.place} ({one.country_name})") for one in communities()
    ]


def choices_by(
    countries: Collection[str],
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The offered communities, for a form: those of some countries, and the others."""
    near = {str(one.id) for one in communities() if one.country in countries}
    every = choices()
    return [one for one in every if one[0] in near], [one for one in every if one[0] not in near]


def _group(row: Community) -> Group:
    return Group(str(row.pk), row.language, row.origin, str(row.place_id))


def group(number: str) -> Group | None:
    """A community as the rule compares it."""
    row = Community.objects.filter(pk=number).first() if number else None
    return _group(row) if row else None


def circles(mentors: Iterable[UUID]) -> dict[UUID, frozenset[Group]]:
    """The own communities of those mentors who have said them."""
    rows = Circle.objects.filter(pk__in=list(mentors)).order_by()
    said: dict[UUID, set[Group]] = defaultdict(set)
    for mentor, number, language, origin, place in rows.values_list(
        "pk", "communities", "communities__language", "communities__origin",
        "communities__place_id",
    ):  # fmt: skip
        own = said[mentor]
        if number:  # else she has said that there is none
            own.add(Group(str(number), language, origin, str(place)))
    return {mentor: frozenset(own) for mentor, own in said.items()}


def circle_of(mentor: UUID) -> list[str] | None:
    """What she ticked, to change it; None when she has not said."""
    row = Circle.objects.filter(pk=mentor).first()
    return [str(pk) for pk in row.communities.values_list("pk", flat=True)] if row else None


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Until she has said her own communities, a request may keep her out to be safe."""
    if not is_mentor(viewer) or not page_of(viewer.account.pk):
        return []
    if circle_of(viewer.account.pk) is not None:
        return []
    return [Today(_("Say which communities are your own"), reverse("my_communities"))]
