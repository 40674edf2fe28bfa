"""Converting: every problem at its sheet, row and column; the round trip; ODK Validate agrees."""

import io
import shutil
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.errors import ErrorCode
from pyxform.validators.odk_validate import ODKValidateError, check_xform
from pyxform.xls2json_backends import csv_to_dict

from communitylinkage.surveys.xlsform import exporting, limits, media, reading
from communitylinkage.surveys.xlsform.converting import convert
from communitylinkage.surveys.xlsform.messages import problem_of
from communitylinkage.surveys.xlsform.problems import Weight

FORMS = Path(__file__).resolve().parents[6] / "shared/data/xlsforms"
FORMS = FORMS if FORMS.exists() else Path(__file__).resolve().parents[5] / "shared/data/xlsforms"
HEAD = ["type", "name", "label", "calculation", "relevant"]


def survey(*rows, choices=()):
    sheets = {"survey": [HEAD, *[list(row) for row in rows]]}
    if choices:
        sheets["choices"] = [["list_name", "name", "label"], *[list(row) for row in choices]]
    return sheets


def told(sheets):
    return [(one.code, one.sheet, one.row, one.column) for one in convert(sheets).problems]


def test_questions_that_go_round_in_a_circle_are_named_with_their_way():
    sheets = survey(("calculate", "a", "", "${b} + 1"), ("calculate", "b", "", "${a} + 1"))
    problem = convert(sheets).problems[0]
    assert (problem.code, problem.row, problem.column) == ("circle", 2, "calculation")
    assert problem.args["way"] == "a → b → a"


def test_a_group_whose_relevance_asks_for_its_own_question_is_a_circle():
    sheets = survey(
        ("begin group", "g", "G", "", "${a} = 1"), ("integer", "a", "A"), ("end group",)
    )
    assert ("circle", "survey", 2, "relevant") in told(sheets)


def test_a_question_may_depend_on_an_earlier_one():
    sheets = survey(("integer", "a", "A"), ("integer", "b", "B", "", "${a} > 1"))
    assert told(sheets) == []


def test_ten_thousand_choices_are_too_many_and_the_limit_is_said():
    choices = [("l", f"c{n}", f"C {n}") for n in range(10_000)]
    problem = convert(survey(("select_one l", "q", "Q"), choices=choices)).problems[0]
    assert (problem.code, problem.sheet) == ("choices.many", "choices")
    assert problem.args == {"most": limits.MOST_CHOICES, "count": 10_000}


@pytest.mark.parametrize(
    ("sheets", "problem"),
    [
        ({}, ("sheet.survey_missing", "", 0, "")),
        ({"choices": [["list_name", "name"]]}, ("sheet.survey_missing", "", 0, "")),
        ({"survey": [["name", "label"], ["a", "A"]]}, ("column.missing", "survey", 1, "type")),
        (
            survey(("text", "a", "A"), ("text", "a", "B")),
            ("converter.names_001", "survey", 3, "name"),
        ),
        (survey(("text", "a", "${b}")), ("converter.pyref_003", "survey", 2, "label")),
        (survey(("texxt", "a", "A")), ("converter.unknown_type", "survey", 2, "type")),
        (survey(("select_one l", "a", "A")), ("converter.no_choices", "choices", 0, "")),
        (
            survey(("begin group", "g", "G"), ("text", "a", "A")),
            ("converter.survey_002", "survey", 2, "type"),
        ),
        (survey(("text", "a", "x" * 10_000)), ("cell.long", "survey", 2, "label")),
        (survey(("text", "a", "A\x1b")), ("cell.hidden", "survey", 2, "label")),
        (survey(("text", "a", "\u202eA")), ("cell.hidden", "survey", 2, "label")),
        (
            {"survey": [["type", "name", "name"], ["text", "a", "b"]]},
            ("column.twice", "survey", 1, "name"),
        ),
        (
            {"survey": [["type", "name", "label", "appearance"],
                        ["select_one l", "q", "Q", "minimal search('towns')"]],
             "choices": [["list_name", "name", "label"], ["l", "name", "label"]]},
            ("appearance.search", "survey", 2, "appearance"),
        ),
    ],
)  # fmt: skip
def test_each_problem_stands_at_its_cell(sheets, problem):
    made = convert(sheets)
    assert problem in told(sheets)
    assert not made.stands
    assert made.xform == ""


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("geopoint", "location"), ("gps", "location"), ("location", "location"),
        ("geotrace", "location"), ("geoshape", "location"), ("start-geopoint", "location"),
        ("deviceid", "device"), ("imei", "device"), ("simserial", "device"),
        ("subscriberid", "device"), ("phonenumber", "telephone"), ("username", "person"),
        ("email", "person"), ("audit", "watching"), ("background-audio", "watching"),
    ],
)  # fmt: skip
def test_what_we_do_not_ask_is_refused_at_its_row_with_the_reason(kind, why):
    sheets = survey(("text", "a", "A"), (kind, "b", "B"), ("note", "c", "${b}"))
    made = convert(sheets)
    refused = [(one.code, one.row) for one in made.problems if one.weight == Weight.REFUSED]
    assert refused == [(f"refused.{why}", 3), ("refused.mentions", 4)]
    assert made.stands
    assert made.sheets["survey"][2] == []
    assert "/data/b" not in made.xform


