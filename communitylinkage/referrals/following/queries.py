"""Which procedure a referral follows, and what its people see of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account
from communitylinkage.people.posts import openers
from communitylinkage.people.roles import Coordinator
from communitylinkage.people.rules import zone_of
from communitylinkage.procedures.graph.cases import kinds as kinds_of
from communitylinkage.procedures.graph.values import Role, Step
from communitylinkage.procedures.models import Party as Named
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.queries import address
from communitylinkage.procedures.rules import State as Standing
from communitylinkage.procedures.telling import Told, told
from communitylinkage.referrals import queries as referrals
from communitylinkage.referrals.following import rules, wording
from communitylinkage.referrals.following.clocks import hour_of
from communitylinkage.referrals.following.models import Followed
from communitylinkage.referrals.following.rules import State
from communitylinkage.referrals.papers import Summary
from communitylinkage.referrals.queries import Case
from communitylinkage.referrals.rules import Party, Urgency
from communitylinkage.values.today import Today


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a page says of the procedure that a referral follows.

    Args:
        address: of the page of the version that it follows; a newer one may be there.
        next: the step at hand, where it is the same for every woman; else it opens with what she
            needs. mine: whether it is known to be the turn of the viewer's side.
        at: how much has happened, for the form that marks it.
        marks: whether it is marked by hand. departs: whether another way may be taken here.
        ends: whether hers is the end of the way, while others would go on: then nothing is marked,
            because a row that ends earlier would tell of her.
        by_act: whether an act of the referral does the step.
        arranges: whether others do it, and the mentor sees to it.
    """

    title: str
    address: str
    words: str
    running: bool
    next: Told | None
    sealed: bool
    due: datetime | None
    mine: bool
    at: int
    marks: bool
    departs: bool
    ends: bool = False
    by_act: bool = False
    arranges: bool = False


def found(
    *, organisation: UUID, recipient: UUID, urgency: Urgency, now: datetime
) -> Version | None:
    """The procedure that a referral between two organisations follows: the narrowest in force.

    It is found by what is not sealed: the parties, the urgency, the hour. What describes her turns
    ways within it, never to another procedure: which one it is, is not sealed.
    """
    rows = Version.objects.filter(state=Standing.IN_FORCE).select_related("procedure__organisation")
    for one in (organisation, recipient):
        rows = rows.filter(pk__in=Named.objects.filter(organisation=one).values("version"))
    fitting = [row for row in rows if _runs(row, urgency, now)]
    return min(fitting, key=_narrowest, default=None)


def _runs(row: Version, urgency: Urgency, now: datetime) -> bool:
    hour = hour_of(now, zone_of(row.procedure.organisation.country))
    return rules.runs(row.value, urgency, hour)


def _narrowest(row: Version) -> tuple[int, float, str]:
    serves = row.value.serves
    size = kinds_of(serves).bit_count() * serves.hours.bit_count()
    since = row.in_force_at.timestamp() if row.in_force_at else 0.0
    return size, -since, str(row.pk)


def sides(followed: Followed, steps: Iterable[Step]) -> frozenset[Party]:
    """Whose turn it is, of the two who have the referral.

    What a third party does, or a service that is locked out, is arranged by the mentor: nobody else
    is with her.
    """
    named = dict(
        Named.objects.filter(version=followed.version_id).values_list("code", "organisation")
    )
    row = followed.referral
    turn = row.consent.recipients.filter(position=row.position).first()
    reads = turn is not None and not turn.outside and row.state not in rules.BACK
    service = turn.organisation_id if turn and reads else None
    return frozenset(_side(step, named.get(step.party), row.organisation_id, service)
                     for step in steps)  # fmt: skip


def _side(step: Step, whose: UUID | None, mentors: UUID, service: UUID | None) -> Party:
    if whose == service and not (whose == mentors and step.role == Role.MENTOR):
        return Party.SERVICE
    return Party.MENTOR


