"""Registering, waiting, changing, going: who has a place, who moves up, who is told what."""

from datetime import timedelta

import pytest
from django.core import mail

from communitylinkage.events import calendar_file, joining, keeping, letters, seating
from communitylinkage.events.models import Letter, Needs, Registration
from communitylinkage.events.rules.codes import Mail, Why
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.cast import BEGINS, DAY, NOW, by, event, goes, refused, sent
from communitylinkage.people.tests.cast import cast

pytestmark = pytest.mark.django_db
__all__ = ["by", "cast", "event"]


def stand(event):
    return dict(event.registrations.order_by("arrived").values_list("name", "seat"))


def test_when_all_places_are_taken_guests_wait_and_move_up_in_the_order_in_which_they_came(event):
    one, *_others = [made.registers(event, name) for name in ("A", "B", "C", "D")]
    assert stand(event) == {"A": "enrolled", "B": "enrolled", "C": "waiting", "D": "waiting"}
    goes(one)
    assert stand(event) == {"A": "cancelled", "B": "enrolled", "C": "enrolled", "D": "waiting"}
    kinds = Letter.objects.filter(registration__name="C").values_list("kind", flat=True)
    assert sorted(kinds) == ["enrolled", "waiting"]


def test_registering_twice_with_one_address_keeps_one_and_sends_its_link_again(event):
    made.registers(event, "Amal")
    with pytest.raises(joining.TwiceError) as twice:
        made.registers(event, "Somebody else", email="AMAL@example.org")
    for _click in range(3):
        joining.tell_again(registration=twice.value.row, now=NOW)
    assert stand(event) == {"Amal": "enrolled"}
    assert Letter.objects.filter(kind="again").count() == 1


def test_a_form_sent_twice_registers_once_also_without_an_address(event):
    first = made.registers(event, "Amal", email="", sent_as="a" * 32)
    assert made.registers(event, "Amal", email="", sent_as="a" * 32) == first
    made.registers(event, "Amal", email="", sent_as="b" * 32)
    assert Registration.objects.count() == 2


def test_who_cancelled_comes_back_behind_those_who_came_meanwhile(event):
    row = made.registers(event, "A")
    goes(row)
    for name in ("B", "C", "D"):
        made.registers(event, name)
    back = joining.come_back(registration=row, by=joining.HERSELF, now=NOW)
    assert back.seat == "waiting"
    assert list(stand(event)) == ["B", "C", "D", "A"]
    goes(back)
    assert made.registers(event, "A").pk == row.pk, "her address is known: the same registration"


def test_fewer_places_than_guests_are_refused_and_nobody_loses_hers(event, by):
    for name in ("A", "B", "C"):
        made.registers(event, name)
    with refused(Why.TOO_FEW) as error:
        seating.set_capacity(event=event, capacity=1, back=False, by=by, now=NOW)
    assert error.value.n == 2
    with refused(Why.TOO_FEW):
        keeping.keep_plan(event=event, plan=made.a_plan(capacity=1), back=False, by=by, now=NOW)
    assert stand(event) == {"A": "enrolled", "B": "enrolled", "C": "waiting"}


def test_said_so_who_came_last_goes_back_to_the_head_of_the_waiting_list_and_is_told(event, by):
    for name in ("A", "B", "C"):
        made.registers(event, name)
    seating.set_capacity(event=event, capacity=1, back=True, by=by, now=NOW)
    assert stand(event) == {"A": "enrolled", "B": "waiting", "C": "waiting"}
    assert Letter.objects.filter(registration__name="B", kind="back").exists()
    seating.set_capacity(event=event, capacity=2, back=False, by=by, now=NOW)
    assert stand(event) == {"A": "enrolled", "B": "enrolled", "C": "waiting"}


def test_after_the_last_day_and_once_it_begins_nobody_registers_or_changes(cast, by):
    event = made.an_event(cast.service, by, closes=BEGINS - DAY)
    row = made.registers(event)
    for now in (BEGINS - DAY, BEGINS):
        with refused(Why.CLOSED):
            made.registers(event, "Late", now=now)
    with refused(Why.CLOSED):
        joining.change(registration=row, guest=made.a_guest(), sessions=[], by=by, now=BEGINS)
    joining.cancel(registration=row, by=by, now=BEGINS - timedelta(hours=1))


