"""A step is marked, another way is taken, a clock runs out, a procedure is suspended."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from communitylinkage.consent.actions import CLOCK, hold
from communitylinkage.procedures.models import Version
from communitylinkage.referrals import actions as referrals
from communitylinkage.referrals.following import moving, rules
from communitylinkage.referrals.following.clocks import AT_ONCE
from communitylinkage.referrals.following.models import Followed
from communitylinkage.referrals.following.queries import coordinators, sides
from communitylinkage.referrals.following.rules import NotNow, Op, Reason, Stand, State
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.receipt import actions as messages
from communitylinkage.referrals.receipt.letters import Letter
from communitylinkage.referrals.rules import CLOCKED, Party
from communitylinkage.referrals.rules import State as Referred

REMIND_EVERY = timedelta(days=1)
# Where somebody has to act at once, a day is too long, and whoever is with her has to know.
REMIND_AT_ONCE = AT_ONCE
BOTH = frozenset({Party.MENTOR, Party.SERVICE})


def _held(referral: Referral) -> Followed:
    """The referral first, as in its own table, so that two acts wait for each other."""
    row = Referral.objects.select_for_update().get(pk=referral.pk)
    followed = moving.running(row)
    if followed is None:
        raise NotNow
    followed.referral = row
    return followed


def _stand(followed: Followed) -> Stand:
    return followed.stand(followed.version.value, rules.trail_of(followed.trail))


def _check(followed: Followed, side: Party, at: int) -> Stand:
    """Nobody moved it since the page was shown, and it is the turn of her side."""
    here = _stand(followed)
    if len(rules.trail_of(followed.trail)) != at or side not in sides(followed, here.open):
        raise NotNow
    return here


@transaction.atomic
def mark(*, referral: Referral, side: Party, at: int, by: UUID, now: datetime) -> None:
    """Says that the step is done; what an act of the referral can do now is not marked by hand.

    Args:
        at: how much had happened when the page was shown.

    Raises:
        NotNow: somebody was faster, or it is the other side's.
    """
    followed = _held(referral)
    here = _check(followed, side, at)
    if here.one and not rules.by_hand(here.one, Referred(followed.referral.state)):
        raise NotNow
    if not moving.move(followed=followed, value=followed.version.value, op=Op.DONE, now=now):
        raise NotNow
    followed.save()
    who = _named(here, by)
    referrals.note(followed.referral, "referral.step_done", who, now)
    if followed.state == State.RUNNING:
        _tell(followed, sides(followed, _stand(followed).open), who, now)


@transaction.atomic
def depart(*, referral: Referral, side: Party, organisation: UUID, at: int, reason: Reason,
           leaves: bool, note: str, by: UUID, now: datetime) -> None:  # fmt: skip
    """Goes another way than agreed: past this step, or off the procedure for good.

    Args:
        organisation: for which she writes. note: sealed for the woman, her mentor and the service;
            it may be empty.

    Raises:
        NotNow: somebody was faster, or it is the other side's.
        communitylinkage.consent.rules.NotConsented: a note, and her yes is over.
    """
    hold(referral.consent)
    followed = _held(referral)
    here, value = _check(followed, side, at), followed.version.value
    if leaves:
        moving.leave(followed=followed, value=value, state=State.LEFT, how="left", reason=reason,
                     now=now)  # fmt: skip
        _usual_clock(followed)
    elif not moving.move(followed=followed, value=value, op=Op.DONE, now=now, how="otherwise",
                         reason=reason):  # fmt: skip
        raise NotNow
    followed.save()
    who = _named(here, by)
    act = "referral.way_left" if leaves else "referral.step_otherwise"
    referrals.note(followed.referral, act, who, now)
    if note:
        messages.write(referral=followed.referral, letter=Letter(text=note), by=by,
                       organisation=organisation, now=now)  # fmt: skip
    _tell(followed, BOTH, who, now)


def sweep(*, now: datetime) -> int:
    """The clock of steps: goes to the fall-back, or reminds; returns how many it did."""
    due = Followed.objects.filter(state=State.RUNNING, due__lte=now)
    return sum(_run_out(one.referral, now) for one in due.select_related("referral"))


@transaction.atomic
def _run_out(referral: Referral, now: datetime) -> bool:
    try:
        followed = _held(referral)
    except NotNow:
        return False
    if followed.due is None or now < followed.due:
        return False
    here = _stand(followed)
    # Where it is sealed which step is hers, the shortest clock only reminds.
    moved = here.one is not None and moving.move(
        followed=followed, value=followed.version.value, op=Op.LATE, now=now
    )
    urgent = _urgent(here)
    if not moved:
        followed.due = now + (REMIND_AT_ONCE if urgent else REMIND_EVERY)
    followed.save()
    act = "referral.step_late" if moved else "referral.step_reminded"
    referrals.note(followed.referral, act, CLOCK, now)
    who = BOTH if moved or urgent else sides(followed, here.open)
    _tell(followed, who, CLOCK, now, at_once=urgent)
    return True


def on_suspended(*, version: Version, by: UUID, now: datetime) -> None:
    """A procedure is suspended, or a party took its signature back: its cases go on as usual.

    Those on an older version of it too: it is one agreement. Both sides are told.
    """
    rows = Followed.objects.filter(
        state=State.RUNNING, version__procedure=version.procedure_id
    ).select_related("referral")
    for one in rows:
        followed = _held(one.referral)
        value = followed.version.value
        moving.leave(followed=followed, value=value, state=State.STOPPED, how="stopped", now=now)
        _usual_clock(followed)
        followed.save()
        referrals.note(followed.referral, "referral.procedure_stopped", by, now)
        _tell(followed, BOTH, by, now)


def _usual_clock(followed: Followed) -> None:
    """The clock that the referral would have had without a procedure."""
    row = followed.referral
    if row.state in CLOCKED and row.due and followed.ordinary:
        row.due = max(row.due, followed.ordinary)
        row.save(update_fields=["due"])


def _named(here: Stand, by: UUID) -> UUID:
    """Who did it, for journal and letters; nobody where that would tell which way is hers."""
    return by if here.one else CLOCK


def _urgent(here: Stand) -> bool:
    """Whether somebody has to act at once, so that nobody waits for a quiet moment."""
    return any(not step.clock.runs for step in here.open)


def _tell(followed: Followed, who: Iterable[Party], by: UUID, now: datetime,
          at_once: bool = False) -> None:  # fmt: skip
    """Tells them; at once where a step that ran out, or the one that waits now, is at once."""
    running = followed.state == State.RUNNING
    besides = coordinators(followed) if running else []
    cannot_wait = at_once or (running and _urgent(_stand(followed)))
    referrals.tell_parties(
        followed.referral, frozenset(who), by, now, besides=besides, at_once=cannot_wait
    )
