"""What pages read about referrals, through the viewer: a stranger finds nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communitylinkage.consent.models import Recipient
from communitylinkage.consent.rules import in_force
from communitylinkage.directory.hsds import Organization
from communitylinkage.organisations.models import Organisation, Post
from communitylinkage.people.access import Viewer
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.posts import openers
from communitylinkage.people.roles import ROLES, Permission
from communitylinkage.people.rules import MembershipState
from communitylinkage.referrals import rules, wording
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import Act, Behind, Outcome, Party, State
from communitylinkage.values.today import Today
from communitylinkage.vault import actions as vault
from communitylinkage.vault import queries as held
from communitylinkage.vault.models import Grant

# What a page offers as a button; reading marks as seen, and a withdrawal has its own page.
_BUTTONS = frozenset(Act) - {Act.SEE, Act.SEND, Act.CONSENT, Act.WITHDRAW, Act.EXPIRE, Act.REMIND}
_ENDED = (State.CLOSED, State.WITHDRAWN)
# The roles that keep referrals.
_MAKERS = [code for code, role in ROLES.items() if Permission.REFERRAL_MAKE in role.permissions]
# How long home says that a referral was stopped.
TOLD_FOR = timedelta(days=3)
# She is with the service, and it is not finished.
_GOES_ON = rules.WITH_CONTENT - {State.CLOSED}
_WITH_SERVICE = (
    State.SENT,
    State.SEEN,
    State.ACCEPTED,
    State.FIRST_CONTACT,
    State.BEGUN,
    State.CLOSED,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One recipient of a referral, as the mentor sees the order."""

    name: str
    position: int
    outside: bool
    turn: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A referral as one viewer may see it.

    Args:
        party: as whom she acts. holder: with which key she opens; None where she has none.
        reads_content: whether name and safe contact are hers to read now.
        may_ask_mentor: whether she may ask for a mentor for this woman.
    """

    row: Referral
    reference: str
    state: State
    state_words: str
    urgency_words: str
    due: datetime | None
    changed: datetime
    party: Party
    holder: UUID | None
    acts: tuple[Act, ...]
    asked: tuple[Asked, ...]
    reads_summary: bool
    reads_content: bool
    may_withdraw: bool
    may_ask_mentor: bool
    ended: bool
    outcome_words: str
    reason_words: str

    @property
    def clock_words(self) -> str:
        """What the service has its time for; empty once they have spoken, or it is over."""
        words = wording.CLOCKS.get(self.state)
        return str(words) if words else ""

    @property
    def with_mentor(self) -> bool:
        """Whether the viewer is the mentor's side."""
        return self.party == Party.MENTOR


def _mine(viewer: Viewer) -> Q:
    """Hers as a mentor, in an organisation where she may still make referrals."""
    where = viewer.organisations_where(Permission.REFERRAL_MAKE)
    return Q(mentor_id=viewer.account.pk, organisation_id__in=where)


def _may_read(viewer: Viewer) -> frozenset[UUID]:
    """The organisations for whose posts she may read."""
    receiving = viewer.organisations_where(Permission.REFERRAL_RECEIVE)
    return frozenset(
        m.organisation_id
        for m in viewer.memberships
        if m.may_open and m.state == MembershipState.ACTIVE and m.organisation_id in receiving
    )


def _incoming(viewer: Viewer) -> QuerySet[Referral]:
    """Where it is the turn of a post that she may open."""
    turns = Recipient.objects.filter(organisation_id__in=_may_read(viewer), outside=False).values(
        "pk"
    )
    return Referral.objects.filter(
        state__in=_WITH_SERVICE,
        consent__recipients__in=turns,
        consent__recipients__position=F("position"),
    )


def _asked(viewer: Viewer, reference: str, **turn: F) -> QuerySet[Referral]:
    """Where a post that she may open was asked, be it over or not. `turn`: which turn it was."""
    turns = Recipient.objects.filter(organisation_id__in=_may_read(viewer), outside=False)
    return Referral.objects.exclude(state__in=(State.DRAFT, State.CONSENTED)).filter(
        reference=reference, consent__recipients__in=turns.values("pk"), **turn
    )


