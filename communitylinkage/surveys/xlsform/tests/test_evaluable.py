"""What pyxform lets through and our engine cannot work out is said at its row."""

import datetime

import pytest

from communitylinkage.surveys.engine import read
from communitylinkage.surveys.xlsform import limits
from communitylinkage.surveys.xlsform.converting import convert
from communitylinkage.surveys.xlsform.problems import Weight
from communitylinkage.surveys.xlsform.refusing import refused

HEAD = ["type", "name", "label", "calculation", "relevant", "constraint", "repeat_count"]
ASKED = ["integer", "a", "A"]


def survey(*rows, head=HEAD):
    return {"survey": [head, *[list(row) for row in rows]]}


def told(sheets, **more):
    found = convert(sheets, **more).problems
    return [(one.code, one.sheet, one.row, one.column) for one in found]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["text", "b", "B", "", "${a} = "], ("rule.broken", "relevant")),
        (["text", "b", "B", "", "(${a} = 1"], ("rule.broken", "relevant")),
        (["calculate", "b", "", "concatt(${a})"], ("rule.function", "calculation")),
        (["calculate", "b", "", "area(${a})"], ("rule.function_refused", "calculation")),
        (["calculate", "b", "", "distance(${a})"], ("rule.function_refused", "calculation")),
        (["calculate", "b", "", "property('deviceid')"], ("rule.function_refused", "calculation")),
        (["text", "b", "B", "", "", "regex(., '(?=x)y')"], ("rule.pattern", "constraint")),
        (["text", "b", "B", "", "", "regex(., '(')"], ("rule.pattern", "constraint")),
    ],
)
def test_a_rule_that_cannot_be_worked_out_is_an_error_at_its_cell(row, fault):
    sheets = survey(ASKED, ["begin group", "g", "G"], row, ["end group"])
    code, column = fault
    made = convert(sheets)
    assert told(sheets) == [(code, "survey", 4, column)]
    assert made.problems[0].weight == Weight.ERROR
    assert not made.stands
    assert made.xform == ""


def test_the_formula_is_shown_as_the_author_wrote_it():
    (problem,) = convert(survey(ASKED, ["text", "b", "B", "", "${a} = "])).problems
    assert problem.args["expression"] == "${a} = "


def test_every_fault_is_named_and_none_hides_another():
    rows = [["text", f"b{n}", "B", "", f"foo{n}(${{a}})"] for n in range(3)]
    assert [(row, column) for _code, _sheet, row, column in told(survey(ASKED, *rows))] == [
        (3, "relevant"), (4, "relevant"), (5, "relevant"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["calculate", "n", "", "count(${r})"], ["begin repeat", "r", "R", "", "", "", "${n}"],
         ["text", "x", "X"], ["end repeat"]],
        [["begin repeat", "r", "R", "", "", "", "${x}"], ["integer", "x", "X"], ["end repeat"]],
        [["calculate", "p", "", "once(${q})"], ["calculate", "q", "", "${p} + 1"]],
        [["begin repeat", "r", "R"],
         ["calculate", "p", "", "indexed-repeat(${q}, ${r}, 1)"],
         ["calculate", "q", "", "${p} + 1"], ["end repeat"]],
        [["begin repeat", "r", "R"],
         ["calculate", "p", "", "sum(${r}[position() = 1]/q)"],
         ["calculate", "q", "", "${p} + 1"], ["end repeat"]],
    ],
    ids=["count", "its own count", "once", "indexed-repeat", "brackets"],
)  # fmt: skip
def test_a_circle_by_a_way_around_is_found_too(rows):
    made = convert(survey(*rows))
    assert {one.code for one in made.problems if one.weight == Weight.ERROR} == {"circle"}
    assert all(one.row for one in made.problems)


def test_the_moment_at_which_she_is_done_ends_no_group():
    sheets = survey(
        ["begin group", "g", "G", "", "${b} = 1"], ["end", "done"], ["integer", "b", "B"],
        ["end group"],
    )  # fmt: skip
    assert ("circle", "survey", 2, "relevant") in told(sheets)


TOWNS = survey(["select_one_from_file towns.csv", "t", "Town"])
LOOKED_UP = survey(["text", "k", "K"], ["calculate", "f", "", "pulldata('towns', 'v', 'k', ${k})"])


def test_a_list_with_a_quote_that_is_not_closed_is_an_error_at_its_question():
    assert told(TOWNS, lists={"towns.csv": 'name,label\na,"A'}) == [
        ("file.list_broken", "survey", 2, "type")
    ]


def test_a_list_in_a_file_has_the_same_limit_as_one_on_the_sheet():
    def of(many):
        return "name,label\n" + "".join(f"c{n},C\n" for n in range(many))

    (problem,) = convert(TOWNS, lists={"towns.csv": of(limits.MOST_CHOICES + 1)}).problems
    assert (problem.code, problem.row) == ("file.list_long", 2)
    assert problem.args["count"] == limits.MOST_CHOICES + 1
    assert convert(TOWNS, lists={"towns.csv": of(limits.MOST_CHOICES)}).stands


def test_the_file_of_pulldata_is_wanted_and_its_absence_is_said_at_the_row():
    assert convert(LOOKED_UP).wanted == ("towns.csv",)
    assert told(LOOKED_UP) == [("file.missing", "survey", 3, "calculation")]
    assert told(LOOKED_UP, lists={"towns.csv": "k,v\na,1\n"}) == []


def test_a_file_of_choices_that_is_missing_is_said_once():
    assert told(TOWNS) == [("file.choices_missing", "survey", 2, "type")]


def test_choices_that_one_looks_for_are_taken_from_their_sheet():
    sheets = {
        "survey": [
            ["type", "name", "label", "choice_filter"],
            ["text", "region", "Region", ""],
            ["select_one_external towns", "town", "Town", "region=${region}"],
        ],
        "external_choices": [
            ["list_name", "name", "label", "region"],
            ["towns", "g", "Girona", "north"],
            ["towns", "m", "Mataró", "coast"],
            ["others", "x", "X", "north"],
        ],
    }
    made = convert(sheets)
    assert made.stands, made.problems
    form = read(made.xform, {"itemsets.csv": made.itemsets.encode()})
    answers = form.start(now=datetime.datetime.now(datetime.UTC))
    answers.set("/data/region", "north")
    assert [(one.value, one.label) for one in answers.show("/data/town").choices] == [
        ("g", "Girona")
    ]


def test_a_group_that_depends_on_a_refused_question_goes_as_a_whole_and_is_named_at_its_row():
    sheets = survey(
        ["geopoint", "where", "W"],
        ["begin group", "g", "G", "", "${where} != ''"],
        ["text", "b", "B"],
        ["begin group", "h", "H"],
        ["text", "c", "C"],
        ["end group"],
        ["end group"],
        ["note", "n", "You said ${c}"],
        ["text", "d", "D"],
    )
    assert [(one.code, one.row) for one in refused(sheets)] == [
        ("refused.location", 2), ("refused.group", 3), ("refused.mentions", 9),
    ]  # fmt: skip
    made = convert(sheets)
    assert made.stands
    assert [row[1] for row in made.sheets["survey"][1:] if row] == ["d"]
