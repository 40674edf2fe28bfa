import logging
from datetime import timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from communitylinkage.journal import actions as journal
from communitylinkage.journal.models import Line
from communitylinkage.matching.need import Authority
from communitylinkage.participants import keys as receipt_keys
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.referrals import actions
from communitylinkage.referrals.models import Link, Referral
from communitylinkage.referrals.receipt import queries
from communitylinkage.referrals.rules import Act, Party, Reason, State
from communitylinkage.referrals.tests.receipt.hers import (
    CONTENT,
    DIGITS,
    accepted,
    ask,
    do,
    hers,
    new_link,
    quick,
    service_opens,
)
from communitylinkage.values.references import new_receipt_code

pytestmark = pytest.mark.django_db
__all__ = ["cast", "hers", "quick"]
PAGES = ("", "paper/", "read/", "messages/", "how/", "lock/", "stop/")


def test_her_page_says_where_it_stands_and_who_has_what(hers):
    page = ask(hers.code)
    assert "Nothing has been sent yet." in page
    assert page.count("They have nothing yet") == 2
    do(hers, Act.SEND, Party.MENTOR)
    page = ask(hers.code)
    assert "was asked. Now they read it and answer." in page
    assert "They do not know your name." in page
    do(hers, Act.ACCEPT)
    page = ask(hers.code)
    assert "said yes." in page
    assert page.count("They can read your name") == 2


def test_a_service_that_said_no_is_shown_as_locked(hers):
    do(hers, Act.SEND, Party.MENTOR)
    do(hers, Act.DECLINE, reason=Reason.NO_ROOM)
    page = ask(hers.code)
    assert "said no." in page
    assert page.count("Locked. They can open nothing.") == 1


def test_her_page_and_the_staff_s_page_say_one_day_for_one_clock(hers):
    do(hers, Act.SEND, Party.MENTOR)
    due = (timezone.now() + timedelta(days=3)).replace(hour=23, minute=30, second=0)
    Referral.objects.update(due=due)
    there = due.astimezone(ZoneInfo("Europe/Madrid"))
    assert there.date() != due.date()
    page = ask(hers.code)
    assert f"until {date_format(there, 'DATE_FORMAT')}, <bdi>{there:%H:%M}</bdi>, to answer" in page
    assert "The hours on this page are those of Spain." in page
    staff = client_of(hers.cast.mentor).get(reverse("referral", args=[hers.referral.reference]))
    assert date_format(there, "SHORT_DATETIME_FORMAT") in staff.content.decode()


def test_the_next_on_her_list_is_promised_only_where_there_is_one(hers):
    do(hers, Act.SEND, Party.MENTOR)
    assert "the next on your list is asked" in ask(hers.code)
    Referral.objects.update(position=1)
    page = ask(hers.code)
    assert "to answer." in page
    assert "the next on your list" not in page
    assert "your mentor looks further with you" in page


def test_where_nobody_has_written_the_button_says_what_it_is_for(hers):
    accepted(hers)
    page = ask(hers.code)
    assert "Write a message" in page
    assert "0 messages" not in page


def test_it_says_which_organisation_opened_what_and_how_often(hers):
    accepted(hers)
    assert "Not opened yet." in ask(hers.code)
    service_opens(hers, hers.referral.content)
    service_opens(hers, hers.referral.content)
    ask(hers.code, "read/")
    page = ask(hers.code)
    assert page.count("Your name and how to reach you: opened 2 times") == 1
    assert page.count(": opened") == 1, "what she read herself is not counted"


def test_the_code_alone_shows_state_and_holders_only(hers):
    accepted(hers)
    page = ask(hers.code, digits="")
    assert "said yes." in page
    assert "They can read your name" in page
    assert "MARKED" not in page
    assert "/receipt/lock/" not in page
    assert "/receipt/stop/" not in page


@pytest.mark.parametrize("page", ["read/", "messages/", "how/", "lock/", "stop/"])
def test_without_her_digits_nothing_opens_and_nothing_changes(hers, page):
    accepted(hers)
    number = hers.consent.recipients.first().pk
    more = {"referral": hers.referral.pk, "number": number, "sure": "1", "said": "safe"}
    assert "For this we need your four digits." in ask(hers.code, page, digits="", **more)
    wrong = ask(hers.code, page, digits="0000", **more)
    assert "These are not your four digits." in wrong
    assert "MARKED" not in wrong
    assert service_opens(hers, hers.referral.content)
    assert Referral.objects.get().state == State.ACCEPTED


def test_with_her_digits_she_reads_what_is_written_about_her(hers):
    page = ask(hers.code, "read/")
    agreed = ("Version 1 in", "It was read aloud to you", "You said yes")
    marked = ("MARKED purpose", "MARKED cousin", "MARKED town", "MARKED name")
    for words in (*marked, *agreed, "العربية"):
        assert words.lower() in page.lower(), words
    opened = Line.objects.filter(act="content.opened")
    assert {line.organisation_id for line in opened} == {hers.cast.community.pk}


