"""The day itself and after: checked in, counted once, certificates, forgetting."""

from datetime import timedelta

import pytest

from communitylinkage.certificates.models import Certificate
from communitylinkage.certificates.queries import standing
from communitylinkage.events import after, asking, door, joining, keeping, paper, queries, seating
from communitylinkage.events.models import Event, Invitation, Letter, Needs, Registration, Session
from communitylinkage.events.rules.codes import Wave, Why
from communitylinkage.events.tests import cast as made
from communitylinkage.events.tests.cast import BEGINS, DAY, NOW, by, event, refused
from communitylinkage.facts.models import Waiting
from communitylinkage.outbox.actions import run_due
from communitylinkage.people.tests.cast import cast
from communitylinkage.surveys.answering.models import Invitation as Answering
from communitylinkage.surveys.answering.tests.cast import version_of

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["by", "cast", "event"]
OVER = BEGINS + DAY


def comes(row, by):
    return door.check_in(registration=row, by=by, now=BEGINS)


def test_two_scans_of_a_ticket_check_her_in_and_count_her_once(event, by):
    row = made.registers(event, country="IT")
    first = comes(row, by)
    assert door.check_in(registration=row, by=by, now=BEGINS + timedelta(minutes=5)) == first
    fact = Waiting.objects.get(kind="event_attended")
    assert (fact.region, fact.codes) == ("IT", "event:national stakeholder:community")
    assert queries.numbers(event).came == 1


def test_a_wrong_check_in_is_taken_back_and_counted_back(event, by):
    row = comes(made.registers(event), by)
    door.take_back(registration=row, by=by, now=BEGINS)
    assert queries.numbers(event).came == 0
    assert Waiting.objects.filter(kind="event_attended_undone").count() == 1
    with refused(Why.NOT_NOW):
        door.take_back(registration=row, by=by, now=BEGINS)


def test_a_wrong_scan_gives_back_where_she_stood_before(event, by):
    session = made.a_session(event, by, capacity=9)
    a, b, waits = [made.registers(event, name, [session]) for name in ("A", "B", "C")]
    joining.cancel(registration=b, by=by, now=NOW)
    gone = b
    made.registers(event, "D")
    joining.cancel(registration=a, by=by, now=NOW)
    waits.refresh_from_db()
    assert waits.seat == "enrolled"
    late = made.registers(event, "E", [session])
    made.registers(event, "F", [session])
    seats = {"gone": gone, "late": late}
    before = {}
    for name, row in seats.items():
        row.refresh_from_db()
        before[name] = (row.seat, list(row.places.values_list("seat", flat=True)))
    assert {seat for seat, _places in before.values()} == {"cancelled", "waiting"}
    for row in seats.values():
        comes(row, by)
        door.take_back(registration=row, by=by, now=BEGINS)
    for name, row in seats.items():
        row.refresh_from_db()
        assert (row.seat, list(row.places.values_list("seat", flat=True))) == before[name], name
    walked = door.walk_in(event=event, guest=made.a_guest("W"), by=by, now=BEGINS)
    door.take_back(registration=walked, by=by, now=BEGINS)
    walked.refresh_from_db()
    assert (walked.seat, queries.numbers(event).walk_ins) == ("cancelled", 0)


def test_the_door_is_open_around_the_event_only(event, by):
    row = made.registers(event)
    for now in (BEGINS - DAY, BEGINS + 2 * DAY):
        with refused(Why.NOT_NOW):
            door.check_in(registration=row, by=by, now=now)


def test_who_is_not_registered_is_written_down_at_the_door_even_when_it_is_full(event, by):
    for name in ("A", "B"):
        made.registers(event, name)
    row = door.walk_in(event=event, guest=made.a_guest("C"), sent_as="c" * 32, by=by, now=BEGINS)
    door.walk_in(event=event, guest=made.a_guest("C"), sent_as="c" * 32, by=by, now=BEGINS)
    assert row.walk_in
    numbers = queries.numbers(event)
    assert (numbers.enrolled, numbers.came, numbers.walk_ins, numbers.free) == (3, 1, 1, 0)
    with pytest.raises(joining.TwiceError):
        door.walk_in(event=event, guest=made.a_guest("A"), by=by, now=BEGINS)


