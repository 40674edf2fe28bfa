"""Whatever the converter says, people read it in plain words."""

import pytest
from pyxform.errors import ErrorCode

from communitylinkage.surveys.wording import said
from communitylinkage.surveys.xlsform.converting import convert
from communitylinkage.surveys.xlsform.messages import problem_of
from communitylinkage.surveys.xlsform.problems import Weight


@pytest.mark.parametrize("one", list(ErrorCode), ids=lambda one: one.name)
def test_every_message_of_the_converter_is_said_in_plain_words(one):
    if one.name.startswith("INTERNAL"):
        pytest.skip("a fault of the converter itself, not of a form")
    message = one.value.format(row=7, sheet="survey", column="label", value="x", q="x")
    what, mend = said(problem_of(message, Weight.ERROR))
    assert what
    assert mend
    assert "The converter says" not in what


def test_warnings_without_a_code_are_said_in_plain_words_too():
    sheets = {
        "survey": [
            ["type", "name", "label::English (en)", "label::Foo", "hint::English (en)"],
            ["select_one yn or_other", "a", "A", "B", "h"],
        ],
        "choices": [["list_name", "name", "label::English (en)"], ["yn", "y", "Yes"]],
        "settings": [["form_id", "id_string"], ["a", "b"]],
    }
    words = [said(one) for one in convert(sheets).problems]
    assert len(words) == 4
    assert not [what for what, _mend in words if "The converter says" in what]
    assert "These languages carry no code: Foo" in [what for what, _mend in words]
    odd = {"survey": [["type", "name", "label"], ["calculate", "a", ""]]}
    (wrong,) = convert(odd).problems
    assert (wrong.code, wrong.row) == ("converter.no_calculation", 2)
