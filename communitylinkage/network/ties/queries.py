"""The network as pages read it: all coordinators keep it together; mentors' names stay home."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from communitylinkage.directory.hsds import Service
from communitylinkage.mentors.models import Mentor
from communitylinkage.network import wording
from communitylinkage.network.models import Association, Node, Tie
from communitylinkage.network.rules import graph
from communitylinkage.network.rules.graph import Kind, Net, net_on
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Membership
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import MembershipState

# A form offers so many at most; then the name has to be longer.
MOST_OFFERED = 12


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie of a community, or of one of its associations, ready for a page."""

    id: UUID
    mine: str
    other: str
    other_kind: str
    kind: str
    strength: str
    source: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class AssociationLine:
    """An association of a community."""

    id: UUID
    name: str
    kind: str
    since: date
    until: date | None


def net(day: date, country: str = "") -> Net:
    """The network of a day, of one country or of all; no names are read for it."""
    return nets([day], country)[0]


def nets(days: Sequence[date], country: str = "") -> list[Net]:
    """The networks of some days, for which all rows are read once."""
    touched = Q(since__lte=max(days)) & (Q(until__isnull=True) | Q(until__gte=min(days)))
    rows = Node.objects.filter(touched)
    if country:
        rows = rows.filter(country=country)
    nodes = [
        (graph.Node(code, Kind(kind), where, of or ""), since, until)
        for code, kind, where, of, since, until in rows.values_list(
            "code", "kind", "country", "association__community__node__code", "since", "until"
        )
    ]
    ends = Tie.objects.filter(touched).values_list("one__code", "other__code", "since", "until")
    ties = [graph.Tie(*row) for row in ends]
    return [
        net_on(day, [one for one, since, until in nodes if graph.holds(since, until, day)], ties)
        for day in days
    ]


def countries() -> list[str]:
    """Where the network is."""
    return list(Node.objects.order_by("country").values_list("country", flat=True).distinct())


def _colleagues(viewer: Viewer) -> set[UUID]:
    where = viewer.organisations_where(Permission.COLLEAGUE_SEE)
    here = Membership.objects.filter(organisation__in=where).exclude(state=MembershipState.LEFT)
    return set(here.values_list("account_id", flat=True))


def names(viewer: Viewer, codes: Iterable[str]) -> dict[str, str]:
    """The names of some nodes. A mentor of another organisation is a code."""
    rows = Node.objects.filter(code__in=list(codes)).select_related(
        "community__place", "association", "service", "mentor__account"
    )
    known = _colleagues(viewer)
    return {row.code: _name(row, known) for row in rows}


def _name(row: Node, known: set[UUID]) -> str:
    if row.community:
        return f"{row.community.name} · {row.community.place.name}"
    if row.association:
        return row.association.name
    if row.service:
        return str(row.service.name)
    if row.mentor and row.mentor_id in known:
        return str(row.mentor)
    return _("Mentor %(code)s") % {"code": row.code}


def _mine(community: UUID) -> Q:
    return Q(community=community) | Q(association__community=community)


def own_nodes(community: UUID) -> list[Node]:
    """The community itself first, then its associations that still are."""
    still = Q(association__community=community, until__isnull=True)
    rows = Node.objects.filter(Q(community=community) | still)
    return list(rows.select_related("community", "association").order_by("-kind", "since", "pk"))


# Who goes between: they have no page of their own, so their ties are on that of a community.
_BETWEEN = (Kind.MENTOR, Kind.SERVICE)


def _tied(rows: QuerySet[Tie], nodes: Iterable[UUID]) -> set[UUID]:
    """Both ends of every tie that has one of some nodes."""
    ends = rows.filter(Q(one__in=nodes) | Q(other__in=nodes)).values_list("one", "other")
    return {end for pair in ends for end in pair}


def go_betweens(own: Iterable[Node]) -> list[Node]:
    """The mentors and services to which some nodes are tied now: a way leads on through them."""
    near = _tied(Tie.objects.filter(until__isnull=True), [node.pk for node in own])
    rows = Node.objects.filter(pk__in=near, kind__in=_BETWEEN, until__isnull=True)
    return list(rows.order_by("kind", "since", "pk"))


