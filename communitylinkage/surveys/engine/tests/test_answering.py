"""What a respondent meets: relevance, rules, repeats, languages, saving."""

import pytest

from communitylinkage.surveys.engine import UnreadableError, read
from communitylinkage.surveys.engine.tests.cast import CHOICES, NOW, everything, form, table


def test_location_and_device_are_named_and_left_out() -> None:
    refused = {r.name: r.reason for r in everything().form.refusals}
    assert refused == {"sg": "location", "gp": "location", "deviceid": "device", "audit": "device"}
    record = everything().finish(NOW)
    assert not {"/data/gp", "/data/deviceid", "/data/sg"} & set(record.values)
    assert "<gp" not in record.xml


def test_what_is_typed_wrongly_is_kept_and_told() -> None:
    answers = everything()
    problem = answers.set("/data/age", "many")
    assert problem is not None
    assert problem.code == "not_an_integer"
    shown = answers.show("/data/age")
    assert (shown.typed, shown.value) == ("many", "")
    assert shown.problem == problem


def test_a_slip_in_a_count_loses_no_answer() -> None:
    answers = everything()
    answers.set("/data/rep[2]/rx", "4")
    answers.set("/data/age", "x")
    assert answers.count("/data/rep") == 0
    assert "/data/rep[2]/rx" not in answers.values()
    answers.set("/data/age", "5")
    assert answers.values()["/data/rep[2]/rx"] == "4"


def test_what_is_not_relevant_is_not_in_the_record_but_comes_back() -> None:
    answers = everything()
    answers.set("/data/g/s1", "y")
    answers.set("/data/age", "1")
    assert "/data/g/s1" not in answers.finish(NOW).values
    answers.set("/data/age", "5")
    assert answers.finish(NOW).values["/data/g/s1"] == "y"


def test_choices_follow_the_filter_and_the_language() -> None:
    answers = everything()
    assert answers.show("/data/g/s2").choices == ()
    answers.set("/data/g/s1", "y")
    assert [c.label for c in answers.show("/data/g/s1", "Spanish (es)").choices][:2] == ["Si", "No"]
    assert [c.value for c in answers.show("/data/g/s2").choices] == ["a"]
    problem = answers.set("/data/g/s2", ["b"])
    assert problem is not None
    assert problem.code == "not_a_choice"


def test_a_label_says_what_was_answered_in_the_language_asked_for() -> None:
    answers = everything()
    answers.set("/data/nm", "Zoe")
    assert answers.show("/data/age", "Spanish (es)").label == "Edad Zoe"
    assert answers.show("/data/age", "English (en)").label == "Age Zoe"
    assert answers.show("/data/nm", "Spanish (es)").hint == "h"
    assert answers.show("/data/nm", "English (en)").guidance == "g"


def test_a_rule_of_the_form_speaks_its_own_sentence_in_the_language() -> None:
    answers = everything()
    answers.set("/data/age", "2")
    found = {p.ref: p for p in answers.problems("Spanish (es)")}
    assert found["/data/age"].message == "mal"
    assert found["/data/nm"].code == "required"
    assert found["/data/nm"].message == "must"


def test_a_trigger_sets_a_value_in_its_own_instance() -> None:
    answers = everything()
    answers.set("/data/rep[2]/rx", "4")
    values = answers.values()
    assert values["/data/rep[2]/tr"].startswith("2024-05-01T09:30")
    assert values["/data/rep[1]/tr"] == ""


def test_people_add_and_remove_where_the_form_lets_them() -> None:
    rows = ("begin repeat | c | C", "text | n | N", "end repeat | | ", "text | z | Z")
    answers = form(table(*rows)).start(now=NOW)
    assert answers.add("/data/c") == "/data/c[2]"
    answers.set("/data/c[2]/n", "two")
    assert answers.remove("/data/c", 1)
    assert answers.values()["/data/c[1]/n"] == "two"
    assert not answers.remove("/data/c", 9)
    assert everything().add("/data/rep") is None


