import os
import subprocess
import sys

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitylinkage.vault import actions, keys
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import Grant, LockHalf, Record

pytestmark = pytest.mark.django_db
quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def somebody():
    private_key = keys.new_private_key()
    return actions.new_holder(public_key=keys.public_key_of(private_key)), private_key


def opened(record, holder, private_key):
    return actions.open_record(record=record.pk, holder=holder.pk, private_key=private_key)


@quick
@given(st.binary(max_size=500))
def test_what_was_sealed_opens_for_its_holder_after_release_and_not_before(db, plain):
    holder, key = somebody()
    record = actions.seal(plain=plain, holders=[holder])
    with pytest.raises(Locked):
        opened(record, holder, key)
    actions.release(record=record.pk, holder=holder.pk)
    assert opened(record, holder, key) == plain


def test_nobody_else_opens_it():
    holder, _key = somebody()
    stranger, key = somebody()
    record = actions.seal(plain=b"words", holders=[holder], released=[holder])
    for name in (holder, stranger):
        with pytest.raises(Locked):
            opened(record, name, key)


def test_release_to_one_leaves_the_other_locked():
    (first, first_key), (second, second_key) = somebody(), somebody()
    record = actions.seal(plain=b"words", holders=[first, second])
    actions.release(record=record.pk, holder=first.pk)
    assert opened(record, first, first_key) == b"words"
    with pytest.raises(Locked):
        opened(record, second, second_key)


def test_a_destroyed_half_locks_at_once_and_for_ever():
    (service, service_key), (mentor, mentor_key) = somebody(), somebody()
    record = actions.seal(plain=b"words", holders=[service, mentor], released=[service, mentor])
    assert opened(record, service, service_key) == b"words"
    assert actions.destroy_lock_halves(records=[record.pk], holders=[service.pk]) == 1
    assert actions.destroy_lock_halves(records=[record.pk], holders=[service.pk]) == 0
    with pytest.raises(Locked):
        opened(record, service, service_key)
    with pytest.raises(Locked):
        actions.release(record=record.pk, holder=service.pk)
    assert opened(record, mentor, mentor_key) == b"words"


def test_a_backup_of_the_content_store_opens_nothing_that_was_withdrawn():
    holder, key = somebody()
    record = actions.seal(plain=b"words", holders=[holder], released=[holder])
    record_row, grant_row = Record.objects.get(), Grant.objects.get()
    actions.erase(records=[record.pk])
    record_row.save(force_insert=True)
    grant_row.save(force_insert=True)
    with pytest.raises(Locked):
        opened(record, holder, key)


def test_neither_half_opens_alone():
    holder, key = somebody()
    record = actions.seal(plain=b"words", holders=[holder], released=[holder])
    grant, half = Grant.objects.get(), LockHalf.objects.get()
    theirs = keys.open_sealed(key, bytes(grant.holder_half))
    bound = record.pk.bytes + holder.pk.bytes
    for alone in (
        theirs,
        bytes(half.half),
        keys.key_of_halves(theirs, os.urandom(32), bound),
        keys.key_of_halves(os.urandom(32), bytes(half.half), bound),
    ):
        with pytest.raises(Locked):
            keys.decrypt(alone, bytes(grant.wrapped_key))


def test_a_half_moved_to_another_grant_opens_nothing():
    (first, key), (second, _second_key) = somebody(), somebody()
    one = actions.seal(plain=b"one", holders=[first], released=[first])
    two = actions.seal(plain=b"two", holders=[second], released=[second])
    Grant.objects.filter(record=two).update(record=one, holder_half=b"x" * 80)
    Grant.objects.filter(record=one, holder=first).update(wrapped_key=b"y" * 72)
    with pytest.raises(Locked):
        opened(one, first, key)


