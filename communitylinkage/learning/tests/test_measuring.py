"""The questions before and after: each answers once, pairs have no names, small groups hide."""

import pytest
from django.test import Client
from django.urls import reverse

from communitylinkage.learning import links
from communitylinkage.learning.chain import actions as chain
from communitylinkage.learning.joining import actions as people
from communitylinkage.learning.links import Purpose
from communitylinkage.learning.models import Asked, Enrolment, Letter, Test
from communitylinkage.learning.rules import gains
from communitylinkage.learning.rules.codes import Wave
from communitylinkage.learning.rules.earning import NotEarned
from communitylinkage.learning.rules.seats import NotNow
from communitylinkage.learning.testing import asking, queries
from communitylinkage.learning.tests.school import again, school  # noqa: F401
from communitylinkage.people import duties, posts
from communitylinkage.people.tests.cast import client_of
from communitylinkage.surveys import actions as surveys
from communitylinkage.surveys.answering.models import Invitation, Submission
from communitylinkage.surveys.answering.rules import State
from communitylinkage.surveys.answering.tests.cast import no_longer_answerable
from communitylinkage.surveys.models import Version
from communitylinkage.surveys.xlsform.wording import words

pytestmark = pytest.mark.django_db
PLACE = "knowledge_score"


@pytest.fixture
def tested(school):  # noqa: F811
    """A group with the ready questions, open before the course."""
    school.cohort = school.group()
    browser = client_of(school.cast.coordinator)
    browser.post(reverse("cohort_questions", args=[school.cohort.pk]), {"questionnaire": "ready"})
    browser.post(reverse("cohort_wave", args=[school.cohort.pk, "before", "opened"]))
    school.browser = browser
    return school


def its_test(school):  # noqa: F811
    return Test.objects.select_related("before", "after", "cohort").get()


def answer(row, wave, score, now, liked=None):
    """As if she had answered through her own link."""
    asking.ask(enrolment=row, wave=wave, now=now)
    asked = Asked.objects.get(enrolment=row, wave=wave)
    invitation = Invitation.objects.get(pk=asked.invitation)
    said = {PLACE: score}
    if liked:
        said |= {"course_table/course_clear": str(liked), "course_table/course_useful": str(liked)}
    Submission.objects.create(
        collection=invitation.collection, invitation=invitation, group=invitation.group,
        answers=said, mixed=True,
    )  # fmt: skip
    Invitation.objects.filter(pk=invitation.pk).update(state=State.FINISHED)


def both(tested, scores, group=None):
    """A group that answers before and after; its scores, pair by pair."""
    rows = [tested.seat(tested.cohort, tested.person(f"P{at}")) for at in range(len(scores))]
    for row, (early, _late) in zip(rows, scores, strict=True):
        answer(row, Wave.BEFORE, early, tested.now)
    asking.close_wave(test=its_test(tested), wave=Wave.BEFORE, by=tested.by, now=tested.now)
    asking.open_wave(test=its_test(tested), wave=Wave.AFTER, by=tested.by, now=tested.now)
    for row, (_early, late) in zip(rows, scores, strict=True):
        answer(row, Wave.AFTER, late, tested.now, liked=4)
    asking.close_wave(test=its_test(tested), wave=Wave.AFTER, by=tested.by, now=tested.now)
    return rows


def test_the_ready_questions_are_scored_by_the_form_itself(tested):
    from communitylinkage.surveys.analysis.codebook import codebook
    from communitylinkage.surveys.answering.loading import form_of

    items = codebook(form_of(its_test(tested).version))
    assert [one.place for one in items if one.name == "knowledge_score"] == [PLACE]
    assert sum(one.name.startswith("test_") for one in items) == 10


def test_what_people_write_is_sealed_to_no_post_that_was_removed(school):  # noqa: F811
    service = school.cast.service
    gone = posts.new_post(organisation=service, name="Nights", by=school.by, now=school.now)
    duties.end_post(post=gone, by=school.by, now=school.now)
    group, browser = school.group(), client_of(school.cast.coordinator)
    browser.post(reverse("cohort_questions", args=[group.pk]), {"questionnaire": "ready"})
    browser.post(reverse("cohort_wave", args=[group.pk, "before", "opened"]))
    assert its_test(school).before.team == [str(service.post.key_holder)]


def test_why_questions_do_not_open_is_said_where_it_can_be_mended(school):  # noqa: F811
    group, browser = school.group(), client_of(school.cast.coordinator)
    browser.post(reverse("cohort_questions", args=[group.pk]), {"questionnaire": "ready"})

    def opens():
        address = reverse("cohort_wave", args=[group.pk, "before", "opened"])
        return browser.post(address, follow=True).content.decode()

    duties.end_post(post=school.cast.service.post, by=school.by, now=school.now)
    assert "has no post with a key yet" in opens()
    no_longer_answerable(its_test(school).version)
    assert "Nobody could answer this version" in opens()
    assert its_test(school).before is None


