"""The ready questionnaires: complete in six languages, accepted by the standard's own tools."""

import re
import shutil
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from pyxform.xls2json_backends import md_to_dict
from pyxform.xls2xform import convert

from communitylinkage.assessment import instruments
from communitylinkage.surveys.xlsform import titles
from communitylinkage.surveys.xlsform.reading import read

LANGUAGES = (
    "English (en)",
    "Español (es)",
    "Català (ca)",
    "Italiano (it)",
    "Ελληνικά (el)",
    "Slovenščina (sl)",
)
ALL = (
    "gbv-services-needs",
    "mentors-starting-point",
    "networks-needs-practices",
    "participants-satisfaction",
    "professionals-test",
)
# What may be asked. Everything else (place, device, telephone, pictures) is refused.
TYPES = {"note", "acknowledge", "select_one", "select_multiple", "integer", "text", "calculate"}
STRUCTURE = {"begin_group", "end_group", "begin_repeat", "end_repeat"}
SPOKEN = TYPES - {"calculate"} | {"begin_group", "begin_repeat"}
# Words that must not stand on a participant's screen, which others may see.
HEAVY = re.compile(
    r"violen|nasilj|βία|βίας|victim|víctim|vittim|žrtev|žrtv|θύμα|surviv|superviv|sopravviss|abus",
    re.IGNORECASE,
)


def sheets(name):
    return md_to_dict(instruments.read(name))


def questions(name):
    return sheets(name)["survey"]


def named(name):
    return {row["name"]: row for row in questions(name) if "name" in row}


def choices(name):
    lists: dict[str, dict[str, dict]] = {}
    for row in sheets(name)["choices"]:
        lists.setdefault(row["list_name"], {})[row["name"]] = row
    return lists


def needs(name):
    return {key: row for key, row in named(name).items() if key.startswith("need_")}


def words(row, column):
    return [row.get(f"{column}::{language}") for language in LANGUAGES]


@pytest.mark.parametrize("name", ALL)
def test_each_calls_itself_something_in_each_language(name):
    said = titles.titles(read(instruments.read(name).encode()))
    assert set(said) == set(LANGUAGES[1:])
    assert len(set(said.values())) == len(said)
    assert not any(HEAVY.search(title) for title in said.values())


def test_the_five_instruments_are_there_and_the_sources_are_not_one_of_them():
    assert instruments.names() == ALL


def test_they_are_installed_with_the_code():
    root = Path(__file__).resolve().parents[3]
    packaged = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["setuptools"]
    assert packaged["package-data"][instruments.__name__] == ["*.md"]


@pytest.mark.parametrize("name", ["SOURCES", "../settings", "", "gbv-services-needs.md"])
def test_a_name_that_is_no_instrument_is_refused(name):
    with pytest.raises(LookupError):
        instruments.read(name)


@pytest.mark.parametrize("name", ALL)
def test_the_standards_converter_takes_it_without_a_warning(name):
    warnings: list[str] = []
    result = convert(instruments.read(name), warnings=warnings, file_type=".md")
    assert warnings == []
    assert result.xform.count("<translation ") == len(LANGUAGES)


@pytest.mark.parametrize("name", ALL)
def test_odk_validate_accepts_it(name):
    if shutil.which("java") is None:
        pytest.skip("NO JAVA HERE: ODK Validate did not look at the ready questionnaires")
    warnings: list[str] = []
    convert(instruments.read(name), warnings=warnings, file_type=".md", validate=True)
    assert warnings == []


@pytest.mark.parametrize("name", ALL)
def test_its_rules_call_only_functions_of_the_standard(name):
    """ODK Validate lets an unknown function pass: a slip would show only on somebody's phone."""
    known = {"selected", "count-selected", "not", "regex", "number", "substr", "if"}
    for row in questions(name):
        for column in ("relevant", "constraint", "calculation", "choice_filter"):
            bare = re.sub(r"'[^']*'", "", row.get(column, ""))
            called = set(re.findall(r"([a-z][a-z-]*)\(", bare))
            assert called <= known, row


@pytest.mark.parametrize("name", ALL)
def test_its_settings_name_it_without_saying_what_it_is_about(name):
    [settings] = sheets(name)["settings"]
    assert re.fullmatch(r"[a-z_]+", settings["form_id"])
    assert re.fullmatch(r"20\d{8}", settings["version"])
    assert settings["default_language"] == "English (en)"
    assert not HEAVY.search(settings["form_id"] + settings["form_title"])


