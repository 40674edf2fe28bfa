"""Parts of the programme with so many places: who has one, who waits, who is told, what went."""

import pytest

from communitylinkage.events import joining, keeping, seating
from communitylinkage.events.models import Letter, Session
from communitylinkage.events.rules.codes import Why
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.cast import DAY, NOW, by, event, goes, refused, sent
from communitylinkage.people.tests.cast import cast

pytestmark = pytest.mark.django_db
__all__ = ["by", "cast", "event"]


def test_a_session_has_its_own_places_and_waiting_list(event, by):
    seating.set_capacity(event=event, capacity=3, back=False, by=by, now=NOW)
    session = made.a_session(event, by)
    rows = [made.registers(event, name, [session]) for name in ("A", "B", "C")]

    def places():
        return dict(session.places.order_by("arrived").values_list("registration__name", "seat"))

    assert places() == {"A": "enrolled", "B": "waiting", "C": "waiting"}
    joining.change(registration=rows[0], guest=made.a_guest("A"), sessions=[], by=by, now=NOW)
    assert places() == {"A": "cancelled", "B": "enrolled", "C": "waiting"}
    goes(rows[1])
    assert places() == {"A": "cancelled", "B": "cancelled", "C": "enrolled"}


def letters_about(kind):
    rows = Letter.objects.filter(kind=kind).order_by("registration__name")
    return list(rows.values_list("registration__name", flat=True))


def test_who_gets_a_free_place_in_a_session_is_told_and_who_takes_it_herself_is_not(event, by):
    seating.set_capacity(event=event, capacity=9, back=False, by=by, now=NOW)
    session = made.a_session(event, by)
    rows = [made.registers(event, name, [session]) for name in ("A", "B", "C")]
    assert letters_about("part_free") == [], "she sees it on her page"
    goes(rows[0])
    assert letters_about("part_free") == ["B"]
    texts = [one.body for one in sent() if one.to == ["b@example.org"]]
    assert any("a place now in a part of the meeting" in one for one in texts)
    assert not any("Seen and heard" in one for one in texts), "neutral as every letter"


def test_who_moves_up_to_the_event_and_a_session_at_once_gets_one_letter(event, by):
    session = made.a_session(event, by)
    rows = [made.registers(event, name, chosen) for name, chosen in
            (("A", [session]), ("B", []), ("C", [session]))]  # fmt: skip
    sent()
    goes(rows[0])
    assert session.places.get(registration=rows[2]).seat == "enrolled"
    assert letters_about("enrolled") == ["C"]
    assert letters_about("part_free") == []


def test_who_chose_a_session_is_told_when_it_moves_has_fewer_places_or_goes(event, by):
    session = made.a_session(event, by, capacity=2)
    for name in ("A", "B"):
        made.registers(event, name, [session])

    def keeps(room, capacity, now=NOW):
        slot = keeping.Slot(session.begins, session.ends, room, "", [], capacity, [])
        keeping.keep_session(event=event, session=session, slot=slot, language="en", title="x",
                             about="", back=True, by=by, now=now)  # fmt: skip
        session.refresh_from_db()

    keeps(session.room, 2)
    assert letters_about("part_moved") == [], "nothing that she has to know"
    keeps("Upstairs", 2)
    keeps("Downstairs", 2)
    assert letters_about("part_moved") == ["A", "B"], "one letter while it is on its way"
    sent()
    keeps("Downstairs", 1)
    assert letters_about("part_moved") == ["B"]
    keeps("Downstairs", None)
    assert letters_about("part_free") == ["B"], "now everybody may come"
    sent()
    keeps("Downstairs", 2, now=event.ends + DAY)
    made.registers(event, "C", [session])
    keeping.drop_session(session=session, by=by, now=event.ends + DAY)
    assert letters_about("part_moved") == [], "of what is over nobody is told"


def test_who_had_a_place_in_a_session_that_goes_is_told(event, by):
    session = made.a_session(event, by)
    made.registers(event, "A", [session])
    keeping.drop_session(session=session, by=by, now=NOW)
    assert letters_about("part_moved") == ["A"]


def test_who_takes_a_place_in_a_session_just_before_it_goes_is_told_too(event, by, monkeypatch):
    session, held = made.a_session(event, by), seating.held

    def after_she_registered(found):
        monkeypatch.undo()
        made.registers(event, "A", [session])
        return held(found)

    monkeypatch.setattr(seating, "held", after_she_registered)
    keeping.drop_session(session=session, by=by, now=NOW)
    assert letters_about("part_moved") == ["A"]


