"""Every change of an ask is one line of the table, journalled; nothing else writes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from communitylinkage.consent.actions import CLOCK
from communitylinkage.journal import actions as journal
from communitylinkage.organisations.models import Post
from communitylinkage.participants.actions import OpenReceipt, make_receipt
from communitylinkage.participants.models import Participant
from communitylinkage.participants.queries import receipt_holders
from communitylinkage.people import mail
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.posts import key_of_post, on_duty
from communitylinkage.referrals.asks import papers, rules
from communitylinkage.referrals.asks.models import Answer, Ask, Reply
from communitylinkage.referrals.asks.papers import Letter
from communitylinkage.referrals.asks.rules import Act, NotNow, Outcome, Party, State
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Holder


@dataclass(frozen=True, slots=True)
class Sent:
    """An ask that went out. The receipt's code is shown once and is nowhere else."""

    ask: Ask
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Heard:
    """A reply of hers, opened, and when she wrote it."""

    reply: papers.Reply
    written: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What her mentor wrote to her, and when."""

    text: str
    written: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """What she wrote to the post: her letter, and her replies in their order."""

    letter: Letter
    replies: tuple[Heard, ...]
    answers: tuple[Told, ...] = ()


def send(
    *, number: UUID, post: Post, letter: Letter, digits: str, crowded: bool, now: datetime
) -> Sent:
    """Seals what she wrote to a post and to her receipt, and tells who is on duty.

    The same form sent again, because the signal was lost, replaces what waits: she sees a receipt,
    and there is still one ask.

    Args:
        number: of the form, from its signed stamp.

    Raises:
        NotNow: somebody took it meanwhile, or she took it back.
        ValueError: not four digits, a post without a key, or danger now.
    """
    if letter.soon == papers.Soon.NOW or post.key_holder is None:
        raise ValueError("danger now is never sent, and a post needs a key")
    before = Ask.objects.filter(pk=number).first()
    if before is not None and before.state != State.WAITING:
        raise NotNow
    participant = before.participant if before else Participant.objects.create()
    # Its slow run stays outside the transaction, in which SQLite lets nobody else write. A crash
    # after it leaves a receipt that opens nothing.
    made = make_receipt(participant=participant, digits=digits, now=now)
    holders = [Holder.objects.get(pk=post.key_holder), made.holder]
    plain = papers.to_bytes(letter)
    with transaction.atomic():
        record = vault.seal(plain=plain, holders=holders, released=holders).pk
        fresh = {"post": post, "participant": participant, "record": record, "crowded": crowded}
        fresh |= {"changed": now, "due": rules.due(State.WAITING, now)}
        ask, new = Ask.objects.select_for_update().get_or_create(pk=number, defaults=fresh)
        if not new:
            _replace(ask, fresh)
        _journal(ask, "ask.sent", participant.pk, now)
        if new and not crowded:
            mail.tell(accounts=on_duty(post, now), now=now)
    return Sent(ask, made.code)


def _replace(ask: Ask, fresh: dict[str, Any]) -> None:
    if ask.state != State.WAITING:
        raise NotNow
    vault.erase(records=[ask.record])
    for name, value in fresh.items():
        setattr(ask, name, value)
    ask.save()


def read(*, ask: Ask, account: Account, private_key: bytes, now: datetime) -> Opened:
    """Asks the table again, opens, and journals once; what cannot be journalled does not open.

    Raises:
        NotNow: it ended meanwhile, or a colleague has it.
        communitylinkage.vault.keys.Locked: she has not got the post's key, or it is locked.
    """
    with transaction.atomic():
        row = Ask.objects.select_for_update(of=("self",)).select_related("post").get(pk=ask.pk)
        if row.state not in rules.READABLE or row.taken_by not in (None, account.pk):
            raise NotNow
        holder = row.post.key_holder or UUID(int=0)
        key = key_of_post(holder=holder, account=account, private_key=private_key)
        plain = vault.open_record(record=row.record, holder=holder, private_key=key)
        told = [
            (vault.open_record(record=one.record, holder=holder, private_key=key), one.written)
            for one in row.replies.all()
        ]
        answers = [(_ours(one.record, holder, key), one.written) for one in row.answers.all()]
        _journal(row, "ask.opened", account.pk, now)
    written = tuple(Told(text, when) for text, when in answers if text)
    replies = (Heard(papers.reply_from_bytes(said), written) for said, written in told)
    return Opened(papers.from_bytes(plain), tuple(replies), written)


def _ours(record: UUID, holder: UUID, key: bytes) -> str:
    """What was written to her, as the post may read it again (decision 40); empty where it may not.

    What was written before that decision is sealed to her alone.
    """
    try:
        plain = vault.open_record(record=record, holder=holder, private_key=key)
    except Locked:
        return ""
    return plain.decode().rstrip()


@transaction.atomic
def do(*, ask: Ask, act: Act, by: UUID, now: datetime, outcome: Outcome | None = None) -> Ask:
    """Moves an ask along one line of the table, for a person on duty.

    Raises:
        NotNow: the state changed meanwhile, or a colleague has it.
        ValueError: a close without an outcome.
    """
    if (act == Act.CLOSE) != (outcome is not None):
        raise ValueError("a close has an outcome")
    row = Ask.objects.select_for_update().get(pk=ask.pk)
    return _move(row, act, party_of(row, by), by, now, outcome)


@transaction.atomic
def answer(*, ask: Ask, text: str, by: UUID, now: datetime) -> Answer:
    """Writes to her receipt, the way to who does not want to be reached otherwise.

    The post has a copy, as of her letter, so that her reply never stands without its question.

    Raises:
        NotNow: it is not hers who writes, or it ended.
    """
    row = Ask.objects.select_for_update(of=("self",)).select_related("post").get(pk=ask.pk)
    _move(row, Act.ANSWER, party_of(row, by), by, now)
    post = Holder.objects.filter(pk=row.post.key_holder) if row.post.key_holder else []
    holders = [*post, *receipt_holders(row.participant_id)]
    record = vault.seal(plain=papers.padded(text), holders=holders, released=holders)
    return Answer.objects.create(ask=row, record=record.pk, written=now)


@transaction.atomic
def reply(*, ask: Ask, number: UUID, reply: papers.Reply, now: datetime) -> Reply:
    """Her own word to what was written to her: sealed to the post and to her receipts.

    Args:
        number: of the form; a form that is sent again replies once.

    Raises:
        NotNow: nobody has it, or nobody has written to her yet.
    """
    row = Ask.objects.select_for_update(of=("self",)).select_related("post").get(pk=ask.pk)
    before = row.replies.filter(pk=number).first()
    if before is not None:
        return before
    if row.post.key_holder is None or not row.answers.exists():
        raise NotNow
    _move(row, Act.REPLY, Party.WOMAN, row.participant_id, now)
    holders = [Holder.objects.get(pk=row.post.key_holder), *receipt_holders(row.participant_id)]
    plain = papers.reply_to_bytes(reply)
    record = vault.seal(plain=plain, holders=holders, released=holders)
    return Reply.objects.create(pk=number, ask=row, record=record.pk, written=now)


def open_for_her(*, record: UUID, receipt: OpenReceipt) -> bytes | None:
    """What is sealed to her receipt; None for what an older or a newer receipt of hers opens."""
    if receipt.private_key is None:
        return None
    try:
        return vault.open_record(
            record=record, holder=receipt.holder, private_key=receipt.private_key
        )
    except Locked:
        return None


def party_of(ask: Ask, account: UUID) -> Party:
    """As whom a person on duty acts: who took it, or one of the others."""
    return Party.TAKER if ask.taken_by == account else Party.ON_DUTY


def _move(
    row: Ask, act: Act, party: Party, by: UUID, now: datetime, outcome: Outcome | None = None
) -> Ask:
    line = rules.check(State(row.state), act, party)
    row.state, row.changed, row.due = line.after, now, rules.due(line.after, now)
    if act == Act.TAKE:
        row.taken_by = by
    if line.after == State.WAITING:
        row.taken_by = None
    row.outcome = outcome or row.outcome
    row.save()
    _journal(row, f"ask.{act}", by, now)
    if line.tells == Party.ON_DUTY:
        mail.tell(accounts=on_duty(row.post, now), now=now)
    elif line.tells == Party.TAKER:
        mail.tell(accounts=Account.objects.filter(pk__in=[row.taken_by]), now=now)
    return row


def take_back(*, ask: Ask, now: datetime) -> Ask:
    """Her own act, by her receipt: the post's lock half goes first; only she opens it from then on.

    Two commits on purpose, as a withdrawal: a crash between leaves it locked.

    Raises:
        NotNow: she has taken it back already.
    """
    rules.check(State(ask.state), Act.TAKE_BACK, Party.WOMAN)
    holder = Post.objects.get(pk=ask.post_id).key_holder
    records = [
        ask.record,
        *ask.replies.values_list("record", flat=True),
        *ask.answers.values_list("record", flat=True),
    ]
    vault.destroy_lock_halves(records=records, holders=[holder] if holder else [])
    with transaction.atomic():
        row = Ask.objects.select_for_update().get(pk=ask.pk)
        return _move(row, Act.TAKE_BACK, Party.WOMAN, row.participant_id, now)


def on_leaving(*, membership: Membership, by: Account, now: datetime) -> None:
    """What she took waits again for the others of her organisation."""
    rows = Ask.objects.select_for_update(of=("self",)).select_related("post")
    mine = rows.filter(taken_by=membership.account_id, state=State.TAKEN)
    for row in mine.filter(post__organisation=membership.organisation_id):
        _move(row, Act.GIVE_BACK, Party.TAKER, by.pk, now)


def sweep(*, now: datetime) -> int:
    """The clock: reminds of what waits or lies, again and again; returns how many.

    What ended is erased with its case, by `stewardship`, which knows what holds it.
    """
    moved = 0
    for pk in Ask.objects.filter(due__lte=now).values_list("pk", flat=True):
        with transaction.atomic():
            row = Ask.objects.select_for_update().filter(pk=pk, due__lte=now).first()
            if row is not None:
                _move(row, Act.REMIND, Party.CLOCK, CLOCK, now)
                moved += 1
    return moved


def _journal(row: Ask, act: str, by: UUID, now: datetime) -> None:
    journal.record(
        organisation_id=row.post.organisation_id, act=act, by=by, reference=row.reference, now=now
    )
