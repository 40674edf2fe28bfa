"""Sealing, releasing, opening, granting on, and destroying. Who may is the caller's rule."""

import os
import random
import uuid
from collections.abc import Iterable

from django.db import transaction

from communitylinkage.vault import keys
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Grant, Holder, KeyGrant, LockHalf, Record

# The key of a content in a grant that nobody can open any more.
_CLOSED = b""


def new_holder(*, public_key: bytes) -> Holder:
    """A holder with its public key."""
    return Holder.objects.create(public_key=public_key)


def _binding(record: uuid.UUID, holder: uuid.UUID) -> bytes:
    return record.bytes + holder.bytes


def _grant(record: uuid.UUID, content_key: bytes, holder: Holder, released: bool) -> Grant:
    """A grant; its lock half is written first: a crash between leaves a half that opens nothing."""
    ours, theirs, number = os.urandom(keys.HALF_BYTES), os.urandom(keys.HALF_BYTES), uuid.uuid4()
    LockHalf.objects.create(pk=number, half=ours, released=released)
    both = keys.key_of_halves(theirs, ours, _binding(record, holder.pk))
    return Grant.objects.create(
        pk=number,
        record_id=record,
        holder=holder,
        holder_half=keys.seal_to(bytes(holder.public_key), theirs),
        wrapped_key=keys.encrypt(both, content_key),
    )


@transaction.atomic
def seal(*, plain: bytes, holders: Iterable[Holder], released: Iterable[Holder] = ()) -> Record:
    """A record under a fresh key, with a grant for each holder.

    Args:
        released: the holders who may open at once; the others wait for `release`.
    """
    at_once = {holder.pk for holder in released}
    content_key = os.urandom(32)
    record = Record.objects.create(ciphertext=keys.encrypt(content_key, plain))
    for holder in holders:
        _grant(record.pk, content_key, holder, holder.pk in at_once)
    return record


def release(*, record: uuid.UUID, holder: uuid.UUID) -> None:
    """Gives the lock half out to a holder.

    Raises:
        Locked: there is no such grant, or its half was destroyed.
    """
    grant = Grant.objects.filter(record_id=record, holder_id=holder).first()
    if not grant or not LockHalf.objects.filter(pk=grant.pk).update(released=True):
        raise Locked


def _content_key(record: uuid.UUID, holder: uuid.UUID, private_key: bytes) -> bytes:
    grant = Grant.objects.filter(record_id=record, holder_id=holder).first()
    half = grant and LockHalf.objects.filter(pk=grant.pk, released=True).first()
    if not grant or not half:
        raise Locked
    theirs = keys.open_sealed(private_key, bytes(grant.holder_half))
    both = keys.key_of_halves(theirs, bytes(half.half), _binding(record, holder))
    return keys.decrypt(both, bytes(grant.wrapped_key))


def open_record(*, record: uuid.UUID, holder: uuid.UUID, private_key: bytes) -> bytes:
    """The content.

    Raises:
        Locked: no grant, no half, not released, not this key.
    """
    content_key = _content_key(record, holder, private_key)
    return keys.decrypt(content_key, bytes(Record.objects.get(pk=record).ciphertext))


@transaction.atomic
def grant(*, record: uuid.UUID, by: uuid.UUID, private_key: bytes, to: Holder) -> Grant:
    """Lets another holder wait for a record that `by` can open; `release` gives it out.

    A holder who was granted it before has one grant all the same: the old one gives way, also
    where its half was destroyed.

    Raises:
        Locked: `by` cannot open it.
    """
    content_key = _content_key(record, by, private_key)
    destroy_lock_halves(records=[record], holders=[to.pk])
    Grant.objects.filter(record_id=record, holder=to).delete()
    return _grant(record, content_key, to, released=False)


def holds(*, record: uuid.UUID, holder: uuid.UUID) -> bool:
    """Whether a holder has a grant whose lock half still stands."""
    numbers = Grant.objects.filter(record_id=record, holder_id=holder).values_list("pk", flat=True)
    return LockHalf.objects.filter(pk__in=list(numbers)).exists()


def opens(*, record: uuid.UUID, holder: uuid.UUID) -> bool:
    """Whether a holder's grant still stands, and was not closed when its key was made anew."""
    return (
        holds(record=record, holder=holder)
        and not Grant.objects.filter(
            record_id=record, holder_id=holder, wrapped_key=_CLOSED
        ).exists()
    )


def destroy_lock_halves(
    *, records: Iterable[uuid.UUID], holders: Iterable[uuid.UUID] | None = None
) -> int:
    """Locks records for ever, for some holders or for all. Safe to call again after a crash.

    Returns how many halves were destroyed.
    """
    grants = Grant.objects.filter(record_id__in=list(records))
    if holders is not None:
        grants = grants.filter(holder_id__in=list(holders))
    numbers = list(grants.values_list("pk", flat=True))
    return LockHalf.objects.filter(pk__in=numbers).delete()[0]