def was_asked(viewer: Viewer, reference: str) -> bool:
    """Whether it was the turn of a post that she may open, be it over or not."""
    return _asked(viewer, reference, consent__recipients__position__lte=F("position")).exists()


def names_of(recipients: Iterable[Recipient]) -> dict[int, str]:
    """The names of recipients, by their id: of the platform or of the directory."""
    rows = list(recipients)
    ids = {row.organisation_id for row in rows}
    ours = dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))
    listed = dict(Organization.objects.filter(pk__in=ids).values_list("pk", "name"))
    return {row.pk: (listed if row.outside else ours).get(row.organisation_id, "?") for row in rows}


def asked_in_order(referral: Referral) -> tuple[Asked, ...]:
    """Who was, is and will be asked."""
    rows = list(referral.consent.recipients.all())
    names = names_of(rows)
    waiting = referral.state in (State.DECLINED, State.EXPIRED, State.WITHDRAWN)
    return tuple(
        Asked(
            name=names[row.pk],
            position=row.position + 1,
            outside=row.outside,
            turn=row.position == referral.position and not waiting,
            over=row.position < referral.position
            or (row.position == referral.position and waiting),
        )
        for row in rows
    )


def _case(row: Referral, party: Party, holder: UUID | None, now: datetime) -> Case:
    state = State(row.state)
    acts = tuple(act for act in rules.acts_open_to(state, party) if act in _BUTTONS)
    if (
        Act.PASS_ON in acts
        and not row.consent.recipients.filter(position=row.position + 1).exists()
    ):
        acts = tuple(act for act in acts if act != Act.PASS_ON)
    consented = in_force(row.consent.until, row.consent.ending, now)
    accepted = state in rules.WITH_CONTENT
    return Case(
        row=row,
        reference=row.reference,
        state=state,
        state_words=str(wording.STATES[state]),
        urgency_words=wording.said(wording.URGENCIES, row.urgency),
        due=row.due,
        changed=row.changed,
        party=party,
        holder=holder,
        acts=acts,
        asked=asked_in_order(row) if party == Party.MENTOR else (),
        reads_summary=consented and (party == Party.MENTOR or state in _WITH_SERVICE),
        reads_content=consented and (party == Party.MENTOR or accepted),
        may_withdraw=party == Party.MENTOR and rules.can(state, Act.WITHDRAW, Party.MENTOR),
        may_ask_mentor=consented
        and state in (rules.SENT_AND_OPEN if party == Party.MENTOR else _GOES_ON),
        ended=state in _ENDED,
        outcome_words=wording.said(wording.OUTCOMES, row.outcome) if row.outcome else "",
        reason_words=wording.said(wording.REASONS, row.reason) if row.reason else "",
    )


def _service_case(row: Referral, now: datetime) -> Case:
    turn = row.consent.recipients.get(position=row.position)
    return _case(row, Party.SERVICE, turn.holder, now)


def side_of(case: Case) -> UUID:
    """The organisation for which the viewer reads and writes."""
    if case.party == Party.MENTOR:
        return case.row.organisation_id
    return case.row.consent.recipients.get(position=case.row.position).organisation_id


def mine(viewer: Viewer, now: datetime) -> list[Case]:
    """Those that she made or took over, the latest change first."""
    rows = Referral.objects.filter(_mine(viewer)).select_related("consent").order_by("-changed")
    return [_case(row, Party.MENTOR, viewer.account.key_holder, now) for row in rows]


def incoming(viewer: Viewer, now: datetime) -> list[Case]:
    """Those that wait with her posts, the clock that runs out first on top."""
    rows = _incoming(viewer).select_related("consent").order_by(F("due").asc(nulls_last=True))
    return _theirs([_service_case(row, now) for row in rows])


