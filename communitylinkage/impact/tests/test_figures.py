"""Figures come from what was counted, and from nothing else."""

from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import models
from django.urls import reverse

from communitylinkage.facts import actions as facts
from communitylinkage.facts.models import Slice
from communitylinkage.impact import actions, figures, queries, sources, women_sources
from communitylinkage.impact.models import Frozen, Indicator, Version
from communitylinkage.impact.rules.definition import Unit
from communitylinkage.impact.rules.evaluating import Amount, Band, Missing, Ratio, Why
from communitylinkage.impact.rules.progress import Stand
from communitylinkage.impact.shipped import shipped
from communitylinkage.impact.tests import cast as made
from communitylinkage.impact.tests.cast import NOW, THROUGH
from communitylinkage.intersections.tests.cast import a_community
from communitylinkage.learning.testing import queries as testing
from communitylinkage.network.models import Engagement, Member
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, key_of
from communitylinkage.research import actions as leaving
from communitylinkage.research.models import Researcher
from communitylinkage.research.tests import cast as research
from communitylinkage.support.counting.actions import count_woman, counted_by
from communitylinkage.support.counting.models import Figure, Period
from communitylinkage.support.counting.rules import Standing

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]


def value(row, code, country="", month=THROUGH):
    return next(
        one for one in queries.values(row, month, NOW)
        if (one.indicator.code, one.country) == (code, country)
    )  # fmt: skip


PROMISED = {
    "women_empowered": 60, "women_engaged": 160, "professionals_trained": 120,
    "women_supported": 100, "population_reached": 15_000,
}  # fmt: skip


def test_every_figure_that_the_project_promised_has_its_indicator_and_its_target():
    told = {one.code: [target.value for target in one.targets] for one, _text in shipped()}
    assert {code: values for code, values in told.items() if values} == {
        code: [number] for code, number in PROMISED.items()
    }
    for code in ("professionals_engaged", "potential_victims", "stakeholders_reached",
                 "practices_abroad", "peers_across_borders", "strategies_in_force"):  # fmt: skip
        assert code in told


def test_every_indicator_speaks_english_spanish_and_arabic():
    for one, _text in shipped():
        assert set(one.words) == {"en", "es", "ar"}, one.code


def test_there_is_no_field_in_which_a_figure_could_be_typed():
    numbers = (models.IntegerField, models.FloatField, models.DecimalField)
    for model in (Indicator, Version):
        kept = {f.name for f in model._meta.get_fields() if isinstance(f, numbers)}
        assert kept <= {"number"}, model  # the number of the version
    kept = {f.name for f in Frozen._meta.get_fields()}
    assert kept == {"id", "freeze", "version", "country", "value", "inputs", "left_out", "parts"}


def test_facts_are_counted_in_their_country_and_in_the_whole(cast):
    row = made.with_set(cast)
    made.happened("signs_noticed", 3, "ES")
    made.happened("signs_noticed", 2, "IT", month=7)
    made.happened("signs_noticed", 4, "")  # nobody knows where
    made.happened("signs_noticed", 5, "FR")  # not in the programme
    made.happened("signs_noticed", 6, "ES", month=11)  # later
    found = {country: value(row, "signs_noticed", country).result for country in ("", "ES", "IT")}
    assert found == {"": Amount.of(9), "ES": Amount.of(3), "IT": Amount.of(2)}


def test_a_share_and_a_wait_are_made_of_counts(cast):
    row = made.with_set(cast)
    assert value(row, "referrals_with_feedback").result == Missing(Why.NOTHING_YET)
    made.happened("referral_closed", 5, codes=["outcome:provided"])
    made.happened("referral_reopened", 1)
    made.happened("referral_feedback", 3, codes=["helped:yes"])
    share = value(row, "referrals_with_feedback").result
    assert isinstance(share, Ratio)
    assert (share.value, share.part, share.whole) == (0.75, Amount.of(3), Amount.of(4))
    for band, number in (("day", 2), ("three_days", 2), ("longer", 1)):
        made.happened("referral_first_contact", number, codes=[f"waited:{band}"])
    assert value(row, "time_to_first_contact").result == Band("three_days", 5)


def test_a_woman_counts_once_and_who_may_be_twice_only_at_the_upper_end(cast):
    row = made.with_set(cast)
    for organisation, code in (
        (cast.service, "my own sign"), (cast.community, "My own sign!"),
        (cast.other, "my own sign"), (cast.service, "another one"), (cast.service, ""),
    ):  # fmt: skip
        count_woman(organisation=organisation, consent=None, code=code, standing=Standing.KNOWN,
                    day=date(2026, 10, 5), by=cast.mentor.pk, now=NOW)  # fmt: skip
    found = {one: value(row, "women_supported", one).result for one in ("", "ES", "IT")}
    assert found == {"": Amount(2, 3), "ES": Amount(2, 3), "IT": Amount(1, 1)}
    assert value(row, "potential_victims").result == Amount.of(0)


