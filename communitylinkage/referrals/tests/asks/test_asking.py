"""A woman asks for a link: three steps, no account, no cookie, no way round a person."""

import re

import pytest
from django.test import Client

from communitylinkage.directory import actions as directory
from communitylinkage.outbox.models import Task
from communitylinkage.participants.actions import open_receipt
from communitylinkage.referrals.asks import stamp as stamps
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.models import Referral
from communitylinkage.referrals.tests.asks.conftest import (
    HELP,
    REACH,
    browser,
    code_in,
    community,
    post,
    send,
    stamp_in,
    third_step,
)
from communitylinkage.vault import actions as vault
from communitylinkage.vault.models import Record

pytestmark = pytest.mark.django_db


def readers_in(page):
    """The page without the signs that keep names apart from the direction of the sentence."""
    return page.replace("\u2068", "").replace("\u2069", "")


def by_receipt(page):
    """What she wrote, as her receipt and her digits open it."""
    ask = Ask.objects.get()
    opened = open_receipt(code=code_in(page), digits="4711", now=ask.changed, source="1")
    assert opened.participant == ask.participant_id
    return vault.open_record(
        record=ask.record, holder=opened.holder, private_key=opened.private_key
    ).decode()


def test_the_page_opens_without_account_and_cookie(world):
    answer = browser().get("/en/ask/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert "What do you need?" in answer.content.decode()


def test_three_steps_lead_to_a_receipt(world):
    page = send(world)
    assert "It is sent" in page
    assert "lemon" in by_receipt(page)


def test_she_sees_who_reads_it_before_she_sends(world):
    page = readers_in(third_step())
    assert "On duty at Community: 1 person there can open it" in page
    assert "On duty at Service" not in page
    assert Ask.objects.count() == 0


def test_who_reads_it_is_a_sentence_that_runs_as_her_language_does(world):
    page = third_step()
    # In a `bdi` the name at its beginning would turn the whole sentence round (in Arabic).
    assert re.search(r'name="post"[^>]*> <span>\u2068', page)
    assert re.search(r'name="not_organisations"[^>]*> <bdi>', page)


def test_nothing_is_passed_on_and_no_referral_is_made(world):
    send(world)
    assert Referral.objects.count() == 0
    assert Ask.objects.get().state == "waiting"


def test_who_is_on_duty_gets_a_neutral_letter_and_nobody_else_does(world):
    send(world)
    assert [task.subject_id for task in Task.objects.all()] == [world.mentor.pk]


@pytest.mark.parametrize("step", ["1", "2", "3"])
def test_danger_now_shows_whom_to_call_and_is_never_sent(world, step):
    directory.load_help_lines()
    page = post(step=step, **(HELP | REACH | {"soon": "now"}))
    main = page.split("<main")[1].split("</main")[0]
    assert 'href="tel:112"' in main
    assert 'href="tel:016"' in main
    assert "<form" not in main
    assert Ask.objects.count() == 0


def test_danger_now_is_answered_even_when_nothing_else_is_filled_in(world):
    assert "Call now" in post(step="1", soon="now")


def test_a_country_without_a_reader_says_so_and_shows_its_help_lines(world):
    directory.load_help_lines()
    page = post(step="1", **(HELP | {"country": "SE"}))
    assert "In Sweden no organisation of ours reads such requests yet." in page
    assert "tel:" in page.split("<main")[1]


def test_a_post_whose_key_nobody_has_is_not_offered(world):
    world.mentor.membership.may_open = False
    world.mentor.membership.save()
    assert "Nobody can read it there yet" in post(step="1", **HELP)


def test_who_must_not_know_cannot_be_the_reader(world):
    community("Another")
    assert "Not the one that you chose above" in third_step()
    page = send(world, not_organisations=[str(world.community.pk)])
    assert "You chose this organisation to read it." in page
    assert Ask.objects.count() == 0


def test_whoever_wants_to_be_reached_says_where(world):
    page = post(step="2", **(HELP | REACH | {"number": ""}))
    assert "Please write where we may reach you." in page
    assert 'value="lemon"' in page


def test_whoever_comes_back_with_the_receipt_leaves_no_number(world):
    page = send(world, channel="receipt")
    assert "600 000" not in by_receipt(page)


def test_back_keeps_what_was_typed(world):
    page = post(step="3", back="1", **(HELP | REACH | {"excluded": "my uncle"}))
    assert 'value="lemon"' in page
    assert 'name="excluded" value="my uncle"' in page
    assert "Something is missing" not in page


@pytest.mark.parametrize("digits", ["", "123", "12345", "abcd", "٤٧١", "9" * 10_000])
def test_four_digits_are_wanted_and_the_rest_is_kept(world, digits):
    page = send(world, digits=digits)
    assert "four digits" in page
    assert 'value="lemon"' in page
    assert Ask.objects.count() == 0


def test_digits_of_her_own_script_are_digits(world):
    assert "It is sent" in send(world, digits="٤٧١١")


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "x" * 10_000},
        {"area": "x" * 10_000},
        {"country": "ZZ"},
        {"language": "<script>"},
        {"soon": "yesterday"},
        {"channel": "pigeon"},
        {"hours": ["noon"]},
        {"when": "x" * 10_000},
        {"excluded": "x" * 10_000},
        {"post": "00000000-0000-4000-8000-000000000000"},
        {"post": "x"},
        {"not_organisations": ["1"]},
        {"number": "\x00"},
    ],
)
def test_wrong_input_gets_a_message_and_nothing_is_sent(world, said):
    page = send(world, **said)
    assert 'role="alert"' in page
    assert "<script>" not in page
    assert Ask.objects.count() == 0