def reworded(school, version):  # noqa: F811
    """The questionnaire of a version with another word, published in its place."""
    cell = next(one for one in words(version.sheets) if one.text)
    told = {"by": school.by, "now": school.now}
    newer = surveys.mend(version=version, changes={cell.key: "Said otherwise"}, **told)
    return surveys.move(version=newer, act="publish", **told)


def test_questions_open_with_the_version_that_took_the_place_of_their_own(tested):
    asking.close_wave(test=its_test(tested), wave=Wave.BEFORE, by=tested.by, now=tested.now)
    newer = reworded(tested, its_test(tested).version)
    address = reverse("cohort_wave", args=[tested.cohort.pk, "after", "opened"])
    client_of(tested.cast.coordinator).post(address, follow=True)
    assert its_test(tested).after.version == newer


def test_questions_that_are_out_of_use_do_not_open_and_it_is_said(school):  # noqa: F811
    group, browser = school.group(), client_of(school.cast.coordinator)
    browser.post(reverse("cohort_questions", args=[group.pk]), {"questionnaire": "ready"})
    Version.objects.update(state="retired")
    address = reverse("cohort_wave", args=[group.pk, "before", "opened"])
    page = browser.post(address, follow=True).content.decode()
    assert "This questionnaire is not in use any more" in page
    assert its_test(school).before is None


def test_her_page_leads_to_the_questions_and_she_answers_once(tested):
    row = tested.seat(tested.cohort)
    seat = links.token(row.pk, Purpose.SEAT)
    page = Client().get(reverse("my_seat", args=[seat])).content.decode()
    assert "Answer the questions" in page
    answered = Client().post(reverse("my_seat_act", args=[seat, "before"]))
    assert "/answer/" in answered["Location"]
    first = Asked.objects.get().invitation
    Client().post(reverse("my_seat_act", args=[seat, "before"]))
    assert not Invitation.objects.filter(pk=first).exists()
    assert Invitation.objects.count() == 1
    Invitation.objects.update(state=State.FINISHED)
    with pytest.raises(NotNow):
        asking.ask(enrolment=row, wave=Wave.BEFORE, now=tested.now)
    assert "You have answered" in Client().get(reverse("my_seat", args=[seat])).content.decode()


def twice(tested):
    """One person's two seats in the group."""
    one, two = (tested.seat(tested.cohort, tested.person(name)) for name in ("Sara", "Sarah"))
    people.merge(kept=one.learner, gone=two.learner, by=tested.by, now=tested.now)
    return one, two


def counted():
    """How many of the group answered before and after, for the table of gains."""
    (found,) = queries.measured("professionals")
    return gains.gain(found.before, found.after).change.n


def test_one_person_twice_answers_once_with_either_seat(tested):
    one, two = twice(tested)
    answer(one, Wave.BEFORE, 3, tested.now)
    assert asking.waves_of(two) == [("before", True)]
    with pytest.raises(NotNow):
        asking.ask(enrolment=two, wave=Wave.BEFORE, now=tested.now)
    # Undone, the other is asked for herself, and what was answered is still the first one's.
    people.part(gone=again(two.learner), by=tested.by, now=tested.now)
    assert asking.waves_of(again(one)) == [("before", True)]
    assert asking.waves_of(again(two)) == [("before", False)]
    answer(again(two), Wave.BEFORE, 4, tested.now)
    assert len({one.group["pair"] for one in Submission.objects.all()}) == 2


def test_one_person_twice_is_one_pair_whichever_seats_she_answers_with(tested):
    one, two = twice(tested)
    answer(two, Wave.BEFORE, 3, tested.now)
    asking.close_wave(test=its_test(tested), wave=Wave.BEFORE, by=tested.by, now=tested.now)
    asking.open_wave(test=its_test(tested), wave=Wave.AFTER, by=tested.by, now=tested.now)
    asking.ask(enrolment=one, wave=Wave.AFTER, now=tested.now)
    hers = Invitation.objects.get(collection=its_test(tested).after)
    Submission.objects.create(
        collection=hers.collection, invitation=hers, group=hers.group, answers={PLACE: 8},
        mixed=True,
    )  # fmt: skip
    Invitation.objects.filter(pk=hers.pk).update(state=State.FINISHED)
    with pytest.raises(NotNow):
        asking.ask(enrolment=two, wave=Wave.AFTER, now=tested.now)
    people.part(gone=again(two.learner), by=tested.by, now=tested.now)
    told = {row.learner_id: waves for row in (one, two) if (waves := asking.waves_of(again(row)))}
    assert told == {one.learner_id: [("after", False)], two.learner_id: [("after", True)]}
    asking.close_wave(test=its_test(tested), wave=Wave.AFTER, by=tested.by, now=tested.now)
    assert counted() == 1