def still_holds(row: Referral) -> bool:
    """Whether a half of the content is still there for the recipient whose turn it was last.

    It is not after a no, after its time was over, and after she locked this recipient out: then
    nobody opens the referral again, and she begins anew with whom she wants.
    """
    turn = row.consent.recipients.filter(position=row.position).first()
    return turn is not None and vault.holds(record=row.content, holder=turn.holder)


def _theirs(cases: list[Case]) -> list[Case]:
    """Without what was closed and is with this service no more.

    It said no, let its time run out, was locked out by her, or her yes is over: how it ended is
    not told there.
    """
    closed = [case.row.content for case in cases if case.state == State.CLOSED]
    there = held.released(closed) | held.waiting(closed)
    return [
        case
        for case in cases
        if case.state != State.CLOSED or (case.row.content, case.holder) in there
    ]


def case_for(viewer: Viewer, reference: str, now: datetime) -> Case | None:
    """One referral, if it is hers; else None, as if there were none."""
    row = Referral.objects.filter(_mine(viewer), reference=reference).first()
    if row:
        return _reopens(_case(row, Party.MENTOR, viewer.account.key_holder, now))
    row = _incoming(viewer).filter(reference=reference).first()
    found = _theirs([_service_case(row, now)] if row else [])
    return found[0] if found else None


def given(viewer: Viewer, reference: str, now: datetime) -> Case | None:
    """What a post of hers was asked last, be it locked, stopped or over since: what the law made it
    tell is written down all the same.
    """
    row = _asked(viewer, reference, consent__recipients__position=F("position")).first()
    return _service_case(row, now) if row else None


def _reopens(case: Case) -> Case:
    """Without the button to open it again, where nobody would be there to open it for."""
    if Act.REOPEN not in case.acts or still_holds(case.row):
        return case
    return replace(case, acts=tuple(act for act in case.acts if act != Act.REOPEN))


def line_cells(case: Case) -> tuple[object, ...]:
    """What a list says of a referral: its reference, where it stands, its clock."""
    return case.reference, case.state_words, case.due, case.changed


def asker_of(case: Case) -> Organisation | None:
    """The mentor's organisation, where who reads how to reach a woman may need its number."""
    found = Organisation.objects.filter(pk=case.row.organisation_id) if case.reads_content else None
    return found.first() if found is not None else None


def _there(organisations: Iterable[UUID]) -> dict[tuple[UUID, UUID], UUID | None]:
    """Who keeps referrals now: organisation and account, with the key that she has today."""
    found = Membership.objects.filter(
        organisation__in=list(organisations), state=MembershipState.ACTIVE, role__in=_MAKERS
    )
    rows = found.values_list("organisation_id", "account_id", "account__key_holder")
    return {(organisation, account): holder for organisation, account, holder in rows}


def is_there(organisation: UUID, account: UUID) -> bool:
    """Whether she keeps referrals of an organisation still, in whichever role."""
    return (organisation, account) in _there([organisation])


def stays(membership: Membership) -> bool:
    """Whether she would go on keeping its referrals without this one role."""
    others = Membership.objects.filter(
        organisation=membership.organisation_id, account=membership.account_id,
        state=MembershipState.ACTIVE, role__in=_MAKERS,
    )  # fmt: skip
    return others.exclude(pk=membership.pk).exists()


def open_of(organisation: UUID, mentor: UUID) -> list[Referral]:
    """What a mentor of an organisation keeps and is not over, the longest unchanged first."""
    rows = Referral.objects.filter(organisation_id=organisation, mentor_id=mentor)
    return list(rows.exclude(state__in=_ENDED).order_by("changed"))


def on_her_side(row: Referral) -> list[Account]:
    """Who is written to: her mentor, or where she is not there any more, who could go on."""
    if is_there(row.organisation_id, row.mentor_id):
        return list(Account.objects.filter(pk=row.mentor_id))
    return openers(row.organisation_id)


