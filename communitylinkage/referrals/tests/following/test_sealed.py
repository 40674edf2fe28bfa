"""Nothing that drives a referral tells what describes her."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.facts.models import Waiting
from communitylinkage.journal.models import Line
from communitylinkage.outbox.models import Task
from communitylinkage.people.tests.cast import NOW, cast
from communitylinkage.procedures import actions as procedures
from communitylinkage.procedures.graph.cases import Children, Urgency
from communitylinkage.procedures.graph.values import Moment
from communitylinkage.procedures.starting import STARTS
from communitylinkage.procedures.tests.cast import a_draft, entered
from communitylinkage.referrals.following import actions, rules
from communitylinkage.referrals.following.models import Followed
from communitylinkage.referrals.following.rules import Entry, Op
from communitylinkage.referrals.papers import Summary
from communitylinkage.referrals.rules import Act, Party
from communitylinkage.referrals.tests.following.scene import SUMMARY, at, does, follows, of, running

__all__ = ["cast"]
MINOR = STARTS["minor"].procedure
ops = st.sampled_from([*Op, *(one for one in Moment if one)])
trails = st.lists(st.builds(Entry, ops, st.integers(0, 167)), max_size=8).map(tuple)
starts = st.sampled_from([one.procedure for one in STARTS.values()])
hours = st.integers(0, 167)


@given(starts, st.sampled_from(Urgency), hours, trails)
def test_every_woman_stands_at_one_of_the_steps_that_the_row_names(procedure, urgency, hour, trail):
    here = rules.stand(procedure, urgency.value, hour, trail)
    for case in rules.kinds(urgency.value):
        assert rules.position(procedure, case, hour, trail) in here.steps


@given(starts, st.sampled_from(Urgency), hours)
def test_it_drives_all_women_of_an_urgency_or_none(procedure, urgency, hour):
    firsts = [rules.start(procedure, one, hour) for one in rules.kinds(urgency.value)]
    assert not rules.runs(procedure, urgency.value, hour) or all(firsts)


@given(trails)
def test_a_trail_comes_back_as_it_was_kept(trail):
    assert rules.trail_of(rules.written(trail)) == trail


def test_her_summary_says_which_step_is_hers():
    # As if her age were asked after her yes: then the way parts where it drives.
    first, age, *more = MINOR.steps
    parting = replace(MINOR, steps=(replace(first, asks=True), age, *more))
    trail = (Entry(Op.DONE, 0),)
    here = rules.stand(parting, Urgency.DAY.value, 0, trail)
    assert here.one is None
    said = Summary("talk", urgency=Urgency.DAY)
    girl = rules.hers(parting, replace(said, minor="yes"), 0, trail)
    woman = rules.hers(parting, replace(said, minor="no"), 0, trail)
    assert (girl.code, woman.code) == ("law", "tell")
    assert {girl, woman} == set(here.steps)


def test_what_a_branch_asks_is_asked_in_the_four_steps():
    assert rules.asked(MINOR) == {"minor"}
    assert rules.asked(STARTS["warm-referral"].procedure) == frozenset()
    assert rules.case_of(replace(SUMMARY, minor="yes")).children == Children.MINOR


def parting(cast):
    """In force, and parting by her age where referrals run."""
    row, by = a_draft(cast, start="minor"), cast.coordinator.pk
    first, *more = row.value.steps
    graph = replace(row.value, steps=(replace(first, asks=True), *more))
    row = procedures.change(version=row, graph=graph, by=by, now=NOW)
    return entered(row, cast.coordinator, cast.service, cast.community)


def kept(row):
    values = Followed.objects.filter(referral=row).values("state", "trail", "due", "ordinary")
    return values.get() | {"referral due": type(row).objects.get(pk=row.pk).due}


@pytest.mark.django_db
def test_a_girl_and_a_woman_leave_the_same_rows_and_the_same_counts(cast):
    version = parting(cast)
    rows = [follows(cast, version, minor=answer) for answer in ("yes", "no")]
    girl, woman = rows
    assert kept(girl) == kept(woman)
    for row in rows:
        actions.mark(referral=row, side=Party.MENTOR, at=0, by=cast.mentor.pk, now=NOW)
    assert at(girl) == at(woman) == ["law", "tell"]
    for row, side, by in zip(
        rows, (Party.SERVICE, Party.MENTOR), (cast.professional, cast.mentor), strict=True
    ):
        actions.mark(referral=row, side=side, at=1, by=by.pk, now=NOW)
    assert kept(girl) == kept(woman)
    does(girl, Act.ACCEPT, cast.professional)
    does(woman, Act.ACCEPT, cast.professional)
    assert kept(girl) == kept(woman)
    codes = sorted(Waiting.objects.values_list("codes", flat=True))
    assert codes[::2] == codes[1::2]
    names = Line.objects.filter(act="referral.step_done").order_by("pk")
    # Where the way parts, nobody is named: who did it would tell which way was hers.
    assert len({line.by for line in names}) == 2


@pytest.mark.django_db
def test_where_the_way_parts_who_marked_it_gets_the_letter_too(cast):
    row = follows(cast, parting(cast), minor="yes")
    actions.mark(referral=row, side=Party.MENTOR, at=0, by=cast.mentor.pk, now=NOW)
    Task.objects.all().delete()
    actions.mark(referral=row, side=Party.MENTOR, at=1, by=cast.mentor.pk, now=NOW)
    told = set(Task.objects.values_list("subject_id", flat=True))
    assert told >= {cast.mentor.pk}
    assert Line.objects.filter(act="referral.step_done").last().by != str(cast.mentor.pk)


@pytest.mark.django_db
def test_where_the_way_parts_the_clock_only_reminds(cast):
    row = follows(cast, parting(cast), minor="yes")
    actions.mark(referral=row, side=Party.MENTOR, at=0, by=cast.mentor.pk, now=NOW)
    before = of(row).trail
    assert actions.sweep(now=of(row).due) == 1
    assert of(row).trail == before
    assert at(row) == ["law", "tell"]


@pytest.mark.django_db
def test_the_row_holds_nothing_but_what_happened(cast):
    _version, row = running(cast)
    assert of(row).trail == "send:35"