def test_another_code_shows_nothing_of_hers(hers):
    other = new_link(hers.cast, "1234", CONTENT)
    accepted(hers)
    recipient = hers.consent.recipients.first().pk
    page = ask(other.code, digits="1234")
    assert f'name="number" value="{recipient}"' not in page
    assert "They reach you only" not in page
    for name, more in (
        ("messages/", {"referral": hers.referral.pk}),
        ("how/", {"referral": hers.referral.pk}),
        ("lock/", {"number": recipient, "sure": "1"}),
        ("lock/", {"number": "x" * 10_000}),
        ("lock/", {"number": "9" * 60}),
        ("messages/", {"referral": "none"}),
        ("how/", {}),
    ):
        said = {"code": other.code, "digits": "1234", **more}
        assert Client().post(f"/en/receipt/{name}", said).status_code == 404
    assert service_opens(hers, hers.referral.content)


def test_a_code_with_a_wrong_digit_is_refused_before_any_slow_run(hers, monkeypatch):
    monkeypatch.setattr(receipt_keys, "argon", lambda *_: pytest.fail("a slow run"))
    wrong = hers.code[:-1] + str((int(hers.code[-1]) + 1) % 10)
    assert "Look again: there are 20 digits." in ask(wrong)
    assert "Look again: there are 20 digits." in ask("")


def test_an_unknown_code_is_told_so_whatever_the_digits(hers):
    for digits in ("", DIGITS):
        page = ask(new_receipt_code(), digits=digits)
        assert "We do not know this number." in page


def test_too_many_tries_wait_and_say_how_long(hers):
    for _try in range(4):
        ask(new_receipt_code())
    assert "Too many tries." in ask(hers.code)


def test_behind_a_proxy_whose_addresses_cannot_be_read_no_woman_slows_another(hers, settings):
    settings.BEHIND_TLS = True
    said = {"code": hers.code, "digits": DIGITS}

    def types(where, **said):
        phone = Client(headers={"X-Forwarded-For": where, "X-Forwarded-Proto": "https"})
        return phone.post("/en/receipt/", said).content.decode()

    for _try in range(4):
        types("_telephone-of-a-stranger", code=new_receipt_code())
    assert "Too many tries." in types("_telephone-of-a-stranger", **said)
    assert "Where it stands" in types("_her-telephone", **said)


@pytest.mark.parametrize("page", PAGES)
def test_a_get_asks_for_the_code_and_an_empty_post_too(hers, page):
    answer = Client().get(f"/en/receipt/{page}", follow=True)
    assert "The number on your paper" in answer.content.decode()
    assert "The number on your paper" in ask("", page)
    assert "Look again" in ask("1" * 10_000, page, digits="\u202e\x00" * 500)


def test_the_page_of_someone_with_nothing_shows_where_help_is(hers):
    hers.consent.delete()
    assert "There is nothing here now." in ask(hers.code)


def test_the_sheet_to_print_says_nothing_but_the_number(hers):
    page = ask(hers.code, "paper/", digits="")
    code = " ".join(hers.code[at : at + 5] for at in range(0, 20, 5))
    sheet = page.split('class="sheet"')[1].split("</section>")[0]
    assert code in sheet
    assert "testserver/en/receipt/" in sheet
    rest = sheet.replace(code, "").lower()
    assert not [w for w in ("help", "service", "mentor", DIGITS) if w in rest]


def test_nothing_she_types_is_logged_or_stored(hers, caplog):
    with caplog.at_level(logging.DEBUG):
        ask(hers.code)
        ask(hers.code, "messages/", referral=hers.referral.pk, number="x", text="MARKED word")
        ask(hers.code, "messages/", referral=hers.referral.pk, write="1", text="MARKED word",
            number="00000000-0000-4000-8000-000000000001")  # fmt: skip
    logged = caplog.text.replace("FROM", "")
    assert hers.code not in logged
    assert "MARKED" not in logged
    assert "127.0.0.1" not in logged
    for model in apps.get_models():
        if model.__module__.startswith("communitylinkage."):
            stored = str(list(model.objects.values()))
            assert hers.code not in stored
            assert "MARKED" not in stored


def test_in_arabic_her_page_reads_from_the_right(hers):
    accepted(hers)
    assert 'dir="rtl"' in ask(hers.code, language="ar")


def test_what_had_to_be_told_by_law_is_shown_also_on_the_code_alone(hers):
    accepted(hers)
    actions.tell_by_law(
        referral=hers.referral,
        authority=Authority.POLICE,
        organisation=hers.cast.service.pk,
        by=hers.cast.professional.pk,
        now=timezone.now(),
    )
    assert "had to tell: The police" in ask(hers.code, digits="")


def test_what_a_recipient_outside_opened_is_told_of_it_and_not_of_her_mentor(hers):
    now, listed = timezone.now(), uuid4()
    link = Link.objects.create(
        holder=uuid4(), tag="x", organisation_id=listed, made=now, made_by=uuid4()
    )
    hers.consent.recipients.filter(position=0).update(organisation_id=listed, outside=True)
    journal.record(
        organisation_id=hers.cast.community.pk,
        act="content.opened",
        by=link.pk,
        reference=str(hers.referral.summary),
        now=now,
    )
    found = queries.agreed(hers.participant.pk, now)[0]
    assert [len(one.opened) for one in (found.mentor, *found.holdings)] == [0, 1, 0]
