"""Who may teach whom, when it is planned, when it is held, and when a certificate is revoked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from communitylinkage.facts.models import Waiting
from communitylinkage.journal.models import Line
from communitylinkage.learning.chain import actions as chain
from communitylinkage.learning.chain import queries
from communitylinkage.learning.models import Session
from communitylinkage.learning.queries import today
from communitylinkage.learning.rules.codes import Why
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.learning.rules.teaching import NobodyCertified
from communitylinkage.learning.sessions import actions
from communitylinkage.learning.sessions.queries import trainers_of, untaught
from communitylinkage.learning.tests.school import DAY, HOUR, again, school, trained  # noqa: F401
from communitylinkage.mentors.models import Certification
from communitylinkage.people.access import Viewer
from communitylinkage.people.tests.cast import client_of

pytestmark = pytest.mark.django_db
PLAN = {
    "title": "Listening", "kind": "lesson", "day": "2026-12-01", "from_time": "10:00",
    "to_time": "12:00", "country": "ES", "zone": "Europe/Madrid", "place": "Room 2",
}  # fmt: skip


def revoke(school, award, why=Why.CONDUCT):  # noqa: F811
    return chain.revoke(award=award, why=why, day=school.now.date(), by=school.by, now=school.now)


def test_professionals_are_taught_by_a_certified_mentor_or_nothing_is_planned(school):  # noqa: F811
    group, nobody = school.group(), school.person("Just a trainer")
    with pytest.raises(NobodyCertified):
        school.session(group, [nobody])
    assert not Session.objects.exists()
    assert school.session(group, [nobody, school.mentor().learner]).state == "planned"


def test_the_form_says_it_beside_the_trainers_and_keeps_what_was_typed(school):  # noqa: F811
    group, nobody = school.group(), school.person("Just a trainer")
    browser = client_of(school.cast.coordinator)
    address = reverse("learning_session_new", args=[group.pk])
    said = {**PLAN, "cohorts": [group.pk], "trainers": [nobody.pk]}
    page = browser.post(address, said).content.decode()
    assert "at least one trainer must be a certified mentor" in page
    assert 'value="Listening"' in page
    said["trainers"] = [school.mentor().learner.pk]
    answer = browser.post(address, said, follow=True)
    assert "It is added" in answer.content.decode()


def test_mentors_learn_from_anybody(school):  # noqa: F811
    assert school.session(school.group(school.course("mentors")), [school.person()])


def test_a_joint_session_of_both_tracks_needs_a_certified_mentor(school):  # noqa: F811
    both = [school.group(), school.group(school.course("mentors"))]
    with pytest.raises(NobodyCertified):
        school.session(both, kind="joint")
    row = school.session(both, [school.mentor().learner], kind="joint")
    assert row.cohorts.count() == 2


def test_a_certificate_of_later_does_not_teach_today(school):  # noqa: F811
    award = school.mentor(days_ago=10)
    with pytest.raises(NobodyCertified):
        school.session(school.group(), [award.learner], begins=school.now - 20 * DAY)


def test_the_rule_is_asked_again_when_the_session_is_held(school):  # noqa: F811
    award = school.mentor()
    row = school.session(school.group(), [award.learner], begins=school.now + DAY)
    revoke(school, award)
    with pytest.raises(NobodyCertified):
        actions.hold(session=row, by=school.by, now=school.now + 2 * DAY)
    assert again(row).state == "planned"


def test_after_a_revocation_sessions_to_come_are_flagged(school):  # noqa: F811
    award, other = school.mentor(), school.mentor("Leila")
    alone = school.session(school.group(), [award.learner])
    both = school.session(school.group(), [award.learner, other.learner])
    assert untaught([alone, both]) == []
    revoke(school, award)
    assert untaught([alone, both]) == [alone]
    viewer = Viewer(school.cast.coordinator, (school.cast.coordinator.membership,))
    assert any("needs a certified mentor" in one.sentence for one in today(viewer, school.now))
    page = client_of(school.cast.coordinator).get(reverse("learning_session", args=[alone.pk]))
    assert "Choose another trainer" in page.content.decode()


def test_after_a_revocation_held_sessions_stay_counted_with_a_note(school):  # noqa: F811
    mentor = school.mentor()
    award = school.trained(mentor=mentor.learner)
    (held,) = award.cohort.sessions.all()
    revoke(school, mentor)
    assert again(held).state == "held"
    assert trainers_of(held) == [(mentor.learner, "ended")]
    (taught,) = queries.taught()
    assert (taught.country, taught.by) == ("ES", "ES")
    assert trained("professionals") == 1
    page = client_of(school.cast.coordinator).get(reverse("learning_session", args=[held.pk]))
    assert "Her certificate is not valid any more" in page.content.decode()


def test_a_certificate_given_by_mistake_never_was(school):  # noqa: F811
    mentor = school.mentor()
    assert trained("mentors") == 1
    revoke(school, mentor, Why.MISTAKE)
    assert trained("mentors") == 0
    with pytest.raises(NobodyCertified):
        school.session(school.group(), [mentor.learner], begins=school.now - DAY)


def test_certification_is_written_into_mentors_and_taken_out_again(school):  # noqa: F811
    account = school.cast.mentor
    award = school.mentor(account=account)
    assert Certification.objects.get().pk == account.pk
    assert Certification.objects.get().since == award.day
    revoke(school, award)
    assert not Certification.objects.exists()
    acts = Line.objects.filter(act__startswith="mentor.").order_by("number")
    assert [one.act for one in acts] == ["mentor.certified", "mentor.not_certified"]


def test_who_gets_an_account_later_is_known_as_certified_then(school):  # noqa: F811
    from communitylinkage.learning.joining import actions as people
    from communitylinkage.learning.joining.forms import person_before

    learner = school.mentor().learner
    assert not Certification.objects.exists()
    known = {k: v for k, v in person_before(learner).items() if k != "account"}
    people.write(
        learner=learner, organisation=learner.organisation_id, known=people.Known(**known),
        account=school.cast.mentor, by=school.by, now=school.now,
    )  # fmt: skip
    assert Certification.objects.get().pk == school.cast.mentor.pk


def test_a_session_that_has_not_begun_is_not_held(school):  # noqa: F811
    row = school.session(school.group(school.course("mentors")))
    with pytest.raises(NotNow):
        actions.hold(session=row, by=school.by, now=school.now)


def test_an_exchange_visit_says_who_is_visited_and_who_visits(school):  # noqa: F811
    cast = school.cast
    row = school.session(
        school.group(), [school.mentor().learner], kind="exchange", host=cast.other,
        visitors=[cast.service],
    )  # fmt: skip
    page = client_of(cast.coordinator).get(reverse("learning_session", args=[row.pk]))
    assert cast.other.name in page.content.decode()
    assert [one.name for one in row.visitors.all()] == [cast.service.name]
    actions.hold(session=row, by=school.by, now=row.ends)
    actions.plan_again(session=row, by=school.by, now=row.ends)
    told = Waiting.objects.filter(kind__startswith="exchange").order_by("kind")
    month = f"{row.begins:%Y-%m}"
    assert list(told.values_list("kind", "month", "region", "codes")) == [
        ("exchange_visit", month, row.country, f"visiting:{cast.service.country}"),
        ("exchange_visit_undone", month, row.country, f"visiting:{cast.service.country}"),
    ]


WRONG = [
    ("day", "2026-03-29", "from_time", "02:30", "clocks jump over"),
    ("to_time", "09:00", "from_time", "10:00", "end must be after"),
    ("to_time", "23:59", "from_time", "00:01", "at most 12 hours"),
    ("place", "", "online", "", "Say where it is"),
    ("online", "javascript:alert(1)", "place", "x", "Please write a whole web address"),
    ("title", "a\u202eb", "place", "x", "invisible sign"),
]


@pytest.mark.parametrize(("one", "value", "two", "other", "words"), WRONG)
def test_wrong_input_is_said_beside_the_field(school, one, value, two, other, words):  # noqa: F811
    group = school.group(school.course("mentors"))
    said = {**PLAN, "cohorts": [group.pk], one: value, two: other}
    page = client_of(school.cast.coordinator).post(
        reverse("learning_session_new", args=[group.pk]), said
    )
    assert words in page.content.decode()
    assert not Session.objects.exists()


def test_moving_a_session_keeps_who_was_there_and_the_hours_follow(school):  # noqa: F811
    from communitylinkage.learning.joining.queries import records_of, stays_of
    from communitylinkage.learning.rules import time

    group = school.group(school.course("mentors"))
    person = school.seat(group).learner
    row = school.held(group, [person], hours=2)
    school.session(group, session=row, begins=row.begins + timedelta(hours=1), hours=3)
    assert time.total(stays_of(records_of(person))) == 180
    assert Line.objects.filter(act="learning.session_moved", reference=str(row.pk)).count() == 1
    assert row.attendances.count() == 1


def test_home_says_that_a_lesson_of_hers_runs_now(school):  # noqa: F811
    group = school.group()
    school.session(group, begins=school.now + HOUR, kind="supervision")
    learner = Viewer(school.cast.professional, (school.cast.professional.membership,))
    school.seat(group, school.person(account=school.cast.professional))
    assert not any("is on now" in one.sentence for one in today(learner, school.now))
    running = [one for one in today(learner, school.now + 2 * HOUR) if "is on now" in one.sentence]
    assert [one.due for one in running] == [school.now + 3 * HOUR]
