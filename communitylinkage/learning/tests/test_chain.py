"""Certificates, and the chain from a certified mentor to the professionals whom she trained."""

import re

import pytest
from django.urls import reverse

from communitylinkage.facts.models import Waiting
from communitylinkage.journal.models import Line
from communitylinkage.learning.chain import actions, queries, showing
from communitylinkage.learning.joining import actions as people
from communitylinkage.learning.models import Award
from communitylinkage.learning.rules import earning
from communitylinkage.learning.rules.codes import Why
from communitylinkage.learning.rules.earning import NotEarned
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.learning.tests.school import DAY, again, school, trained  # noqa: F401
from communitylinkage.people.tests.cast import client_of

pytestmark = pytest.mark.django_db


def give(school, row):  # noqa: F811
    return client_of(school.cast.coordinator).post(
        reverse("enrolment_act", args=[row.pk, "award"]), follow=True
    )


def test_a_certificate_is_earned_by_the_share_of_the_course(school):  # noqa: F811
    group = school.group(school.course("mentors", share=60))
    row = school.seat(group)
    school.held(group, [], hours=2)
    assert "not met yet" in give(school, row).content.decode()
    school.held(group, [row.learner], hours=3, begins=school.now - 2 * DAY)
    assert "The certificate is given" in give(school, row).content.decode()
    award = Award.objects.get()
    assert (award.share, award.revoked_on) == (60, None)
    assert Line.objects.filter(act="learning.awarded", reference=award.reference).exists()
    assert "cannot be done any more" in give(school, row).content.decode()


