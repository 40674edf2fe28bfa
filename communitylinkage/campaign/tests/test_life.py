"""What may be done with a campaign, and what is left in the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from communitylinkage.campaign import actions, addresses, approving, figures, importing, queries
from communitylinkage.campaign.models import Evidence, Export, Figure, Overlap, Version, Visits
from communitylinkage.campaign.rules.cells import Wrong
from communitylinkage.campaign.rules.platforms import export_of, guess
from communitylinkage.campaign.rules.reach import Period
from communitylinkage.campaign.rules.states import RefusedError, State, Why
from communitylinkage.campaign.tests import cast as made
from communitylinkage.campaign.tests.cast import MARCH, NOW, READER, by, row
from communitylinkage.events import after, door
from communitylinkage.events.models import Registration
from communitylinkage.events.tests import cast as events
from communitylinkage.journal.models import Line
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast

pytestmark = pytest.mark.django_db
__all__ = ["by", "cast", "row"]


def refused(why):
    return pytest.raises(RefusedError, match=why.value)


def test_nobody_approves_what_she_wrote_or_sent(row, by):
    version = made.waiting(row, by)
    with refused(Why.OWN_EYES):
        approving.approve(version=version, by=by, now=NOW)
    with refused(Why.OWN_EYES):
        approving.ask_changes(version=version, asked="x", by=by, now=NOW)
    done = approving.approve(version=version, by=READER, now=NOW)
    assert (done.state, done.sent_by, done.approved_by) == (State.APPROVED, by, READER)


def test_who_mends_a_word_becomes_a_writer(row, by):
    version = made.a_poster(row, by)
    approving.write(version=version, language="en", words=made.ENGLISH, by=READER, now=NOW)
    approving.submit(version=version, by=by, now=NOW)
    with refused(Why.OWN_EYES):
        approving.approve(version=version, by=READER, now=NOW)


def test_the_database_itself_refuses_an_approval_by_who_sent_it(row, by):
    version = made.approved(row, by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(approved_by=by)


def test_a_changed_message_changes_nothing_that_was_approved(row, by):
    version = made.approved(row, by)
    other = actions.Words("Other", "Other words.", "Other call")
    actions.keep_message(campaign=row, group="women", language="en", words=other, by=by, now=NOW)
    assert version.texts.get(language="en").headline == made.ENGLISH.headline
    with refused(Why.NOT_NOW):
        approving.write(version=version, language="en", words=other, by=by, now=NOW)


def test_a_new_version_takes_the_place_of_the_old_only_when_it_is_approved(row, by):
    first = made.approved(row, by)
    second = approving.again(version=first, by=by, now=NOW)
    assert approving.again(version=first, by=by, now=NOW).pk == second.pk
    approving.submit(version=second, by=by, now=NOW)
    first.refresh_from_db()
    assert first.state == State.APPROVED
    approving.approve(version=second, by=READER, now=NOW)
    first.refresh_from_db()
    assert first.state == State.REPLACED


def test_a_material_needs_a_message_for_its_group(row, by):
    with refused(Why.NO_MESSAGE):
        made.a_poster(row, by, group="media")


def test_only_approved_material_goes_out(cast, row, by):
    version = made.waiting(row, by)
    line = actions.Line(date(2026, 11, 24), "posters", "ES", "en", "x", version.material,
                        cast.service)  # fmt: skip
    planned = actions.plan(campaign=row, line=line, by=by, now=NOW)
    with refused(Why.NOT_APPROVED):
        actions.went_out(planned=planned, day=NOW.date(), by=by, now=NOW)
    approving.approve(version=version, by=READER, now=NOW)
    actions.went_out(planned=planned, day=NOW.date(), by=by, now=NOW)
    with refused(Why.NOT_NOW):
        actions.drop_planned(planned=planned, by=by, now=NOW)


def test_a_visit_leaves_a_number_of_a_day_and_nothing_else(row, by):
    address = made.an_address(row, by)
    lines = Line.objects.count()
    for _time in range(3):
        assert addresses.count(address=address, day=date(2026, 3, 5))
    addresses.count(address=address, day=date(2026, 3, 6))
    fields = {field.name for field in Visits._meta.get_fields()}
    assert fields == {"id", "address", "day", "language", "number"}
    assert list(Visits.objects.values_list("day", "language", "number")) == [
        (date(2026, 3, 5), "ar", 3), (date(2026, 3, 6), "ar", 1)
    ]  # fmt: skip
    assert Line.objects.count() == lines, "nobody's visit is journalled"


def test_an_ended_address_counts_no_more(row, by):
    address = addresses.end(address=made.an_address(row, by), by=by, now=NOW)
    assert not addresses.count(address=address, day=date(2026, 3, 5))
    with refused(Why.NOT_NOW):
        addresses.end(address=address, by=by, now=NOW)


def test_a_visit_that_cannot_be_counted_is_lost_quietly(row, by, monkeypatch):
    def broken(*_args):
        raise DatabaseError

    monkeypatch.setattr(addresses, "_add_one", broken)
    assert not addresses.count(address=made.an_address(row, by), day=date(2026, 3, 5))


def test_reach_is_two_ranges_that_are_never_added_up(row, by):
    made.reached(row, by, 120)
    made.reached(row, by, 40, side="stakeholders")
    found = queries.reach(row.programme, MARCH)
    assert (found.population.lowest, found.population.highest) == (120, 120)
    assert (found.stakeholders.lowest, found.stakeholders.certain) == (40, 40)
    assert not hasattr(found, "lowest")


def test_reach_uses_what_is_known_of_overlaps(row, by):
    one = made.reached(row, by, 120)
    two = made.reached(row, by, 1000, how="reported", margin=10)
    before = queries.reach_in(row).population
    assert (before.lowest, before.highest, before.certain) == (900, 1220, 120)
    made.said(one, [two], by, least=20, most=50)
    after = queries.reach_in(row).population
    assert (after.lowest, after.highest, after.certain) == (970, 1200, 120)
    assert any("Up to 50" in reason for line in after.lines for reason in line.reasons)


def test_a_figure_that_sticks_out_of_the_period_adds_to_the_most_only(row, by):
    made.reached(row, by, 120)
    half = Period(date(2026, 3, 10), date(2026, 4, 10))
    found = queries.reach(row.programme, half).population
    assert (found.lowest, found.highest, found.certain) == (0, 120, 0)
    april = Period(date(2026, 4, 1), date(2026, 4, 30))
    assert queries.reach(row.programme, april).population.highest == 0


def test_visits_are_cut_where_the_period_ends_and_are_never_people(row, by):
    # Also a channel of before, when the form took a number here.
    made.a_channel(row, by, kind="visits", times=1)
    address = made.an_address(row, by)
    for day, number in ((date(2026, 3, 1), 5), (date(2026, 4, 1), 7)):
        Visits.objects.create(address=address, day=day, language="ar", number=number)
    found = queries.reach(row.programme, MARCH).population
    assert (found.lowest, found.highest, found.certain) == (1, 5, 0)
    assert queries.reach(row.programme).population.highest == 12


def test_who_was_checked_in_at_the_door_is_read_from_events_and_never_typed(row, by, cast):
    made.a_channel(row, by, kind="doors", side="stakeholders")
    made.a_channel(row, by, kind="doors", side="population")
    guests = (("a", "service"), ("b", "health"), ("c", "self"))
    for day in (date(2026, 3, 10), date(2026, 5, 10), date(2026, 7, 10)):
        begins = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        early = begins - timedelta(days=30)
        event = events.an_event(row.organisation, by, early, begins=begins, capacity=9)
        for name, kind in guests[: 3 if day.month == 3 else 2]:
            guest = events.registers(event, name, now=early, stakeholder=kind)
            door.check_in(registration=guest, by=by, now=begins)
    # The third lies after the campaign. The same two may have come to both of the others.
    for _again in (1, 2):
        found = queries.reach_in(row)
        ours, others = found.stakeholders, found.population
        assert (ours.lowest, ours.highest, ours.certain) == (2, 4, 2)
        assert (others.lowest, others.highest) == (1, 1)
        # The names are erased; what was counted stays.
        after.sweep(now=begins + timedelta(days=400))
    assert not Registration.objects.exists()
    march = queries.reach_in(row, MARCH)
    assert (march.stakeholders.highest, march.population.certain) == (2, 1)


def test_visits_of_a_paper_for_professionals_are_theirs(row, by):
    actions.keep_message(campaign=row, group="professionals", language="ar", words=made.ARABIC,
                         by=by, now=NOW)  # fmt: skip
    theirs = made.an_address(row, by, made.approved(row, by, group="professionals"))
    for address, number in ((theirs, 3), (made.an_address(row, by), 11)):
        Visits.objects.create(address=address, day=date(2026, 3, 1), language="ar", number=number)
    for side in ("stakeholders", "population"):
        made.a_channel(row, by, kind="visits", times=None, side=side)
    found = queries.reach_in(row)
    assert (found.stakeholders.highest, found.population.highest) == (3, 11)


def test_overlaps_that_cannot_be_true_are_not_used_and_said(row, by):
    one, two = made.reached(row, by, 50), made.reached(row, by, 60)
    made.said(one, [two], by, least=40, most=45)
    Figure.objects.filter(channel=one).update(number=10)
    found = queries.reach_in(row).population
    assert found.contradicts
    assert (found.lowest, found.highest) == (60, 70)


def test_something_is_said_of_two_channels_once(row, by):
    one, two = made.reached(row, by, 50), made.reached(row, by, 60)
    made.said(one, [two], by, most=10)
    with refused(Why.TWICE), transaction.atomic():
        made.said(two, [one], by, most=20)
    assert Overlap.objects.get().most == 10


def test_evidence_is_kept_as_it_came_and_goes_with_the_last_figure(row, by):
    figure = made.a_figure(made.a_channel(row, by), by, 120)
    proof = Evidence.objects.get()
    assert bytes(proof.content) == made.PROOF.content
    assert len(proof.digest) == 64
    figures.drop_figure(figure=figure, by=by, now=NOW)
    assert not Evidence.objects.exists()
    assert Line.objects.filter(act="campaign.figure_dropped").exists()


def an_export(row, by, text="Date,Reach\n2026-03-01,12\n2026-03-02,15\n", **values):
    channel = made.a_channel(row, by, how="reported", **values)
    content = text if isinstance(text, bytes) else text.encode()
    return importing.keep(channel=channel, file=figures.File("r.csv", content), by=by, now=NOW)


def choice_of(export):
    return guess(export_of(bytes(export.content)))


def test_an_export_is_written_only_with_a_yes_and_is_its_own_evidence(row, by):
    kept = an_export(
        row, by, ("sep=,\nDate,Reach\n2026-03-01,12\n2026-03-02,15\n").encode("utf-16")
    )
    assert not Figure.objects.exists()
    assert importing.take_in(export=kept, choice=choice_of(kept), by=by, now=NOW) == 2
    assert Evidence.objects.get().media == "text/csv"
    assert bytes(Evidence.objects.get().content).startswith(b"\xff\xfe")
    assert not Export.objects.exists()
    found = queries.reach_in(row).population
    assert (found.lowest, found.highest) == (15, 27), "the same people may be in both days"


def test_an_export_with_a_fault_is_not_taken_at_all(row, by):
    kept = an_export(row, by, "Date,Reach\n2026-03-01,12\n2026-03-02,many\n")
    with pytest.raises(importing.NotTakenError) as wrong:
        importing.take_in(export=kept, choice=choice_of(kept), by=by, now=NOW)
    assert [(one.row, one.wrong) for one in wrong.value.found.faults] == [(3, Wrong.NUMBER)]
    assert not Figure.objects.exists()


def test_the_same_export_twice_is_refused_the_second_time(row, by):
    kept = an_export(row, by)
    importing.take_in(export=kept, choice=choice_of(kept), by=by, now=NOW)
    file = figures.File("r.csv", b"Date,Reach\n2026-03-02,15\n")
    again = importing.keep(channel=kept.channel, file=file, by=by, now=NOW)
    found = importing.read(again, choice_of(again), NOW)
    assert [one.wrong for one in found.faults] == [Wrong.THERE]


def test_an_export_without_a_yes_is_deleted(row, by):
    an_export(row, by)
    assert importing.sweep(now=NOW + timedelta(minutes=29)) == 0
    assert importing.sweep(now=NOW + timedelta(minutes=31)) == 1


def test_home_tells_a_second_person_and_not_the_first(cast, row, by):
    def lines(account):
        memberships = tuple(account.memberships.select_related("organisation", "programme"))
        return [one.sentence for one in queries.today(Viewer(account, memberships), timezone.now())]

    made.waiting(row, by)
    waits = "Material of a campaign waits for a second person."
    assert waits not in lines(cast.coordinator)
    assert waits in lines(cast.lead)
    assert waits in lines(cast.stranger), "a partner of the programme may read it too"
    assert lines(cast.mentor) == []
