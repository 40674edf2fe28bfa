"""Making, using and ending a passkey, with a device in software that truly signs."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitylinkage.journal.models import Line
from communitylinkage.people.models import Delay, Membership, Passkey, SecondFactor
from communitylinkage.people.passkeys import actions, checking, queries, wording
from communitylinkage.people.passkeys.challenges import new_question
from communitylinkage.people.rules import NotAllowed
from communitylinkage.people.tests.cast import NOW, cast  # noqa: F401
from communitylinkage.people.tests.passkeys.authenticator import Device, bytes_of, text_of
from communitylinkage.people.tests.passkeys.cast import (
    SITE,
    code_of,
    sign_in_with,
    with_passkey,
)

pytestmark = pytest.mark.django_db


def refused(account, device, **changed):
    """The sentence with which a passkey is not taken."""
    with pytest.raises(NotAllowed) as error:
        sign_in_with(account, device, NOW, **changed)
    return error.value.args[0]


def journalled(organisation):
    lines = Line.objects.filter(organisation_id=organisation.pk, act__startswith="passkey.")
    return list(lines.order_by("number").values_list("act", flat=True))


def test_a_passkey_takes_the_place_of_the_code(cast):  # noqa: F811
    device, passkey = with_passkey(cast.mentor, NOW)
    later = NOW + timedelta(days=3)
    sign_in_with(cast.mentor, device, later)
    passkey.refresh_from_db()
    assert (passkey.made, passkey.last_used) == (NOW.date(), later.date())
    assert passkey.sign_count == device.counter == 2


def test_a_passkey_that_never_counts_works_again_and_again(cast):  # noqa: F811
    device, _passkey = with_passkey(cast.mentor, NOW, Device(counts=False))
    for _time in range(3):
        sign_in_with(cast.mentor, device, NOW)


def test_an_answer_to_another_question_is_refused(cast):  # noqa: F811
    device, _passkey = with_passkey(cast.mentor, NOW)
    answer = sign_in_with(cast.mentor, device, NOW)
    said = {"account": cast.mentor, "site": SITE, "answer": answer, "now": NOW}
    with pytest.raises(NotAllowed) as error:
        actions.use(**said, challenge=new_question().challenge)
    assert error.value.args[0] == wording.NOT_THIS


def test_a_passkey_of_another_account_is_refused(cast):  # noqa: F811
    device, _passkey = with_passkey(cast.professional, NOW)
    with_passkey(cast.mentor, NOW)
    assert refused(cast.mentor, device) == wording.NOT_THIS


@pytest.mark.parametrize(
    "wrong",
    [
        {"signature": b"no signature"},
        {"handle": b"the handle of somebody else"},
        {"challenge": "AAAA"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_is_forged_is_refused_and_does_not_mark_it_as_copied(cast, wrong):  # noqa: F811
    device, passkey = with_passkey(cast.mentor, NOW)
    assert refused(cast.mentor, device, **wrong) == wording.NOT_THIS
    passkey.refresh_from_db()
    assert not passkey.copied
    assert passkey.last_used is None


@pytest.mark.parametrize(
    ("origin", "domain"),
    [("http://evil.example", "testserver"), ("http://testserver", "evil.example")],
)
def test_a_page_of_somebody_else_gets_no_answer_that_we_take(cast, origin, domain):  # noqa: F811
    device, _passkey = with_passkey(cast.mentor, NOW)
    device.origin, device.domain = origin, domain
    assert refused(cast.mentor, device) == wording.NOT_THIS


def test_a_copied_one_is_refused_kindly_and_never_taken_again(cast):  # noqa: F811
    device, passkey = with_passkey(cast.mentor, NOW)
    sign_in_with(cast.mentor, device, NOW)
    ahead, device.counter = device.counter, 0  # as the copy tells
    assert refused(cast.mentor, device) == wording.COPIED
    passkey.refresh_from_db()
    assert passkey.copied
    device.counter = ahead + 5  # as the true one may tell: nobody can know which is which
    assert refused(cast.mentor, device) == wording.COPIED
    assert queries.credentials_at(cast.mentor, "testserver") == []
    assert journalled(cast.community) == ["passkey.added", "passkey.refused", "passkey.refused"]


def test_a_counter_is_believed_only_when_the_key_signed_it(cast):  # noqa: F811
    device, passkey = with_passkey(cast.mentor, NOW)
    device.counter = 0
    assert refused(cast.mentor, device, signature=b"forged") == wording.NOT_THIS
    passkey.refresh_from_db()
    assert not passkey.copied


def test_wrong_passkeys_slow_nobodys_codes(cast):  # noqa: F811
    device, _passkey = with_passkey(cast.mentor, NOW)
    for _try in range(5):
        refused(cast.mentor, device, signature=b"no")
    assert not Delay.objects.exists()


def test_the_device_learns_a_random_handle_that_her_passkeys_share(cast):  # noqa: F811
    first, _one = with_passkey(cast.mentor, NOW)
    second, _two = with_passkey(cast.mentor, NOW, name="phone")
    other, _three = with_passkey(cast.professional, NOW)
    assert first.handle == second.handle != other.handle
    assert len(first.handle) == 32
    assert cast.mentor.pk.bytes not in first.handle
    assert str(cast.mentor.pk).encode() not in first.handle


def test_the_device_is_told_her_own_words_and_asked_for_no_make():
    asked = checking.question_to_make(
        site=SITE, title="Information", name="blue key", handle=b"h", challenge=b"c", known=[b"k"]
    )
    told = json.loads(asked)
    assert told["user"]["name"] == told["user"]["displayName"] == "blue key"
    assert told["rp"] == {"name": "Information", "id": "testserver"}
    assert told["attestation"] == "none"
    assert told["authenticatorSelection"]["userVerification"] == "preferred"
    assert len(told["excludeCredentials"]) == 1


def test_the_same_passkey_is_made_once(cast):  # noqa: F811
    device, _passkey = with_passkey(cast.mentor, NOW)
    with pytest.raises(NotAllowed):
        with_passkey(cast.professional, NOW, device)
    assert Passkey.objects.count() == 1


def test_two_do_not_share_a_name_and_eleven_are_too_many(cast):  # noqa: F811
    for number in range(10):
        with_passkey(cast.mentor, NOW, name=f"key {number}")
    with pytest.raises(NotAllowed) as error:
        with_passkey(cast.mentor, NOW, name="one more")
    assert error.value.args[0] == wording.TOO_MANY
    last = queries.passkeys_of(cast.mentor).last()
    with pytest.raises(NotAllowed) as error:
        actions.rename(passkey=last, name="key 0", by=cast.mentor, now=NOW)
    assert error.value.args[0] == wording.NAMED_ALREADY


def test_the_last_second_step_is_never_removed(cast):  # noqa: F811
    _device, one = with_passkey(cast.mentor, NOW)
    with pytest.raises(NotAllowed) as error:
        actions.remove(passkey=one, by=cast.mentor, now=NOW)
    assert error.value.args[0] == wording.LAST
    _device, two = with_passkey(cast.mentor, NOW, name="phone")
    actions.remove(passkey=one, by=cast.mentor, now=NOW)
    code_of(cast.mentor, NOW)
    assert SecondFactor.objects.get(account=cast.mentor).confirmed
    actions.remove(passkey=two, by=cast.mentor, now=NOW)


def test_a_removed_one_works_no_more(cast):  # noqa: F811
    code_of(cast.mentor, NOW)
    device, passkey = with_passkey(cast.mentor, NOW)
    actions.remove(passkey=passkey, by=cast.mentor, now=NOW)
    assert refused(cast.mentor, device) == wording.NOT_THIS
    assert journalled(cast.community) == ["passkey.added", "passkey.removed"]


def test_each_organisation_that_she_is_in_gets_a_line_and_no_name(cast):  # noqa: F811
    Membership.objects.create(
        account=cast.mentor, organisation=cast.other, role="mentor", state="active", since=NOW
    )
    _device, passkey = with_passkey(cast.mentor, NOW, name="MARKED")
    assert journalled(cast.community) == journalled(cast.other) == ["passkey.added"]
    line = Line.objects.filter(act="passkey.added").first()
    assert line.reference == str(passkey.pk)
    assert "MARKED" not in str(vars(line))


@given(st.text(max_size=200) | st.binary(max_size=60).map(repr))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_nonsense_is_taken_or_breaks_anything(text):
    said = {"site": SITE, "challenge": b"c" * 32}
    with pytest.raises(checking.NotThisKey):
        checking.made(**said, answer=text)
    with pytest.raises(checking.NotThisKey):
        checking.read(text)


@given(
    part=st.sampled_from(["clientDataJSON", "authenticatorData", "signature"]),
    at=st.integers(0, 10_000),
    bit=st.integers(0, 7),
)
@settings(max_examples=150, deadline=None)
def test_no_changed_bit_of_a_true_answer_is_taken(part, at, bit):
    device, question = Device(), new_question()
    asked = checking.question_to_use(site=SITE, challenge=question.challenge, known=[])
    answer = json.loads(device.use(asked))
    said = bytearray(bytes_of(answer["response"][part]))
    said[at % len(said)] ^= 1 << bit
    answer["response"][part] = text_of(said)
    with pytest.raises(checking.NotThisKey):
        checking.counter_of(
            site=SITE,
            challenge=question.challenge,
            answer=checking.read(json.dumps(answer)),
            public_key=device.public_key,
        )
