"""Every change of a referral is one line of the table, journalled; nothing else writes."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from communitylinkage.consent import actions as consents
from communitylinkage.consent.models import Consent, Recipient
from communitylinkage.consent.rules import NotConsented
from communitylinkage.directory import queries as directory
from communitylinkage.journal import actions as journal
from communitylinkage.matching.need import Authority
from communitylinkage.organisations.models import Post
from communitylinkage.outbox import actions as outbox
from communitylinkage.people.mail import tell
from communitylinkage.people.models import Account
from communitylinkage.people.posts import on_duty
from communitylinkage.referrals import counting, keepers, promised, rules
from communitylinkage.referrals.following import moving
from communitylinkage.referrals.models import Referral, Told
from communitylinkage.referrals.rules import (
    Act,
    Differs,
    Lock,
    Outcome,
    Party,
    Reason,
    State,
    Transition,
    Urgency,
)
from communitylinkage.values.opening import UNKNOWN, Hours
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder

REMIND_EVERY = timedelta(days=1)
ASK_OUTSIDE = "referrals.ask_outside"


@transaction.atomic
def make(
    *,
    consent: Consent,
    summary: bytes,
    content: bytes,
    kept_by: Sequence[Holder],
    recipients: Sequence[Holder],
    urgency: Urgency,
    by: UUID,
    now: datetime,
    number: UUID | None = None,
) -> Referral:
    """A referral under a consent: summary and content sealed, nothing released yet.

    Args:
        summary: the coded need, read before accepting. content: name and safe contact, after.

    Raises:
        communitylinkage.consent.rules.NotConsented: not in force, or not these recipients.
    """
    sealed = [
        consents.seal(consent=consent, plain=plain, kept_by=kept_by, recipients=recipients, now=now)
        for plain in (summary, content)
    ]
    referral = Referral.objects.create(
        pk=number or uuid4(),
        consent=consent,
        organisation_id=consent.organisation_id,
        mentor_id=by,
        summary=sealed[0],
        content=sealed[1],
        urgency=urgency,
        changed=now,
    )
    note(referral, "referral.made", by, now)
    return referral


def do(
    *,
    referral: Referral,
    act: Act,
    party: Party,
    by: UUID,
    now: datetime,
    reason: Reason | None = None,
    outcome: Outcome | None = None,
    differed: Sequence[Differs] = (),
) -> Referral:
    """Moves a referral along one line of the table.

    Args:
        party: as whom `by` acts; the caller has checked that she is.
        differed: at a close, where the service was not as its entry says.

    Raises:
        communitylinkage.referrals.rules.NotNow: the state changed meanwhile, it is not hers, or
            nobody is left to ask.
        communitylinkage.consent.rules.NotConsented: the consent is over or withdrawn.
        communitylinkage.vault.keys.Locked: the recipient's half is gone: there is nothing to give.
        ValueError: a decline without a reason, a close without an outcome.
    """
    if act == Act.WITHDRAW:
        raise ValueError("withdrawing goes through consent.actions.withdraw")
    if (act == Act.DECLINE) != (reason is not None) or (act == Act.CLOSE) != (outcome is not None):
        raise ValueError("a decline has a reason, a close has an outcome")
    with transaction.atomic():
        row = Referral.objects.select_for_update().get(pk=referral.pk)
        line = rules.check(State(row.state), act, party)
        if line.lock in rules.RELEASING:
            consents.check_in_force(row.consent, now)
        if act == Act.EXPIRE and (row.due is None or now < row.due):
            raise rules.NotNow(State(row.state), act, party)
        if act == Act.REOPEN and not keepers.still_holds(row):
            raise rules.NotNow(State(row.state), act, party)
        if act == Act.PASS_ON:
            following = keepers.next_turn(row)
            if following is None:
                raise rules.NotNow(State(row.state), act, party)
            row.position = following.position
        _turn_locks(row, line.lock)
        _settle(row, line.after, act, now)
        moving.after_act(row=row, act=act, now=now)
        row.reason = reason or ("" if act == Act.PASS_ON else row.reason)
        row.outcome = outcome or ""
        row.differed = " ".join(differed)
        row.save()
        # Before the journal says it: what was written down already is not the first time.
        counting.after_act(row=row, act=act, now=now)
        promised.after_act(row=row, act=act, now=now)
        note(row, f"referral.{act}", by, now)
        _tell(row, line, by, now)
    return row


def _recipient(row: Referral) -> Recipient:
    found = row.consent.recipients.filter(position=row.position).first()
    if found is None:
        raise ValueError("nobody is left to ask")
    return found


def _turn_locks(row: Referral, lock: Lock) -> None:
    if lock == Lock.NOTHING:
        return
    recipient = _recipient(row)
    holder = recipient.holder
    if lock == Lock.RELEASE_SUMMARY:
        vault.release(record=row.summary, holder=holder)
    elif lock == Lock.RELEASE_CONTENT:
        # Outside, accepting is not enough: a code that came by another channel releases the rest.
        if recipient.outside:
            return
        vault.release(record=row.content, holder=holder)
    elif lock == Lock.DESTROY_RECIPIENT:
        vault.destroy_lock_halves(records=[row.summary, row.content], holders=[holder])


def _hours(row: Referral, now: datetime) -> Hours:
    """Those of the service whose turn it is; unknown where it is not in the directory."""
    number = _recipient(row).service_id
    entry = directory.service(number, now.date()) if number else None
    return entry.offer.hours if entry else UNKNOWN


def _tell(row: Referral, line: Transition, by: UUID, now: datetime) -> None:
    tell_parties(row, line.tells, by, now, asks=line.lock == Lock.RELEASE_SUMMARY)


def tell_parties(row: Referral, parties: frozenset[Party], by: UUID, now: datetime,
                 asks: bool = False, besides: Iterable[Account] = (),
                 at_once: bool = False) -> None:  # fmt: skip
    """Tells the parties that something happened, never what. She reads it on her receipt.

    Args:
        asks: whether a recipient outside gets a link now. besides: who is told too.
        at_once: whether it cannot wait for a quiet moment.
    """
    accounts: list[Account] = []
    if Party.MENTOR in parties:
        accounts += keepers.on_her_side(row)
    if Party.SERVICE in parties:
        accounts += _at_service(row, now, asks)
    # Each once, whatever she is.
    once = {one.pk: one for one in (*accounts, *besides) if one.pk != by}
    tell(accounts=once.values(), now=now, at_once=at_once)


def _at_service(row: Referral, now: datetime, asks: bool) -> list[Account]:
    """Who is on duty where it is the turn; a recipient outside gets a link instead."""
    recipient = _recipient(row)
    if recipient.outside:
        # A link that is no use any more is not mailed.
        if asks:
            outbox.later(kind=ASK_OUTSIDE, subject_id=row.pk, due=now)
        return []
    post = Post.objects.filter(key_holder=recipient.holder).first()
    return on_duty(post, now) if post else []


def _settle(row: Referral, after: State, act: Act, now: datetime) -> None:
    row.state, row.changed = after, now
    if act in {Act.SEND, Act.PASS_ON, Act.ACCEPT, Act.REOPEN}:
        row.due = rules.due(Urgency(row.urgency), now, _hours(row, now))
    elif act == Act.REMIND:
        row.due = now + REMIND_EVERY
    elif after not in rules.CLOCKED:
        row.due = None


def sweep(*, now: datetime) -> int:
    """The clock: expires what ran out and asks the next recipient; returns how many moved."""
    moved = 0
    for row in Referral.objects.filter(due__lte=now, state__in=rules.CLOCKED):
        act = Act.REMIND if row.state == State.ACCEPTED else Act.EXPIRE
        try:
            do(referral=row, act=act, party=Party.CLOCK, by=consents.CLOCK, now=now)
        except rules.NotNow:
            continue
        moved += 1
    return moved + pass_on_all(now=now)


def pass_on_all(*, now: datetime) -> int:
    """Asks the next recipient wherever one is left; the others wait for the mentor."""
    moved = 0
    for row in Referral.objects.filter(state__in=[State.DECLINED, State.EXPIRED]):
        if keepers.next_turn(row):
            try:
                do(referral=row, act=Act.PASS_ON, party=Party.CLOCK, by=consents.CLOCK, now=now)
            except (rules.NotNow, NotConsented, Locked):
                # What became of one woman's must not stop the round for all others.
                continue
            moved += 1
    return moved


def on_withdrawal(*, consent: Consent, by: UUID, now: datetime) -> None:
    """Closes what is open under a consent; its lock halves are gone already."""
    for row in Referral.objects.select_for_update().filter(consent=consent):
        before = State(row.state)
        # What was closed before its time was up stays closed: only the keys go.
        if consent.is_over and before == State.CLOSED:
            continue
        if rules.can(before, Act.WITHDRAW, Party.WOMAN):
            row.state, row.changed, row.due = State.WITHDRAWN, now, None
            row.save()
            moving.over(row=row)
            note(row, "referral.withdrawn", by, now)
            _tell(row, rules.check(before, Act.WITHDRAW, Party.WOMAN), by, now)


@transaction.atomic
def tell_by_law(
    *, referral: Referral, authority: Authority, organisation: UUID, by: UUID, now: datetime
) -> Told:
    """Writes down that a service had to tell an authority by law; her receipt shows it."""
    told = Told.objects.create(
        referral=referral, organisation_id=organisation, authority=authority, at=now
    )
    note(referral, "referral.told_by_law", by, now)
    return told


def note(row: Referral, act: str, by: UUID, now: datetime) -> None:
    """One line of the journal, in the chain of the mentor's organisation."""
    journal.record(
        organisation_id=row.organisation_id, act=act, by=by, reference=row.reference, now=now
    )