def test_on_the_day_an_edit_takes_nobodys_place_however_many_the_door_let_in(event, by):
    """A room or a link is put right while more are there than there are places; and where the
    number falls, who stands in the room keeps hers."""
    session = made.a_session(event, by, capacity=1)
    absent, there = [made.registers(event, name, [session]) for name in ("Absent", "There")]
    waits = made.registers(event, "Waits")
    for row in (there, waits):
        comes(row, by)
    door.walk_in(event=event, guest=made.a_guest("Walks"), by=by, now=BEGINS)
    session.places.filter(registration=there).update(seat="enrolled")

    def keeps(back, now=BEGINS, **values):
        keeping.keep_plan(event=event, plan=made.a_plan(**values), back=back, by=by, now=now)
        return dict(event.registrations.values_list("name", "seat"))

    def keeps_session(capacity, back):
        slot = keeping.Slot(session.begins, session.ends, "Red room", "", [], capacity, [])
        keeping.keep_session(event=event, session=session, slot=slot, language="en", title="x",
                             about="", back=back, by=by, now=BEGINS)  # fmt: skip
        return dict(session.places.values_list("registration__name", "seat"))

    all_have = dict.fromkeys(("Absent", "There", "Waits", "Walks"), "enrolled")
    both_have = dict.fromkeys(("Absent", "There"), "enrolled")
    for back in (False, True):
        assert keeps(back, online="https://meet.example/right") == all_have
        assert keeps_session(1, back) == both_have
    assert keeps(back=False, capacity=3) == all_have, "more than before, if not enough for all"
    with refused(Why.TOO_FEW):
        keeps(back=False, capacity=1)
    Session.objects.update(capacity=2)
    with refused(Why.TOO_FEW):
        keeps_session(1, back=False)
    assert keeps_session(1, back=True) == {"Absent": "waiting", "There": "enrolled"}
    assert keeps(back=True, capacity=1) == all_have | {"Absent": "waiting"}
    told = Letter.objects.filter(kind="back").values_list("registration__name", flat=True)
    assert list(told) == [absent.name]


def test_of_what_is_over_only_the_number_of_places_changes(event, by):
    session = made.a_session(event, by, capacity=2)
    for name in ("A", "B"):
        made.registers(event, name, [session])
    plan = made.a_plan(capacity=1)
    event = keeping.keep_plan(event=event, plan=plan, back=True, by=by, now=OVER)
    slot = keeping.Slot(session.begins, session.ends, "", "", [], 1, [])
    keeping.keep_session(event=event, session=session, slot=slot, language="en", title="x",
                         about="", back=True, by=by, now=OVER)  # fmt: skip
    assert (event.capacity, queries.numbers(event).enrolled) == (1, 2)
    assert set(session.places.values_list("seat", flat=True)) == {"enrolled"}
    assert not Letter.objects.filter(kind="back").exists()


def test_printed_are_only_the_names_of_who_agreed(event, by, monkeypatch):
    made.registers(event, "Listed", listed=True, works_at="Casa Faro")
    made.registers(event, "Hidden")
    seen = []
    monkeypatch.setattr(
        paper.printing, "document", lambda value, made_at: seen.append(str(value)) or b"%PDF"
    )
    for made_paper in (paper.guest_list, paper.badges):
        made_paper(event, NOW)
    for text in seen:
        assert "Listed" in text
        assert "Hidden" not in text
        assert "1 more guest" in text


def test_the_papers_are_accessible_pdf(event):
    made.registers(event, "Listed", listed=True)
    for made_paper in (paper.guest_list, paper.badges):
        assert made_paper(event, NOW).startswith(b"%PDF")


def test_who_came_gets_one_certificate_and_who_stays_unseen_a_neutral_one(event, by):
    comes(made.registers(event, "Amal"), by)
    comes(made.registers(event, "Open", neutral=False), by)
    made.registers(event, "Absent")
    with refused(Why.NOT_NOW):
        after.certify(event=event, by=by, now=BEGINS)
    assert after.certify(event=event, by=by, now=OVER) == 2
    assert after.certify(event=event, by=by, now=OVER) == 2, "still on their way"
    run_due(now=OVER)
    with refused(Why.NOBODY):
        after.certify(event=event, by=by, now=OVER)
    assert Certificate.objects.count() == 2
    titles = [standing(row, OVER).achievement for row in Certificate.objects.all()]
    assert sorted(titles) == ["Meeting", "Seen and heard"]
    assert not Registration.objects.get(name="Absent").certificate


