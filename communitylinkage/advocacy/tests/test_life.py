"""A demand from draft to withdrawal, and what becomes of the promises about it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from communitylinkage.advocacy import actions, promising, queries
from communitylinkage.advocacy.models import Demand, Evidence, Promise, Sequel
from communitylinkage.advocacy.rules.demands import Act, Kind, RefusedError, Why
from communitylinkage.advocacy.rules.promises import Standing
from communitylinkage.advocacy.tests import cast as made
from communitylinkage.advocacy.tests.cast import day, now
from communitylinkage.journal.models import Line
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


def viewer(account):
    return Viewer(account, tuple(account.memberships.select_related("organisation", "programme")))


def refused(why):
    return pytest.raises(RefusedError, match=why.value)


def test_a_demand_is_published_when_it_says_of_whom_and_on_what_grounds(cast):
    by = cast.coordinator.pk
    row = made.a_draft(cast.service, by)
    for why, then in (
        (Why.NO_BODY, lambda: actions.address_to(
            demand=row, bodies=[made.a_body(cast.service, by)], by=by, now=now())),
        (Why.NO_EVIDENCE, lambda: actions.add_evidence(
            demand=row, kind=Kind.GAP, address="/find/", label="x", by=by, now=now())),
    ):  # fmt: skip
        with refused(why):
            actions.move(demand=row, act=Act.PUBLISH, by=by, now=now())
        then()
    assert actions.move(demand=row, act=Act.PUBLISH, by=by, now=now()).published_at
    assert Line.objects.filter(organisation_id=cast.service.pk, act="advocacy.publish").exists()


def test_published_words_bodies_and_evidence_are_not_taken_back(cast):
    by = cast.coordinator.pk
    row = made.asked(cast.service, by)
    with refused(Why.PUBLISHED_TEXT):
        actions.keep_words(demand=row, language="en", what="x", why="x", by=by, now=now())
    actions.keep_words(demand=row, language="es", what="Pagad", why="x", by=by, now=now())
    with refused(Why.NOT_NOW):
        actions.address_to(demand=row, bodies=[], by=by, now=now())
    with refused(Why.NOT_NOW):
        actions.drop_evidence(evidence=Evidence.objects.get(), by=by, now=now())
    assert row.texts.count() == 2


def test_the_same_evidence_named_twice_stands_once(cast):
    by = cast.coordinator.pk
    row = made.a_draft(cast.service, by)
    for label in ("first", "second"):
        actions.add_evidence(
            demand=row, kind=Kind.NEED, address="https://a.example.org/", label=label, by=by,
            now=now(),
        )  # fmt: skip
    assert Evidence.objects.get().label == "second"


def test_a_promise_is_taken_only_of_a_body_that_is_asked_in_public(cast):
    by = cast.coordinator.pk
    row = made.whole(cast.service, by)
    with refused(Why.NOT_ASKED):
        made.promised(row, by)
    row = actions.move(demand=row, act=Act.PUBLISH, by=by, now=now())
    with refused(Why.NOT_ASKED):
        made.promised(row, by, body=made.a_body(cast.service, by, name="Another"))
    assert made.promised(row, by).state == "open"
    with refused(Why.DAY_AHEAD):
        made.promised(row, by, made_on=day(2))


def test_a_promise_is_kept_late_and_every_line_stays_to_be_read(cast):
    by = cast.coordinator.pk
    row = made.promised(made.asked(cast.service, by), by, deadline=day(-40))
    made.told(row, "stay_silent", by, on=day(-30))
    made.told(row, "postpone", by, on=day(-20), deadline=day(-5))
    made.told(row, "break", by, on=day(-4))
    made.told(row, "keep", by, on=day(-1))
    row.refresh_from_db()
    assert (row.state, row.deadline) == ("kept", day(-5))
    assert [one.act for one in row.sequels.all()] == ["stay_silent", "postpone", "break", "keep"]


def test_what_became_of_a_promise_has_a_source(cast):
    by = cast.coordinator.pk
    row = made.promised(made.asked(cast.service, by), by)
    with pytest.raises(ValueError, match="source"):
        promising.tell(
            promise=row, said=made.Said(made.Became.KEEP, day()), source=None, language="en",
            words="", by=by, now=now(),
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Sequel.objects.create(
            promise=row, act="keep", day=day(), source="", source_label="", language="en",
            made_at=now(),
        )  # fmt: skip


def test_a_promise_written_down_by_mistake_counts_nowhere(cast):
    by = cast.coordinator.pk
    row = made.promised(made.asked(cast.service, by), by)
    assert queries.promises_made(made.FIRST, day()) == 1
    made.told(row, "take_out", by, words="It was another council.")
    assert queries.promises_made(made.FIRST, day()) == 0
    assert queries.public_promises() == []
    with refused(Why.NOT_NOW):
        made.told(row, "keep", by)


def test_the_tracker_counts_each_promise_once_by_the_country_of_the_body(cast):
    by = cast.coordinator.pk
    row = made.asked(cast.service, by)
    italian = made.a_body(cast.service, by, name="Comune", country="IT")
    actions.address_to(demand=row, bodies=[*row.bodies.all(), italian], by=by, now=now())
    made.promised(row, by, deadline=day(-1))
    made.promised(row, by, deadline=day(1))
    made.told(made.promised(row, by, body=italian), "break", by)
    spanish, other = queries.counted(queries.stood([], day()))
    assert (spanish.country, spanish.of(Standing.LATE), spanish.of(Standing.WAITING)) == (
        "ES",
        1,
        1,
    )
    assert (other.country, other.of(Standing.BROKEN), other.all) == ("IT", 1, 1)


def today_of(account, when=None):
    return [one.sentence for one in queries.today(viewer(account), when or now())]


def test_a_promise_whose_day_passed_waits_for_its_keeper_alone(cast):
    by = cast.coordinator.pk
    row = made.promised(made.asked(cast.service, by), by, deadline=day(1))
    assert today_of(cast.coordinator) == []
    later = now() + timedelta(days=2)
    assert today_of(cast.coordinator, later) == [
        "The day of a promise has passed. What became of it?"
    ]
    assert today_of(cast.lead, later)
    assert today_of(cast.stranger, later) == []
    assert today_of(cast.professional, later) == []
    made.told(row, "keep", by, on=day())
    assert today_of(cast.coordinator, later) == []


def test_a_promise_without_a_day_is_looked_at_after_half_a_year(cast):
    by = cast.coordinator.pk
    made.promised(made.asked(cast.service, by), by, made_on=day(-182))
    assert today_of(cast.coordinator) == []
    assert "half a year" in today_of(cast.coordinator, now() + timedelta(days=1))[0]


def test_a_meeting_waits_before_it_and_until_its_words_are_there(cast):
    by = cast.coordinator.pk
    row = made.asked(cast.service, by)
    meeting = actions.keep_meeting(
        demand=row, meeting=None, body=row.bodies.get(), day=day(3), notes="", by=by, now=now()
    )
    assert "within a week" in today_of(cast.coordinator)[0]
    assert "Write down what was said" in today_of(cast.coordinator, now() + timedelta(days=5))[0]
    actions.keep_meeting(
        demand=row, meeting=meeting, body=row.bodies.get(), day=day(3), notes="They listened.",
        by=by, now=now(),
    )  # fmt: skip
    assert today_of(cast.coordinator) == []


def test_withdrawn_says_why_and_its_promises_stay(cast):
    by = cast.coordinator.pk
    row = made.asked(cast.service, by)
    made.promised(row, by)
    actions.withdraw(demand=row, reason="It is a law now.", by=by, now=now())
    assert queries.public_demands("ES") == []
    assert len(queries.public_promises(["ES"])) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Demand.objects.update(reason="")
    with refused(Why.NOT_ASKED):
        made.promised(row, by)
    assert Promise.objects.count() == 1
