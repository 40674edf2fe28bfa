"""Her own plan: asked one by one, without a score, and kept nowhere unless she keeps it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.people.tests.cast import cast
from communitylinkage.referrals.tests.receipt.hers import DIGITS, hers, new_link, quick
from communitylinkage.support.hers.rules import (
    GROUPS,
    QUESTIONS,
    Question,
    Walk,
    answered,
    is_grave,
    walk_of,
)
from communitylinkage.support.models import KeptPlan
from communitylinkage.vault.models import Record

__all__ = ["cast", "hers", "quick"]
ASK, STEPS = "/en/my-plan/questions/", "/en/my-plan/steps/"
KEEP, KEPT = "/en/my-plan/keep/", "/en/my-plan/kept/"
SAID = {"place": ["neighbour"], "place_words": "Marked friend", "bag": ["papers", "keys"]}


def shown(answer):
    assert answer.status_code == 200, answer.status_code
    assert not answer.cookies
    return answer.content.decode()


def post(address, **said):
    return shown(Client(enforce_csrf_checks=True).post(address, said))


@given(st.lists(st.booleans(), min_size=len(QUESTIONS), max_size=len(QUESTIONS)))
def test_what_a_page_carries_on_is_what_she_said(said):
    walk = Walk()
    for yes in said:
        assert walk_of(walk.carried) == walk
        walk = answered(walk, yes)
    assert walk.over
    assert walk.yes == {one for one, yes in zip(QUESTIONS, said, strict=True) if yes}
    assert answered(walk, True) == walk


@given(st.text(max_size=40) | st.sampled_from(["0 kill", "99", "-1", "1 afraid", "13 x", "²"]))
def test_what_no_page_carried_begins_anew(carried):
    if carried not in {str(place) for place in range(len(QUESTIONS) + 1)}:
        assert walk_of(carried) in (Walk(), walk_of(walk_of(carried).carried))


def test_every_question_has_its_meaning_and_a_single_grave_yes_is_enough():
    assert set(GROUPS) == set(Question)
    assert is_grave([Question.NECK])
    assert not is_grave([Question.PAPERS, Question.CHILDREN])
    assert not is_grave([])


@pytest.mark.django_db
def test_the_questions_come_one_by_one_and_write_nothing():
    carried, said = "0", {"neck": "yes", "papers": "skip", "children": "yes"}
    with CaptureQueriesContext(connection) as asked:
        for place, question in enumerate(QUESTIONS, start=1):
            page = post(ASK, carried=carried)
            assert f"Question {place} of {len(QUESTIONS)}" in page
            carried = page.split('name="carried" value="')[1].split('"')[0]
            page = post(ASK, carried=carried, said=said.get(question, "no"))
            walk = answered(walk_of(carried), said.get(question) == "yes")
            carried = walk.carried
    assert not asked.captured_queries
    assert "around your neck" in page
    assert "afraid for your children" in page
    assert "keep your papers" not in page
    assert "Please talk to somebody today." in page
    assert "the answer should come within a day" in page
    assert 'href="tel:112"' in page
    assert "Campbell" in page
    assert "DASH" in page
    for verdict in ("score", "points:", "high risk", "low risk", "%"):
        assert verdict not in page.lower()


@pytest.mark.django_db
def test_who_said_yes_to_nothing_is_not_told_that_she_is_safe():
    page = post(ASK, carried=Walk(len(QUESTIONS)).carried)
    assert "If you are afraid, that is enough" in page
    assert "within a day" not in page
    assert "you are safe" not in page.lower()


@pytest.mark.django_db
def test_her_plan_is_shown_to_print_and_nothing_is_kept():
    with CaptureQueriesContext(connection) as asked:
        page = post(STEPS, **SAID)
    assert not asked.captured_queries
    assert "Marked friend" in page
    assert "To a neighbour or a friend" in page
    assert "Where many people are" not in page
    assert not KeptPlan.objects.exists()


def test_her_plan_says_after_whom_its_parts_are():
    assert "WHO, Health care for women" in shown(Client().get(STEPS))


@pytest.mark.django_db
def test_she_may_change_it_again():
    page = post(STEPS, **SAID, change="1")
    assert "Marked friend</textarea>" in page
    assert page.count("checked") == 3


@pytest.mark.django_db
def test_what_cannot_be_read_is_said_and_the_rest_stays():
    page = post(STEPS, **{**SAID, "way_words": "to\u202ethe bus"})
    assert "Marked friend" in page
    assert 'id="id_way_words_error"' in page


@pytest.mark.django_db
def test_locked_with_her_number_only_she_opens_it_and_deletes_it(hers):
    hand = {"code": hers.code, "digits": DIGITS}
    assert "Only you can open it." in post(KEEP, **SAID, **hand)
    record = KeptPlan.objects.get().record
    assert b"Marked" not in bytes(Record.objects.get(pk=record).ciphertext)
    assert "Marked friend" in post(KEPT, **hand)
    other = new_link(hers.cast)
    assert "Marked" not in post(KEPT, code=other.code, digits=DIGITS)
    assert "Marked" not in post(KEPT, code=hers.code, digits="")
    assert "Your plan is deleted." in post(KEPT, **hand, delete="1")
    assert not KeptPlan.objects.exists()
    assert not Record.objects.filter(pk=record)


@pytest.mark.django_db
def test_a_newer_plan_takes_the_place_of_the_older(hers):
    hand = {"code": hers.code, "digits": DIGITS}
    post(KEEP, **SAID, **hand)
    post(KEEP, place_words="Another", **hand)
    page = post(KEPT, **hand)
    assert "Another" in page
    assert "Marked" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "digits", "words"),
    [
        (None, "", "your plan is locked with them"),
        (None, "0000", "digits"),
        ("12345", DIGITS, "20 digits"),
        ("", "", "20 digits"),
    ],
)
def test_a_wrong_number_keeps_nothing_and_leaves_her_plan_on_the_page(hers, code, digits, words):
    page = post(KEEP, **SAID, code=hers.code if code is None else code, digits=digits)
    assert "Marked friend" in page
    assert words in page
    assert not KeptPlan.objects.exists()