def test_supervision_does_not_count_for_a_certificate(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    row = school.seat(group)
    school.held(group, [row.learner], kind="supervision")
    with pytest.raises(NotEarned):
        actions.award(enrolment=row, day=school.now.date(), by=school.by, now=school.now)


def test_a_cancelled_session_does_not_count_against_her(school):  # noqa: F811
    from communitylinkage.learning.sessions import actions as sessions

    group = school.group(school.course("mentors"))
    row = school.seat(group)
    school.held(group, [row.learner])
    sessions.cancel(session=school.session(group), by=school.by, now=school.now)
    assert queries.standing_of(row).share == 100


def test_being_trained_is_a_fact_of_month_country_and_track(school):  # noqa: F811
    school.mentor()
    fact = Waiting.objects.get(kind="trained")
    assert (fact.region, fact.codes, fact.month) == ("ES", "track:mentors", "2026-11")


def test_a_mistake_is_a_fact_too_and_another_reason_is_not(school):  # noqa: F811
    wrong, right = school.mentor(), school.mentor("Leila")
    for award, why in ((wrong, Why.MISTAKE), (right, Why.ASKED)):
        actions.revoke(award=award, why=why, day=school.now.date(), by=school.by, now=school.now)
    assert Waiting.objects.filter(kind="trained").count() == 2
    assert Waiting.objects.filter(kind="trained_undone").count() == 1
    assert trained("mentors") == 1


def test_revoking_twice_is_refused(school):  # noqa: F811
    award = school.mentor()
    given = {"why": Why.ASKED, "day": school.now.date(), "by": school.by, "now": school.now}
    actions.revoke(award=award, **given)
    with pytest.raises(NotNow):
        actions.revoke(award=award, **given)


def test_the_page_takes_a_certificate_back_with_a_reason(school):  # noqa: F811
    award = school.mentor()
    browser = client_of(school.cast.coordinator)
    address = reverse("award_revoke", args=[award.pk])
    assert "Please choose one of the answers" in browser.post(address, {"why": ""}).content.decode()
    browser.post(address, {"why": "conduct"})
    assert again(award).why == "conduct"
    page = browser.get(reverse("learner", args=[award.learner_id])).content.decode()
    assert "Because of what she did" in page


def test_each_person_is_trained_where_she_first_finished(school):  # noqa: F811
    mentor = school.mentor(days_ago=100)
    school.trained("Ines", mentor.learner)
    school.trained("Ivo", mentor.learner, country="IT")
    told = earning.firsts(queries.trained_rows())
    assert [(one.track, one.country) for one in told] == [
        ("mentors", "ES"), ("professionals", "ES"), ("professionals", "IT"),
    ]  # fmt: skip


def test_one_person_who_finished_twice_is_trained_once(school):  # noqa: F811
    mentor = school.mentor()
    one, two = school.trained("Ines", mentor.learner), school.trained("Inés", mentor.learner)
    assert trained("professionals") == 2
    people.merge(kept=one.learner, gone=two.learner, by=school.by, now=school.now)
    assert trained("professionals") == 1
    assert len(queries.taught()) == 1
    people.part(gone=again(two.learner), by=school.by, now=school.now)
    assert trained("professionals") == 2


def test_only_certified_mentors_in_whose_sessions_she_was_trained_her(school):  # noqa: F811
    mentor, other = school.mentor(), school.mentor("Leila")
    group = school.group()
    row = school.seat(group)
    school.held(group, [row.learner], [mentor.learner, school.person("Guest", country="SI")])
    school.held(group, [], [other.learner], begins=school.now - 3 * DAY, hours=0.1)
    actions.award(enrolment=row, day=school.now.date(), by=school.by, now=school.now)
    told = {one.learner.name: one.professionals for one in queries.mentors_who_taught(
        _viewer(school))}  # fmt: skip
    assert told == {"Rosa": 1, "Leila": 0}
    assert queries.taught()[0].by == "ES"


def _viewer(school):  # noqa: F811
    from communitylinkage.people.access import Viewer

    return Viewer(school.cast.coordinator, (school.cast.coordinator.membership,))


def test_whom_nobody_certified_taught_was_taught_by_no_country(school):  # noqa: F811
    """Not by several: her only mentor's certificate was given by mistake, so it never was."""
    mentor = school.mentor()
    school.trained("Ines", mentor.learner, country="IT")
    assert [one.by for one in queries.taught()] == ["ES"]
    actions.revoke(
        award=mentor, why=Why.MISTAKE, day=school.now.date(), by=school.by, now=school.now
    )
    assert [one.by for one in queries.taught()] == [""]


def test_mentors_are_named_unless_by_mistake_and_marked_when_it_ended(school):  # noqa: F811
    school.mentor("Rosa")
    for name, why in (("Leila", Why.ASKED), ("Nour", Why.MISTAKE)):
        award = school.mentor(name)
        actions.revoke(award=award, why=why, day=school.now.date(), by=school.by, now=school.now)
    told = {one.learner.name: one.ended for one in queries.mentors_who_taught(_viewer(school))}
    assert told == {"Rosa": False, "Leila": True}
    page = client_of(school.cast.coordinator).get(reverse("learning_chain")).content.decode()
    assert page.count("Her certificate is not valid any more") == 1
    assert "Nour" not in page


def test_an_exchange_visit_counts_when_it_was_held_whoever_taught(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    school.held(group, [], kind="exchange")
    school.held(group, [], [school.person("One"), school.person("Two")], kind="exchange")
    school.session(group, kind="exchange")
    assert queries.exchanges() == 2


def test_small_groups_are_hidden_and_no_name_is_in_the_picture(school):  # noqa: F811
    mentor = school.mentor()
    for at in range(6):
        school.trained(f"Spanish {at}", mentor.learner)
    school.trained("Italian", mentor.learner, country="IT")
    school.quarter_over()
    told = showing.chain()
    assert [line.country for line in told.lines] == ["Spain", "Italy"]
    assert told.lines[1].all.hidden
    # The large one could be subtracted from the sum otherwise.
    assert told.lines[0].all.hidden or told.all.all.hidden
    browser = client_of(school.cast.coordinator)
    picture = browser.get(reverse("chain_picture")).content.decode()
    assert "Rosa" not in picture
    assert "Italian" not in picture
    table = browser.get(reverse("learning_chain") + "?as=csv").content.decode()
    assert "Rosa" not in table


def test_the_picture_has_a_band_for_each_figure_that_is_shown(school):  # noqa: F811
    mentor = school.mentor()
    for at in range(6):
        school.trained(f"Spanish {at}", mentor.learner)
    assert showing.chain() is None, "the quarter is not over"
    school.quarter_over()
    told = showing.chain()
    assert told.all.all.n == 6
    assert len(showing.drawing(told).bands) == 1
    page = client_of(school.cast.coordinator).get(reverse("learning_chain")).content.decode()
    assert "6 professionals trained" in page
    assert "Rosa" in page


def test_one_more_cannot_be_found_by_comparing_two_showings(school):  # noqa: F811
    mentor = school.mentor()
    for at in range(6):
        school.trained(f"Spanish {at}", mentor.learner)
    school.quarter_over()
    before = showing.chain()
    assert str(before.until) == "2026-12-31"
    school.now += 60 * DAY
    school.trained("One more", mentor.learner)
    assert showing.chain() == before
    page = client_of(school.cast.coordinator).get(reverse("learning_chain")).content.decode()
    assert "6 professionals trained" in page
    assert "7" not in re.findall(r"<strong>(\d+)", page), "who looks day by day sees no award"
    school.quarter_over()
    after = showing.chain()
    assert 7 not in [
        cell.n for line in (*after.lines, after.all) for cell in (*line.cells, line.all)
    ]


def test_before_anybody_was_trained_the_page_says_how_it_begins(school):  # noqa: F811
    browser = client_of(school.cast.coordinator)
    assert (
        "begins with a course for mentors"
        in browser.get(reverse("learning_chain")).content.decode()
    )
    assert browser.get(reverse("chain_picture")).status_code == 200


def test_mentors_of_other_organisations_are_not_named(school):  # noqa: F811
    school.mentor()
    page = client_of(school.cast.stranger).get(reverse("learning_chain")).content.decode()
    assert "Rosa" not in page