def ties_of(viewer: Viewer, community: UUID) -> list[TieLine]:
    """The ties of a community and its associations, those that still hold first.

    Also those that its mentors and services have with mentors and services: a go-between's tie
    with a service is found where it helps.
    """
    own = set(Node.objects.filter(_mine(community)).values_list("pk", flat=True))
    near = _tied(Tie.objects.all(), own) - own
    of_near = Q(one__in=near) | Q(other__in=near)
    between = of_near & Q(one__kind__in=_BETWEEN, other__kind__in=_BETWEEN)
    rows = Tie.objects.filter(Q(one__in=own) | Q(other__in=own) | between)
    rows = rows.select_related("one", "other").order_by("until", "-since", "pk")
    told = names(viewer, {code for row in rows for code in (row.one.code, row.other.code)})
    return sorted(
        (_line(row, own, near, told) for row in rows), key=lambda line: line.until or date.max,
        reverse=True,
    )  # fmt: skip


def _line(row: Tie, own: set[UUID], near: set[UUID], told: dict[str, str]) -> TieLine:
    """The end that is the community's own comes first, else the one that is near to it."""
    here, there = sorted(
        (row.one, row.other), key=lambda end: (end.pk not in own, end.pk not in near)
    )
    return TieLine(
        id=row.pk,
        mine=told[here.code],
        other=told[there.code],
        other_kind=wording.said(wording.KINDS, there.kind),
        kind=wording.said(wording.TIES, row.kind),
        strength=wording.said(wording.STRENGTHS, row.strength),
        source=wording.said(wording.SOURCES, row.source),
        since=row.since,
        until=row.until,
    )


def tie(number: UUID) -> Tie | None:
    """One tie, to end it."""
    return Tie.objects.filter(pk=number).select_related("one", "other").first()


def community_of(row: Tie) -> UUID | None:
    """The page on which a tie is found: that of the first community at one of its ends.

    Between a mentor and a service there is none: then of the first to which one of them is tied.
    """
    ends = [row.one_id, row.other_id]
    return _first_community(ends) or _first_community(_tied(Tie.objects.all(), ends))


def _first_community(nodes: Iterable[UUID]) -> UUID | None:
    ends = Node.objects.filter(pk__in=nodes).order_by("-kind", "since", "pk")
    for community, of in ends.values_list("community_id", "association__community_id"):
        if community or of:
            found: UUID = community or of
            return found
    return None


def node(number: UUID) -> Node:
    """An end that was offered before."""
    return Node.objects.get(pk=number)


def service(number: UUID) -> Service:
    """A service that was offered before."""
    return Service.objects.get(pk=number)


def mentor(number: UUID) -> Mentor:
    """A mentor who was offered before."""
    return Mentor.objects.get(pk=number)


def associations_of(community: UUID) -> list[AssociationLine]:
    """The associations and groups of a community, by name."""
    rows = Association.objects.filter(community=community).select_related("node").order_by("name")
    return [
        AssociationLine(
            row.pk, row.name, wording.said(wording.GROUPS, row.kind), row.node.since, row.node.until
        )
        for row in rows
    ]


def association(number: UUID) -> Association | None:
    """One association, to end it."""
    found = Association.objects.filter(pk=number)
    return found.select_related("node", "community__place").first()


def offered(viewer: Viewer, kind: str, name: str) -> list[tuple[str, str]]:
    """What a form finds by a kind and a part of a name: number and name."""
    if kind == Kind.MENTOR:
        rows: QuerySet[Mentor] = Mentor.objects.filter(pk__in=_colleagues(viewer))
        found = rows.filter(account__display_name__icontains=name)
        return [(str(row.pk), str(row)) for row in found.select_related("account")[:MOST_OFFERED]]
    if kind == Kind.SERVICE:
        services = Service.objects.filter(name__icontains=name).exclude(status="defunct")
        told = services.order_by("name", "pk").values_list("pk", "name", "organization__name")
        return [(str(pk), f"{said} · {of}") for pk, said, of in told[:MOST_OFFERED]]
    nodes = Node.objects.filter(kind=kind, until__isnull=True).filter(
        Q(community__name__icontains=name)
        | Q(community__place__name__icontains=name)
        | Q(association__name__icontains=name)
    )
    codes = dict(nodes.order_by("code").values_list("code", "pk")[:MOST_OFFERED])
    return [(str(codes[code]), said) for code, said in names(viewer, codes).items()]


def rows_to_export() -> Iterable[tuple[str, ...]]:
    """Every tie by kinds, countries and codes: no name leaves the page."""
    rows = Tie.objects.order_by("since", "one__code", "other__code", "kind").values_list(
        "one__kind", "one__code", "one__country", "other__kind", "other__code", "other__country",
        "kind", "strength", "source", "since", "until",
    )  # fmt: skip
    for row in rows.iterator():
        yield tuple("" if value is None else str(value) for value in row)