@pytest.mark.parametrize("name", ALL)
def test_every_label_and_every_choice_stands_in_all_six_languages(name):
    spoken = [row for row in questions(name) if row["type"].split()[0] in SPOKEN]
    for row in [*spoken, *sheets(name)["choices"]]:
        assert all(words(row, "label")), row


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("column", ["hint", "constraint_message", "required_message"])
def test_a_hint_or_message_stands_in_all_six_languages_or_in_none(name, column):
    for row in questions(name):
        assert len([word for word in words(row, column) if word]) in (0, len(LANGUAGES)), row


@pytest.mark.parametrize("name", ALL)
def test_no_hint_is_lost_on_a_group_which_shows_none(name):
    for row in questions(name):
        if row["type"] == "begin_group" and row.get("appearance") != "table-list":
            assert not any(words(row, "hint")), row


@pytest.mark.parametrize("name", ALL)
def test_every_rule_says_in_its_own_words_what_is_wrong(name):
    for row in questions(name):
        assert ("constraint" in row) == all(words(row, "constraint_message")), row
        assert ("required" in row) == all(words(row, "required_message")), row


@pytest.mark.parametrize("name", ALL)
def test_no_sentence_was_left_in_english(name):
    for row in [*questions(name), *sheets(name)["choices"]]:
        for column in ("label", "hint", "constraint_message", "required_message"):
            english, *others = words(row, column)
            if english and len(english) > 25:
                assert english not in others, row


@pytest.mark.parametrize("name", ALL)
def test_greek_is_written_in_greek_and_the_others_are_not(name):
    for row in [*questions(name), *sheets(name)["choices"]]:
        for column in ("label", "hint", "constraint_message", "required_message"):
            texts = dict(zip(LANGUAGES, words(row, column), strict=True))
            greek = texts.pop("Ελληνικά (el)") or ""
            assert not re.search(r"[a-z]", greek), greek
            assert not re.search(r"[Α-Ωα-ωά-ώ]", " ".join(filter(None, texts.values()))), texts


@pytest.mark.parametrize("name", ALL)
def test_no_choice_stands_twice_in_a_list(name):
    rows = [(row["list_name"], row["name"]) for row in sheets(name)["choices"]]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", ALL)
def test_nothing_that_we_refuse_is_asked(name):
    asked = {row["type"].split()[0] for row in questions(name)}
    assert asked <= TYPES | STRUCTURE
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", key) for key in named(name))


@pytest.mark.parametrize("name", ALL)
def test_free_text_is_rare_never_demanded_and_asks_for_no_names(name):
    free = [row for row in questions(name) if row["type"] == "text" and row["name"] != "own_code"]
    assert len(free) <= 2
    for row in free:
        assert "required" not in row
        assert "not write names" in row["hint::English (en)"]


@pytest.mark.parametrize("name", ALL)
def test_it_begins_with_what_happens_to_the_answers_and_whom_to_call_in_danger(name):
    first, second, third, *_ = questions(name)
    assert (first["type"], first["name"]) == ("note", "about_answers")
    assert all("112" in text for text in words(second, "label"))
    assert (third["type"], third["required"]) == ("acknowledge", "yes")


def test_a_participants_screen_says_nothing_that_others_must_not_see():
    text = instruments.read("participants-satisfaction")
    assert not HEAVY.search(text)
    assert HEAVY.search(instruments.read("gbv-services-needs"))


def test_a_participant_is_not_asked_for_a_code_that_links_her_answers():
    assert "own_code" not in named("participants-satisfaction")


@pytest.mark.parametrize("name", [name for name in ALL if name != "participants-satisfaction"])
def test_the_own_code_is_asked_only_of_those_who_want_it_and_every_example_obeys_its_rule(name):
    row = named(name)["own_code"]
    assert row["relevant"] == "${own_code_wanted} = 'yes'"
    assert "required" not in row
    rule = re.search(r"regex\(\., '([^']+)'\)", row["constraint"])
    for text in [*words(row, "hint"), *words(row, "constraint_message")]:
        examples = re.findall(r"\b[^\W\d_]{4}\d\d\b", text)
        assert examples
        assert all(re.search(rule[1], example) for example in examples)


