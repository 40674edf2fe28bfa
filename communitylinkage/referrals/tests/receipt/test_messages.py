from uuid import uuid4

import pytest
from django.utils import timezone

from communitylinkage.consent.rules import NotConsented
from communitylinkage.people.posts import key_of_post
from communitylinkage.people.tests.cast import cast, key_of
from communitylinkage.referrals.models import Message
from communitylinkage.referrals.receipt import actions, reading
from communitylinkage.referrals.receipt.letters import Letter, read
from communitylinkage.referrals.receipt.rules import NotHers
from communitylinkage.referrals.rules import Act, NotNow, Party
from communitylinkage.referrals.tests.receipt.hers import accepted, ask, do, hers, quick
from communitylinkage.vault import actions as vault
from communitylinkage.vault.keys import Locked, expand
from communitylinkage.vault.models import Grant, LockHalf, Record

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick"]


def write(link, text, who="professional", home="service"):
    return actions.write(
        referral=fresh(link),
        letter=Letter(text=text),
        by=getattr(link.cast, who).pk,
        organisation=getattr(link.cast, home).pk,
        now=timezone.now(),
    )


def fresh(link):
    link.referral.refresh_from_db()
    return link.referral


def service_reads(link, who="professional", home="service"):
    account, holder = getattr(link.cast, who), getattr(link.cast, home).post.key_holder
    key = key_of_post(holder=holder, account=account, private_key=key_of(account))
    return texts(link, holder, key, getattr(link.cast, home).pk, account.pk)


def mentor_reads(link):
    mentor = link.cast.mentor
    return texts(link, mentor.key_holder, key_of(mentor), link.cast.community.pk, mentor.pk)


def texts(link, holder, key, organisation, by):
    shown = reading.messages_for(
        referral=fresh(link),
        holder=holder,
        private_key=key,
        organisation=organisation,
        by=by,
        now=timezone.now(),
    )
    return [message.said or message.text for message in shown]


def she_writes(link, number=None, **said):
    number = number or uuid4()
    return ask(link.code, "messages/", referral=link.referral.pk, write="1", number=number, **said)


def test_a_service_that_said_yes_writes_and_she_writes_back(hers):
    accepted(hers)
    write(hers, "We have an interpreter.")
    page = ask(hers.code, "messages/", referral=hers.referral.pk)
    assert "We have an interpreter." in page
    assert "No meeting is ever fixed here." in page
    page = she_writes(hers, said="as_agreed")
    assert "Your message is sent." in page
    said = ["We have an interpreter.", "Please contact me as we agreed"]
    assert service_reads(hers) == said
    assert mentor_reads(hers) == said


def test_before_a_yes_the_services_read_no_message_and_write_none(hers):
    do(hers, Act.SEND, Party.MENTOR)
    write(hers, "How are you?", "mentor", "community")
    she_writes(hers, text="MARKED words")
    with pytest.raises(NotHers):
        write(hers, "Who is she?")
    do(hers, Act.ACCEPT)
    assert service_reads(hers) == []
    assert mentor_reads(hers) == ["How are you?", "MARKED words"]


def test_who_is_locked_out_reads_no_message_any_more_and_writes_none(hers):
    accepted(hers)
    she_writes(hers, text="before")
    assert service_reads(hers) == ["before"]
    ask(hers.code, "lock/", number=hers.consent.recipients.get(position=0).pk, sure="1")
    with pytest.raises(NotNow):
        do(hers, Act.REOPEN)
    she_writes(hers, text="after")
    assert service_reads(hers) == []
    assert mentor_reads(hers) == ["before", "after"]
    with pytest.raises(NotHers):
        write(hers, "Come back")


def test_a_mentor_who_handed_over_reads_no_new_message(hers):
    vault.destroy_lock_halves(
        records=[hers.referral.content], holders=[hers.cast.mentor.key_holder]
    )
    she_writes(hers, text="for the new one")
    assert mentor_reads(hers) == []


def test_a_stranger_writes_nothing(hers):
    accepted(hers)
    with pytest.raises(NotHers):
        write(hers, "Hello", "stranger", "other")
    assert not Message.objects.exists()


def test_nothing_is_written_after_a_withdrawal(hers):
    accepted(hers)
    ask(hers.code, "stop/", sure="1")
    with pytest.raises((NotHers, NotConsented)):
        write(hers, "Hello", "mentor", "community")


def test_a_page_that_is_sent_twice_writes_once(hers):
    number = uuid4()
    for _twice in range(2):
        she_writes(hers, number=number, said="safe")
    assert Message.objects.count() == 1


def test_an_empty_message_and_a_long_one_are_refused_and_kept(hers):
    assert "Please choose a sentence or write one." in she_writes(hers)
    page = she_writes(hers, text="x" * 10_000)
    assert "x" * 10_000 in page
    assert 'class="error"' in page
    assert "error" in she_writes(hers, said="nonsense")
    assert "error" in she_writes(hers, text="a\x00b")
    assert not Message.objects.exists()


def test_a_letter_is_read_as_it_was_written_and_is_padded():
    letter = Letter("safe", "‮مرحبا")
    assert read(letter.to_bytes()) == letter
    assert len(letter.to_bytes()) % 1024 == 0


def test_both_stores_and_the_keys_of_others_open_nothing_of_hers(hers):
    accepted(hers)
    she_writes(hers, text="MARKED words")
    keys = [key_of(one) for one in (hers.cast.stranger, hers.cast.administrator)]
    keys += [expand(bytes(half.half), b"x") for half in LockHalf.objects.all()]
    for grant in Grant.objects.exclude(holder_id=hers.cast.mentor.key_holder):
        for key in keys:
            with pytest.raises(Locked):
                vault.open_record(record=grant.record_id, holder=grant.holder_id, private_key=key)
    assert not [one for one in Record.objects.all() if b"MARKED" in bytes(one.ciphertext)]
    halves = {grant.pk for grant in Grant.objects.all()}
    LockHalf.objects.filter(pk__in=halves).delete()
    assert mentor_reads(hers) == []
