"""JSON in and out is the same; what is no procedure is refused with the place."""

import copy
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage.procedures.graph import document
from communitylinkage.procedures.graph.document import (
    NotReadError,
    read,
    read_text,
    to_json,
    to_text,
)
from communitylinkage.procedures.graph.tests.making import procedures
from communitylinkage.procedures.graph.values import Party, Procedure, Step

SMALL = to_json(Procedure(languages=("en",), parties=(Party("p"),), steps=(Step("a", party="p"),)))


@settings(max_examples=200)
@given(procedures)
def test_a_procedure_comes_back_from_json(procedure):
    assert read_text(to_text(procedure)) == procedure


def test_what_a_newer_version_added_is_left_out():
    assert read(SMALL | {"colour": "red"}) == read(SMALL)


def test_which_referrals_follow_it_never_hangs_on_what_describes_her():
    said = {"urgency": ["24 hours"], "children": ["a minor"], "papers": ["none"]}
    serves = read(SMALL | {"serves": said}).serves
    assert serves.urgency == {"24 hours"}
    assert not serves.children
    assert not serves.papers


WRONG = [
    (("format",), "kobo", "format"),
    (("version",), 2, "version"),
    (("steps",), "x", "kind"),
    (("steps", 0), [], "kind"),
    (("steps", 0, "code"), "A B", "code"),
    (("steps", 0, "code"), None, "code"),
    (("steps", 0, "code"), "x" * 41, "code"),
    (("steps", 0, "what"), {"en": "x" * 601}, "text"),
    (("steps", 0, "what"), {"en": "\u202eabc"}, "text"),
    (("steps", 0, "what"), {"en": "a\x00"}, "text"),
    (("steps", 0, "what"), {"xx": "a"}, "language"),
    (("steps", 0, "clock"), {"unit": "hours", "count": 0}, "number"),
    (("steps", 0, "clock"), {"unit": "hours", "count": True}, "number"),
    (("steps", 0, "clock"), {"unit": "years", "count": 1}, "word"),
    (("steps", 0, "asks"), "yes", "kind"),
    (("steps", 0, "next"), [{"to": "a", "when": {"urgency": ["soon"]}}], "word"),
    (("steps", 0, "next"), [{"to": "a", "when": {"hours": [[167, 2]]}}], "hours"),
    (("steps", 0, "next"), [{"to": "a", "when": {"hours": 3}}], "hours"),
    (("languages",), [["en"]], "language"),
    (("working",), None, "hours"),
    (("working",), [[1]], "hours"),
    (("review_months",), 10**30, "number"),
    (("steps", 0, "moment"), "later", "word"),
    (("serves",), [1], "kind"),
    (("serves",), {"urgency": ["soon"]}, "word"),
]


@pytest.mark.parametrize(("path", "value", "code"), WRONG)
def test_what_is_not_right_is_named(path, value, code):
    told = copy.deepcopy(SMALL)
    at = told
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    with pytest.raises(NotReadError) as refused:
        read(told)
    assert refused.value.code == code


def test_two_steps_of_one_code_are_refused():
    with pytest.raises(NotReadError, match="twice"):
        read(SMALL | {"steps": SMALL["steps"] * 2})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "json"),
        ("[" * 100_000, "json"),
        ("x" * (document.LARGEST + 1), "large"),
        (b"\xff\xfe\x00", "json"),
        ("[]", "kind"),
        ("null", "kind"),
    ],
)
def test_a_file_that_is_no_document_is_refused(text, code):
    with pytest.raises(NotReadError) as refused:
        read_text(text)
    assert refused.value.code == code


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*SMALL, *SMALL["steps"][0], "unit", "when"]), inner, max_size=4),  # noqa: E501
    max_leaves=12,
)  # fmt: skip


@given(st.sampled_from([*SMALL, "steps.0"]), json_values)
def test_anything_in_the_place_of_a_value_is_read_or_refused(name, value):
    told = copy.deepcopy(SMALL)
    if name == "steps.0":
        told["steps"] = [SMALL["steps"][0] | value if isinstance(value, dict) else value]
    else:
        told[name] = value
    with suppress(NotReadError):
        read(told)