def test_an_event_by_invitation_takes_only_who_was_invited(cast, by):
    event = made.an_event(cast.service, by, audience="invited")
    with refused(Why.CLOSED):
        made.registers(event)
    asked = [("lea@example.org", "es"), ("LEA@example.org", "es"), ("noor@example.org", "ar")]
    assert joining.invite(event=event, addresses=asked, by=by, now=NOW) == 2
    invitation = event.invitations.get(email="lea@example.org")
    row = made.registers(event, "Lea", invitation=invitation)
    invitation.refresh_from_db()
    assert invitation.registration == row
    with refused(Why.USED):
        made.registers(event, "Noor", invitation=invitation)


def test_a_form_sent_twice_by_an_invitation_finds_the_same_registration(cast, by):
    event = made.an_event(cast.service, by, audience="invited")
    joining.invite(event=event, addresses=[("lea@example.org", "es")], by=by, now=NOW)
    asked = {"email": "", "sent_as": "a" * 32, "invitation": event.invitations.get()}
    first = made.registers(event, "Lea", **asked)
    assert made.registers(event, "Lea", **asked) == first
    assert event.registrations.count() == 1


def test_who_is_invited_once_more_gets_what_she_lacks(event, by):
    """Her letter again, by the same link; an invitation of her own where somebody used hers; the
    link to her page where she is registered."""
    names = ("lea", "noor", "zoe", "sara")

    def invites():
        asked = [(f"{name}@example.org", "en") for name in names]
        n = joining.invite(event=event, addresses=asked, by=by, now=NOW)
        told = {one.to[0].split("@")[0]: one.body for one in sent()}
        mail.outbox.clear()
        return n, told

    n, first = invites()
    assert (n, set(first)) == (4, set(names))
    by_name = {one.email.split("@")[0]: one for one in event.invitations.all()}
    made.registers(event, "Other", invitation=by_name["noor"])
    made.registers(event, "Zoe", invitation=by_name["zoe"])
    goes(made.registers(event, "Sara", invitation=by_name["sara"]))
    sent()
    mail.outbox.clear()
    n, again = invites()
    assert (n, set(again)) == (4, set(names)), "each is written to"
    assert again["lea"] == first["lea"]
    for name in ("noor", "sara"):
        assert "/invited/" in again[name]
        assert again[name] != first[name]
    assert "You are registered already." in again["zoe"]
    assert event.invitations.count() == 6


def test_who_is_invited_twice_while_the_letter_is_on_its_way_gets_one(event, by):
    for language in ("es", "en"):
        asked = [("lea@example.org", language)]
        assert joining.invite(event=event, addresses=asked, by=by, now=NOW) == 1
    (letter,) = sent()
    assert "You are invited to a meeting" in letter.body, "in the language that was said last"


def test_what_she_needs_is_erased_when_she_cancels(event):
    row = made.registers(event, children=2, food="pork")
    assert Needs.objects.get().children == 2
    goes(row)
    assert not Needs.objects.exists()


def test_a_neutral_letter_names_no_event_and_no_subject_ever_does(event):
    made.registers(event, "Amal")
    made.registers(event, "Open", neutral=False)
    neutral, named = sorted(sent(), key=lambda one: one.to)
    assert neutral.to == ["amal@example.org"]
    assert "Seen and heard" not in neutral.body
    assert "Seen and heard" in named.body
    assert "23 October 2026, 10:00 (the clock of Europe/Madrid)" in named.body
    for one in (neutral, named):
        assert one.subject == "A message about your meeting"
        assert "/en/my-event/" in one.body
    assert not Letter.objects.exists()


def test_the_calendar_file_is_neutral_too_and_a_moved_event_replaces_the_old_entry(event, by):
    row = made.registers(event, "Amal")
    text = calendar_file.file_of(row, NOW).decode()
    assert "SUMMARY:Meeting" in text
    assert "Casa Mar" not in text
    assert "DTSTART;TZID=Europe/Madrid:20261023T100000" in text
    assert "BEGIN:VTIMEZONE" in text
    assert "SEQUENCE:0" in text
    keeping.keep_plan(event=event, plan=made.a_plan(begins=BEGINS + DAY), back=False, by=by,
                      now=NOW)  # fmt: skip
    open_one = made.registers(event, "Open", neutral=False)
    text = calendar_file.file_of(open_one, NOW).decode()
    for words in ("SUMMARY:Seen and heard", "LOCATION:Casa Mar", "SEQUENCE:1", "20261024T100000"):
        assert words in text
    goes(open_one)
    open_one.refresh_from_db()
    assert "STATUS:CANCELLED" in calendar_file.file_of(open_one, NOW).decode()