def test_what_guests_needed_is_erased_once_it_is_over_and_their_names_90_days_later(event, by):
    row = made.registers(event, food="nuts")
    made.registers(event, "B")
    comes(row, by)
    joining.invite(event=event, addresses=[("x@example.org", "en")], by=by, now=NOW)
    assert after.sweep(now=BEGINS) == 0
    assert Needs.objects.exists()
    assert after.sweep(now=event.ends) == 1
    assert not Needs.objects.exists()
    assert Registration.objects.count() == 2
    assert after.sweep(now=event.ends + 89 * DAY) == 0
    assert after.sweep(now=event.ends + 90 * DAY) == 1
    assert not Registration.objects.exists()
    assert not Invitation.objects.exists()
    event.refresh_from_db()
    numbers = queries.numbers(event)
    assert (numbers.enrolled, numbers.came) == (2, 1), "what was counted stays"
    assert queries.attended(BEGINS - DAY, BEGINS + DAY) == 1


def test_an_event_that_was_put_off_forgets_once_more_when_it_is_over(event, by):
    """Swept at its old day, in between: what is needed for the new one goes with the new one."""
    made.registers(event, food="nuts")
    assert after.sweep(now=event.ends) == 1
    later = BEGINS + 30 * DAY
    now = event.ends + DAY
    event = keeping.keep_plan(event=event, plan=made.a_plan(begins=later), back=False, by=by,
                              now=now)  # fmt: skip
    assert after.sweep(now=now) == 0
    made.registers(event, "B", food="milk", now=now)
    assert after.sweep(now=event.ends) == 1
    assert not Needs.objects.exists()
    assert after.sweep(now=event.ends + 90 * DAY) == 1
    assert not Registration.objects.exists()
    event.refresh_from_db()
    assert event.registered == 2


def test_put_off_after_the_door_opened_nobody_has_come_yet(event, by):
    session = made.a_session(event, by)
    names = ("Has", "Also", "Waits")
    has, also, waits = [made.registers(event, name, [session]) for name in names]
    for row in (has, waits):
        comes(row, by)
    door.walk_in(event=event, guest=made.a_guest("Walks"), by=by, now=BEGINS)

    def keeps(begins, **values):
        plan = made.a_plan(begins=begins, **values)
        return keeping.keep_plan(event=event, plan=plan, back=False, by=by, now=BEGINS)

    keeps(BEGINS + timedelta(hours=1))
    assert queries.numbers(event).came == 3, "an hour later, and they stand there"
    later = keeps(BEGINS + 30 * DAY, kind="workshop")
    numbers = queries.numbers(later)
    assert (numbers.came, numbers.enrolled, numbers.waiting) == (0, 2, 1)
    assert dict(event.registrations.values_list("name", "seat")) == {
        "Has": "enrolled", "Also": "enrolled", "Waits": "waiting", "Walks": "cancelled",
    }  # fmt: skip
    facts = Waiting.objects.values_list("kind", "codes")
    undone = [codes for kind, codes in facts if kind == "event_attended_undone"]
    assert undone == ["event:national stakeholder:community"] * 3, "counted back as it was counted"
    joining.cancel(registration=has, by=by, now=BEGINS + DAY)
    waits.refresh_from_db()
    assert waits.seat == "enrolled"
    door.check_in(registration=also, by=by, now=later.begins)
    assert after.certify(event=later, by=by, now=later.ends) == 1


def test_who_has_a_certificate_of_it_was_there_whatever_day_is_set_then(event, by):
    comes(made.registers(event, "Has"), by)
    after.certify(event=event, by=by, now=OVER)
    run_due(now=OVER)
    comes(made.registers(event, "Late"), by)
    plan = made.a_plan(begins=BEGINS + 30 * DAY)
    keeping.keep_plan(event=event, plan=plan, back=False, by=by, now=OVER)
    assert [one.name for one in event.registrations.exclude(came_at=None)] == ["Has"]
    assert Waiting.objects.filter(kind="event_attended_undone").count() == 1