def erase(*, records: Iterable[uuid.UUID]) -> None:
    """Destroys the lock halves first, then the content: a crash between leaves all locked."""
    numbers = list(records)
    destroy_lock_halves(records=numbers)
    Record.objects.filter(pk__in=numbers).delete()


@transaction.atomic
def new_post_key(*, members: Iterable[Holder]) -> Holder:
    """A fresh key pair for a post, given to each of its members; the private key is not stored."""
    private_key = keys.new_private_key()
    post = new_holder(public_key=keys.public_key_of(private_key))
    for member in members:
        _give(post, private_key, member)
    return post


def _give(post: Holder, private_key: bytes, member: Holder) -> KeyGrant:
    sealed_key = keys.seal_to(bytes(member.public_key), private_key)
    return KeyGrant.objects.create(post=post, member=member, sealed_key=sealed_key)


def open_post_key(*, post: uuid.UUID, member: uuid.UUID, private_key: bytes) -> bytes:
    """The private key of a post, for one of its members.

    Raises:
        Locked: she is no member, or it is not her key.
    """
    found = KeyGrant.objects.filter(post_id=post, member_id=member).first()
    if not found:
        raise Locked
    return keys.open_sealed(private_key, bytes(found.sealed_key))


def grant_post_key(*, post: Holder, by: uuid.UUID, private_key: bytes, to: Holder) -> KeyGrant:
    """Lets a further member open what the post holds.

    Raises:
        Locked: `by` is no member.
    """
    key = open_post_key(post=post.pk, member=by, private_key=private_key)
    return _give(post, key, to)


def withdraw_post_key(*, post: uuid.UUID, member: uuid.UUID) -> None:
    """Takes a post's key from a member; what she copied stays hers, so a new key must follow."""
    KeyGrant.objects.filter(post_id=post, member_id=member).delete()


@transaction.atomic
def rotate_post_key(
    *, post: Holder, by: uuid.UUID, private_key: bytes, members: Iterable[Holder]
) -> None:
    """A new key pair for the same post: whoever kept a copy of the old key opens nothing more.

    Each grant's holder's half is sealed anew; the lock halves and who was released stay as they
    are, so that a rotation gives out nothing that was not given out before.

    Args:
        members: who gets the new key.

    Raises:
        Locked: `by` is no member.
    """
    old = open_post_key(post=post.pk, member=by, private_key=private_key)
    new = keys.new_private_key()
    post.public_key = keys.public_key_of(new)
    post.save()
    for each in Grant.objects.select_for_update().filter(holder=post):
        half = keys.open_sealed(old, bytes(each.holder_half))
        each.holder_half = keys.seal_to(post.public_key, half)
        each.save()
    KeyGrant.objects.filter(post=post).delete()
    for member in members:
        _give(post, new, member)


@transaction.atomic
def renew_post_key(*, post: Holder, members: Iterable[Holder]) -> None:
    """A fresh key pair for a post whose key nobody has any more.

    What was sealed before stays closed for everybody, also for whoever left with a copy of the old
    key: the halves that the old key opened are overwritten, and the keys of the contents emptied.
    The lock halves stay: it can still be released, answered and passed on, as its clocks go.
    """
    new = keys.new_private_key()
    post.public_key = keys.public_key_of(new)
    post.save()
    for each in Grant.objects.select_for_update().filter(holder=post):
        each.holder_half = keys.seal_to(post.public_key, os.urandom(keys.HALF_BYTES))
        each.wrapped_key = _CLOSED
        each.save()
    KeyGrant.objects.filter(post=post).delete()
    for member in members:
        _give(post, new, member)


@transaction.atomic
def mix(*, records: Iterable[uuid.UUID]) -> None:
    """Writes records, grants and lock halves anew in a random order: nothing else changes.

    A database remembers in which order its rows were written; where that would tell who wrote
    what, the owner of the records calls this.
    """
    numbers = list(records)
    rows = list(Record.objects.select_for_update().filter(pk__in=numbers))
    grants = list(Grant.objects.filter(record_id__in=numbers))
    halves = list(LockHalf.objects.filter(pk__in=[grant.pk for grant in grants]))
    order = random.SystemRandom()
    for found in (rows, grants, halves):
        order.shuffle(found)
    Record.objects.filter(pk__in=numbers).delete()
    Record.objects.bulk_create(rows, batch_size=200)
    Grant.objects.bulk_create(grants, batch_size=200)
    with transaction.atomic(using="locks"):
        LockHalf.objects.filter(pk__in=[half.pk for half in halves]).delete()
        LockHalf.objects.bulk_create(halves, batch_size=200)