def test_an_event_moved_across_the_change_of_clocks_stays_at_its_time_with_its_sessions(event, by):
    session = made.a_session(event, by)
    made.registers(event)
    mail.outbox.clear()
    sent()
    mail.outbox.clear()
    moved = made.moment(BEGINS.date() + 2 * DAY, made.time(10), made.ZONE)
    row = keeping.keep_plan(event=event, plan=made.a_plan(begins=moved), back=False, by=by, now=NOW)
    assert row.begins - BEGINS == 2 * DAY + timedelta(hours=1), "10:00 by the clock on the wall"
    session.refresh_from_db()
    assert session.begins - row.begins == timedelta(hours=1), "11:00 before and after"
    (letter,) = sent()
    assert "Something has changed" in letter.body
    assert "25 October 2026, 10:00" in letter.body


def test_an_event_cannot_be_moved_to_a_day_on_which_a_session_has_no_time(cast, by):
    begins = made.moment(made.datetime(2027, 3, 26).date(), made.time(1), made.ZONE)
    event = made.an_event(cast.service, by, begins=begins)
    session = made.a_session(event, by, begins=begins + timedelta(minutes=90))
    to = made.moment(made.datetime(2027, 3, 28).date(), made.time(1), made.ZONE)
    with refused(Why.NO_TIME):
        keeping.keep_plan(event=event, plan=made.a_plan(begins=to), back=False, by=by, now=NOW)
    event.refresh_from_db()
    session.refresh_from_db()
    assert (event.begins, session.begins) == (begins, begins + timedelta(minutes=90))


def test_who_comes_is_reminded_once_the_day_before_unless_she_does_not_want_it(event):
    made.registers(event, "A")
    made.registers(event, "B", reminders=False)
    made.registers(event, "Waits")
    sent()
    mail.outbox.clear()
    assert letters.sweep(now=BEGINS - 2 * DAY) == 0
    assert letters.sweep(now=BEGINS - DAY) == 1
    assert letters.sweep(now=BEGINS - DAY) == 0
    assert [one.to for one in sent(BEGINS - DAY)] == [["a@example.org"]]


def test_called_off_everybody_is_told_and_nobody_is_reminded(event, by):
    made.registers(event, "A")
    letters.sweep(now=BEGINS - DAY)
    keeping.call_off(event=event, by=by, now=BEGINS - DAY)
    texts = [one.body for one in sent(BEGINS - DAY)]
    assert any("does not take place" in one for one in texts)
    assert not any("A reminder" in one for one in texts)
    with refused(Why.CLOSED):
        made.registers(event, "Late")


def test_a_called_off_event_gives_nobody_a_place_and_writes_of_nothing_but_that(event, by):
    session = made.a_session(event, by)
    rows = [made.registers(event, name, [session]) for name in ("A", "B", "C")]
    keeping.call_off(event=event, by=by, now=NOW)
    with refused(Why.NOT_NOW):
        goes(rows[0])
    # Whatever else frees a place, and letters that were on their way already.
    rows[0].places.update(seat="cancelled")
    Registration.objects.filter(pk=rows[0].pk).update(seat="cancelled")
    event.refresh_from_db()
    assert seating.fill(event=event, by=by, now=NOW) == 0
    seating.fill_sessions(event, NOW)
    assert stand(event) == {"A": "cancelled", "B": "enrolled", "C": "waiting"}
    assert not session.places.filter(seat="enrolled").exists()
    for kind in Mail:
        if kind not in {Mail.OFF, Mail.AFTER, Mail.INVITED}:
            letters.leave(rows[2], kind, NOW)
    assert len(sent()) == 3
    assert all("does not take place" in one.body for one in mail.outbox)


def test_what_is_over_gives_nobody_a_place_and_nobody_is_written_to_of_it(event, by):
    rows = [made.registers(event, name) for name in ("A", "B", "C")]
    sent()
    mail.outbox.clear()
    now = event.ends
    with refused(Why.NOT_NOW):
        joining.cancel(registration=rows[0], by=by, now=now)
    plan = made.a_plan(capacity=9, place="Elsewhere")
    keeping.keep_plan(event=event, plan=plan, back=False, by=by, now=now)
    assert stand(event)["C"] == "waiting"
    letters.leave(rows[2], Mail.ENROLLED, now)
    assert sent(now) == []


def test_who_is_invited_to_what_was_called_off_meanwhile_is_not_written_to(event, by):
    joining.invite(event=event, addresses=[("lea@example.org", "en")], by=by, now=NOW)
    keeping.call_off(event=event, by=by, now=NOW)
    assert sent() == []


def test_without_words_nothing_is_published(cast, by):
    row = made.a_draft(cast.service, by)
    row.texts.update(about="")
    with refused(Why.NO_TEXT):
        keeping.publish(event=row, by=by, now=NOW)
