"""Every change of a support action is one line of its table, journalled; nothing else writes."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.consent.actions import CLOCK, check_in_force
from communitylinkage.consent.models import Consent
from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Post
from communitylinkage.participants.queries import receipt_holders
from communitylinkage.people.mail import tell
from communitylinkage.people.models import Account
from communitylinkage.people.posts import on_duty
from communitylinkage.referrals.mentor_requests import rules as requests
from communitylinkage.referrals.models import MentorRequest
from communitylinkage.support import rules
from communitylinkage.support.models import SupportAction
from communitylinkage.support.papers import Number, Plan, to_bytes
from communitylinkage.support.rules import Act, Alert, BackupSaid, NotNow, Party, State, Watch
from communitylinkage.vault import actions as vault
from communitylinkage.vault.models import Holder


def watch_of(row: SupportAction) -> Watch:
    """The clock over its mentor."""
    return Watch(row.check_in, Alert(row.alert), row.tell_at)


def locked(row: SupportAction) -> SupportAction:
    """The row as it stands now, held until the act is done."""
    return SupportAction.objects.select_for_update().get(pk=row.pk)


def write(row: SupportAction, act: Act, watch: Watch, by: UUID, now: datetime) -> None:
    """Keeps what an act led to, and journals it; of what is over nothing stays for the way."""
    if row.state not in rules.LIVE:
        erase(row, "plan", "number", "backup_number")
    row.check_in, row.alert, row.tell_at = watch.check_in, watch.alert, watch.tell_at
    row.changed = now
    row.save()
    journal.record(
        organisation_id=row.organisation_id,
        act=f"support.{act}",
        by=by,
        reference=row.reference,
        now=now,
    )


def rota(row: SupportAction, now: datetime) -> list[Account]:
    """Who looks after the mentor: whoever is on duty at the post that asked for her, never she."""
    post = Post.objects.filter(key_holder=row.post_holder).select_related("organisation").first()
    return on_duty(post, now, except_for={row.mentor}) if post else []


def tell_rota(row: SupportAction, now: datetime, *, at_once: bool = False) -> None:
    """One neutral letter to each of them."""
    tell(accounts=rota(row, now), now=now, at_once=at_once)


def tell_mentor(row: SupportAction, by: UUID, now: datetime, *, at_once: bool = False) -> None:
    """The same neutral letter to the mentor."""
    accounts = Account.objects.filter(pk=row.mentor).exclude(pk=by)
    tell(accounts=accounts, now=now, at_once=at_once)


@transaction.atomic
def do(
    *,
    action: SupportAction,
    act: Act,
    party: Party,
    by: UUID,
    now: datetime,
    check_in: datetime | None = None,
) -> SupportAction:
    """Moves along one line of the table.

    Args:
        check_in: with "I am safe", until when she gives the next sign; None: she needs none.

    Raises:
        NotNow: it changed meanwhile, it is not hers, or the clock still runs.
    """
    row = locked(action)
    line = rules.check(State(row.state), act, party)
    if party == Party.MENTOR and row.mentor != by:
        raise NotNow("another mentor goes now")
    if check_in is not None and check_in <= now:
        raise NotNow("the next sign cannot be due already")
    if act == Act.EXPIRE and not rules.long_seen_to(watch_of(row), row.changed, now):
        raise NotNow("somebody waits for her, or did until now")
    was, goes_on = watch_of(row), line.after == State.OPEN
    if act in {Act.SAFE, Act.HOME}:
        check_in = rules.promised(was, row.begins, check_in, now)
    watch = rules.after(was, act, now, check_in, goes_on=goes_on)
    row.state = line.after
    write(row, act, watch, by, now)
    if act in {Act.CALL_ME, Act.MISS, Act.TELL_AGAIN}:
        tell_rota(row, now, at_once=True)
    elif party == Party.ROTA:
        tell_mentor(row, by, now)
    return row


@transaction.atomic
def plan(
    *,
    action: SupportAction,
    content: Plan,
    begins: datetime,
    check_in: datetime,
    by: UUID,
    now: datetime,
) -> SupportAction:
    """Seals what is agreed before the visit, and sets the clock. A newer plan replaces the older.

    Sealed to the mentor, to the post that asked and to the woman's receipts; the mentor's own
    number to the first two, apart from it.

    Raises:
        NotNow: it is over, not hers, or the times cannot be.
        communitylinkage.consent.rules.NotConsented: her yes is over.
    """
    row = locked(action)
    rules.check(State(row.state), Act.PLAN, Party.MENTOR)
    if row.mentor != by or not rules.is_a_plan(begins, check_in, now):
        raise NotNow
    record = _seal(row, to_bytes(replace(content, mentor_number="")), now)
    number = seal_number(row, content.mentor_number, row.mentor_holder)
    release_backup(row, by, now)
    erase(row, "plan", "number")
    row.plan, row.number, row.begins = record, number, begins
    write(row, Act.PLAN, rules.after(watch_of(row), Act.PLAN, now, check_in), by, now)
    return row


def _who_looks_after_it(row: SupportAction) -> list[Holder]:
    return list(Holder.objects.filter(pk__in=[row.mentor_holder, row.post_holder]))


def _seal(row: SupportAction, plain: bytes, now: datetime) -> UUID:
    """For those who may read what is agreed; asked again, whether she still agrees."""
    keepers = _who_looks_after_it(row)
    if row.consent:
        check_in_force(Consent.objects.select_for_update().get(pk=row.consent.pk), now)
        keepers += receipt_holders(row.consent.participant_id)
    return vault.seal(plain=plain, holders=keepers, released=keepers).pk


def seal_note(row: SupportAction, plain: bytes) -> UUID:
    """What the mentor tells her colleagues afterwards: for her and the post, for no receipt.

    The form says so to her; and a receipt may be in other hands.
    """
    keepers = _who_looks_after_it(row)
    return vault.seal(plain=plain, holders=keepers, released=keepers).pk


def seal_number(row: SupportAction, number: str, mentor: UUID) -> UUID:
    """Where the rota reaches a mentor; it is hers, so no yes of the woman is asked for.

    Args:
        mentor: the key of her whose number it is.
    """
    keepers = list(Holder.objects.filter(pk__in=[mentor, row.post_holder]))
    return vault.seal(plain=to_bytes(Number(number)), holders=keepers, released=keepers).pk


def erase(row: SupportAction, *names: str) -> None:
    """Destroys what is sealed of a visit, by the names of its fields.

    The note afterwards (`debrief`) stays with its post, unless the woman stops it all.
    """
    for name in names:
        if record := getattr(row, name):
            vault.erase(records=[record])
            setattr(row, name, None)


def release_backup(row: SupportAction, by: UUID, now: datetime) -> None:
    """Nobody needs to stand ready any more: who does gets a letter, and her halves go."""
    if row.backup and row.backup_holder and row.backup_said != BackupSaid.NO:
        sealed = (row.request.summary, row.request.details, row.plan)
        records = [record for record in sealed if record]
        vault.destroy_lock_halves(records=records, holders=[row.backup_holder])
        tell(accounts=Account.objects.filter(pk=row.backup).exclude(pk=by), now=now)
    erase(row, "backup_number")
    row.backup, row.backup_holder, row.backup_said = None, None, BackupSaid.WAITING


def on_mentor_request(
    *, request: MentorRequest, act: requests.Act, by: UUID, now: datetime
) -> None:
    """What follows a line of the table of requests: a yes opens an action, an end closes it."""
    if act == requests.Act.ACCEPT:
        _open(request, by, now)
        return
    row = SupportAction.objects.filter(request=request).first()
    if row is None:
        return
    if act == requests.Act.STOP:
        _stop(row, by, now)
    elif act in {requests.Act.FINISH, requests.Act.CANCEL, requests.Act.HAND_BACK}:
        _cancel(row, by, now, finished=act == requests.Act.FINISH)


def _open(request: MentorRequest, by: UUID, now: datetime) -> None:
    turn = request.turns.get(position=request.position)
    row = SupportAction.objects.create(
        request=request,
        consent=request.consent,
        organisation_id=request.organisation_id,
        post_holder=request.post_holder,
        mentor=turn.account_id,
        mentor_holder=turn.holder,
        changed=now,
    )
    journal.record(
        organisation_id=row.organisation_id,
        act="support.opened",
        by=by,
        reference=row.reference,
        now=now,
    )


@transaction.atomic
def _cancel(action: SupportAction, by: UUID, now: datetime, *, finished: bool) -> None:
    """The request ended; a visit that was only planned ends with it, without a trace of why.

    A mentor who is on her way is told to go home, and watched until she is there, unless it was
    she herself who ended it. What she called for, or did not answer, is seen to all the same. What
    came of a visit that had begun is still hers to say.

    Args:
        finished: somebody said that it took place, also where no time was agreed.
    """
    row = locked(action)
    if row.state != State.OPEN:
        return
    release_backup(row, by, now)
    erase(row, "plan")
    watch = Watch()
    if by != row.mentor or row.alert != Alert.NONE:
        watch = rules.on_ending(watch_of(row), row.begins, now)
    begun = finished or rules.has_begun(row.begins, now)
    act = rules.ends_with(watch, Party.REQUEST, begun=begun)
    row.state = rules.check(State.OPEN, act, Party.REQUEST).after
    write(row, act, watch, by, now)
    tell_mentor(row, by, now, at_once=rules.cannot_wait(act, row.begins, now))


@transaction.atomic
def _stop(action: SupportAction, by: UUID, now: datetime) -> None:
    """The woman stops it: all that is written goes; her mentor is watched until she is home.

    The mentor's own number stays for so long: her colleagues call her, and nobody else. Her hours
    stay hers to write down, and nothing else; she is not told why.
    """
    row = locked(action)
    release_backup(row, by, now)
    erase(row, "plan", "debrief")
    was, watch, act = State(row.state), watch_of(row), Act.STOP
    if was == State.OPEN:
        watch = rules.on_ending(watch, row.begins, now)
        begun = rules.has_begun(row.begins, now)
        act = rules.ends_with(watch, Party.WOMAN, begun=begun)
    if not rules.leads(was, act):
        row.save()
        return
    row.state = rules.check(was, act, Party.WOMAN).after
    write(row, act, watch, by, now)
    if was == State.OPEN:
        tell_mentor(row, by, now, at_once=rules.cannot_wait(act, row.begins, now))


def on_withdrawal(*, consent: Consent, by: UUID, now: datetime) -> None:
    """A consent is over: every visit under it stops, and what was written of it goes."""
    for row in SupportAction.objects.filter(consent=consent):
        _stop(row, by, now)


def sweep(*, now: datetime) -> int:
    """The clock: tells of a missed sign, and again until it is seen to. Returns how many acts.

    It also lets go of a mentor on her way home who was long seen to and has no sign to give any
    more: nobody waits for her, she only forgot to say that she is home.
    """
    late = SupportAction.objects.filter(alert=Alert.NONE, check_in__lte=now)
    again = SupportAction.objects.filter(tell_at__lte=now)
    home = SupportAction.objects.filter(
        state__in=sorted(rules.WAY_BACK), check_in=None, alert=Alert.NONE,
        changed__lte=now - rules.SEEN_LONG_AGO,
    )  # fmt: skip
    due = ((late, Act.MISS), (again, Act.TELL_AGAIN), (home, Act.EXPIRE))
    return sum(_tried(row, act, now) for rows, act in due for row in list(rows))


def _tried(row: SupportAction, act: Act, now: datetime) -> int:
    try:
        do(action=row, act=act, party=Party.CLOCK, by=CLOCK, now=now)
    except NotNow:
        return 0
    return 1
