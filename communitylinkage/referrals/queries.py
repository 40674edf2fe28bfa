"""What pages read about referrals, through the viewer: a stranger finds nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from communitylinkage.consent.models import Recipient
from communitylinkage.consent.rules import in_force
from communitylinkage.directory.hsds import Organization
from communitylinkage.journal.queries import openings
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer
from communitylinkage.people.roles import Permission
from communitylinkage.people.rules import MembershipState
from communitylinkage.referrals import keepers, rules, wording
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.rules import Act, Party, State
from communitylinkage.vault import queries as held

# What a page offers as a button; reading marks as seen, and a withdrawal has its own page.
_BUTTONS = frozenset(Act) - {Act.SEE, Act.SEND, Act.CONSENT, Act.WITHDRAW, Act.EXPIRE, Act.REMIND}
# Names the side in an address, for who stands on both.
AS = "as"
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
        both: whether she stands on the other side of it as well.
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
    both: bool = False

    @property
    def aside(self) -> str:
        """What an address carries so that who stands on both sides stays on this one."""
        return f"?{AS}={self.party}" if self.both and self.with_mentor else ""

    @property
    def across(self) -> str:
        """What an address carries to the other side, for who stands on both."""
        return "" if self.with_mentor else f"?{AS}={Party.MENTOR}"

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


def _asked(viewer: Viewer, **turn: F) -> QuerySet[Referral]:
    """Where a post that she may open was asked, be it over or not. `turn`: which turn it was."""
    turns = Recipient.objects.filter(organisation_id__in=_may_read(viewer), outside=False)
    sent = Referral.objects.exclude(state__in=(State.DRAFT, State.CONSENTED))
    return sent.filter(consent__recipients__in=turns.values("pk"), **turn)


def _at_turn(viewer: Viewer) -> QuerySet[Referral]:
    """Where it is the turn of a post that she may open, or was when it ended."""
    return _asked(viewer, consent__recipients__position=F("position"))


def _incoming(viewer: Viewer) -> QuerySet[Referral]:
    """What is with a post that she may open."""
    return _at_turn(viewer).filter(state__in=_WITH_SERVICE)


def was_asked(viewer: Viewer, reference: str) -> bool:
    """Whether it was the turn of a post that she may open, be it over or not."""
    rows = _asked(viewer, consent__recipients__position__lte=F("position"))
    return rows.filter(reference=reference).exists()


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
    if Act.PASS_ON in acts and keepers.next_turn(row) is None:
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
        ended=state in rules.ENDED,
        outcome_words=wording.said(wording.OUTCOMES, row.outcome) if row.outcome else "",
        reason_words=wording.said(wording.REASONS, row.reason) if row.reason else "",
    )


def _service_case(row: Referral, now: datetime) -> Case:
    return _case(row, Party.SERVICE, _turn(row).holder, now)


def side_of(case: Case) -> UUID:
    """The organisation for which the viewer reads and writes."""
    if case.party == Party.MENTOR:
        return case.row.organisation_id
    return _turn(case.row).organisation_id


def mine(viewer: Viewer, now: datetime) -> list[Case]:
    """Those that she made or took over, the latest change first."""
    rows = Referral.objects.filter(_mine(viewer)).select_related("consent").order_by("-changed")
    turns = set(_incoming(viewer).values_list("pk", flat=True))
    cases = [_case(row, Party.MENTOR, viewer.account.key_holder, now) for row in rows]
    return [replace(case, both=case.row.pk in turns) for case in cases]


def incoming(viewer: Viewer, now: datetime) -> list[Case]:
    """Those that wait with her posts, the clock that runs out first on top."""
    rows = _incoming(viewer).select_related("consent").order_by(F("due").asc(nulls_last=True))
    return _theirs([_service_case(row, now) for row in rows])


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
    """One referral, if it is hers; else None, as if there were none.

    Who stands on both sides has it as its mentor.
    """
    found = sides(viewer, reference, now)
    return found[-1] if found else None


def sides(viewer: Viewer, reference: str, now: datetime) -> list[Case]:
    """One referral as she stands to it: for a service whose turn it is, and as its mentor.

    A coordinator may refer a woman to her own service, and be the only one there who opens. The
    service's side comes first: somebody waits for its answer.
    """
    row = _incoming(viewer).filter(reference=reference).first()
    found = _theirs([_service_case(row, now)] if row else [])
    row = Referral.objects.filter(_mine(viewer), reference=reference).first()
    if row:
        found.append(_reopens(_case(row, Party.MENTOR, viewer.account.key_holder, now)))
    return [replace(case, both=len(found) > 1) for case in found]


def taken_from(viewer: Viewer, since: datetime) -> list[Referral]:
    """What ended since then with a post that she may open, and that had read how to reach the
    woman: it was locked out, or her yes is over."""
    rows = _at_turn(viewer).filter(state__in=rules.ENDED, changed__gt=since)
    found = {row: _turn(row) for row in rows.order_by("-changed")}
    contents = [row.content for row in found]
    there = held.released(contents) | held.waiting(contents)
    read = {(one.reference, one.organisation) for one in openings(map(str, contents))}
    return [
        row
        for row, turn in found.items()
        if (row.content, turn.holder) not in there
        and (str(row.content), turn.organisation_id) in read
    ]


def _turn(row: Referral) -> Recipient:
    return row.consent.recipients.get(position=row.position)


def given(viewer: Viewer, reference: str, now: datetime) -> Case | None:
    """What a post of hers was asked last, be it locked, stopped or over since: what the law made it
    tell is written down all the same.
    """
    row = _at_turn(viewer).filter(reference=reference).first()
    return _service_case(row, now) if row else None


def _reopens(case: Case) -> Case:
    """Without the button to open it again, where nobody would be there to open it for."""
    if Act.REOPEN not in case.acts or keepers.still_holds(case.row):
        return case
    return replace(case, acts=tuple(act for act in case.acts if act != Act.REOPEN))


def line_cells(case: Case) -> tuple[object, ...]:
    """What a list says of a referral: its reference, where it stands, its clock."""
    return case.reference, case.state_words, case.due, case.changed


def asker_of(case: Case) -> Organisation | None:
    """The mentor's organisation, where who reads how to reach a woman may need its number."""
    found = Organisation.objects.filter(pk=case.row.organisation_id) if case.reads_content else None
    return found.first() if found is not None else None


def locked_out(case: Case) -> bool:
    """Whether it is hers and open, and her own key of today opens none of it."""
    if not case.with_mentor or case.ended:
        return False
    return (case.row.content, case.holder) not in held.released([case.row.content])


def was_stopped(case: Case) -> bool:
    """Whether her yes was taken back, by her or for her; not where its time ran out."""
    return case.state == State.WITHDRAWN and not case.row.consent.is_over