def test_a_service_s_post_cannot_be_made_the_reader(world):
    assert 'role="alert"' in send(world, post=str(world.service.post.pk))
    assert Ask.objects.count() == 0


def test_what_nobody_sees_is_taken_out(world):
    page = send(world, agreed_word="le\u202emon\x07")
    assert '"agreed_word": "lemon"' in by_receipt(page)


def test_a_form_sent_again_replaces_what_waits_and_gives_a_receipt_again(world):
    stamp = stamp_in(third_step())
    first, second = send(world, stamp), send(world, stamp)
    assert code_in(first) != code_in(second)
    assert Ask.objects.count() == 1
    assert Record.objects.count() == 1
    assert Task.objects.count() == 1


def test_a_form_sent_again_after_somebody_took_it_changes_nothing(world):
    stamp = stamp_in(third_step())
    send(world, stamp)
    row = Ask.objects.get()
    row.state, row.taken_by = "taken", world.mentor.pk
    row.save()
    assert "This was sent before" in send(world, stamp)
    assert Ask.objects.get().record == row.record


@pytest.mark.parametrize("stamp", ["", "x", "a:b:c", "x" * 10_000])
def test_a_forged_stamp_is_answered_with_a_new_one(world, stamp):
    page = send(world, stamp or " ")
    assert "open for too long" in page
    assert Ask.objects.count() == 0
    assert "It is sent" in send(world, stamp_in(page))


def test_an_old_stamp_is_answered_with_a_new_one(world, monkeypatch):
    stamp = stamp_in(third_step())
    monkeypatch.setattr(stamps, "LASTS", stamps.LASTS * 0)
    assert "open for too long" in send(world, stamp)


def test_steps_cannot_be_left_out(world):
    page = post(step="3", stamp=stamp_in(third_step()), digits="4711", country="ES")
    assert "Please choose one kind of help." in page
    assert Ask.objects.count() == 0


def test_an_unknown_step_is_the_first(world):
    assert "What do you need?" in post(step="9" * 10_000)


def test_many_wait_and_nobody_is_refused(world):
    for _time in range(3):
        assert "It is sent" in send(world)
    stamp = stamp_in(third_step())
    page = send(world, stamp)
    assert "Please wait" in page
    assert 'value="lemon"' in page
    assert Ask.objects.count() == 3
    assert stamp_in(page) == stamp


def test_many_are_marked_and_send_no_more_letters(world, monkeypatch):
    for _time in range(3):
        send(world)
    monkeypatch.setattr("communitylinkage.referrals.asks.patience.FIRST_WAIT", stamps.LASTS * 0)
    assert "It is sent" in send(world)
    assert Ask.objects.filter(crowded=True).count() == 1
    assert Task.objects.count() == 3


def test_the_languages_of_the_reader_come_first(world):
    community("Zora", languages=["ar"])
    page = readers_in(third_step())
    assert page.index("On duty at Zora") < page.index("On duty at Community")


def test_a_head_request_writes_nothing(world):
    assert Client().head("/en/ask/").status_code == 200
    assert Ask.objects.count() == 0


def test_where_one_organisation_alone_reads_it_she_is_not_asked_to_keep_it_from_it(world):
    page = third_step()
    hidden_from = page.split("must not know of it?")[1]
    assert "Service" in hidden_from
    assert "Community" not in hidden_from.split("</fieldset>")[0]


def test_her_own_words_are_for_who_reads_it_and_stand_apart_from_who_must_not_know(world):
    page = send(world, words="I have no papers", excluded="my uncle")
    said = {"code": code_in(page), "digits": "4711"}
    mine = browser().post("/en/ask/mine/", said).content.decode()
    assert "I have no papers" in mine.split("In your own words")[1]
    assert "I have no papers" not in mine.split("In your own words")[0]
