"""The plan keeps who said that something is done, when, and what shows it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from communitylinkage.journal.models import Line
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast
from communitylinkage.reports import planning, queries
from communitylinkage.reports.models import Item, PersonDays
from communitylinkage.reports.rules.plan import Days
from communitylinkage.reports.rules.states import RefusedError, Why
from communitylinkage.reports.tests import cast as made

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


@pytest.fixture
def world(cast):
    cast.programme = made.counted.programme(
        cast, starts=made.today() - timedelta(days=365), ends=made.today() + timedelta(days=365)
    )
    cast.package = made.package(cast.programme, by=cast.lead.pk)
    cast.item = made.item(cast.package, cast.lead.pk)
    return cast


def done(world, **more):
    said = {"done": made.today(), "evidence": "The file", "address": ""} | more
    return planning.mark_done(item=world.item, by=world.coordinator.pk, now=made.now(), **said)


def told(row):
    return [(line.change.act, line.who) for line in queries.history(row.pk)]


def test_the_history_says_who_marked_it_as_done_and_who_took_it_back(world):
    done(world)
    planning.mark_not_done(item=world.item, by=world.lead.pk, now=made.now())
    assert told(world.item) == [("not_done", "lead"), ("done", "coordinator"), ("added", "lead")]
    fields = queries.history(world.item.pk)[0].change.fields
    assert ["done", str(made.today()), None] in fields
    assert ["evidence", "The file", ""] in fields, "what was said to show it stays in the history"
    assert Line.objects.filter(act="reports.done", reference=str(world.item.pk)).count() == 1


def test_nothing_is_done_without_what_shows_it_by_rule_and_in_the_tables(world):
    with pytest.raises(RefusedError):
        done(world, evidence=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=world.item.pk).update(done=made.today(), evidence="")


def test_a_title_in_one_language_leaves_the_others_and_stands_in_the_history(world):
    planning.change(
        programme=world.programme, row=world.item, values={"titles": {"es": "Otro plan"}},
        by=world.coordinator.pk, now=made.now(),
    )  # fmt: skip
    row = Item.objects.get()
    assert row.titles == {"en": "A plan", "es": "Otro plan"}
    assert queries.history(row.pk)[0].change.fields == [["titles", "Un plan", "Otro plan"]]
    planning.change(programme=world.programme, row=row, values={"number": 1}, by=world.lead.pk,
                    now=made.now())  # fmt: skip
    assert len(told(row)) == 2, "where nothing changed there is no line"


def test_a_number_is_taken_once_and_the_refusal_leaves_nothing_behind(world):
    with pytest.raises(RefusedError) as refused:
        made.item(world.package, world.lead.pk)
    assert refused.value.why is Why.NUMBER_TAKEN
    assert Item.objects.count() == 1
    assert made.item(world.package, world.lead.pk, kind="milestone").number == 1


def test_what_is_taken_out_stays_with_its_history_and_cannot_be_done(world):
    planning.take_out(item=world.item, by=world.lead.pk, now=made.now())
    assert queries.items(world.programme) == []
    assert told(world.item)[0] == ("taken_out", "lead")
    with pytest.raises(RefusedError):
        done(world)


def test_the_number_of_what_was_taken_out_is_free_for_what_comes_in_its_place(world):
    planning.take_out(item=world.item, by=world.lead.pk, now=made.now())
    again = made.item(world.package, world.lead.pk, number=world.item.number)
    assert [queries.item_code(one) for one in queries.items(world.programme)] == ["D1.1"]
    assert queries.item_code(queries.taken_out(world.programme)[0]) == "D1.1"
    with pytest.raises(RefusedError) as refused:
        planning.change(programme=world.programme, row=world.item, values={"number": 2},
                        by=world.lead.pk, now=made.now())  # fmt: skip
    assert refused.value.why is Why.NOT_NOW, "what is out is not changed any more"
    with pytest.raises(RefusedError) as refused:
        made.item(world.package, world.lead.pk, number=again.number)
    assert refused.value.why is Why.NUMBER_TAKEN


def test_what_the_tables_refuse_for_another_reason_is_not_told_as_a_number_that_is_taken(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        planning.change(
            programme=world.programme, row=world.package,
            values={"ends": world.package.begins - timedelta(days=1)}, by=world.lead.pk,
            now=made.now(),
        )  # fmt: skip


def test_days_of_a_quarter_are_changed_not_added_twice(world):
    def keep(quarter, planned, used):
        planning.keep_days(
            package=world.package, organisation=world.service, quarter=quarter,
            values={"planned": Decimal(planned), "used": Decimal(used)}, by=world.lead.pk,
            now=made.now(),
        )  # fmt: skip

    keep("2026-1", "10", "4")
    keep("2026-1", "10", "7.5")
    keep("2026-2", "5", "1")
    assert PersonDays.objects.count() == 2
    (found,) = queries.worked(world.programme)
    assert found.days == Days(Decimal("15"), Decimal("8.5"))
    (first,) = queries.worked(world.programme, "2026-1")
    assert first.days == Days(Decimal("10"), Decimal("7.5"))


def test_what_her_organisation_owes_waits_on_her_home_until_it_is_done(world):
    def waits(who):
        viewer = Viewer(who, tuple(who.memberships.select_related("organisation", "programme")))
        return [one.sentence for one in queries.today(viewer, made.now())]

    assert waits(world.coordinator) == ["D1.1 of the plan is due."]
    assert waits(world.stranger) == [], "of another organisation"
    done(world)
    assert waits(world.coordinator) == []