def test_the_two_needs_assessments_ask_for_the_same_needs_on_the_same_scale():
    services, networks = needs("gbv-services-needs"), needs("networks-needs-practices")
    assert services == networks
    assert len(services) == 12
    assert {row["type"] for row in services.values()} == {"select_one urgency"}


@pytest.mark.parametrize("name", [name for name in ALL if needs(name)])
def test_urgency_goes_from_nought_to_three_and_the_first_need_is_one_of_those_asked(name):
    assert list(choices(name)["urgency"]) == ["0", "1", "2", "3"]
    assert list(choices(name)["need_names"]) == list(needs(name))
    for key, choice in choices(name)["need_names"].items():
        assert words(choice, "label") == words(needs(name)[key], "label")


def test_a_mentors_needs_carry_the_names_of_the_others_needs():
    assert needs("mentors-starting-point").items() <= needs("gbv-services-needs").items()


def test_a_list_of_one_name_is_the_same_list_in_every_instrument():
    seen: dict[str, dict] = {}
    for name in ALL:
        for key, entries in choices(name).items():
            if key != "need_names":
                assert seen.setdefault(key, entries) == entries, (name, key)
    assert list(seen["countries"]) == ["ES", "IT", "GR", "SI"]


def test_languages_already_spoken_are_not_offered_as_missing():
    row = named("gbv-services-needs")["languages_missing"]
    assert "not(selected(${languages_offered}, name))" in row["choice_filter"]


@pytest.mark.parametrize("name", ALL)
def test_none_of_these_cannot_be_chosen_beside_something_else(name):
    for row in questions(name):
        kind, _, chosen = row["type"].partition(" ")
        if kind == "select_multiple" and "none" in choices(name)[chosen]:
            assert "not(selected(., 'none') and count-selected(.) > 1)" in row["constraint"], row


def right_answers():
    """Each knowledge question with the answer that its calculate counts."""
    rows = named("professionals-test")
    rule = re.compile(r"if\(\$\{(test_\w+)\} = '(\w+)', 1, 0\)")
    right = [row for key, row in rows.items() if key.startswith("right_")]
    return dict(rule.fullmatch(row["calculation"]).groups() for row in right)


def test_each_knowledge_question_has_one_right_answer_among_its_choices():
    rows = named("professionals-test")
    asked = {key for key in rows if key.startswith("test_")}
    assert len(asked) == 10
    assert set(right_answers()) == asked
    for question, answer in right_answers().items():
        offered = choices("professionals-test")[rows[question]["type"].split()[1]]
        assert list(offered) == ["a", "b", "c", "dont_know"]
        assert answer in "abc"
        assert rows[question]["required"] == "yes"


def test_the_score_adds_up_every_right_answer_once_and_is_never_shown():
    rows = named("professionals-test")
    summed = re.findall(r"\$\{(right_\w+)\}", rows["knowledge_score"]["calculation"])
    assert sorted(summed) == sorted(key for key in rows if key.startswith("right_"))
    assert {rows[key]["type"] for key in [*summed, "knowledge_score"]} == {"calculate"}
    shown = " ".join(text or "" for row in rows.values() for text in words(row, "label"))
    assert "${" not in shown


def test_the_right_answer_cannot_be_guessed_from_its_place_or_its_length():
    rows, right = named("professionals-test"), right_answers()
    assert all(list(right.values()).count(letter) >= 3 for letter in "abc")
    assert not any(
        one == two == three for (one, two), (_, three) in pairwise(pairwise(right.values()))
    )
    for language in LANGUAGES:
        longest = 0
        for question, answer in right.items():
            offered = choices("professionals-test")[rows[question]["type"].split()[1]]
            by_length = max("abc", key=lambda letter: len(offered[letter][f"label::{language}"]))
            longest += by_length == answer
        assert longest <= 5, language


def test_what_can_only_be_known_later_is_asked_only_later():
    rows = named("professionals-test")
    assert rows["course_table"]["relevant"] == "${moment} = 'end'"
    assert rows["practice_table"]["relevant"] == "${moment} = 'later'"
    assert named("mentors-starting-point")["used_group"]["relevant"] == "${moment} = 'later'"
