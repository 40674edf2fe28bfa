"""Nodes come into the network and ties begin and end; each is journalled."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import DateField, Value
from django.db.models.functions import Greatest

from communitylinkage.directory.hsds import Address, Service
from communitylinkage.journal import actions as journal
from communitylinkage.mentors.models import Mentor
from communitylinkage.network.models import Association, Community, Node, Step, Tie
from communitylinkage.network.rules.graph import Kind
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.rules import MembershipState


class ThereAlready(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The same is there already."""


class WrongWay(ValueError):  # noqa: N818 -- reads as a sentence where it is raised
    """An end before the beginning, or a tie of one with itself."""


def node_of_community(community: Community, since: date) -> Node:
    """The community in the network; made at first use."""
    country = community.place.country
    node, _new = Node.objects.get_or_create(
        community=community,
        defaults={"kind": Kind.COMMUNITY, "country": country, "since": since},
    )
    if node.country != country:  # the community was written down in the wrong town
        Node.objects.filter(pk=node.pk).update(country=country)
    return node


def end_community(community: Community, until: date | None) -> None:
    """The community is in the network until a day; None takes that back. An earlier end stays."""
    rows = Node.objects.filter(community=community)
    if until is None:
        rows.update(until=None)
    else:
        rows.filter(until=None).update(until=Greatest("since", Value(until, DateField())))


def node_of_service(service: Service, country: str, since: date) -> Node:
    """The service in the network. `country`: where its own is not known."""
    known = Address.objects.filter(location__service_at_locations__service=service)
    listed = known.exclude(country="").values_list("country", flat=True)
    return Node.objects.get_or_create(
        service=service,
        defaults={"kind": Kind.SERVICE, "country": (listed.first() or country)[:2], "since": since},
    )[0]


def node_of_mentor(mentor: Mentor, since: date) -> Node:
    """The mentor in the network, by a code."""
    return Node.objects.get_or_create(
        mentor=mentor,
        defaults={"kind": Kind.MENTOR, "country": mentor.place.country, "since": since},
    )[0]


@transaction.atomic
def add_association(
    *, community: Community, name: str, kind: str, since: date, organisation: UUID, by: UUID,
    now: datetime,
) -> Association:  # fmt: skip
    """An association or a group of a community, tied to it.

    Raises:
        ThereAlready: the community has one of this name.
    """
    try:
        with transaction.atomic():
            row = Association.objects.create(community=community, name=name, kind=kind)
    except IntegrityError as twice:
        raise ThereAlready from twice
    country = community.place.country
    Node.objects.create(association=row, kind=Kind.ASSOCIATION, country=country, since=since)
    # A picture of that day shows it with its community.
    Node.objects.filter(community=community, since__gt=since).update(since=since)
    _journal(organisation, "association.added", row.pk, by, now)
    return row


@transaction.atomic
def set_association_end(
    *, association: Association, until: date | None, organisation: UUID, by: UUID, now: datetime
) -> None:
    """The association ended on a day; None takes that back.

    Raises:
        WrongWay: it began after that day.
    """
    node = Node.objects.select_for_update().get(association=association)
    if until and until < node.since:
        raise WrongWay
    node.until = until
    node.save()
    _journal(organisation, "association.ended" if until else "association.back", node.pk, by, now)


@transaction.atomic
def add_tie(
    *, one: Node, other: Node, kind: str, strength: int, source: str, since: date,
    organisation: UUID, by: UUID, now: datetime,
) -> Tie:  # fmt: skip
    """A tie that holds from a day on.

    Raises:
        WrongWay: both ends are one.
        ThereAlready: an open tie of this kind is between them.
    """
    if one.pk == other.pk:
        raise WrongWay
    first, second = sorted((one, other), key=lambda node: node.pk)
    try:
        with transaction.atomic():
            row = Tie.objects.create(
                one=first, other=second, kind=kind, strength=strength, source=source, since=since
            )
    except IntegrityError as twice:
        raise ThereAlready from twice
    # A picture of that day shows both.
    Node.objects.filter(pk__in=[one.pk, other.pk], since__gt=since).update(since=since)
    _journal(organisation, "tie.added", row.pk, by, now)
    return row


@transaction.atomic
def set_tie_end(
    *, tie: Tie, until: date | None, organisation: UUID, by: UUID, now: datetime
) -> None:
    """The tie held until a day; None takes that back.

    Raises:
        WrongWay: it began after that day.
        ThereAlready: another of this kind began meanwhile, so this one cannot go on.
    """
    if until and until < tie.since:
        raise WrongWay
    try:
        with transaction.atomic():
            Tie.objects.filter(pk=tie.pk).update(until=until)
    except IntegrityError as twice:
        raise ThereAlready from twice
    _journal(organisation, "tie.ended" if until else "tie.back", tie.pk, by, now)


def on_leaving(*, membership: Membership, by: Account, now: datetime) -> None:
    """The ties of a mentor who leaves end that day; her next steps go to the coordinators, unless
    she stays there in another role."""
    account, organisation = membership.account_id, membership.organisation_id
    still = Membership.objects.filter(account=account, state=MembershipState.ACTIVE).exclude(
        pk=membership.pk
    )
    if not still.filter(organisation=organisation).exists():
        Step.objects.filter(account_id=account, organisation=organisation, outcome="").update(
            account_id=None, role="coordinator"
        )
    node = Node.objects.filter(mentor=account).first()
    if node is None or still.filter(role="mentor").exists():
        return
    for side in ("one", "other"):
        for tie in Tie.objects.filter(**{side: node}, until__isnull=True):
            end = max(tie.since, now.date())
            set_tie_end(tie=tie, until=end, organisation=organisation, by=by.pk, now=now)


def _journal(organisation: UUID, act: str, number: UUID, by: UUID, now: datetime) -> None:
    journal.record(organisation_id=organisation, act=act, by=by, reference=str(number), now=now)