def test_the_part_that_is_not_installed_says_so_and_every_other_figure_stands(cast, monkeypatch):
    row = made.with_set(cast)
    monkeypatch.setattr(sources.apps, "is_installed", lambda _app: False)
    assert value(row, "population_reached").result == Missing(Why.NOT_INSTALLED)
    assert value(row, "population_reached").progress.stand == Stand.NOT_MEASURED
    assert value(row, "signs_noticed").result == Amount.of(0)


def test_the_whole_reads_slices_and_gives_what_the_facts_give(cast):
    row = made.with_set(cast)
    made.happened("support_action", 4, codes=["kind:group", "outcome:reached"])
    made.happened("support_action", 3, codes=["kind:group", "outcome:partly"])
    from_slices = queries.values(row, THROUGH, NOW)
    assert Slice.objects.filter(filled=True).exists()
    Slice.objects.all().delete()
    assert queries.values(row, THROUGH, NOW) == from_slices


def test_who_finished_is_counted_once_by_the_first_certificate_and_mistakes_never(cast):
    row = made.with_set(cast)
    made.award(cast, row, "A", date(2026, 3, 1))
    made.award(cast, row, "B", date(2026, 12, 1))  # later
    made.award(cast, row, "C", date(2026, 3, 1), revoked_on=date(2026, 4, 1), why="mistake")
    made.award(cast, row, "D", date(2026, 3, 1), revoked_on=date(2026, 4, 1), why="conduct")
    assert value(row, "women_empowered").result == Amount.of(2)
    assert value(row, "professionals_trained").result == Amount.of(0)


def test_only_whom_a_certified_mentor_of_another_country_taught_learned_across_borders(cast):
    row, day = made.with_set(cast), date(2026, 3, 1)
    for name, mentor in (("Across", "IT"), ("At home", "ES"), ("By nobody certified", "")):
        award = made.award(cast, row, name, day, track="professionals")
        if mentor:
            taught_by = made.award(cast, row, f"Mentor {mentor}", day, country=mentor).learner
            made.taught(cast, award, taught_by)
    assert value(row, "peers_across_borders").result == Amount.of(1)


def test_months_and_days_stay_within_the_programme(cast):
    row = made.programme(cast)
    assert queries.closed_months(row, date(2026, 4, 1)) == ["2026-03", "2026-02", "2026-01"]
    assert figures.span_of(row, "2030-01").last == made.ENDS
    assert queries.month_now(row, NOW) == "2026-11"


def test_a_single_count_is_laid_apart_by_one_of_its_codes(cast):
    row = made.with_set(cast)
    made.happened("signs_noticed", 3, codes=["met:street"])
    made.happened("signs_noticed", 1, "IT", codes=["met:home"])
    one = value(row, "signs_noticed").indicator.definition
    assert one.unit == Unit.TIMES
    span = figures.span_of(row, THROUGH)
    assert figures.apart(one, "met", span, "") == {"street": 3, "home": 1}
    assert figures.apart(one, "met", span, "IT") == {"home": 1}


def test_taking_the_ready_set_twice_changes_nothing(cast):
    row = made.with_set(cast)
    assert actions.take_shipped(programme=row, by=cast.lead.pk, now=NOW) == 0
    assert Version.objects.count() == len(shipped())


def researched(row, first=date(2026, 1, 1), last=date(2026, 12, 31)):
    """Who took part in a research cycle, by country."""
    span = sources.Span(row, first, last, ("ES", "IT"))
    return span, sources.read("research.researchers", span, [])


def test_who_researches_counts_once_by_her_first_cycle_also_after_she_left(cast):
    row = made.programme(cast)
    first = research.begun(cast.mentor, cast.community)
    hers = research.joined(first, cast.professional, cast.mentor)
    later = research.begun(cast.mentor, cast.community)
    Researcher.objects.filter(cycle=later).update(since=date(2026, 12, 1))
    span, found = researched(row)
    assert found == {"": Amount.of(2), "ES": Amount.of(2), "IT": Amount.of(0)}
    source = sources.source("research.researchers")
    assert [(one.code, one.number) for one in source.left_out(span, {})] == [("further_cycle", 1)]
    leaving.leave(researcher=hers, by=cast.mentor, private_key=key_of(cast.mentor), now=NOW)
    assert researched(row)[1][""] == Amount.of(2), "she researched, and it stays so"
    assert researched(row, date(2026, 12, 1))[1][""] == Amount.of(0)
    assert sorted(source.days({})) == [("ES", NOW.date())] * 2


