"""What was found: who sees which figures, and rounds side by side."""

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.assessment import actions, demo, made_up
from communitylinkage.assessment.models import Assessment, Round
from communitylinkage.assessment.tests.made import DAY, NOW, an_open_round, programme_of
from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.surveys.answering.models import Submission
from communitylinkage.surveys.models import Version

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def found(cast):  # noqa: F811
    """A closed baseline and a closed follow-up, run with another organisation."""
    programme = programme_of(cast.service, cast.other)
    cast.before = an_open_round(
        cast.service, cast.coordinator.pk, programme=programme, partners=[cast.other]
    )
    answered(cast.before, False)
    when = actions.When("follow_up", (), NOW + 60 * DAY, NOW + 90 * DAY)
    made = actions.add_round(
        assessment=cast.before.assessment, questionnaire=cast.before.version.questionnaire,
        kinds=["services"], when=when, by=cast.coordinator.pk, now=NOW,
    )  # fmt: skip
    cast.after = actions.open_round(row=made, by=cast.coordinator.pk, now=NOW + 60 * DAY)
    answered(cast.after, True)
    return cast


def answered(row, later):
    for door in row.doors.all():
        given = [made_up.service(door.country, n, later=later) for n in range(10)]
        demo.leave(row, door, given, asked=12, now=row.opens)
    # As the worker does once five wait: before, they are in no figure.
    row.collection.submissions.update(mixed=True)


def page(account, route, *args, **query):
    answer = client_of(account).get(reverse(route, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_team_reads_needs_and_questions_by_country(found):
    text = page(found.coordinator, "round_results", found.before.pk)
    assert "Interpreters" in text
    assert "Spain" in text
    assert "Italy" in text
    assert "10 of 10" in text or "9 of 10" in text or "9 of 9" in text
    assert "reserved_name" not in text


def test_a_partner_who_runs_it_reads_the_same(found):
    assert page(found.stranger, "round_results", found.before.pk).count("of 10") > 3


def test_who_holds_no_key_sees_only_what_was_released(found):
    text = page(found.lead, "round_results", found.before.pk)
    assert "There is no table for these readers yet." in text
    assert "When the round is closed, these can make it:" in text
    assert f"<bdi>{found.service.name}</bdi> · <bdi>{found.other.name}</bdi>" in text or (
        f"<bdi>{found.other.name}</bdi> · <bdi>{found.service.name}</bdi>" in text
    )
    assert "of 10" not in text
    forced = page(found.lead, "round_results", found.before.pk, **{"for": "internal"})
    assert "of 10" not in forced
    actions.close(row=found.before, by=found.lead.pk, now=NOW + DAY)
    closed = page(found.lead, "round_results", found.before.pk)
    assert "The round is closed. Ask whoever can read the answers to make it:" in closed
    team = page(found.coordinator, "round_results", found.before.pk, **{"for": "partners"})
    assert "The team makes it when the round is closed." in team


def test_needs_of_a_wave_that_asked_nobody(found):
    actions.close(row=found.after, by=found.lead.pk, now=NOW + 61 * DAY)
    text = page(found.coordinator, "assessment_needs", found.before.assessment_id)
    assert "Cultural mediators" in text
    other = page(found.coordinator, "assessment_needs", found.before.assessment_id, wave="nonsense")
    assert "Cultural mediators" in other


def test_two_rounds_stand_side_by_side_and_the_same_respondents_are_compared(found):
    text = page(found.coordinator, "assessment_compare", found.before.assessment_id)
    assert "The same respondents" in text
    assert "Baseline, 24 Nov 2026" in text
    assert "Follow-up, 23 Jan 2027" in text
    lead = page(found.lead, "assessment_compare", found.before.assessment_id)
    assert "The same respondents" not in lead


def test_with_one_round_the_page_says_what_to_do(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    text = page(cast.coordinator, "assessment_compare", row.assessment_id, pair="x' OR 1")
    assert "nothing to compare yet" in text


@pytest.mark.parametrize("route", ["assessment_needs", "assessment_compare"])
def test_a_stranger_finds_no_such_page(cast, route):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    address = reverse(route, args=[row.assessment_id])
    assert client_of(cast.stranger).get(address).status_code == 404
    assert client_of(cast.mentor).get(address).status_code == 404
    results = reverse("round_results", args=[row.pk])
    assert client_of(cast.stranger).get(results).status_code == 404


def test_the_demo_is_loaded_once(cast):  # noqa: F811
    made = programme_of(cast.service, cast.other)
    made.contract_number = "DEMO"
    made.save()
    # What home shows depends on the day on which it is opened.
    demo.load(timezone.now())
    demo.load(timezone.now())
    assert Assessment.objects.count() == 1
    assert sorted(Round.objects.values_list("wave", "state")) == [
        ("baseline", "closed"), ("baseline", "closed"), ("follow_up", "open")
    ]  # fmt: skip
    assert 140 <= Submission.objects.count() <= 150
    assert "few have answered" in page(cast.coordinator, "people:home")


def test_the_team_is_told_how_many_answers_wait_for_more(cast):  # noqa: F811
    row = an_open_round(cast.service, cast.coordinator.pk)
    for route, number in (("round_results", row.pk), ("assessment_needs", row.assessment_id)):
        text = page(cast.coordinator, route, number)
        assert "There are no answers." in text
        assert "The team makes it" not in text
    answered(row, False)
    row.collection.submissions.update(mixed=False)
    row.collection.submissions.filter(
        pk__in=row.collection.submissions.values_list("pk", flat=True)[3:]
    ).delete()
    for route, number in (("round_results", row.pk), ("assessment_needs", row.assessment_id)):
        text = page(cast.coordinator, route, number)
        assert "Answers show in groups of at least 5" in text
        assert "Waiting now: 3." in text
        assert "There is no table" not in text


def test_a_form_that_asks_for_no_needs_says_so(found):
    Version.objects.update(xform=Version.objects.first().xform.replace("need_", "other_"))
    text = page(found.coordinator, "assessment_needs", found.before.assessment_id)
    assert "No questionnaire of these rounds asks for needs." in text
    assert "The team makes it" not in text
