"""Making a link, answering through it, opening the rest with the code, forgetting."""

import hmac
import os
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communitylinkage.consent import actions as consents
from communitylinkage.consent.rules import NotConsented
from communitylinkage.journal import actions as journal
from communitylinkage.referrals import actions as referrals
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.outside import keys, queries, rules
from communitylinkage.referrals.outside.addresses import can_be_mailed
from communitylinkage.referrals.outside.models import Link, WaitingToken
from communitylinkage.referrals.outside.queries import Door
from communitylinkage.referrals.outside.rules import Gone, WrongCode
from communitylinkage.referrals.papers import Content, Summary, from_bytes
from communitylinkage.referrals.rules import Act, Differs, NotNow, Outcome, Party, Reason, State
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked, public_key_of
from communitylinkage.vault.models import Holder


@transaction.atomic
def new_link(*, organisation: UUID, email: str, by: UUID, now: datetime) -> Holder:
    """A holder for a recipient outside; its secret waits in the lock store until it is mailed.

    Nothing is journalled yet: it leads nowhere before a consent names it, which is.

    Args:
        organisation: of the directory. by: the mentor.

    Raises:
        ValueError: this is no e-mail address.
    """
    if not can_be_mailed(email):
        raise ValueError("no e-mail address")
    token = os.urandom(rules.TOKEN_BYTES)
    holder = vault.new_holder(public_key=public_key_of(keys.private_key_of(token)))
    link = Link(
        holder=holder.pk,
        tag=keys.tag_of(token),
        organisation_id=organisation,
        email=email,
        made=now,
        made_by=by,
    )
    # The lock store first: a crash between leaves a token that belongs to nothing (see `tidy`).
    WaitingToken.objects.create(pk=link.pk, token=keys.seal_waiting(link.pk, token), made=now)
    link.save(force_insert=True)
    return holder


def _at_turn(link: Link, now: datetime) -> tuple[Link, Referral]:
    """Link and referral, held until the transaction ends.

    Without this a link whose clock ran out could answer for the next recipient: its referral is
    `sent` again, at another turn.
    """
    held = Link.objects.select_for_update().filter(pk=link.pk).first()
    row = queries.turn_of(held, now, locked=True) if held else None
    if held is None or row is None:
        raise Gone
    return held, row


@transaction.atomic
def see(*, link: Link, now: datetime) -> Referral:
    """Marks it as read; again and again is the same as once.

    Raises:
        Gone: it does not open any more.
    """
    held, row = _at_turn(link, now)
    if row.state == State.SENT:
        row = _do(row, Act.SEE, held, now)
    if held.opened is None:
        held.opened = now
        held.save()
    return row


@transaction.atomic
def answer(
    *,
    link: Link,
    act: Act,
    now: datetime,
    reason: Reason | None = None,
    outcome: Outcome | None = None,
    differed: Sequence[Differs] = (),
) -> Referral:
    """Accepts, declines, or says how it goes on. The content stays closed until the code comes.

    Raises:
        Gone: it does not open any more.
        communitylinkage.referrals.rules.NotNow: somebody answered already.
    """
    held, row = _at_turn(link, now)
    row = _do(row, act, held, now, reason=reason, outcome=outcome, differed=differed)
    if act == Act.ACCEPT:
        # From here it lives as long as what it opens; the clock of the answer is over.
        held.expires = row.consent.until
    held.opened = held.opened or now
    held.answered = now
    held.save()
    return row


def _do(
    row: Referral,
    act: Act,
    link: Link,
    now: datetime,
    reason: Reason | None = None,
    outcome: Outcome | None = None,
    differed: Sequence[Differs] = (),
) -> Referral:
    try:
        return referrals.do(
            referral=row,
            act=act,
            party=Party.SERVICE,
            by=link.pk,
            now=now,
            reason=reason,
            outcome=outcome,
            differed=differed,
        )
    except NotConsented as error:
        raise Gone from error


def open_summary(*, door: Door, now: datetime) -> tuple[Referral, Summary]:
    """The coded need, journalled on the mentor's chain.

    Raises:
        Gone: it does not open any more.
    """
    row = queries.turn_of(door.link, now)
    if row is None:
        raise Gone
    return row, from_bytes(Summary, _open(door, row, row.summary, now))


def open_content(*, door: Door, code: str, now: datetime) -> Content:
    """Name and safe contact, with the code that came by another channel.

    The code is asked at each opening: whoever reads the letter later has the link, not the code.

    Raises:
        Gone: it does not open any more.
        communitylinkage.referrals.rules.NotNow: nobody accepted yet.
        WrongCode: it is another one, or came too soon after a wrong one.
    """
    row, right = _try_code(door.link, code, now)
    if not right:
        raise WrongCode(_held_back(Link.objects.get(pk=door.link.pk)))
    return from_bytes(Content, _open(door, row, row.content, now))


@transaction.atomic
def _try_code(link: Link, code: str, now: datetime) -> tuple[Referral, bool]:
    """Counts the try and releases the half. It returns instead of raising: the count must stand."""
    held, row = _at_turn(link, now)
    if row.state not in rules.ACCEPTED:
        raise NotNow(State(row.state), Act.SEE, Party.SERVICE)
    # While tries are free no moment is compared: two who press at once may come in the other
    # order than their clocks.
    waits = held.tries >= rules.FREE_TRIES and held.wait_until and now < held.wait_until
    if waits or held.tries >= rules.MOST_TRIES:
        raise WrongCode(_held_back(held))
    right = hmac.compare_digest(code, keys.code_of(held.pk, row.pk))
    held.tries = 0 if right else held.tries + 1
    held.wait_until = None if right else now + rules.wait_after(held.tries)
    held.save()
    act = "link.code_right" if right else "link.code_wrong"
    journal.record(
        organisation_id=row.organisation_id, act=act, by=held.pk, reference=row.reference, now=now
    )
    if right:
        try:
            vault.release(record=row.content, holder=held.holder)
        except Locked as error:
            raise Gone from error
    return row, right


def _held_back(link: Link) -> datetime | None:
    return None if link.tries >= rules.MOST_TRIES else link.wait_until


def _open(door: Door, row: Referral, record: UUID, now: datetime) -> bytes:
    try:
        return consents.open_record(
            record=record,
            holder=door.link.holder,
            private_key=keys.private_key_of(door.token),
            organisation=row.organisation_id,
            by=door.link.pk,
            now=now,
        )
    except (NotConsented, Locked) as error:
        raise Gone from error


def tidy(*, now: datetime) -> int:
    """Destroys tokens that are not wanted any more, with the address they would have gone to.

    Returns how many. The worker calls it in each round: what a crash left goes here
    (docs/decisions/0006-recipients-outside.md).
    """
    gone = 0
    for waiting in WaitingToken.objects.all():
        link = Link.objects.filter(pk=waiting.pk).first()
        if link is None:
            # Perhaps its act has not committed yet; a day later it never will.
            wanted = now < waiting.made + rules.FORGOTTEN_AFTER
        else:
            wanted = queries.waits_to_be_mailed(link, now)
        gone += 0 if wanted else forget(link=waiting.pk)
    return gone


def forget(*, link: UUID) -> int:
    """Destroys address and token of a link that was mailed, or never will be.

    The token last: while it is there, `tidy` comes back after a crash.
    """
    Link.objects.filter(pk=link).update(email="")
    return WaitingToken.objects.filter(pk=link).delete()[0]
