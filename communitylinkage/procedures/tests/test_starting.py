"""The six procedures to start from pass the checks, and a night in one of them ends well."""

import pytest

from communitylinkage.procedures.graph.cases import Case, Children, Urgency
from communitylinkage.procedures.graph.checking import check, hinders
from communitylinkage.procedures.graph.coverage import full
from communitylinkage.procedures.graph.document import read_text, to_text
from communitylinkage.procedures.graph.rehearsal import Why, rehearse
from communitylinkage.procedures.graph.values import Moment
from communitylinkage.procedures.starting import STARTS, translated

each = pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)


@each
def test_a_start_passes_the_checks_when_everybody_is_there(start):
    found = check(start.procedure, full(start.procedure))
    # Behind the line at night there is nobody else: that is said to who signs.
    assert [one.key for one in found] == [("clock.endless", ("night",))]
    assert not hinders(found)


@each
def test_a_friday_night_with_a_child_comes_to_an_end(start):
    case = Case(4 * 24 + 23, "ar", Urgency.DAY, Children.WITH)
    assert rehearse(start.procedure, full(start.procedure), case).why == Why.ENDED


@each
def test_a_start_comes_back_from_json_in_three_languages(start):
    said = translated(start.procedure, ("ar", "en", "es"), lambda text, code: f"{code} {text}")
    assert read_text(to_text(said)) == said
    assert all(len(one.what) == 3 for one in said.steps)
    assert dict(said.title)["es"].startswith("es ")


def test_where_no_shelter_answers_at_night_her_mentor_goes_on_with_her():
    steps = {one.code: one for one in STARTS["emergency"].procedure.steps}
    assert steps["bed"].fallback == "elsewhere"
    assert (steps["elsewhere"].party, steps["elsewhere"].fallback) == ("community", "night")


def test_whether_there_is_a_place_tonight_is_said_by_the_answer_itself():
    steps = {one.code: one for one in STARTS["emergency"].procedure.steps}
    assert steps["bed"].moment == Moment.ANSWER
