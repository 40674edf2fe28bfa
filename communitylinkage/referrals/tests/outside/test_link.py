"""The page of a one-time link: what it opens when, to whom, and what it never opens."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.referrals import actions as referrals
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.outside import actions, keys, queries, rules
from communitylinkage.referrals.papers import Summary, from_bytes, to_bytes
from communitylinkage.referrals.rules import Act, NotNow, Outcome, Party, Reason, State
from communitylinkage.referrals.tests.outside.conftest import SUMMARY, Road
from communitylinkage.vault.models import LockHalf

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def page(answer):
    return answer.content.decode()


def wrong(code):
    return str((int(code) + 1) % 10**8).zfill(8)


def is_gone(answer):
    return answer.status_code == 404 and "not there any more" in page(answer)


def test_only_reading_the_address_opens_and_changes_nothing(mailed):
    before = Line.objects.count()
    for method in ("get", "head"):
        answer = getattr(Client(), method)(mailed.path)
        assert answer.status_code == 200
        assert "MARKED" not in page(answer)
        assert not answer.cookies
    assert Line.objects.count() == before
    assert mailed.row.state == State.SENT
    assert mailed.link().opened is None


def test_the_button_opens_the_summary_and_marks_it_read(mailed, press):
    said = page(press(mailed.path))
    assert "MARKEDTOWN" in said
    assert "বাংলা" in said
    assert "MARKEDNAME" not in said
    assert mailed.row.state == State.SEEN
    link = mailed.link()
    lines = Line.objects.filter(by=str(link.pk))
    assert {line.organisation_id for line in lines} == {mailed.organisation.pk}
    assert {line.act for line in lines} == {"referral.see", "content.opened"}


class Guarded(Road):
    SUMMARY = to_bytes(replace(SUMMARY, some_must_not_know=True))


def test_that_some_must_not_know_is_said_before_the_yes_and_after_it_without_the_code(
    road, post, press
):
    warned = "Some persons must not know. Ask before you call an interpreter"
    road.send()
    post.run()
    assert warned not in page(press(post.path()))
    Guarded(road.mentor, road.organisation, timezone.now()).send()
    post.run()
    assert warned in page(press(post.path()))
    assert warned in page(press(post.path(), Act.ACCEPT))


def test_a_summary_sealed_before_this_release_reads_as_no():
    assert from_bytes(Summary, b'{"kind": "legal"}').some_must_not_know is False


def test_from_the_letter_to_the_close(mailed, press):
    assert mailed.code is None
    said = page(press(mailed.path, Act.ACCEPT))
    assert mailed.row.state == State.ACCEPTED
    assert "MARKEDNAME" not in said
    assert mailed.link().expires == mailed.consent.until
    assert "MARKEDNAME" in page(press(mailed.path, "code", code=mailed.code))
    press(mailed.path, Act.CONTACT)
    press(mailed.path, Act.BEGIN)
    said = press(mailed.path, Act.CLOSE, outcome=Outcome.PROVIDED)
    assert "does not open any more" in page(said)
    assert mailed.row.state == State.CLOSED
    assert is_gone(press(mailed.path))


def test_after_the_yes_the_page_says_whom_to_telephone(mailed, press):
    assert "have not written their number" in page(press(mailed.path, Act.ACCEPT))
    mailed.organisation.telephone = "+34 000 000 000"
    mailed.organisation.save()
    assert 'href="tel:+34000000000"' in page(press(mailed.path))


def test_nothing_is_finished_before_the_code_was_right(mailed, press):
    said = page(press(mailed.path, Act.ACCEPT)), page(press(mailed.path, "code", code="1"))
    for one in said:
        assert "How does it go on?" not in one
        assert 'value="close"' not in one
    press(mailed.path, "code", code=mailed.code)
    assert 'value="close"' in page(press(mailed.path)), "also when the page is opened again"


def test_before_the_code_the_content_does_not_open_even_with_the_key(mailed, press):
    press(mailed.path, Act.ACCEPT)
    grant = mailed.holders[0].grants.get(record=mailed.row.content)
    half = LockHalf.objects.filter(pk=grant.pk)
    assert half.get().released is False
    press(mailed.path, "code", code=mailed.code)
    assert half.get().released is True


def test_the_code_is_asked_each_time(mailed, press):
    press(mailed.path, Act.ACCEPT)
    press(mailed.path, "code", code=mailed.code)
    assert "MARKEDNAME" not in page(press(mailed.path))
    assert "MARKEDNAME" in page(
        press(mailed.path, "code", code=f" {mailed.code[:4]} {mailed.code[4:]}")
    )


def test_a_code_before_the_yes_opens_nothing(mailed, press):
    said = page(press(mailed.path, "code", code="12345678"))
    assert "MARKEDNAME" not in said
    assert "Nothing was done" in said


def test_wrong_codes_slow_down_and_then_end(mailed, press):
    press(mailed.path, Act.ACCEPT)
    now, bad, door = timezone.now(), wrong(mailed.code), queries.door(
        mailed.path.split("/")[3], timezone.now()
    )  # fmt: skip
    for _time in range(rules.FREE_TRIES):
        with pytest.raises(rules.WrongCode):
            actions.open_content(door=door, code=bad, now=now)
    with pytest.raises(rules.WrongCode) as soon:
        actions.open_content(door=door, code=mailed.code, now=now)
    assert soon.value.wait == now + timedelta(minutes=1)
    assert actions.open_content(door=door, code=mailed.code, now=now + timedelta(minutes=1))
    assert mailed.link().tries == 0
    for time in range(rules.MOST_TRIES):
        with pytest.raises(rules.WrongCode):
            actions.open_content(door=door, code=bad, now=now + (time + 1) * DAY)
    with pytest.raises(rules.WrongCode) as never:
        actions.open_content(door=door, code=mailed.code, now=now + 30 * DAY)
    assert never.value.wait is None
    said = page(press(mailed.path, "code", code=mailed.code))
    assert "too many wrong codes" in said
    assert "MARKEDNAME" not in said
    acts = list(Line.objects.filter(act__startswith="link.").values_list("act", flat=True))
    assert acts.count("link.code_wrong") == rules.FREE_TRIES + rules.MOST_TRIES
    assert acts.count("link.code_right") == 1


def test_the_code_of_another_link_opens_nothing(mailed, press):
    press(mailed.path, Act.ACCEPT)
    other = keys.code_of(mailed.link(1).pk, mailed.referral.pk)
    assert other != mailed.code
    assert "MARKEDNAME" not in page(press(mailed.path, "code", code=other))


def test_a_no_needs_its_reason_and_ends_the_link(mailed, press):
    said = press(mailed.path, Act.DECLINE)
    assert mailed.row.state == State.SEEN
    assert "id_reason_error" in page(said) or "error" in page(said)
    press(mailed.path, Act.DECLINE, reason=Reason.LANGUAGE)
    assert (mailed.row.state, mailed.row.reason) == (State.DECLINED, Reason.LANGUAGE)
    assert is_gone(press(mailed.path))
    assert is_gone(Client().get(mailed.path))


def test_forged_used_up_expired_and_withdrawn_look_the_same(mailed, press):
    token = mailed.path.split("/")[3]
    forged = "/en/link/" + ("A" if token[0] != "A" else "B") + token[1:] + "/"
    said = {page(press(forged)).replace(forged.split("/")[3], "")}
    answers = [(forged, press(forged))]
    Referral.objects.update(due=timezone.now())
    answers.append((mailed.path, press(mailed.path)))
    Referral.objects.update(due=None, state=State.CLOSED)
    answers.append((mailed.path, press(mailed.path)))
    mailed.withdraw()
    answers.append((mailed.path, press(mailed.path)))
    answers.append((mailed.path, Client().get(mailed.path)))
    for path, answer in answers:
        assert is_gone(answer)
        said.add(page(answer).replace(path.split("/")[3], ""))
    assert len(said) == 1


@pytest.mark.parametrize("act", [Act.ACCEPT, Act.DECLINE, "open", "code"])
def test_the_clock_that_runs_out_while_the_page_is_open(mailed, press, act):
    press(mailed.path)
    Referral.objects.update(due=timezone.now() - timedelta(seconds=1))
    assert is_gone(press(mailed.path, act, reason=Reason.NO_ROOM, code="12345678"))
    assert mailed.row.state == State.SEEN


def test_who_let_the_clock_run_out_cannot_answer_for_the_next(mailed, press):
    press(mailed.path)
    door = queries.door(mailed.path.split("/")[3], timezone.now())
    referrals.sweep(now=mailed.row.due)
    assert (mailed.row.state, mailed.row.position) == (State.SENT, 1)
    # The page was fetched before the clock moved; its act arrives after.
    with pytest.raises(rules.Gone):
        actions.answer(link=door.link, act=Act.ACCEPT, now=timezone.now())
    assert is_gone(press(mailed.path, Act.ACCEPT))
    assert (mailed.row.state, mailed.row.position) == (State.SENT, 1)


def test_of_two_who_hold_the_same_letter_the_second_is_told(mailed, press):
    press(mailed.path)
    press(mailed.path)
    press(mailed.path, Act.ACCEPT)
    said = page(press(mailed.path, Act.DECLINE, reason=Reason.NO_ROOM))
    assert "Somebody answered" in said
    assert mailed.row.state == State.ACCEPTED


def test_the_same_answer_twice_counts_once(mailed, press):
    press(mailed.path, Act.ACCEPT)
    assert press(mailed.path, Act.ACCEPT).status_code == 200
    press(mailed.path, Act.CLOSE, outcome=Outcome.NOT_REACHED)
    assert is_gone(press(mailed.path, Act.CLOSE, outcome=Outcome.PROVIDED))
    assert mailed.row.outcome == Outcome.NOT_REACHED


def test_a_withdrawal_locks_the_link_out_at_once(mailed, press):
    press(mailed.path, Act.ACCEPT)
    press(mailed.path, "code", code=mailed.code)
    mailed.withdraw()
    for act in ("open", "code", Act.CONTACT, Act.CLOSE):
        assert is_gone(press(mailed.path, act, code="12345678", outcome=Outcome.PROVIDED))
    assert mailed.code is None


def test_a_withdrawal_that_only_began_locks_the_link_out(mailed, press):
    press(mailed.path, Act.ACCEPT)
    type(mailed.consent).objects.update(ending=timezone.now())
    assert is_gone(press(mailed.path))


def test_after_a_close_by_mistake_a_reopening_brings_the_link_back(mailed, press):
    press(mailed.path, Act.ACCEPT)
    press(mailed.path, Act.CLOSE, outcome=Outcome.NOT_REACHED)
    mailed.do(Act.REOPEN, Party.MENTOR)
    assert "MARKEDNAME" in page(press(mailed.path, "code", code=mailed.code))


def test_nobody_else_gets_the_code(mailed, press):
    assert queries.code_for(mailed.row) is None
    press(mailed.path, Act.ACCEPT)
    code = queries.code_for(mailed.row)
    assert len(code) == 8
    assert code not in page(press(mailed.path))
    mailed.consent.recipients.update(outside=False)
    assert queries.code_for(mailed.row) is None


WILD_TOKENS = [
    "x", "A" * 43, "A" * 10_000, "é" * 43, "-_" * 21 + "A"
]  # fmt: skip
HIDDEN_TOKENS = ["%00", "%E2%80%AE" + "A" * 42]


@pytest.mark.parametrize("token", HIDDEN_TOKENS)
def test_signs_that_nobody_sees_find_no_page(token):
    assert Client().get(f"/en/link/{token}/").status_code == 404
    assert Client().post(f"/en/link/{token}/").status_code == 404


def test_whatever_stands_in_the_address_it_is_the_same_page():
    for token in WILD_TOKENS:
        assert is_gone(Client().get(f"/en/link/{token}/"))
        assert is_gone(Client().post(f"/en/link/{token}/"))


WILD = ["", "x" * 10_000, "\x00\x07", "‮code", "accept'--", "١٢٣٤٥٦٧٨"]


@pytest.mark.parametrize("field", ["act", "reason", "outcome", "code", "differed"])
def test_whatever_is_typed_nothing_breaks(mailed, press, field):
    press(mailed.path, Act.ACCEPT)
    for typed in WILD:
        for act in ("code", Act.CLOSE, Act.DECLINE):
            answer = Client().post(mailed.path, {"act": act, field: typed})
            assert answer.status_code == 200
            assert "MARKEDNAME" not in page(answer)


def test_a_wrong_code_says_so_beside_its_field(mailed, press):
    press(mailed.path, Act.ACCEPT)
    assert "eight digits" in page(press(mailed.path, "code", code="12"))
    assert "This is not the code" in page(press(mailed.path, "code", code=wrong(mailed.code)))
    assert "You can try a code again" in page(press(mailed.path, "code", code=wrong(mailed.code)))


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_title_and_door_are_neutral_in_every_language(mailed, press, language):
    path = mailed.path.replace("/en/", f"/{language}/")
    for answer in (Client().get(path), press(path)):
        title = page(answer).split("<title>")[1].split("</title>")[0]
        assert not [w for w in ("woman", "mujer", "MARKED") if w in title]
    assert "MARKED" not in page(Client().get(path))


def test_what_the_table_forbids_is_refused_by_the_action(mailed):
    with pytest.raises(NotNow):
        actions.answer(link=mailed.link(), act=Act.BEGIN, now=timezone.now())
    assert mailed.row.state == State.SENT