def test_only_who_researches_there_reads_who_else_does(cast):
    cycle = research.begun(cast.mentor, cast.community)
    research.joined(cycle, cast.professional, cast.mentor)
    span, _found = researched(made.programme(cast))
    rows = {
        account: sources.source("research.researchers").rows(
            Viewer(account, tuple(account.memberships.all())), span, {}
        )
        for account in (cast.professional, cast.stranger)
    }
    assert {one.words for one in rows[cast.professional]} == {"mentor", "professional"}
    assert {one.address for one in rows[cast.professional]} == {
        reverse("research_cycle", args=[cycle.pk])
    }
    assert rows[cast.stranger] == []


def a_period(row, certain):
    """Frozen, with so many women in Spain who are surely different ones."""
    period = Period.objects.create(
        programme=row, starts=row.starts, ends=row.ends, frozen=NOW.date()
    )
    for country in ("", "ES"):
        Figure.objects.create(
            period=period, country=country, standing=Standing.KNOWN, certain=certain, maybe_twice=0
        )


def left_out(row, source, **codes):
    span = figures.span_of(row, THROUGH)
    return {one.code: one.number for one in sources.source(source).left_out(span, codes)}


def test_answers_without_a_pair_are_those_of_the_tracks_and_the_time_that_are_counted(
    cast, monkeypatch
):
    def cohort(name, paired, alone):
        both = [(f"{name} {at}", 50.0) for at in range(paired)]
        once = [(f"{name} once {at}", 50.0) for at in range(alone)]
        group = SimpleNamespace(pk=name, country="ES")
        return testing.Measured(group, [*both, *once], both, [])

    told = {"mentors": [cohort("m", 2, 1)], "professionals": [cohort("p", 5, 3), cohort("q", 4, 4)]}
    monkeypatch.setattr(testing, "measured", told.__getitem__)
    before = NOW - timedelta(days=90)
    ends = [("m", "ES", before), ("p", "ES", before), ("q", "ES", NOW + timedelta(days=90))]
    told_of = SimpleNamespace(values_list=lambda *_names: ends)
    monkeypatch.setattr(testing, "closed", lambda: told_of)
    row = made.with_set(cast)
    assert left_out(row, "learning.gain") == {"one_test_only": 4}
    assert left_out(row, "learning.gain", track="professionals") == {"one_test_only": 3}


def test_of_members_put_together_only_those_engaged_by_then_are_told(cast):
    row, place = made.with_set(cast), a_community("MA")
    for since in (date(2026, 3, 1), date(2026, 12, 1), date(2025, 3, 1)):
        kept, gone = (Member.objects.create(organisation=cast.service) for _both in range(2))
        for one in (kept, gone):
            Engagement.objects.create(member=one, community=place, how="contact", since=since)
        Member.objects.filter(pk=gone.pk).update(merged_into=kept)
    assert left_out(row, "network.engaged") == {"counted_once": 1}


def test_what_organisations_counted_comes_to_the_whole_and_is_nobodys_where_it_is_unknown(
    cast,
):
    row, day = made.with_set(cast), date(2026, 3, 1)
    for name, country in (("A", "ES"), ("B", "ES"), ("C", "IT")):
        made.award(cast, row, name, day, country=country)
    ours, theirs = (counted_by(one) for one in (cast.service, cast.other))
    for whose, number in ((ours, 4), (theirs, 3)):
        made.happened("woman_supported", number, codes=[whose, "standing:known"])
    a_period(row, certain=7)
    span = figures.span_of(row, THROUGH)
    told = {one.code: figures.parts(one, span) for one, _text in shipped()}

    def parts(code, country):
        return {who: next(iter(inputs.values())).low for who, inputs in told[code][country].items()}

    us, them = (one.removeprefix("organisation:") for one in (ours, theirs))
    assert parts("women_empowered", "") == {us: 3}
    assert parts("women_empowered", "ES") == {us: 2}
    assert parts("women_supported", "ES") == {us: 4, them: 3}
    assert parts("women_supported", "IT") == {us: 0, them: 0}
    assert told["signs_noticed"] == {}