def coordinators(followed: Followed) -> list[Account]:
    """Those whose step it is, where it is known: who is on duty may be who did not act.

    Only of the service that has the referral, and who may open it: the others would sign in and
    find nothing. What a mentor's own coordinator does is arranged by the mentor.
    """
    step = followed.stand(followed.version.value, rules.trail_of(followed.trail)).one
    if step is None or step.ends or step.role != Role.COORDINATOR:
        return []
    if sides(followed, (step,)) != {Party.SERVICE}:
        return []
    whose = Named.objects.filter(version=followed.version_id, code=step.party)
    return [who for one in whose for who in openers(one.organisation_id, Coordinator.name)]


def _of(row_id: UUID) -> Followed | None:
    rows = Followed.objects.filter(referral=row_id)
    return rows.select_related("referral__consent", "version__procedure__organisation").first()


def agreed(case: Case, summary: Summary | None = None) -> Agreed | None:
    """How a referral follows its procedure, for who sees the referral.

    Args:
        summary: hers, where it is open on the page: then the step is hers.
    """
    followed = _of(case.row.pk)
    if followed is None:
        return None
    value, trail = followed.version.value, rules.trail_of(followed.trail)
    running = followed.state == State.RUNNING
    here = followed.stand(value, trail)
    step = here.one
    if running and summary and step is None:
        step = rules.hers(value, summary, followed.began_at, trail)
    mine = running and step is not None and case.party in sides(followed, (step,))
    words = {one.code: one for one in told(value, get_language() or "en")}
    return Agreed(
        title=followed.version.title,
        address=address(followed.version),
        words=str(wording.STATES[State(followed.state)]),
        running=running,
        next=words[step.code] if running and step else None,
        sealed=running and here.one is None,
        due=followed.due or (case.due if running else None),
        mine=mine,
        at=len(trail),
        marks=mine and step is not None and not step.ends and rules.by_hand(step, case.state),
        departs=mine and step is not None and not step.ends,
        ends=running and step is not None and step.ends,
        by_act=step is not None and not rules.by_hand(step, case.state),
        arranges=mine and case.with_mentor and _others(followed, step),
    )


def _others(followed: Followed, step: Step | None) -> bool:
    """Whether a step is not of the mentor's own organisation."""
    ours = Named.objects.filter(
        version=followed.version_id, organisation=followed.referral.organisation_id
    )
    return step is not None and not ours.filter(code=step.party).exists()


def departs_at(case: Case) -> int | None:
    """How much has happened, where who sees the referral may take another way; else None."""
    followed = _of(case.row.pk)
    if followed is None or followed.state != State.RUNNING:
        return None
    trail = rules.trail_of(followed.trail)
    here = followed.stand(followed.version.value, trail)
    return len(trail) if case.party in sides(followed, here.open) else None


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """The next step of each referral that follows a procedure, where it is her side's turn."""
    lines = []
    cases = [*referrals.incoming(viewer, now), *referrals.mine(viewer, now)]
    rows = Followed.objects.filter(
        state=State.RUNNING, referral__in=[case.row.pk for case in cases]
    ).select_related("referral__consent", "version__procedure__organisation")
    followed = {one.referral_id: one for one in rows}
    for case in cases:
        one = followed.get(case.row.pk)
        line = _line(one, case) if one else None
        if line:
            lines.append(line)
    return lines


def _line(followed: Followed, case: Case) -> Today | None:
    value = followed.version.value
    here = followed.stand(value, rules.trail_of(followed.trail))
    # What waits for an answer, or for a first talk, is among the referrals already.
    acts = here.one and not rules.by_hand(here.one, case.state)
    if acts or case.party not in sides(followed, here.open):
        return None
    words = _("%(reference)s: see what the next step is") % {"reference": case.reference}
    if here.one:
        step = next(one for one in told(value, get_language() or "en") if one.code == here.one.code)
        words = _("%(reference)s: %(step)s") % {"reference": case.reference, "step": step.what}
    address = reverse("referral", kwargs={"reference": case.reference}) + case.aside
    return Today(words, address, followed.due)
