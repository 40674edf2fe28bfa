"""Sources count rows of their parts: of the programme's countries and time, each person by what she
is there, and their rows are those that were counted."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.directory.models import Place
from communitylinkage.impact import figures, queries, sources
from communitylinkage.impact.adding_up import by_country
from communitylinkage.impact.rules.evaluating import Amount, Score
from communitylinkage.impact.tests import cast as made
from communitylinkage.impact.tests.cast import NOW, THROUGH
from communitylinkage.learning.models import Attendance, Award, Cohort, Course, Learner, Session
from communitylinkage.learning.testing import queries as testing
from communitylinkage.network.models import Community, Engagement, Member
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import cast, client_of
from communitylinkage.research.tests import cast as research

pytestmark = pytest.mark.django_db(databases=["default", "locks"])
__all__ = ["cast"]

DAY = date(2026, 3, 1)


def value(row, code, country=""):
    told = queries.values(row, THROUGH, NOW)
    return next(v.result for v in told if (v.indicator.code, v.country) == (code, country))


def left_out(row, code):
    one = next(one for one in queries.indicators(row) if one.code == code)
    span = figures.span_of(row, THROUGH)
    return {left.code: left.number for left in figures.left_out(one.definition.formula, span)}


def engaged(cast, country, number):
    place, _new = Place.objects.get_or_create(
        pk=["ES", "IT", "FR"].index(country) + 1,
        defaults={"name": country, "country": country, "latitude": 1, "longitude": 1,
                  "population": 1},
    )  # fmt: skip
    where, _new = Community.objects.get_or_create(name=country, language="ar", place=place)
    for _one in range(number):
        member = Member.objects.create(organisation=cast.service)
        Engagement.objects.create(member=member, community=where, how="contact", since=DAY)


def test_persons_of_a_country_outside_the_programme_are_left_out_of_the_whole_as_facts_are(cast):
    row = made.with_set(cast)
    for at, country in enumerate(("ES", "ES", "IT", "FR", "FR")):
        made.award(cast, row, f"woman {at}", DAY, country=country)
    engaged(cast, "IT", 1)
    engaged(cast, "FR", 3)
    assert value(row, "women_empowered") == Amount.of(3)
    assert value(row, "women_empowered", "ES") == Amount.of(2)
    assert value(row, "women_engaged") == Amount.of(1)
    assert left_out(row, "women_empowered") == {"elsewhere": 2}
    assert left_out(row, "women_engaged") == {"elsewhere": 3}
    span = figures.span_of(row, THROUGH)
    definition = next(o.definition for o in queries.indicators(row) if o.code == "women_engaged")
    (told,) = figures.parts(definition, span)[""].values()
    assert list(told.values()) == [Amount.of(1)], "nor of what her organisation counted itself"


def test_what_has_no_country_counts_in_the_whole_and_in_no_country(cast):
    row = made.with_set(cast)
    span = sources.Span(row, row.starts, row.ends, ("ES", "IT"))
    told = [("ES", DAY), ("FR", DAY), ("", DAY)]
    found = by_country(told, span)
    assert found == {"": Amount.of(2), "ES": Amount.of(1), "IT": Amount.of(0)}


def seated(cast, row, track, *names):
    """A group of a track, with people who have a seat in it."""
    course, _made = Course.objects.get_or_create(
        programme=row, organisation=cast.service, track=track, defaults={"made_at": NOW}
    )
    cohort = Cohort.objects.create(
        course=course, organisation=cast.service, country="ES", name=track, language="es",
        capacity=9, made_at=NOW,
    )  # fmt: skip
    people = made.learners(cast, *names, track=track)
    for at, one in enumerate(people):
        cohort.enrolments.create(learner=one, seat="enrolled", arrived=at + 1, changed_at=NOW)
    return cohort, people


def together(cast, cohorts, people):
    """A session of several groups that was held, with those who were there."""
    begins = datetime(2026, 3, 1, 10, tzinfo=UTC)
    session = Session.objects.create(
        organisation=cast.service, kind="lesson", title="x", country="ES", zone="Europe/Madrid",
        begins=begins, ends=begins + timedelta(hours=2), state="held",
    )  # fmt: skip
    session.cohorts.set(cohorts)
    for one in people:
        session.attendances.create(learner=one, how="seen", noted_at=NOW)
    return session


def test_in_a_session_of_mentors_and_professionals_each_counts_on_her_own_track(cast):
    row = made.with_set(cast)
    of_mentors, mentors = seated(cast, row, "mentors", "Amal", "Noor", "Sara")
    of_professionals, professionals = seated(cast, row, "professionals", "Ines", "Rosa")
    together(cast, [of_mentors, of_professionals], [*mentors, *professionals])
    assert value(row, "professionals_engaged") == Amount.of(2)
    span = figures.span_of(row, THROUGH)
    told = {
        codes: sources.read("learning.attended", span, codes)["ES"]
        for codes in ((), ("track:mentors",), ("track:professionals",))
    }
    assert list(told.values()) == [Amount.of(5), Amount.of(3), Amount.of(2)]


@pytest.mark.parametrize("noted", [0, 1])
def test_who_was_written_down_twice_counts_by_the_seat_of_either_record(cast, noted):
    row = made.with_set(cast)
    cohort, both = seated(cast, row, "professionals", "Ines", "Inés")
    together(cast, [cohort], [both[noted]])
    cohort.enrolments.filter(learner=both[noted]).delete()
    Learner.objects.filter(pk=both[1].pk).update(merged_into=both[0])
    assert Attendance.objects.get().learner_id == both[noted].pk, "and the seat is the other's"
    assert value(row, "professionals_engaged") == Amount.of(1)


def test_tests_closed_before_the_programme_or_elsewhere_are_no_gain_of_it(cast, monkeypatch):
    def cohort(name, country, change):
        before = [(f"{name} {at}", 50.0) for at in range(6)]
        after = [(pair, score + change) for pair, score in before]
        group = SimpleNamespace(pk=name, country=country)
        return testing.Measured(group, before, after, [])

    told = [cohort("now", "ES", 10.0), cohort("long ago", "ES", 40.0), cohort("far", "FR", 30.0)]
    monkeypatch.setattr(testing, "measured", {"mentors": told}.__getitem__)
    ends = [("now", "ES", NOW - timedelta(days=60)), ("long ago", "ES", NOW - timedelta(days=900)),
            ("far", "FR", NOW - timedelta(days=60))]  # fmt: skip
    monkeypatch.setattr(testing, "closed", lambda: SimpleNamespace(values_list=lambda *_n: ends))
    row = made.with_set(cast)
    span = figures.span_of(row, THROUGH)
    found = sources.read("learning.gain", span, ["track:mentors"])[""]
    assert isinstance(found, Score)
    assert (found.mean, found.n) == (10.0, 6)
    assert sources.elsewhere("learning.gain", span, ["track:mentors"]).number == 6


def traced(who, row, code, country=""):
    viewer = Viewer(who, tuple(who.memberships.all()))
    return queries.trace(viewer, row, code, THROUGH, country, NOW).parts[0]


def test_who_keeps_all_of_them_is_told_of_none_that_she_may_not_see(cast):
    """Each person stands once in the trace, by what she is counted by."""
    row = made.with_set(cast)
    first = made.award(cast, row, "Amal", DAY)
    further = Cohort.objects.create(
        course=first.cohort.course, organisation=cast.service, country="ES", name="further",
        language="es", capacity=9, made_at=NOW,
    )  # fmt: skip
    Award.objects.create(learner=first.learner, cohort=further, day=date(2026, 5, 1), share=90)
    part = traced(cast.lead, row, "women_empowered")
    assert (part.counted, part.unseen) == (Amount.of(1), 0)
    assert [(one.words, one.day) for one in part.rows] == [(first.reference, DAY)]
    engaged(cast, "ES", 2)
    again = Engagement.objects.first()
    other = Community.objects.create(name="another", language="fr", place=again.community.place)
    Engagement.objects.create(
        member=again.member, community=other, how="activity", since=date(2026, 6, 1)
    )
    part = traced(cast.coordinator, row, "women_engaged")
    assert (part.counted, len(part.rows), part.unseen) == (Amount.of(2), 2, 0)
    assert {one.day for one in part.rows} == {DAY}


def test_who_was_first_counted_by_another_is_no_row_of_hers(cast):
    row = made.with_set(cast)
    first = made.award(cast, row, "Amal", DAY, country="IT")
    Cohort.objects.filter(pk=first.cohort_id).update(organisation=cast.other)
    assert made.award(cast, row, "Amal", date(2026, 5, 1)).learner_id == first.learner_id
    part = traced(cast.lead, row, "women_empowered")
    assert (part.counted, part.rows, part.unseen) == (Amount.of(1), (), 1)


def test_of_two_cycles_of_one_researcher_the_first_is_her_row(cast):
    row = made.programme(cast)
    for _time in range(2):
        research.begun(cast.mentor, cast.community)
    viewer = Viewer(cast.mentor, tuple(cast.mentor.memberships.all()))
    span, source = figures.span_of(row, "2026-11"), sources.source("research.researchers")
    assert source.read(span, {})[""] == Amount.of(1)
    assert len(source.rows(viewer, span, {})) == 1


def test_a_source_that_shows_nobody_a_row_says_nothing_of_rows(cast):
    row = made.with_set(cast)
    cohort, people = seated(cast, row, "professionals", "Ines", "Rosa")
    together(cast, [cohort], people)
    part = traced(cast.lead, row, "professionals_engaged")
    assert (part.counted, part.rows, part.unseen) == (Amount.of(2), (), None)


def test_rows_elsewhere_are_no_rows_of_the_whole_and_what_is_left_out_is_told_of_the_whole(cast):
    today = timezone.localdate()
    row = made.with_set(cast, starts=today - timedelta(days=365), ends=today + timedelta(days=365))
    for name, country in (("Amal", "ES"), ("Noor", "FR")):
        made.award(cast, row, name, today, country=country)
    viewer = Viewer(cast.lead, tuple(cast.lead.memberships.all()))
    month = queries.month_now(row, timezone.now())
    (part,) = queries.trace(viewer, row, "women_empowered", month, "", timezone.now()).parts
    assert [one.country for one in part.rows] == ["ES"]
    address = reverse("impact_trace", args=["women_empowered"])
    for country, words in (("", "Left out, and why"), ("ES", "Left out in the whole programme")):
        told = client_of(cast.lead).get(f"{address}?country={country}").content.decode()
        assert words in told
        assert "In a country that is not in the programme: 1" in told