def test_whose_women_are_told_of_the_same_period_as_how_many_there_are(cast):
    row = made.with_set(cast)
    middle = date(2026, 9, 30)
    for starts, ends in ((row.starts, middle), (date(2026, 10, 1), row.ends)):
        Period.objects.create(programme=row, starts=starts, ends=ends, key=b"k" * 32)

    def met(organisation, number, day):
        for woman in range(number):
            count_woman(organisation=organisation, consent=None, code=f"{day} {woman}",
                        standing=Standing.KNOWN, day=day, by=cast.mentor.pk,
                        now=NOW, codes=["kind:group"])  # fmt: skip

    met(cast.service, 3, date(2026, 9, 20))
    met(cast.community, 1, date(2026, 10, 5))
    met(cast.community, 4, date(2026, 11, 5))
    facts.flush(now=NOW.replace(year=2027))
    span = figures.span_of(row, "2026-10")
    definition = next(one for one, _text in shipped() if one.code == "women_supported")
    found = figures.parts(definition, span)["ES"]
    number = value(row, "women_supported", "ES", "2026-10").result
    assert number == Amount(3, 4)
    ours = counted_by(cast.service).removeprefix("organisation:")
    assert {who: next(iter(inputs.values())).low for who, inputs in found.items()} == {ours: 3}


def women_parts(row, code="women_supported"):
    """Organisation -> how many of the women in Spain it may have; None: nobody can tell."""
    one = next(one for one, _text in shipped() if one.code == code)
    found = figures.parts(one, figures.span_of(row, THROUGH))
    if not found:
        return None
    return {who: next(iter(inputs.values())).low for who, inputs in found["ES"].items()}


def name_of(organisation):
    return counted_by(organisation).removeprefix("organisation:")


def met(cast, organisation, codes, standing):
    for code in codes:
        count_woman(organisation=organisation, consent=None, code=f"woman {code}",
                    standing=standing, day=date(2026, 3, 1), by=cast.mentor.pk, now=NOW,
                    codes=["kind:group"])  # fmt: skip


def test_who_became_known_later_is_of_the_part_of_who_first_met_her_too(cast):
    row = made.with_set(cast)
    met(cast, cast.service, range(7), Standing.POSSIBLE)
    met(cast, cast.service, range(5), Standing.KNOWN)
    met(cast, cast.community, ["another"], Standing.KNOWN)
    facts.flush(now=NOW)
    assert value(row, "women_supported", "ES").result == Amount.of(6)
    ours, theirs = name_of(cast.service), name_of(cast.community)
    assert women_parts(row) == {ours: 5, theirs: 1}, "6 less our 5 is the one of the other"
    assert value(row, "potential_victims", "ES").result == Amount.of(2)
    assert women_parts(row, "potential_victims") == {ours: 2}


def test_many_who_are_only_possible_do_not_hide_that_somebody_is_another_ones(cast):
    row = made.with_set(cast)
    met(cast, cast.service, range(7), Standing.KNOWN)
    met(cast, cast.service, range(50, 60), Standing.POSSIBLE)
    met(cast, cast.community, ["another"], Standing.KNOWN)
    met(cast, cast.community, range(70, 90), Standing.POSSIBLE)
    facts.flush(now=NOW)
    assert women_parts(row) == {name_of(cast.service): 7, name_of(cast.community): 1}


@pytest.mark.parametrize(
    ("figure", "sure", "perhaps", "told"),
    [
        (8, {"a": 7, "b": 1}, {"a": 1, "b": 9}, {"a": 7, "b": 1}),
        (8, {"a": 2, "b": 1}, {"a": 5}, {"a": 7, "b": 1}),
        (8, {"a": 2}, {"a": 9}, {"a": 8}),
        # One of the six who became known may be one of the other's six: she is not told of none.
        (13, {"a": 7}, {"a": 6, "b": 6}, {"a": 12, "b": 6}),
        (13, {"a": 7}, {"a": 6, "": 6}, {"a": 12}),
        (3, {}, {"a": 9, "b": 9}, {"a": 2, "b": 2}),
        (1, {"a": 4}, {"a": 3}, {"a": 4}),
        (0, {}, {}, {}),
    ],
)
def test_an_organisation_may_have_what_the_figure_leaves_beside_those_who_are_sure(
    figure, sure, perhaps, told
):
    assert women_sources.may_have(figure, Counter(sure), Counter(perhaps)) == told


def test_whose_women_they_are_is_unknown_and_not_none_while_one_is_not_written_on(cast):
    row = made.with_set(cast)
    met(cast, cast.service, range(7), Standing.KNOWN)
    assert women_parts(row) is None
    facts.flush(now=NOW)
    assert women_parts(row) == {name_of(cast.service): 7}