def left_behind(viewer: Viewer) -> list[Referral]:
    """Open referrals of her organisations that nobody keeps: somebody must take them over.

    Their mentor is not there any more, or she chose a new password and her new key opens none of
    it; then she takes it over herself as well.
    """
    where = viewer.organisations_where(Permission.REFERRAL_MAKE)
    rows = Referral.objects.filter(organisation_id__in=where).exclude(state__in=_ENDED)
    found, there = list(rows.order_by("changed")), _there(where)
    opens = held.released(row.content for row in found)
    return [
        row
        for row in found
        if (row.content, there.get((row.organisation_id, row.mentor_id))) not in opens
    ]


def why_behind(row: Referral, viewer: Viewer) -> Behind:
    """Why it was left behind, as the viewer is told."""
    if row.mentor_id == viewer.account.pk:
        return Behind.YOURS
    belongs = Membership.objects.filter(
        organisation=row.organisation_id, account=row.mentor_id, role__in=_MAKERS
    )
    left = not belongs.exclude(state=MembershipState.LEFT).exists()
    return Behind.LEFT if left else Behind.LOCKED_OUT


def locked_out(case: Case) -> bool:
    """Whether it is hers and open, and her own key of today opens none of it."""
    if not case.with_mentor or case.ended:
        return False
    return (case.row.content, case.holder) not in held.released([case.row.content])


def open_at(post: Post) -> list[str]:
    """How many open referrals a post holds: sent to it, on the way to it, or as a stand-in."""
    holder = post.key_holder
    if holder is None:
        return []
    sealed = Grant.objects.filter(holder=holder).values("record_id")
    rows = Referral.objects.filter(content__in=sealed).exclude(state__in=_ENDED)
    several = sum(vault.holds(record=row.content, holder=holder) for row in rows)
    said = ngettext("%(number)d referral is open.", "%(number)d referrals are open.", several)
    return [said % {"number": several}] if several else []


def today(viewer: Viewer, now: datetime) -> list[Today]:
    """What waits for her: answers due, referrals that came back, referrals left behind."""
    lines = []
    for case in incoming(viewer, now):
        if case.state in rules.CLOCKED:
            waits = case.state != State.ACCEPTED
            words = (
                _("%(reference)s waits for your answer") if waits
                else _("%(reference)s: have you spoken with her?")
            )  # fmt: skip
            lines.append(_line(words, case.row))
    for case in mine(viewer, now):
        if case.state in (State.DECLINED, State.EXPIRED):
            lines.append(_line(_("%(reference)s came back: nobody said yes"), case.row))
        elif case.state == State.ACCEPTED and _waits_for_code(case):
            said = _("%(reference)s: the service said yes. Telephone it, and tell it the code")
            lines.append(_line(said, case.row))
        elif _she_stopped(case, now):
            # Not why, and not by whom: a phone may be watched.
            lines.append(_line(_("%(reference)s was closed at her wish"), case.row))
    for row in left_behind(viewer):
        words = str(wording.BEHIND_TODAY[why_behind(row, viewer)])
        address = reverse("referral_take_over", kwargs={"reference": row.reference})
        lines.append(Today(words % {"reference": row.reference}, address))
    return lines


def was_stopped(case: Case) -> bool:
    """Whether her yes was taken back, by her or for her; not where its time ran out."""
    return case.state == State.WITHDRAWN and not case.row.consent.is_over


def _she_stopped(case: Case, now: datetime) -> bool:
    """Whether she took her yes back these days, or locked out who had said yes.

    That its time ran out is no wish of hers.
    """
    if now - case.row.changed >= TOLD_FOR:
        return False
    locked = case.state == State.CLOSED and case.row.outcome == Outcome.DECLINED_BY_HER
    in_force = case.row.consent.ending is None
    return was_stopped(case) or (locked and in_force and not still_holds(case.row))


def _waits_for_code(case: Case) -> bool:
    """Whether a service outside said yes and has not read how to reach her yet."""
    outside = case.row.consent.recipients.filter(position=case.row.position, outside=True).first()
    return outside is not None and (case.row.content, outside.holder) not in held.released(
        [case.row.content]
    )


def _line(words: str, row: Referral) -> Today:
    address = reverse("referral", kwargs={"reference": row.reference})
    return Today(words % {"reference": row.reference}, address, row.due)