def test_who_waits_for_the_event_holds_no_place_in_a_session_and_gets_it_when_she_moves_up(
    event, by
):
    session = made.a_session(event, by)
    rows = [made.registers(event, name, chosen) for name, chosen in
            (("A", []), ("B", []), ("C", [session]))]  # fmt: skip
    assert session.places.get().seat == "waiting"
    goes(rows[0])
    assert session.places.get().seat == "enrolled"


def test_who_waits_for_the_event_is_told_of_no_place_in_a_part_of_it(event, by):
    session = made.a_session(event, by, capacity=1)
    for name in ("A", "B", "C"):
        made.registers(event, name, [session])
    assert session.places.filter(seat="waiting").count() == 2
    slot = keeping.Slot(session.begins, session.ends, "", "", [], None, [])
    keeping.keep_session(event=event, session=session, slot=slot, language="en", title="x",
                         about="", back=False, by=by, now=NOW)  # fmt: skip
    assert letters_about("part_free") == ["B"]


def test_fewer_places_in_a_session_are_refused_or_the_last_waits(event, by):
    session = made.a_session(event, by, capacity=2)
    for name in ("A", "B"):
        made.registers(event, name, [session])
    slot = keeping.Slot(session.begins, session.ends, "", "", [], 1, [])

    def keeps(back):
        keeping.keep_session(event=event, session=session, slot=slot, language="en", title="x",
                             about="", back=back, by=by, now=NOW)  # fmt: skip

    with refused(Why.TOO_FEW):
        keeps(back=False)
    keeps(back=True)
    assert list(session.places.values_list("seat", flat=True)) == ["enrolled", "waiting"]


def in_session(event, session, capacity, by):
    slot = keeping.Slot(session.begins, session.ends, "", "", [], capacity, [])
    keeping.keep_session(event=event, session=session, slot=slot, language="en", title="x",
                         about="", back=True, by=by, now=NOW)  # fmt: skip


def test_a_session_that_got_fewer_places_while_she_wrote_is_not_overfilled(event, by):
    session = made.a_session(event, by, capacity=2)
    other = made.a_session(event, by, capacity=2)
    row = made.registers(event, "A", [session, other])
    as_her_form_read_them = list(Session.objects.all())
    in_session(event, session, 1, by)
    in_session(event, other, 0, by)
    made.registers(event, "B", as_her_form_read_them)
    assert dict(session.places.values_list("registration__name", "seat")) == {
        "A": "enrolled", "B": "waiting"
    }  # fmt: skip
    joining.change(registration=row, guest=made.a_guest("A2"), sessions=as_her_form_read_them,
                   by=by, now=NOW)  # fmt: skip
    assert not other.places.filter(seat="enrolled").exists()


def test_who_went_and_registers_once_more_finds_the_sessions_as_they_are(event, by):
    session, gone, opened = [made.a_session(event, by) for _one in range(3)]
    as_her_form_read_them = list(Session.objects.all())
    goes(made.registers(event, "A", as_her_form_read_them))
    in_session(event, session, 0, by)
    keeping.drop_session(session=gone, by=by, now=NOW)
    in_session(event, opened, None, by)
    row = made.registers(event, "A", as_her_form_read_them)
    assert {one.session: one.seat for one in row.places.all()} == {session: "waiting"}


def test_a_session_that_went_while_she_wrote_is_left_out_and_what_she_said_is_kept(event, by):
    gone, opened, stays = [made.a_session(event, by) for _one in range(3)]
    as_her_form_read_them = list(Session.objects.all())
    keeping.drop_session(session=gone, by=by, now=NOW)
    in_session(event, opened, None, by)
    row = made.registers(event, "A", as_her_form_read_them)
    assert [one.session for one in row.places.all()] == [stays]
    joining.change(registration=row, guest=made.a_guest("B"), sessions=as_her_form_read_them,
                   by=by, now=NOW)  # fmt: skip
    assert [one.session for one in row.places.all()] == [stays]


def test_a_session_that_went_while_somebody_changed_it_does_not_come_back(event, by):
    session = made.a_session(event, by)
    as_her_form_read_it = Session.objects.get()
    keeping.drop_session(session=session, by=by, now=NOW)
    with refused(Why.NOT_NOW):
        in_session(event, as_her_form_read_it, 2, by)
    assert not Session.objects.exists()
