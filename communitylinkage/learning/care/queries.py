"""A mentor's own page: her rest, her load, her supervision, her notes."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from communitylinkage.learning.joining.queries import own_records
from communitylinkage.learning.models import Learner, Note, Session
from communitylinkage.learning.rules.codes import Kind, Seat, State
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.rules import MembershipState

CARE = [Kind.SUPERVISION, Kind.DEBRIEFING]


def unread(account: UUID) -> bool:
    """Whether a note waits for a supervisor."""
    return Note.objects.filter(supervisor=account, read=False).exists()


def written_by(account: UUID) -> QuerySet[Note]:
    """What a mentor wrote, the newest first."""
    rows = Note.objects.filter(mentor=account).select_related("mentor", "supervisor")
    return rows.order_by("-written_at", "pk")


def written_to(account: UUID) -> QuerySet[Note]:
    """What was written to a supervisor, the newest first."""
    rows = Note.objects.filter(supervisor=account).select_related("mentor", "supervisor")
    return rows.order_by("-written_at", "pk")


def note_for(viewer: Viewer, number: UUID) -> Note | None:
    """A note, for the one who wrote it and the one whom it is for; None for everybody else."""
    hers = Q(mentor=viewer.account.pk) | Q(supervisor=viewer.account.pk)
    rows = Note.objects.filter(hers).select_related("mentor", "supervisor")
    return rows.filter(pk=number).first()


def supervisors(viewer: Viewer) -> list[Account]:
    """Whom a mentor may write to: colleagues of her organisations who may open what is sealed,
    and trainers of her supervision sessions."""
    where = [m.organisation_id for m in viewer.memberships if m.state == MembershipState.ACTIVE]
    near = Membership.objects.filter(
        organisation__in=where, may_open=True, state=MembershipState.ACTIVE
    )
    leads = Learner.objects.filter(
        teaching__session__in=_own_sessions(viewer), account__isnull=False
    )
    rows = Account.objects.filter(
        Q(pk__in=near.values("account")) | Q(pk__in=leads.values("account")),
        key_holder__isnull=False,
    )
    return list(rows.exclude(pk=viewer.account.pk).distinct().order_by("display_name", "pk"))


def _own_sessions(viewer: Viewer) -> QuerySet[Session]:
    own = own_records(viewer.account.pk)
    return Session.objects.filter(
        kind__in=CARE,
        cohorts__enrolments__learner__in=own,
        cohorts__enrolments__seat=Seat.ENROLLED,
    ).distinct()


def coming(viewer: Viewer, now: datetime) -> list[Session]:
    """Her next supervision and debriefing sessions."""
    rows = _own_sessions(viewer).filter(state=State.PLANNED, ends__gt=now)
    return list(rows.order_by("begins", "pk"))
