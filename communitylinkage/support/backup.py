"""The mentor who stands ready: asked, and gone instead of the first. One more act of the action."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.people.mail import tell
from communitylinkage.people.models import Account, Membership
from communitylinkage.referrals.mentor_requests import actions as requests
from communitylinkage.referrals.mentor_requests.candidates import can_be_asked
from communitylinkage.referrals.mentor_requests.models import MentorTurn
from communitylinkage.support import rules
from communitylinkage.support.actions import (
    erase,
    locked,
    seal_number,
    tell_mentor,
    watch_of,
    write,
)
from communitylinkage.support.models import OwedHours, SupportAction
from communitylinkage.support.rules import Act, BackupSaid, NotNow, Party, State
from communitylinkage.vault import actions as vault
from communitylinkage.vault.models import Holder

_ANSWERS = {
    BackupSaid.WAITING: (BackupSaid.YES, BackupSaid.NO),
    BackupSaid.YES: (BackupSaid.NO,),
}


def could_stand_ready(row: SupportAction, now: datetime) -> MentorTurn | None:
    """The next mentor of the same request: found for the same need, far from the same circle."""
    not_again = {str(row.mentor), *row.backup_no}
    if row.backup_said == BackupSaid.NO:
        not_again.add(str(row.backup))
    after = MentorTurn.objects.filter(request_id=row.request_id, position__gt=row.request.position)
    able = can_be_asked([turn for turn in after if str(turn.account_id) not in not_again], now)
    return able[0] if able else None


@transaction.atomic
def ask(*, action: SupportAction, private_key: bytes, by: UUID, now: datetime) -> SupportAction:
    """Asks one mentor to stand ready. She may read nothing until she goes; her halves wait.

    Args:
        private_key: of the mentor who goes, who alone can let another one hold what she holds.

    Raises:
        NotNow: there is no plan yet, nobody is left, or it is not hers.
        communitylinkage.vault.keys.Locked: not her key, or it is over.
    """
    row = locked(action)
    rules.check(State(row.state), Act.PLAN, Party.MENTOR)
    turn = could_stand_ready(row, now)
    standing = row.backup is not None and row.backup_said != BackupSaid.NO
    if row.mentor != by or row.plan is None or turn is None or standing:
        raise NotNow
    to = Holder.objects.get(pk=turn.holder)
    for record in (row.request.summary, row.request.details, row.plan):
        vault.grant(record=record, by=row.mentor_holder, private_key=private_key, to=to)
    row.backup, row.backup_holder = turn.account_id, turn.holder
    row.backup_said = BackupSaid.WAITING
    write(row, Act.PLAN, watch_of(row), by, now)
    tell(accounts=Account.objects.filter(pk=turn.account_id), now=now)
    return row


@transaction.atomic
def answer(
    *, action: SupportAction, said: BackupSaid, by: UUID, now: datetime, number: str = ""
) -> None:
    """She can stand ready, or not, or not any more: a yes can be taken back until she goes.

    Args:
        number: with a yes, where the rota reaches her once she goes.

    Raises:
        NotNow: she was not asked, has answered so, gave no number, or it is over.
    """
    row = locked(action)
    open_to_her = _ANSWERS.get(BackupSaid(row.backup_said), ())
    if row.state != State.OPEN or row.backup != by or said not in open_to_her:
        raise NotNow
    if said == BackupSaid.YES:
        if not number:
            raise NotNow
        row.backup_number = seal_number(row, number, _holder(row))
    row.backup_said = said
    if said == BackupSaid.NO:
        _lock_out(row)
        row.backup_no = [*row.backup_no, str(by)]
    write(row, Act.PLAN, watch_of(row), by, now)
    tell_mentor(row, by, now)


def _lock_out(row: SupportAction) -> None:
    """Her halves go, and the number that she gave with her yes."""
    if row.plan:
        records = [row.request.summary, row.request.details, row.plan]
        vault.destroy_lock_halves(records=records, holders=[_holder(row)])
    erase(row, "backup_number")


def _holder(row: SupportAction) -> UUID:
    if row.backup_holder is None:
        raise NotNow
    return row.backup_holder


@transaction.atomic
def take_over(*, action: SupportAction, party: Party, by: UUID, now: datetime) -> SupportAction:
    """The mentor who stands ready goes instead; she who was to go is locked out.

    From here on the clock and the number are those of her who goes. Where it had begun, the hours
    of her who was replaced are hers to write down.

    Raises:
        communitylinkage.support.rules.FirstHer: she who was to go is missing.
        NotNow: nobody stands ready, or it is over.
    """
    row = locked(action)
    rules.check(State(row.state), Act.TAKE_OVER, party)
    if party == Party.MENTOR and row.mentor != by:
        raise NotNow
    if row.backup is None or row.backup_said != BackupSaid.YES or row.plan is None:
        raise NotNow
    watch = rules.after(watch_of(row), Act.TAKE_OVER, now)
    turn = MentorTurn.objects.get(request_id=row.request_id, account_id=row.backup)
    requests.take_over(request=row.request, turn=turn, by=by, now=now)
    vault.release(record=row.plan, holder=turn.holder)
    vault.destroy_lock_halves(records=[row.plan], holders=[row.mentor_holder])
    tell(
        accounts=Account.objects.filter(pk__in=[row.mentor, row.backup]).exclude(pk=by),
        now=now,
        at_once=rules.cannot_wait(Act.TAKE_OVER, row.begins, now),
    )
    erase(row, "number")
    if row.begins and rules.has_begun(row.begins, now):
        OwedHours.objects.get_or_create(
            action=row, mentor=row.mentor, defaults={"begins": row.begins, "since": now}
        )
    row.mentor, row.mentor_holder = turn.account_id, turn.holder
    row.number, row.backup_number = row.backup_number, None
    row.backup, row.backup_holder, row.backup_said = None, None, BackupSaid.WAITING
    write(row, Act.TAKE_OVER, rules.taken_over(watch, row.begins or now, now), by, now)
    return row


def on_leaving(*, membership: Membership, by: Account, now: datetime) -> None:
    """A mentor who leaves stands ready no more; who goes is told, and may ask another one."""
    number = membership.account_id
    if Membership.objects.filter(account_id=number, role="mentor", state="active").exists():
        return
    for row in SupportAction.objects.filter(backup=number, state=State.OPEN):
        _drop(row, by, now)


@transaction.atomic
def _drop(action: SupportAction, by: Account, now: datetime) -> None:
    row = locked(action)
    _lock_out(row)
    row.backup_said = BackupSaid.NO
    write(row, Act.PLAN, watch_of(row), by.pk, now)
    tell_mentor(row, by.pk, now)
