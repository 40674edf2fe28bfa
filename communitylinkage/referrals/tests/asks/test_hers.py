"""With her receipt she sees where it stands, reads the answer, and takes it back."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.people.tests.cast import client_of
from communitylinkage.referrals.asks import actions
from communitylinkage.referrals.asks.models import Answer, Ask, Reply
from communitylinkage.referrals.asks.rules import Act, NotNow
from communitylinkage.referrals.tests.asks.conftest import browser, code_in, send
from communitylinkage.vault import actions as vault
from communitylinkage.vault import queries as held
from communitylinkage.vault.keys import Locked
from communitylinkage.vault.models import LockHalf

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def mine(code, digits="4711", **said):
    answer = browser().post("/en/ask/mine/", {"code": code, "digits": digits, **said})
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


@pytest.fixture
def code(world):
    return code_in(send(world))


def test_she_sees_where_it_stands_and_what_she_wrote(world, code):
    page = mine(code)
    assert "It waits for somebody to read it." in page
    assert "lemon" in page
    actions.do(ask=Ask.objects.get(), act=Act.TAKE, by=world.mentor.pk, now=NOW)
    assert "Somebody has read it" in mine(code)


def test_the_answer_is_hers_and_the_posts(world, code):
    ask = Ask.objects.get()
    actions.do(ask=ask, act=Act.TAKE, by=world.mentor.pk, now=NOW)
    actions.answer(ask=ask, text="We know a lawyer", by=world.mentor.pk, now=NOW)
    assert "We know a lawyer" in mine(code)
    with pytest.raises(Locked):
        vault.open_record(
            record=Answer.objects.get().record,
            holder=world.community.post.key_holder,
            private_key=bytes(32),
        )


def test_only_who_took_it_answers(world, code):
    with pytest.raises(NotNow):
        actions.answer(ask=Ask.objects.get(), text="x", by=world.mentor.pk, now=NOW)
    assert not Answer.objects.exists()


def test_she_takes_it_back_and_only_she_opens_it_then(world, code):
    ask = Ask.objects.get()
    page = mine(code, take_back=str(ask.pk))
    assert "You took it back." in page
    assert "lemon" in page
    assert Ask.objects.get().state == "taken_back"
    assert LockHalf.objects.count() == 1
    assert "You took it back." in mine(code, take_back=str(ask.pk))


@pytest.mark.parametrize("number", ["x" * 10_000, "00000000-0000-4000-8000-000000000000", "\x00"])
def test_a_forged_number_takes_nothing_back(code, number):
    mine(code, take_back=number)
    assert Ask.objects.get().state == "waiting"


def test_another_woman_s_receipt_takes_nothing_of_hers_back(world, code):
    first = Ask.objects.get()
    other = code_in(send(world))
    mine(other, take_back=str(first.pk))
    assert Ask.objects.get(pk=first.pk).state == "waiting"


@pytest.mark.parametrize("digits", ["", "4712", "x" * 10_000])
def test_wrong_digits_open_nothing(code, digits):
    page = mine(code, digits)
    assert "These are not your four digits." in page
    assert "lemon" not in page


@pytest.mark.parametrize("typed", ["", "1", "x" * 10_000, "\u202e12345", "1234567890123456789\x07"])
def test_what_is_no_code_opens_nothing(code, typed):
    assert "This is not a code of ours." in mine(typed)


def test_many_wrong_tries_wait(code, monkeypatch):
    from communitylinkage.participants import actions as receipts
    from communitylinkage.values.tries import Tries

    monkeypatch.setattr(receipts, "TRIES", Tries())
    # The wait doubles: on a slow machine the first ones are over before the next try.
    assert any("Please wait" in mine(code, "0000") for _time in range(14))


def test_a_mentor_writes_on_her_page(cast, asked):
    client = client_of(cast.mentor)
    actions.do(ask=asked, act=Act.TAKE, by=cast.mentor.pk, now=NOW)
    address = f"/en/staff/asks/{asked.reference}/act/"
    for text in ("", "x" * 10_000):
        page = client.post(address, {"act": "answer", "text": text}).content.decode()
        assert "Nothing was sent." in page
    assert not Answer.objects.exists()
    assert client.post(address, {"act": "answer", "text": "hello"}).status_code == 302
    assert "1 answer is there already." in client.get(address[:-4]).content.decode()


@pytest.fixture
def answered(world, code):
    ask = Ask.objects.get()
    actions.do(ask=ask, act=Act.TAKE, by=world.mentor.pk, now=NOW)
    actions.answer(ask=ask, text="May I ask the lawyer?", by=world.mentor.pk, now=NOW)
    return ask


def reply(code, ask, number=None, **said):
    return mine(code, reply=str(ask.pk), number=str(number or uuid4()), **said)


def test_she_replies_to_an_answer_once_however_often_the_page_is_sent(code, answered):
    number = uuid4()
    for _time in range(2):
        page = reply(code, answered, number, said="go_on", text="MARKED and thanks")
        assert "It is sent." in page
        assert "Yes, please go on." in page
        assert "MARKED and thanks" in page
    assert Reply.objects.count() == 1
    assert Line.objects.filter(act="ask.reply").count() == 1


@pytest.mark.parametrize("said", [{}, {"said": "x"}, {"said": "no", "text": "x" * 10_000}])
def test_what_is_no_reply_is_not_sent_and_what_she_typed_stays(code, answered, said):
    page = reply(code, answered, **said)
    assert "It is sent." not in page
    assert 'class="error"' in page
    assert not Reply.objects.exists()


def test_before_anybody_wrote_to_her_there_is_nothing_to_reply_to(code):
    ask = Ask.objects.get()
    assert "Write back" not in mine(code)
    assert "It was not sent" in reply(code, ask, said="go_on")
    assert not Reply.objects.exists()


def test_another_woman_s_receipt_replies_to_nothing_of_hers(world, code, answered):
    reply(code_in(send(world)), answered, said="go_on")
    assert not Reply.objects.exists()


def test_what_she_takes_back_locks_her_replies_too(code, answered):
    reply(code, answered, said="question", text="MARKED which one?")
    mine(code, take_back=str(answered.pk))
    holders = LockHalf.objects.count()
    # Her letter, the answer and her reply: one half each, and each is hers.
    assert holders == 3
    assert "MARKED which one?" in mine(code)


def test_each_of_her_two_pages_leads_to_the_other_with_code_and_digits_in_the_body(client, code):
    page = mine(code)
    form = page.split('action="/en/receipt/"')[1].split("</form>")[0]
    assert 'name="code"' in form
    assert 'name="digits"' in form
    said = {"code": code, "digits": "4711"}
    page = client.post("/en/receipt/", said).content.decode()
    assert 'action="/en/ask/mine/"' in page
    for address in ("/en/receipt/", "/en/ask/mine/"):
        page = client.get(address).content.decode()
        assert "The number on your paper" in page
        assert "/en/receipt/" in page
        assert "/en/ask/mine/" in page


def test_who_wrote_to_her_reads_her_own_question_again_when_she_opens_the_letter(cast, asked):
    reader = client_of(cast.mentor, opens=True)
    actions.do(ask=asked, act=Act.TAKE, by=cast.mentor.pk, now=NOW)
    actions.answer(ask=asked, text="May I ask the lawyer?", by=cast.mentor.pk, now=NOW)
    page = reader.post(reverse("ask_read", args=[asked.reference])).content.decode()
    assert page.index("Written to her, ") < page.index("May I ask the lawyer?")
    # What was written before there was a copy for the post is hers alone, and stops nothing.
    post = cast.community.post.key_holder
    vault.destroy_lock_halves(records=[Answer.objects.get().record], holders=[post])
    page = reader.post(reverse("ask_read", args=[asked.reference])).content.decode()
    assert "May I ask the lawyer?" not in page
    assert 'aria-label="What she wrote"' in page


def test_what_was_taken_back_opens_neither_letter_nor_answer_for_the_post(world, code, answered):
    mine(code, take_back=str(answered.pk))
    post = world.community.post.key_holder
    assert (Answer.objects.get().record, post) not in held.released([Answer.objects.get().record])
    assert "May I ask the lawyer?" in mine(code)


def test_the_way_to_her_paper_stands_there_once(code, answered):
    Ask.objects.update(state="closed", outcome="linked", taken_by=None, due=None)
    assert mine(code).count("See where it stands</button>") == 1