def test_another_version_keeps_what_still_has_its_place() -> None:
    old = form(table("text | a | A", "text | b | B")).start(now=NOW)
    old.set("/data/a", "1")
    old.set("/data/b", "2")
    new = form(table("text | a | A", "text | c | C"))
    for saved in (old.to_json(), old.to_xml()):
        answers = new.start(now=NOW, saved=saved)
        assert answers.values()["/data/a"] == "1"
        assert answers.dropped[0].startswith("/data/b")


def test_answers_taken_up_on_another_day_know_the_day() -> None:
    rows = ("calculate | d | | today() | ", "text | a | A | | ${d} != '2024-05-01'")
    one = form(table(*rows, head="type | name | label | calculation | relevant"))
    answers = one.start(now=NOW)
    assert not answers.show("/data/a").relevant
    later = one.start(now=NOW.replace(day=2), saved=answers.to_json())
    assert later.values()["/data/d"] == "2024-05-02"
    assert later.show("/data/a").relevant


def test_what_was_not_saved_by_us_is_a_value_error() -> None:
    for saved in (
        "",
        "x",
        "[]",
        "{}",
        '{"format": 1}',
        "<a",
        "<a>" * 5000 + "</a>" * 5000,
        "<!DOCTYPE a []><data/>",
    ):
        with pytest.raises(ValueError, match=r"."):
            everything().form.start(now=NOW, saved=saved)


def test_rules_that_go_round_in_a_circle_are_named() -> None:
    head = "type | name | calculation"
    with pytest.raises(UnreadableError) as error:
        form(table("calculate | a | ${b} + 1", "calculate | b | ${a} + 1", head=head))
    assert error.value.problems[0].code == "cycle"
    assert set(error.value.problems[0].args["names"].split(", ")) == {"a", "b"}


@pytest.mark.parametrize(
    ("xform", "code"),
    [
        ("", "not_xml"),
        ("<a>", "not_xml"),
        ("<a/>", "not_an_xform"),
        ("\ud800", "not_xml"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "doctype"),
    ],
)
def test_what_is_no_form_is_a_problem(xform: str, code: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(xform)
    assert error.value.problems[0].code == code


@pytest.mark.parametrize(
    ("kind", "raw", "kept", "code"),
    [
        ("integer", "٣٤", "34", None),
        ("integer", "3.5", "", "not_an_integer"),
        ("integer", "9999999999", "", "number_too_big"),
        ("decimal", "3,5", "3.5", None),
        ("decimal", "1,000", "", "not_a_decimal"),
        ("date", "2024-02-29", "2024-02-29", None),
        ("date", "2023-02-29", "", "not_a_date"),
        ("time", "09:30", "09:30:00.000", None),
        ("time", "25:00", "", "not_a_time"),
        ("dateTime", "2024-05-01T09:30", "2024-05-01T09:30:00.000+00:00", None),
        ("dateTime", "yesterday", "", "not_a_datetime"),
        ("text", "a\0b", "", "control_character"),
        ("text", "x" * 10_001, "", "too_long"),
        ("text", "‮right to left", "‮right to left", None),
        ("image", "../secret", "", "not_a_file_name"),
        ("select_one yn", "maybe", "", "not_a_choice"),
        ("select_multiple yn", "n y", "y n", None),
        ("rank yn", "n y", "n y", None),
        ("rank yn", "n", "", "not_a_rank"),
        ("acknowledge", "on", "OK", None),
    ],
)
def test_an_answer_is_of_its_question_s_type(
    kind: str, raw: str, kept: str, code: str | None
) -> None:
    answers = form(table(f"{kind} | q | Q", choices=CHOICES)).start(now=NOW)
    problem = answers.set("/data/q", raw)
    assert (problem.code if problem else None) == code
    assert answers.values()["/data/q"] == kept


def test_an_unknown_place_is_a_lookup_error() -> None:
    for place in ("/data/none", "/data/rep[99]/rx", "", "/", "x", "/data/rep[0]/rx"):
        with pytest.raises(LookupError):
            everything().set(place, "1")


def test_a_form_that_is_nested_without_end_is_a_problem() -> None:
    inside = "<x>" * 5000 + "</x>" * 5000
    xform = f"<h><head><model><instance><data>{inside}</data></instance></model></head><body/></h>"
    with pytest.raises(UnreadableError) as error:
        read(xform)
    assert error.value.problems[0].code == "too_deep"