def test_who_can_open_can_grant_and_who_cannot_cannot():
    (first, first_key), (second, second_key), (third, third_key) = (somebody() for _n in range(3))
    record = actions.seal(plain=b"words", holders=[first], released=[first])
    with pytest.raises(Locked):
        actions.grant(record=record.pk, by=third.pk, private_key=third_key, to=second)
    actions.grant(record=record.pk, by=first.pk, private_key=first_key, to=second)
    actions.release(record=record.pk, holder=second.pk)
    assert opened(record, second, second_key) == b"words"


def test_members_of_a_post_open_what_it_holds_until_they_leave():
    (member, member_key), (later, later_key) = somebody(), somebody()
    post = actions.new_post_key(members=[member])
    record = actions.seal(plain=b"words", holders=[post], released=[post])
    with pytest.raises(Locked):
        actions.open_post_key(post=post.pk, member=later.pk, private_key=later_key)
    actions.grant_post_key(post=post, by=member.pk, private_key=member_key, to=later)
    key = actions.open_post_key(post=post.pk, member=later.pk, private_key=later_key)
    assert opened(record, post, key) == b"words"
    actions.withdraw_post_key(post=post.pk, member=later.pk)
    with pytest.raises(Locked):
        actions.open_post_key(post=post.pk, member=later.pk, private_key=later_key)


def test_a_key_made_anew_opens_what_comes_later_and_nobody_opens_what_was_before():
    member, member_key = somebody()
    post = actions.new_post_key(members=[member])
    copy = actions.open_post_key(post=post.pk, member=member.pk, private_key=member_key)
    before = actions.seal(plain=b"before", holders=[post], released=[post])
    later, later_key = somebody()
    actions.renew_post_key(post=post, members=[later])
    key = actions.open_post_key(post=post.pk, member=later.pk, private_key=later_key)
    after = actions.seal(plain=b"after", holders=[post], released=[post])
    assert opened(after, post, key) == b"after"
    for old_or_new in (copy, key):
        with pytest.raises(Locked):
            opened(before, post, old_or_new)
    assert actions.holds(record=before.pk, holder=post.pk)
    assert not actions.opens(record=before.pk, holder=post.pk), "the grant says so itself"
    assert actions.opens(record=after.pk, holder=post.pk)
    with pytest.raises(Locked):
        actions.open_post_key(post=post.pk, member=member.pk, private_key=member_key)


def test_marked_words_are_in_neither_store():
    holder, _key = somebody()
    actions.seal(plain=b"MARKED-WORDS", holders=[holder], released=[holder])
    for alias, tables in {
        "default": ("vault_record", "vault_grant", "vault_holder"),
        "locks": ("vault_lockhalf",),
    }.items():
        for table in tables:
            with connections[alias].cursor() as cursor:
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 -- a name of ours
                cells = [c for row in cursor.fetchall() for c in row]
            assert cells
            assert not [c for c in cells if b"MARKED" in bytes(str(c), "utf8")]
            assert not [
                c for c in cells if isinstance(c, (bytes, memoryview)) and b"MARKED" in bytes(c)
            ]


def test_changed_content_does_not_open():
    holder, key = somebody()
    record = actions.seal(plain=b"words", holders=[holder], released=[holder])
    changed = bytearray(record.ciphertext)
    changed[-1] ^= 1
    Record.objects.update(ciphertext=bytes(changed))
    with pytest.raises(Locked):
        opened(record, holder, key)


def test_the_slow_run_keeps_its_parameters():
    """Asked of a process of its own: the suite's runs are quick ones (conftest.py)."""
    told = subprocess.run(
        [sys.executable, "-c", "from communitylinkage.vault import keys as k; print(k.MEMORY_KIB, "
         "k.PASSES, k.LANES, k.SALT_BYTES, k.argon('password', b'0123456789abcdef').hex())"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.split() == ["65536", "3", "1", "16", KNOWN]


KNOWN = "daf16780dcb73e862146297fa17b81b86b480f33c0b67daef0f2c7c809c5797b"
