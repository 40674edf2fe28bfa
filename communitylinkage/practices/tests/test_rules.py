"""The rules of practices, without a database."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.assessment import instruments
from communitylinkage.practices.rules import content, review, states, travel
from communitylinkage.practices.rules.content import ASKED_FOR, Proof, Rights
from communitylinkage.practices.rules.review import Criterion, Mark, Reviewed
from communitylinkage.practices.rules.states import Act, RefusedError, State, Why
from communitylinkage.values import words
from communitylinkage.values.text import folded

DAYS = st.dates(date(2020, 1, 1), date(2090, 12, 31))
TEXT = st.text(max_size=60)


@pytest.mark.parametrize(("act", "state"), list(product(Act, State)))
def test_an_act_that_the_table_does_not_have_is_refused(act, state):
    if (act, state) in states.MOVES:
        assert states.after(act, state) == states.MOVES[act, state]
    else:
        with pytest.raises(RefusedError) as refused:
            states.after(act, state)
        assert refused.value.why == Why.NOT_NOW


def test_what_was_published_never_becomes_a_draft_again():
    reach, todo = set(), [State.PUBLISHED]
    while todo:
        here = todo.pop()
        reach.add(here)
        todo += [
            to for (_act, start), to in states.MOVES.items() if start == here and to not in reach
        ]
    assert reach == {State.PUBLISHED, State.REPLACED, State.WITHDRAWN}


def test_every_state_can_be_reached_from_a_draft():
    reach, before = {State.DRAFT}, 0
    while len(reach) != before:
        before = len(reach)
        reach |= {to for (_act, start), to in states.MOVES.items() if start in reach}
    assert reach == set(State)


@given(
    st.fixed_dictionaries(
        {one.value: st.sampled_from([m.value for m in Mark]) for one in Criterion}
    )
)
def test_a_review_says_ready_only_without_a_no_and_when_it_is_surely_safe(marks):
    assert review.ready(marks) == ("no" not in marks.values() and marks["safe"] == "yes")


def test_a_criterion_that_was_left_out_is_never_ready():
    marks = {one.value: "yes" for one in Criterion}
    for one in Criterion:
        assert not review.ready({key: mark for key, mark in marks.items() if key != one.value})


def test_two_reviews_of_one_organisation_are_not_enough():
    one, other = uuid4(), uuid4()
    assert not review.enough([Reviewed(one, True), Reviewed(one, True)])
    assert not review.enough([Reviewed(one, True)])
    assert review.enough([Reviewed(one, True), Reviewed(other, True)])
    assert not review.enough([Reviewed(one, True), Reviewed(other, True), Reviewed(uuid4(), False)])


@pytest.mark.parametrize(
    ("organisation", "country", "why"),
    [("own", "IT", Why.OWN), ("new", "ES", Why.SAME_COUNTRY), ("done", "IT", Why.REVIEWED),
     ("new", "IT", None)],
)  # fmt: skip
def test_who_may_review(organisation, country, why):
    ids = {"own": uuid4(), "new": uuid4(), "done": uuid4()}

    def check():
        review.check_reviewer(
            organisation=ids[organisation], country=country, of=ids["own"], of_country="ES",
            done=[ids["done"]],
        )  # fmt: skip

    if why is None:
        check()
        return
    with pytest.raises(RefusedError) as refused:
        check()
    assert refused.value.why == why


def test_topics_are_the_needs_that_the_questionnaires_ask_for():
    text = Path(instruments.__file__).with_name("gbv-services-needs.md").read_text("utf-8")
    asked = {
        part.strip().removeprefix("need_")
        for line in text.splitlines() if "select_one urgency" in line
        for part in line.split("|") if part.strip().startswith("need_")
    }  # fmt: skip
    assert asked == {one.value for one in ASKED_FOR}


def test_share_alike_goes_on_alike_and_no_derivatives_goes_nowhere():
    for rights in (Rights.BY_SA, Rights.BY_NC_SA, Rights.ASK):
        assert content.rights_of_adapted(rights) == (rights,)
    assert content.rights_of_adapted(Rights.BY_ND) == ()
    assert not content.may_adapt(Rights.BY_ND)
    for rights in (Rights.BY_NC, Rights.BY_NC_SA):
        assert Rights.BY not in content.rights_of_adapted(rights)


@pytest.mark.parametrize("line", [
    "javascript:alert(1) x", "https://example.org", "http://user@example.org/ x", "finding:1 x",
    "ftp://example.org/ x", 'https://example.org/"><b> x', 
    "case:00000000-0000-4000-8000-000000000000 x", "//example.org x",
])  # fmt: skip
def test_a_line_that_proves_nothing_is_named(line):
    with pytest.raises(content.NotAProof):
        content.proofs(line)


def test_proofs_come_back_as_they_were_typed():
    number = uuid4()
    found = content.proofs(
        f"https://example.org/a?b=1  A report\n\n finding:{number} What we found "
    )
    assert found == [
        Proof("https://example.org/a?b=1", "A report"), Proof(f"finding:{number}", "What we found"),
    ]  # fmt: skip
    assert content.proofs(content.written(found)) == found


def test_at_most_twenty_proofs():
    lines = "\n".join(f"https://example.org/{n} t" for n in range(content.MOST_EVIDENCE + 1))
    with pytest.raises(content.NotAProof):
        content.proofs(lines)


@given(DAYS, st.sampled_from([3, 12]))
def test_a_result_is_due_from_the_same_day_on_and_never_before(since, months):
    first = travel.months_later(since, months)
    assert months in travel.due(since, [], first)
    assert months not in travel.due(since, [], first - timedelta(days=1))
    assert months not in travel.due(since, [months], first + timedelta(days=500))
    assert first.day <= since.day


def test_three_months_after_the_last_of_november_is_the_last_of_february():
    assert travel.months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)


OFFERS = st.builds(
    travel.Offer, st.uuids().map(str), st.frozensets(st.sampled_from("abcd")),
    st.frozensets(st.sampled_from(["es", "ar"])), st.integers(0, 5),
)  # fmt: skip


@given(st.lists(OFFERS, max_size=8), st.sets(st.sampled_from("abcd")))
def test_only_what_answers_a_need_is_suggested_and_what_answers_more_comes_first(offers, needs):
    found = travel.suggested(offers, needs, ["es"])
    assert len(found) == sum(bool(one.topics & needs) for one in offers)
    counts = [len(answers) for _one, answers in found]
    assert counts == sorted(counts, reverse=True)
    assert all(set(answers) <= needs & one.topics for one, answers in found)


@given(TEXT, TEXT)
def test_every_word_of_a_text_lies_in_the_span_of_its_beginning(text, other):
    there = {one.encode() for one in words.words_of([text, other], {})}
    for word in folded(f"{text} {other}").split():
        for length in (1, 3, len(word)):
            low, high = words.span(word[: min(length, words.LONGEST)])
            assert any(low <= one < high for one in there)


@given(TEXT)
def test_what_is_asked_cannot_be_a_filter(text):
    assert not any(":" in one for one in words.asked(text))
    assert len(words.asked(text)) <= words.MOST_ASKED
