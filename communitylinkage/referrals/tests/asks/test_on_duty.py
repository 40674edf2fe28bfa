"""Who is on duty reads, takes, gives back, closes; a stranger finds no such page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.journal.models import Line
from communitylinkage.outbox.models import Task
from communitylinkage.people.access import Viewer
from communitylinkage.people.actions import leave
from communitylinkage.people.models import Membership
from communitylinkage.people.queries import today
from communitylinkage.people.tests.cast import client_of, key_of
from communitylinkage.referrals.asks import actions, queries
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.rules import Act, NotNow
from communitylinkage.referrals.tests.asks.conftest import opener
from communitylinkage.vault.keys import Locked

pytestmark = pytest.mark.django_db
NOW = timezone.now()
STRANGERS = (
    "professional", "other_professional", "coordinator", "lead", "administrator", "stranger",
)  # fmt: skip
MARKS = ["lemon", "600 000 001", "dentist", "Fridays"]


def page(ask, name="asked"):
    return reverse(name, args=[ask.reference])


def viewer(account):
    return Viewer(account, tuple(account.memberships.all()))


def test_the_list_shows_a_reference_and_nothing_of_hers(cast, asked):
    text = client_of(cast.mentor).get("/en/staff/asks/").content.decode()
    assert asked.reference in text
    assert not [mark for mark in MARKS if mark in text]


def test_the_list_finds_a_reference_and_its_file_says_nothing_of_hers(cast, asked):
    def answer(account, **said):
        return client_of(account).get("/en/staff/asks/", said)

    assert asked.reference in answer(cast.mentor, q=asked.reference).content.decode()
    assert b"Nothing in this list" in answer(cast.mentor, q="lemon").content
    told = answer(cast.mentor, **{"as": "csv"}).content.decode()
    assert asked.reference in told
    assert not [mark for mark in MARKS if mark in told]
    for account in (cast.coordinator, cast.professional, cast.stranger):
        assert asked.reference.encode() not in answer(account, **{"as": "csv"}).content
    for account in (cast.lead, cast.administrator):
        assert answer(account, **{"as": "csv"}).status_code == 404


def test_an_empty_list_says_what_comes(cast):
    assert "Nobody waits." in client_of(cast.mentor).get("/en/staff/asks/").content.decode()


def test_reading_is_a_button_and_the_journal_notes_it(cast, asked):
    client = client_of(cast.mentor, opens=True)
    assert "lemon" not in client.get(page(asked)).content.decode()
    text = client.post(page(asked, "ask_read")).content.decode()
    assert all(mark in text for mark in MARKS)
    line = Line.objects.get(act="ask.opened")
    assert (line.by, line.reference) == (str(cast.mentor.pk), asked.reference)


def test_who_must_not_know_is_read_first(cast, asked):
    text = client_of(cast.mentor, opens=True).post(page(asked, "ask_read")).content.decode()
    assert text.index("How she may be reached") < text.index("Kind of help")


def test_without_her_key_she_is_told_to_sign_in_again(cast, asked):
    text = client_of(cast.mentor).post(page(asked, "ask_read")).content.decode()
    assert "sign in again" in text
    assert not Line.objects.filter(act="ask.opened").exists()


def test_reading_cannot_be_a_link(cast, asked):
    assert client_of(cast.mentor, opens=True).get(page(asked, "ask_read")).status_code == 405


@pytest.mark.parametrize("name", ["asked", "ask_read", "ask_act"])
def test_strangers_find_no_such_page(cast, asked, name):
    for who in STRANGERS:
        client = client_of(getattr(cast, who), opens=True)
        send = client.get if name == "asked" else client.post
        said = {"act": "take"} if name == "ask_act" else {}
        assert send(page(asked, name), said).status_code == 404
        assert Ask.objects.get().state == "waiting"


@pytest.mark.parametrize("who", ["professional", "stranger"])
def test_the_list_of_others_is_empty(cast, asked, who):
    assert (
        asked.reference not in client_of(getattr(cast, who)).get("/en/staff/asks/").content.decode()
    )


@pytest.mark.parametrize("who", ["lead", "administrator"])
def test_who_makes_no_referrals_has_no_list(cast, who):
    assert client_of(getattr(cast, who)).get("/en/staff/asks/").status_code == 404


def test_nobody_signed_in_is_sent_to_sign_in(client, asked):
    for answer in (client.get(page(asked)), client.post(page(asked, "ask_read"))):
        assert answer.status_code == 302


def test_a_colleague_who_may_not_open_sees_nothing(cast, asked):
    other = opener("new", cast.community)
    Membership.objects.filter(account=other).update(may_open=False)
    assert client_of(other).get(page(asked)).status_code == 404


def test_another_organisation_s_key_opens_nothing(cast, asked):
    with pytest.raises(Locked):
        actions.read(
            ask=asked,
            account=cast.professional,
            private_key=key_of(cast.professional),
            now=NOW,
        )


def test_take_give_back_take_close(cast, asked):
    client = client_of(cast.mentor, opens=True)
    for act, state in [("take", "taken"), ("give_back", "waiting"), ("take", "taken")]:
        client.post(page(asked, "ask_act"), {"act": act})
        assert Ask.objects.get().state == state
    client.post(page(asked, "ask_act"), {"act": "close", "outcome": "answered"})
    row = Ask.objects.get()
    assert (row.state, row.outcome, row.due) == ("closed", "answered", None)
    acts = list(Line.objects.order_by("number").values_list("act", flat=True))
    assert acts[-4:] == ["ask.take", "ask.give_back", "ask.take", "ask.close"]


def test_wrong_input_gets_a_message_and_changes_nothing(cast, asked):
    actions.do(ask=asked, act=Act.TAKE, by=cast.mentor.pk, now=NOW)
    close = {"act": "close", "outcome": "x"}
    for said in ({}, {"act": "x" * 10_000}, {"act": "remind"}, close):
        answer = client_of(cast.mentor).post(page(asked, "ask_act"), said)
        assert "Please choose how it ended." in answer.content.decode()
        assert Ask.objects.get().state == "taken"


def test_two_take_it_and_one_of_them_has_it(cast, asked):
    colleague = opener("colleague", cast.community)
    actions.do(ask=asked, act=Act.TAKE, by=colleague.pk, now=NOW)
    with pytest.raises(NotNow):
        actions.do(ask=asked, act=Act.TAKE, by=cast.mentor.pk, now=NOW)
    assert client_of(cast.mentor, opens=True).get(page(asked)).status_code == 404
    with pytest.raises(NotNow):
        actions.read(ask=asked, account=cast.mentor, private_key=key_of(cast.mentor), now=NOW)


def test_a_close_too_late_is_said(cast, asked):
    answer = client_of(cast.mentor).post(
        page(asked, "ask_act"), {"act": "close", "outcome": "answered"}
    )
    assert "It changed meanwhile." in answer.content.decode()


def test_what_she_took_back_opens_no_more(cast, asked):
    actions.do(ask=asked, act=Act.TAKE, by=cast.mentor.pk, now=NOW)
    actions.take_back(ask=Ask.objects.get(), now=NOW)
    text = client_of(cast.mentor, opens=True).post(page(asked, "ask_read")).content.decode()
    assert "It does not open" in text
    assert "lemon" not in text
    with pytest.raises(NotNow):
        actions.take_back(ask=Ask.objects.get(), now=NOW)


def test_what_waits_is_reminded_of_every_day_again(cast, asked):
    for day in (1, 2, 3):
        Task.objects.all().delete()
        later = asked.changed + timedelta(days=day, minutes=day)
        assert actions.sweep(now=later) == 1
        assert [task.subject_id for task in Task.objects.all()] == [cast.mentor.pk]
        assert actions.sweep(now=later) == 0


def test_what_was_taken_and_lies_reminds_her_who_took_it(cast, asked):
    opener("colleague", cast.community)
    actions.do(ask=asked, act=Act.TAKE, by=cast.mentor.pk, now=NOW)
    Task.objects.all().delete()
    actions.sweep(now=NOW + timedelta(days=4))
    assert [task.subject_id for task in Task.objects.all()] == [cast.mentor.pk]


def test_what_a_leaver_had_waits_for_the_others(cast, asked):
    actions.do(ask=asked, act=Act.TAKE, by=cast.mentor.pk, now=NOW)
    leave(membership=cast.mentor.membership, by=cast.coordinator, now=NOW)
    row = Ask.objects.get()
    assert (row.state, row.taken_by) == ("waiting", None)
    line = Line.objects.get(act="ask.give_back")
    assert line.by == str(cast.coordinator.pk), "her id for ever, never her name"


def test_home_says_that_one_waits_and_not_what(cast, asked):
    waits = "Somebody asks for a link. It waits for one of you."
    assert waits in [line.sentence for line in today(viewer(cast.mentor), NOW)]
    assert waits not in [line.sentence for line in today(viewer(cast.professional), NOW)]
    assert "Somebody asks for a link" in client_of(cast.mentor).get("/en/staff/").content.decode()


def test_her_receipt_s_page_finds_her_asks(cast, asked):
    assert queries.of_participant(asked.participant_id) == [asked]
