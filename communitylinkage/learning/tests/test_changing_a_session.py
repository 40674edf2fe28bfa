"""Changing a session on its page: what was not touched stays as it is."""

from collections import Counter

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.facts.models import Waiting
from communitylinkage.learning.chain import actions as chain
from communitylinkage.learning.models import Cohort, Module
from communitylinkage.learning.rules.codes import Why
from communitylinkage.learning.tests.school import DAY, again, school  # noqa: F401
from communitylinkage.organisations.models import Partnership
from communitylinkage.people.tests.cast import client_of

pytestmark = pytest.mark.django_db


def counted():
    """The exchange visits that stand: month, country and codes of each, less those undone."""
    found = Counter()
    for one in Waiting.objects.filter(kind__startswith="exchange"):
        found[one.month, one.region, one.codes] += -1 if one.kind.endswith("undone") else 1
    return {visit: n for visit, n in found.items() if n}


def as_opened(form):
    """What a browser sends of a form where nothing is touched: of choices only those offered."""
    sent = {}
    for name, field in form.fields.items():
        value = form[name].value()
        offered = [str(key) for key, _words in getattr(field, "choices", ())]
        if isinstance(value, list):
            sent[name] = [one for one in value if str(one) in offered]
        elif offered:
            sent[name] = value if str(value or "") in offered else offered[0]
        elif value is True:
            sent[name] = "on"
        elif value is not False:
            sent[name] = field.widget.format_value(value) or ""
    return sent


def changes(school, row, **values):  # noqa: F811
    """The coordinator opens the form, changes these and keeps it; the session as it is then."""
    browser = client_of(school.cast.coordinator)
    address = reverse("learning_session_edit", args=[row.pk])
    sent = as_opened(browser.get(address).context["form"]) | values
    answer = browser.post(address, sent, follow=True)
    assert "The session is changed" in answer.content.decode()
    return again(row)


def taught_by(row):
    return sorted(row.trainers.values_list("learner__name", flat=True))


def partner_mentor(school, name="Leila"):  # noqa: F811
    """A certified mentor whose record another organisation of the programme keeps."""
    award = school.mentor(name)
    Partnership.objects.get_or_create(
        programme=school.programme, organisation=school.cast.other, role="partner"
    )
    type(award.learner).objects.filter(pk=award.learner_id).update(organisation=school.cast.other)
    return award


def test_a_held_session_keeps_a_partners_mentor_whose_certificate_ended_since(school):  # noqa: F811
    award, group = partner_mentor(school), school.group()
    row = school.held(group, [school.seat(group).learner], [award.learner])
    chain.revoke(award=award, why=Why.CONDUCT, day=school.now.date(), by=school.by, now=school.now)
    after = changes(school, row, title="Listening")
    assert (after.title, after.state, taught_by(after)) == ("Listening", "held", ["Leila"])


def test_a_trainer_whose_record_was_put_together_with_another_still_teaches(school):  # noqa: F811
    group, rosa = school.group(school.course("mentors")), school.person("Rosa")
    row = school.session(group, [rosa])
    type(rosa).objects.filter(pk=rosa.pk).update(merged_into=school.person("Rosalía"))
    assert taught_by(changes(school, row, title="Listening")) == ["Rosa"]


def test_who_teaches_may_still_be_taken_out(school):  # noqa: F811
    row = school.session(school.group(), [partner_mentor(school).learner, school.mentor().learner])
    rosa = row.trainers.get(learner__name="Rosa").learner_id
    assert taught_by(changes(school, row, trainers=[rosa])) == ["Rosa"]


def test_a_session_of_two_courses_keeps_its_module_whichever_group_is_first(school):  # noqa: F811
    groups = [school.group(school.course("mentors")), school.group(school.course("mentors"))]
    modules = [
        Module.objects.create(course=one.course, number=1, title=f"Module {at}")
        for at, one in enumerate(groups)
    ]
    for module in modules:
        row = school.session(groups, module=module, begins=school.now + DAY)
        assert changes(school, row, title="Listening").module == module


def test_groups_and_visitors_of_elsewhere_still_come(school):  # noqa: F811
    ours, mentor = school.group(), school.mentor().learner
    theirs = school.group()
    row = school.session(
        [ours, theirs], [mentor], kind="exchange", host=school.cast.other,
        visitors=[school.cast.other],
    )  # fmt: skip
    Cohort.objects.filter(pk=theirs.pk).update(organisation=school.cast.other)
    type(theirs.course).objects.filter(pk=theirs.course_id).update(
        programme=type(school.programme).objects.create(
            name="Q", contract_number="2", starts=school.now.date(), ends=school.now.date(),
            lead_organisation=school.cast.other,
        )
    )  # fmt: skip
    after = changes(school, row, title="Listening")
    assert set(after.cohorts.all()) == {ours, theirs}
    assert (after.host, list(after.visitors.all())) == (school.cast.other, [school.cast.other])


def test_what_was_held_cannot_begin_in_the_future(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    row = school.held(group, [school.seat(group).learner])
    browser = client_of(school.cast.coordinator)
    address = reverse("learning_session_edit", args=[row.pk])
    sent = as_opened(browser.get(address).context["form"])
    later = timezone.localdate() + 3 * DAY
    page = browser.post(address, {**sent, "day": later.isoformat()}).content.decode()
    assert "It was held, so it cannot begin later than now" in page
    assert again(row).begins == row.begins
    assert changes(school, row, day=(row.begins - DAY).date().isoformat()).begins < row.begins


def test_a_held_visit_that_was_another_one_is_counted_anew(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    row = school.held(group, [], kind="exchange", visitors=[school.cast.service])
    assert counted() == {("2026-11", "ES", "visiting:ES"): 1}
    changes(school, row, title="Another title", day="2026-11-20")
    assert Waiting.objects.filter(kind__startswith="exchange").count() == 1, "the same visit"
    changes(school, row, country="IT", day="2026-10-20")
    assert counted() == {("2026-10", "IT", "visiting:ES"): 1}
    changes(school, row, kind="lesson")
    assert counted() == {}
    changes(school, row, kind="exchange")
    assert counted() == {("2026-10", "IT", "visiting:ES"): 1}


def test_a_visit_that_is_only_planned_is_not_counted(school):  # noqa: F811
    group = school.group(school.course("mentors"))
    row = school.session(group, kind="exchange", visitors=[school.cast.service])
    changes(school, row, country="IT")
    changes(school, row, kind="lesson")
    assert counted() == {}
