"""A page that is looked at again: new questions come, nothing is kept, the rest stays as it is."""

import pytest

from communitylinkage.people.tests.cast import cast  # noqa: F401
from communitylinkage.surveys.answering import loading
from communitylinkage.surveys.answering.again import changing
from communitylinkage.surveys.answering.models import Unfinished
from communitylinkage.surveys.answering.tests.cast import FORM, begin, collection_of, invited
from communitylinkage.surveys.answering.tests.test_coding import form_of
from communitylinkage.surveys.engine import read
from communitylinkage.surveys.xlsform.converting import convert

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


def begun(cast, sheets=FORM):  # noqa: F811
    collection = collection_of(cast, sheets)
    _row, token = invited(cast, collection)
    return begin(token)


def test_a_question_that_became_relevant_comes_and_nothing_is_kept(cast):  # noqa: F811
    filler = begun(cast)
    kept = Unfinished.objects.filter().values_list("state", flat=True)
    before = [bytes(one) for one in kept.all()]
    page = filler.post("look", **{"/data/first/children": "y", "/data/first/words": "half"})
    assert 'name="/data/first/how_many"' in page
    assert 'role="alert"' not in page.replace('role="alert" hidden', "")
    assert ">half</textarea>" in page or 'value="half"' in page
    assert [bytes(one) for one in kept.all()] == before


def test_where_nothing_else_changes_the_page_stays(cast):  # noqa: F811
    filler = begun(cast)
    filler.post("look", **{"/data/first/words": "half"})
    assert (filler.answer.status_code, filler.page) == (204, "")


def test_an_answer_that_the_form_changes_itself_is_shown(cast):  # noqa: F811
    sheets = {"survey": [
        ["type", "name", "label", "calculation", "trigger"],
        ["text", "a", "A", "", ""], ["text", "b", "B", "concat('x', ${a})", "${a}"],
    ]}  # fmt: skip
    filler = begun(cast, sheets)
    page = filler.post("look", **{"/data/a": "1"})
    assert 'value="x1"' in page


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (("text", "b", "B", "", "", "", ""), False),
        (("note", "b", "You said ${a}", "", "", "", ""), True),
        (("text", "b", "B", "concat(${a}, 'x')", "", "", ""), True),
        (("calculate", "b", "", "concat(${a}, 'x')", "", "", ""), False),
    ],
)
def test_a_page_changes_where_one_answer_is_read_beside_it(row, changes):
    assert bool(changing(form_of(("text", "a", "A"), row))) is changes


def test_a_question_far_away_that_is_read_through_a_calculation_makes_a_page_change():
    made = convert({"survey": [
        ["type", "name", "label", "calculation", "relevant"],
        ["begin_group", "g", "G"], ["integer", "a", "A"],
        ["text", "c", "C", "", "${far} > 1"], ["end_group"],
        ["calculate", "far", "", "${a} * 2"], ["begin_group", "h", "H"], ["text", "d", "D"],
        ["text", "e", "E", "", "${a} = 1"], ["end_group"],
    ]})  # fmt: skip
    assert changing(read(made.xform)) == {"g"}


def test_it_is_found_once_for_a_version(cast):  # noqa: F811
    version = collection_of(cast).version
    assert loading.changing_of(version) is loading.changing_of(version)
    assert loading.changing_of(version)