@pytest.mark.parametrize("gone", [False, True], ids=["needs", "names"])
def test_put_off_while_the_worker_sweeps_nothing_of_it_is_erased(event, by, monkeypatch, gone):
    """After it was found and before it is locked."""
    made.registers(event, food="nuts")
    now = event.ends + (90 * DAY if gone else 0 * DAY)
    Event.objects.update(needs_gone=event.ends if gone else None)
    held = seating.held

    def put_off_first(found):
        monkeypatch.undo()
        plan = made.a_plan(begins=now + 30 * DAY)
        keeping.keep_plan(event=found, plan=plan, back=False, by=by, now=now)
        return held(found)

    monkeypatch.setattr(seating, "held", put_off_first)
    assert after.sweep(now=now) == 0
    assert event.registrations.exists()
    assert Needs.objects.exists()
    event.refresh_from_db()
    assert (event.needs_gone, event.names_gone) == (None, None)


def test_names_erased_before_an_event_was_put_off_are_counted_anew(event, by):
    comes(made.registers(event), by)
    now = event.ends + 91 * DAY
    after.sweep(now=now)
    assert queries.numbers(event_of(event)).came == 1
    plan = made.a_plan(begins=now + 30 * DAY)
    event = keeping.keep_plan(event=event, plan=plan, back=False, by=by, now=now)
    assert (event.registered, event.came, event.came_alone) == (None, None, 0)
    made.registers(event, "B", now=now)
    assert queries.numbers(event).enrolled == 1


def event_of(event):
    event.refresh_from_db()
    return event


def test_a_draft_with_a_wrong_past_day_is_swept_by_nothing_and_forgets_when_it_is_over(cast, by):
    past = made.a_draft(cast.service, by, begins=NOW - 400 * DAY)
    assert after.sweep(now=NOW) == 0
    event = keeping.keep_plan(event=past, plan=made.a_plan(), back=False, by=by, now=NOW)
    event = keeping.publish(event=event, by=by, now=NOW)
    made.registers(event, food="nuts")
    assert after.sweep(now=BEGINS) == 0
    assert after.sweep(now=event.ends) == 1
    assert not Needs.objects.exists()
    # Where its day is made wrong once it is published, what was needed goes at once; put right,
    # it forgets again.
    wrong = made.a_plan(begins=BEGINS - 400 * DAY)
    keeping.keep_plan(event=event, plan=wrong, back=False, by=by, now=BEGINS - DAY)
    event = keeping.keep_plan(event=event, plan=made.a_plan(), back=False, by=by, now=BEGINS - DAY)
    assert (event.needs_gone, event.names_gone) == (None, None)


def test_what_guests_needed_is_erased_at_once_when_it_is_called_off(event, by):
    made.registers(event, food="nuts")
    keeping.call_off(event=event, by=by, now=NOW)
    assert after.sweep(now=NOW) == 1
    assert not Needs.objects.exists()


def test_questions_are_answered_once_and_feedback_is_asked_of_who_came(event, by, cast):
    version = version_of(cast.service)
    row, absent = made.registers(event, "A"), made.registers(event, "B")

    def opens(wave, now):
        return asking.open_questions(event=event, wave=wave, by=by, now=now,
                                     questionnaire=version.questionnaire)  # fmt: skip

    with refused(Why.NOT_NOW):
        opens(Wave.AFTER, BEGINS)
    opens(Wave.BEFORE, NOW)
    assert asking.waves_of(absent, NOW) == [("before", False)]
    address = asking.ask(registration=row, wave=Wave.BEFORE, now=NOW)
    assert "/answer/" in address
    assert asking.ask(registration=row, wave=Wave.BEFORE, now=NOW) != address
    assert Answering.objects.count() == 1, "the link that was not used is replaced"
    Answering.objects.update(state="finished")
    with refused(Why.NOT_NOW):
        asking.ask(registration=row, wave=Wave.BEFORE, now=NOW)
    comes(row, by)
    opens(Wave.AFTER, OVER)
    with refused(Why.NOT_NOW):
        opens(Wave.BEFORE, OVER)
    row.refresh_from_db()
    assert ("after", False) in asking.waves_of(row, OVER)
    with refused(Why.NOT_NOW):
        asking.ask(registration=absent, wave=Wave.AFTER, now=OVER)