@pytest.mark.parametrize("kind", ["text", "start", "end", "today", "note", "range", "rank l"])
def test_other_kinds_are_not_refused(kind):
    assert not [one for one in told(survey((kind, "a", "A"))) if "refused" in one[0]]


@pytest.mark.parametrize("one", list(ErrorCode), ids=lambda one: one.name)
def test_every_message_of_the_converter_gets_its_code(one):
    message = one.value.format(row=7, sheet="survey", column="label", value="x", q="x")
    problem = problem_of(message, Weight.ERROR)
    assert problem.code == f"converter.{one.name.lower()}"
    assert problem.args["message"]


def test_a_message_that_nobody_knows_is_kept_as_it_is():
    problem = problem_of("[row : 9] Something new.", Weight.WARNING)
    assert (problem.code, problem.row) == ("converter", 9)
    assert problem.args["message"] == "[row : 9] Something new."


def forms():
    if not FORMS.exists():
        warnings.warn(f"SKIPPED: the forms at {FORMS} are missing", stacklevel=1)
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"{FORMS} is missing"))]
    return sorted(FORMS.iterdir())


@pytest.mark.parametrize("path", forms(), ids=lambda path: getattr(path, "name", "missing"))
def test_the_standards_forms_convert_go_out_and_come_in_the_same(path, tmp_path):
    made = convert(reading.read(path.read_bytes()))
    assert made.stands
    for out in (
        exporting.xlsx(made.sheets),
        exporting.csv_text(made.sheets).encode(),
        exporting.markdown(made.sheets).encode(),
    ):
        assert convert(reading.read(out)).xform == made.xform
    if not shutil.which("java"):
        pytest.skip(
            "JAVA IS MISSING, so ODK Validate was not asked: apt install default-jre-headless"
        )
    file = tmp_path / "form.xml"
    file.write_text(made.xform, "utf-8")
    try:
        check_xform(str(file))
    except ODKValidateError as error:
        pytest.fail(str(error))


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), max_size=30).map(
    lambda text: " ".join(text.split())
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_whatever_the_words_are_they_come_back(texts):
    sheets = {"survey": [["type", "name", "label"]]}
    sheets["survey"] += [["note", f"n{n}", one] if one else ["note", f"n{n}"] for n, one in
                         enumerate(texts)]  # fmt: skip
    assert reading.read(exporting.xlsx(sheets)) == sheets
    assert reading.read(exporting.csv_text(sheets).encode()) == sheets
    assert reading.read(exporting.markdown(sheets).encode()) == sheets


@pytest.mark.parametrize(
    "column", ["media::image", "image", "media::image::English (en)", "media::audio", "big-image"]
)
def test_a_picture_beside_a_question_that_did_not_come_along_is_named_at_its_cell(column):
    sheets = {
        "survey": [["type", "name", "label", column], ["text", "a", "A", "house.png"]],
    }
    (one,) = (each for each in convert(sheets).problems if each.code == "media.missing")
    assert (one.weight, one.sheet, one.row, one.column) == (Weight.WARNING, "survey", 2, column)
    assert one.args == {"file": "house.png"}
    there = convert(sheets, files=("house.png",))
    assert "media.missing" not in [each.code for each in there.problems]


def test_a_picture_whose_name_is_worked_out_is_there_when_one_of_that_kind_is():
    sheets = {
        "survey": [
            ["type", "name", "label", "image"],
            ["text", "who", "Who", ""],
            ["text", "a", "A", "of-${who}.png"],
        ]
    }
    assert [one.file for one in media.missing(sheets, ["by-me.png"])] == ["of-${who}.png"]
    assert media.missing(sheets, ["of-me.png"]) == []


def test_an_image_question_is_no_picture_beside_a_question():
    codes = [one[0] for one in told(survey(("image", "image", "A picture")))]
    assert "media.missing" not in codes


def test_codes_that_are_numbers_go_out_in_csv_as_the_standards_own_reader_wants_them():
    sheets = {
        "survey": [
            ["type", "name", "label", "default"],
            ["select_one n", "q", "Q", "-99"],
            ["note", "w", "=1+1"],
        ],
        "choices": [
            ["list_name", "name", "label"], ["n", "-99", "No answer"], ["n", "+1", "-"],
            ["n", "-1.5", "Less"],
        ],
    }  # fmt: skip
    out = exporting.csv_text(sheets)
    theirs = csv_to_dict(io.BytesIO(out.encode()))
    assert [one["name"] for one in theirs["choices"]] == ["-99", "+1", "-1.5"]
    assert theirs["survey"][0]["default"] == "-99"
    assert theirs["choices"][1]["label"] == "-"
    assert theirs["survey"][1]["label"] == "'=1+1"  # a spreadsheet must not run it
    assert reading.read(out.encode()) == sheets
