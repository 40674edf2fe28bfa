"""The contact log and the next steps of the viewer's organisations; her own steps."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communitylinkage.network import wording
from communitylinkage.network.models import Contact, Step
from communitylinkage.network.ties.queries import names
from communitylinkage.people import wording as people
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import MembershipState
from communitylinkage.values.text import isolated
from communitylinkage.values.today import Today

KEEP = Permission.DIRECTORY_EDIT
# Who may be given a step by her role: those who work with communities.
ROLES = ("mentor", "professional", "coordinator")
LATEST = 30


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A line of the log. `noted`: there are words to open."""

    id: UUID
    day: date
    kind: str
    outcome: str
    with_whom: str
    noted: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """A next step. `who`: a name, or a role."""

    id: UUID
    community: str
    community_id: UUID
    todo: str
    who: str
    due: date
    late: bool
    outcome: str
    done_on: date | None


def _contacts(viewer: Viewer) -> QuerySet[Contact]:
    return Contact.objects.filter(organisation__in=viewer.organisations_where(KEEP))


def contact_for(viewer: Viewer, number: UUID) -> Contact | None:
    """One line, if her organisation wrote it."""
    return _contacts(viewer).select_related("community", "node").filter(pk=number).first()


def log_of(viewer: Viewer, community: UUID) -> list[ContactLine]:
    """The latest lines about a community."""
    rows = _contacts(viewer).filter(community=community).select_related("node")
    latest = list(rows.order_by("-day", "-pk")[:LATEST])
    told = names(viewer, {row.node.code for row in latest if row.node})
    return [
        ContactLine(
            id=row.pk,
            day=row.day,
            kind=wording.said(wording.REACHED, row.kind),
            outcome=wording.said(wording.CAME, row.outcome),
            with_whom=told.get(row.node.code, "") if row.node else "",
            noted=row.note is not None,
        )
        for row in latest
    ]


def _where_she_is(viewer: Viewer) -> dict[str, list[UUID]]:
    """Role -> the organisations in which she has it."""
    where: dict[str, list[UUID]] = {}
    for one in viewer.memberships:
        if one.state == MembershipState.ACTIVE:
            where.setdefault(one.role, []).append(one.organisation_id)
    return where


def _hers(viewer: Viewer) -> Q:
    """Steps for her account, or for a role that she has in the organisation of the step."""
    where = _where_she_is(viewer)
    everywhere = [number for numbers in where.values() for number in numbers]
    mine = Q(account_id=viewer.account.pk, organisation__in=everywhere)
    for role, organisations in where.items():
        mine |= Q(role=role, organisation__in=organisations)
    return mine


def step_for(viewer: Viewer, number: UUID) -> Step | None:
    """One step, if it is hers or her organisation's coordinators keep it."""
    kept = Q(organisation__in=viewer.organisations_where(KEEP))
    found = Step.objects.filter(_hers(viewer) | kept)
    return found.select_related("community", "organisation").filter(pk=number).first()


def steps_of(viewer: Viewer, today: date, community: UUID | None = None) -> list[StepLine]:
    """What her organisations have to do, open ones first, then what came of the latest."""
    rows = Step.objects.filter(organisation__in=viewer.organisations_where(KEEP))
    if community:
        rows = rows.filter(community=community)
    rows = rows.select_related("community")
    open_ones = list(rows.filter(outcome="").order_by("due", "pk"))
    finished = rows.exclude(outcome="").order_by("-done_on", "pk")[:LATEST]
    return lines([*open_ones, *finished], today)


def lines(rows: list[Step], today: date) -> list[StepLine]:
    """Steps, ready for a page."""
    who = {row.account_id for row in rows if row.account_id}
    called = dict(Account.objects.filter(pk__in=who).values_list("pk", "display_name"))
    return [
        StepLine(
            id=row.pk,
            community=row.community.name,
            community_id=row.community_id,
            todo=wording.said(wording.TO_DO, row.todo),
            who=called.get(row.account_id, "") if row.account_id else role_words(row.role),
            due=row.due,
            late=not row.outcome and row.due < today,
            outcome=wording.said(wording.DONE, row.outcome),
            done_on=row.done_on,
        )
        for row in rows
    ]


def role_words(role: str) -> str:
    """A role as people call it."""
    return wording.said(people.ROLES, role)


def colleagues(organisation: UUID) -> list[tuple[str, str]]:
    """Who may be given a step by name."""
    rows = Membership.objects.filter(
        organisation=organisation, role__in=ROLES, state=MembershipState.ACTIVE
    ).select_related("account")
    found = {str(row.account_id): row.account.display_name for row in rows}
    return sorted(found.items(), key=lambda pair: pair[1])


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """Her open steps, by the day until which they are to be done."""
    rows = Step.objects.filter(_hers(viewer), outcome="").select_related("community")
    return [
        Today(
            _("%(todo)s: %(community)s")
            % {
                "todo": wording.said(wording.TO_DO, row.todo),
                "community": isolated(row.community.name),
            },
            reverse("community_step", args=[row.pk]),
            datetime.combine(row.due, time(23, 59), UTC),
        )
        for row in rows.order_by("due", "pk")
    ]
