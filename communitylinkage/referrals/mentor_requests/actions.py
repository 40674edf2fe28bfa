"""Every change of a request is one line of the table, journalled; nothing else writes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from communitylinkage.consent.actions import CLOCK, check_in_force, hold
from communitylinkage.consent.models import Consent
from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Post
from communitylinkage.participants.queries import receipt_holders
from communitylinkage.people.mail import tell
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.posts import on_duty
from communitylinkage.referrals.mentor_requests import rules
from communitylinkage.referrals.mentor_requests.candidates import can_be_asked
from communitylinkage.referrals.mentor_requests.models import MentorRequest, MentorTurn
from communitylinkage.referrals.mentor_requests.papers import Details, Summary, to_bytes
from communitylinkage.referrals.mentor_requests.rules import Act, Lock, NotNow, Party, State
from communitylinkage.referrals.rules import Urgency
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder


@transaction.atomic
def ask(
    *,
    post: Post,
    summary: Summary,
    details: Details,
    mentors: Sequence[UUID],
    urgency: Urgency,
    agreed: bool,
    by: UUID,
    now: datetime,
    consent: Consent | None = None,
) -> MentorRequest:
    """Seals a request and asks the first mentor. Why the order is so is kept nowhere.

    Args:
        mentors: accounts in their order, of whom the first few get a turn.
        agreed: whether the woman said yes to it.
        consent: of the referral that she has with this service: then her page of control shows
            the request, and her receipt opens what is written in it.

    Raises:
        communitylinkage.consent.rules.NotConsented: her yes to the referral is over.
        ValueError: nobody to ask, no yes of hers, or a post without a key.
    """
    chosen = _with_keys(mentors)
    if not agreed or not chosen or post.key_holder is None:
        raise ValueError("a request needs her yes, a post with a key and a mentor")
    if consent:
        # Held until the row is there: a withdrawal meanwhile waits, and then closes it too.
        check_in_force(hold(consent), now)
    keepers = [Holder.objects.get(pk=post.key_holder)]
    keepers += receipt_holders(consent.participant_id) if consent else []
    holders = [*keepers, *Holder.objects.filter(pk__in=[holder for _account, holder in chosen])]
    sealed = [
        vault.seal(plain=to_bytes(value), holders=holders, released=keepers)
        for value in (summary, details)
    ]
    row = MentorRequest.objects.create(
        organisation_id=post.organisation_id,
        post_holder=post.key_holder,
        asked_by=by,
        summary=sealed[0].pk,
        details=sealed[1].pk,
        urgency=urgency,
        consent=consent,
        agreed=now,
        changed=now,
    )
    for position, (account, holder) in enumerate(chosen):
        MentorTurn.objects.create(request=row, account_id=account, holder=holder, position=position)
    _journal(row, "made", by, now)
    return do(request=row, act=Act.ASK, party=Party.SERVICE, by=by, now=now)


def _with_keys(mentors: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    found = Account.objects.filter(pk__in=list(mentors), key_holder__isnull=False)
    keys = dict(found.values_list("pk", "key_holder"))
    chosen = [(account, keys[account]) for account in mentors if account in keys]
    return [(a, holder) for a, holder in chosen if holder][: rules.MOST_ASKED]


def do(*, request: MentorRequest, act: Act, party: Party, by: UUID, now: datetime) -> MentorRequest:
    """Moves a request along one line of the table; after a no, on to the next mentor at once.

    Raises:
        NotNow: it changed meanwhile, it is not hers, or not her turn.
        communitylinkage.vault.keys.Locked: her half is gone: there is nothing to give her.
    """
    with transaction.atomic():
        row = MentorRequest.objects.select_for_update().get(pk=request.pk)
        _step(row, act, party, by, now)
        if row.state in {State.DECLINED, State.EXPIRED}:
            _move_on(row, now)
    return row


def _turn(row: MentorRequest) -> MentorTurn:
    return row.turns.get(position=row.position)


def _step(row: MentorRequest, act: Act, party: Party, by: UUID, now: datetime) -> None:
    line = rules.check(State(row.state), act, party)
    turn = _turn(row)
    if party == Party.MENTOR and turn.account_id != by:
        raise NotNow("it is not her turn")
    if act in {Act.EXPIRE, Act.REMIND, Act.FORGET} and (row.due is None or now < row.due):
        raise NotNow("its clock still runs")
    _turn_locks(row, turn, line.lock)
    if line.answer is not None:
        turn.answer = line.answer
        turn.save()
    row.state, row.changed = line.after, now
    row.due = rules.due(line.after, Urgency(row.urgency), now)
    row.save()
    _journal(row, act, by, now)
    _tell(row, turn, line, by, now)
    for path in settings.ON_MENTOR_REQUEST:
        import_string(path)(request=row, act=act, by=by, now=now)


@transaction.atomic
def take_over(*, request: MentorRequest, turn: MentorTurn, by: UUID, now: datetime) -> None:
    """Another mentor of the same row goes instead of her who said yes.

    Her half of the details was made when she agreed to stand ready; it is given out now.

    Raises:
        NotNow: nobody had said yes.
        communitylinkage.vault.keys.Locked: there is no half for her.
    """
    row = MentorRequest.objects.select_for_update().get(pk=request.pk)
    if row.state != State.ACCEPTED:
        raise NotNow("nobody goes")
    old = _turn(row)
    _lock_out(row, [old.holder])
    for record in (row.summary, row.details):
        vault.release(record=record, holder=turn.holder)
    MentorTurn.objects.filter(pk=old.pk).update(answer=rules.Answer.HANDED_BACK)
    MentorTurn.objects.filter(pk=turn.pk).update(answer=rules.Answer.ACCEPTED)
    row.position, row.changed = turn.position, now
    row.save()
    _journal(row, "taken_over", by, now)


def _turn_locks(row: MentorRequest, turn: MentorTurn, lock: Lock) -> None:
    if lock == Lock.RELEASE_SUMMARY:
        vault.release(record=row.summary, holder=turn.holder)
    elif lock == Lock.RELEASE_DETAILS:
        vault.release(record=row.details, holder=turn.holder)
        _lock_out(row, [t.holder for t in row.turns.all() if t.pk != turn.pk])
    elif lock == Lock.DESTROY_TURN:
        _lock_out(row, [turn.holder])
    elif lock == Lock.DESTROY_MENTORS:
        _lock_out(row, [t.holder for t in row.turns.all()])
    elif lock == Lock.ERASE:
        vault.erase(records=[row.summary, row.details])


def _lock_out(row: MentorRequest, holders: list[UUID]) -> None:
    vault.destroy_lock_halves(records=[row.summary, row.details], holders=holders)


def _move_on(row: MentorRequest, now: datetime) -> None:
    """Asks the next mentor who can still be asked and whose half is there; without one the
    service is told."""
    later = list(row.turns.filter(position__gt=row.position))
    able = [
        turn
        for turn in can_be_asked(later, now)
        if vault.holds(record=row.summary, holder=turn.holder)
    ]
    for turn in later:
        if able and turn.pk == able[0].pk:
            row.position = turn.position
            _step(row, Act.PASS_ON, Party.CLOCK, CLOCK, now)
            return
        _lock_out(row, [turn.holder])
        turn.answer = rules.Answer.PASSED_OVER
        turn.save()
    _step(row, Act.GIVE_UP, Party.CLOCK, CLOCK, now)


def sweep(*, now: datetime) -> int:
    """The clock: asks on where a turn is over, reminds, forgets; returns how many moved."""
    by_clock = {State.ASKED: Act.EXPIRE, State.ACCEPTED: Act.REMIND, State.NOBODY: Act.FORGET}
    moved = sum(
        _tried(row, by_clock[State(row.state)], now)
        for row in MentorRequest.objects.filter(due__lte=now, state__in=list(by_clock))
    )
    gone = [
        row
        for row in MentorRequest.objects.filter(state=State.ASKED)
        if not can_be_asked([_turn(row)], now)
    ]
    return moved + sum(_tried(row, Act.PASS_OVER, now) for row in gone)


def _tried(row: MentorRequest, act: Act, now: datetime) -> int:
    try:
        do(request=row, act=act, party=Party.CLOCK, by=CLOCK, now=now)
    except (NotNow, Locked):
        return 0
    return 1


def stop(*, request: MentorRequest, by: UUID, now: datetime) -> None:
    """She stops it, or her consent is over: erased at once; pressed twice, it stays so."""
    try:
        do(request=request, act=Act.STOP, party=Party.WOMAN, by=by, now=now)
    except NotNow:
        return


def stop_of_service(*, consent: Consent, organisation: UUID, by: UUID, now: datetime) -> None:
    """She locked a service out: what it asked for under her consent ends too."""
    for row in MentorRequest.objects.filter(consent=consent, organisation_id=organisation):
        stop(request=row, by=by, now=now)


def on_withdrawal(*, consent: Consent, by: UUID, now: datetime) -> None:
    """A consent is over: every request that hangs on it ends with it."""
    for row in MentorRequest.objects.filter(consent=consent):
        stop(request=row, by=by, now=now)


def on_leaving(*, membership: Membership, by: Account, now: datetime) -> None:
    """A mentor who leaves is asked no more; what she had said yes to goes back to the service."""
    mine = MentorTurn.objects.filter(account_id=membership.account_id).select_related("request")
    for turn in mine.filter(request__state__in=[State.ASKED, State.ACCEPTED]):
        row = turn.request
        if turn.position != row.position or _still_mentor(membership.account_id):
            continue
        _tried(row, Act.PASS_OVER if row.state == State.ASKED else Act.HAND_BACK, now)


def _still_mentor(account: UUID) -> bool:
    return Membership.objects.filter(account_id=account, role="mentor", state="active").exists()


def _tell(
    row: MentorRequest, turn: MentorTurn, line: rules.Transition, by: UUID, now: datetime
) -> None:
    accounts: list[Account] = []
    if Party.MENTOR in line.tells:
        accounts += Account.objects.filter(pk=turn.account_id)
    post = Post.objects.filter(key_holder=row.post_holder).first()
    if Party.SERVICE in line.tells and post:
        # Who acts or is told as the mentor may be the only one on duty there: others are told then.
        heard = by == turn.account_id or Party.MENTOR in line.tells
        accounts += on_duty(post, now, except_for={turn.account_id} if heard else set())
    tell(accounts=[account for account in accounts if account.pk != by], now=now)


def _journal(row: MentorRequest, act: str, by: UUID, now: datetime) -> None:
    journal.record(
        organisation_id=row.organisation_id,
        act=f"mentor_request.{act}",
        by=by,
        reference=row.reference,
        now=now,
    )