def test_a_link_of_her_other_seat_that_was_not_used_to_the_end_is_replaced(tested):
    one, two = twice(tested)
    for row in (one, two, one):
        asking.ask(enrolment=row, wave=Wave.BEFORE, now=tested.now)
        assert Invitation.objects.count() == 1


def test_one_person_twice_is_told_once_of_the_questions(school):  # noqa: F811
    group, hers = school.group(), {"email": "sara@example.org"}
    one, two = (school.seat(group, school.person(name, **hers)) for name in ("Sara", "Sarah"))
    people.merge(kept=one.learner, gone=two.learner, by=school.by, now=school.now)
    browser = client_of(school.cast.coordinator)
    browser.post(reverse("cohort_questions", args=[group.pk]), {"questionnaire": "ready"})
    browser.post(reverse("cohort_wave", args=[group.pk, "before", "opened"]))
    (letter,) = Letter.objects.filter(kind="questions")
    assert letter.enrolment_id == one.pk
    people.part(gone=again(two.learner), by=school.by, now=school.now)
    its = Test.objects.select_related("before", "after", "cohort").get()
    asking.close_wave(test=its, wave=Wave.BEFORE, by=school.by, now=school.now)
    asking.open_wave(test=again(its), wave=Wave.AFTER, by=school.by, now=school.now)
    told = Letter.objects.filter(kind="questions").exclude(pk=letter.pk)
    assert {one.enrolment_id for one in told} == {one.pk, two.pk}


def test_the_door_does_not_promise_what_is_not_so(tested):
    row = tested.seat(tested.cohort)
    path = asking.ask(enrolment=row, wave=Wave.BEFORE, now=tested.now)
    page = Client().get(path).content.decode()
    assert "may know that it is yours" in page


def test_both_answers_carry_one_random_tag_and_no_name(tested):
    (row,) = both(tested, [(3, 8)])
    groups = [one.group for one in Submission.objects.all()]
    assert groups[0]["pair"] == groups[1]["pair"]
    assert row.learner.pk.hex not in str(groups)
    assert set(groups[0]) == {"pair", "country"}


def test_when_both_are_closed_nothing_leads_from_her_to_her_answers(tested):
    both(tested, [(3, 8), (4, 9)])
    assert set(Enrolment.objects.values_list("pair", flat=True)) == {""}
    assert set(Asked.objects.values_list("invitation", flat=True)) == {None}
    assert Asked.objects.filter(answered=True).count() == 4


def test_the_questions_after_open_only_when_those_before_are_closed(tested):
    with pytest.raises(NotNow):
        asking.open_wave(test=its_test(tested), wave=Wave.AFTER, by=tested.by, now=tested.now)


def test_other_questions_cannot_be_chosen_once_they_were_asked(tested):
    address = reverse("cohort_questions", args=[tested.cohort.pk])
    page = tested.browser.post(address, {"questionnaire": "ready"}).content.decode()
    assert "cannot be done any more" in page


def test_the_gain_of_a_group_is_told_with_its_spread_and_satisfaction(tested):
    both(tested, [(2, 6), (4, 8), (3, 9), (5, 7), (6, 9), (4, 6)])
    found = queries.measured("professionals")
    *_countries, total = queries.by_group("professionals", found, {"ES": "Spain"})
    # Changes of 40, 40, 60, 20, 30 and 20 of 100: mean 35, sample deviation 15.2.
    assert (total.n, total.before, total.after) == (6, 40, 75)
    assert (total.change, total.deviation, total.liked) == (35, 15, 75)
    page = tested.browser.get(reverse("learning_gains")).content.decode()
    assert "+35" in page


def test_a_small_group_is_hidden(tested):
    both(tested, [(2, 6), (4, 8), (3, 9)])
    found = queries.measured("professionals")
    lines = queries.by_group("professionals", found, {"ES": "Spain"})
    assert [one.n for one in lines] == [None, None]
    assert {(one.before, one.change, one.liked) for one in lines} == {(None, None, None)}
    page = tested.browser.get(reverse("learning_gains")).content.decode()
    assert "hidden" in page
    assert "+" not in page.partition("<table")[2].partition("</table>")[0]


def test_what_is_still_open_is_not_shown(tested):
    row = tested.seat(tested.cohort)
    answer(row, Wave.BEFORE, 4, tested.now)
    assert queries.measured("professionals") == []


def test_where_a_course_wants_both_tests_the_certificate_waits_for_them(tested):
    course = tested.cohort.course
    course.tests = True
    course.save()
    (row,) = both(tested, [(3, 8)])
    tested.held(tested.cohort, [row.learner], [tested.mentor().learner])
    Asked.objects.filter(wave="after").update(answered=False)
    with pytest.raises(NotEarned):
        chain.award(enrolment=again(row), day=tested.now.date(), by=tested.by, now=tested.now)
    Asked.objects.update(answered=True)
    made = chain.award(enrolment=again(row), day=tested.now.date(), by=tested.by, now=tested.now)
    assert made.tests == 2
