"""A definition's file: read back as written, each mistake at its line, no place for a value."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.impact.rules.definition import (
    DefinitionError,
    Fault,
    Unit,
    of_values,
    read,
)
from communitylinkage.impact.rules.formula import Given
from communitylinkage.impact.rules.writing import file_of, values_of
from communitylinkage.impact.tests.known import FILE, KNOWN

WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=60)


def wrong(text):
    with pytest.raises(DefinitionError) as refused:
        read(text, KNOWN)
    return [(one.path, one.fault, one.line) for one in refused.value.wrong]


def test_what_counts_people_passes_the_strict_gate_whatever_unit_somebody_wrote():
    one = read(FILE, KNOWN)
    for unit in Unit:
        assert replace(one, unit=unit).stands_for_people
    other = replace(one, formula=Given("campaign.population"))
    assert replace(other, unit=Unit.PERSONS).stands_for_people
    assert not replace(other, unit=Unit.REACHED).stands_for_people


def test_a_file_is_read_and_written_alike():
    one = read(FILE, KNOWN)
    assert read(file_of(one), KNOWN) == one
    assert of_values(values_of(one), KNOWN) == one
    assert [(target.month, target.value) for target in one.targets] == [(12, 60), (24, 80)]


@given(WORDS, WORDS)
def test_whatever_words_a_definition_has_they_come_back_from_its_file(title, what):
    said = values_of(read(FILE, KNOWN))
    said["words"]["ar"] = said["words"]["en"] | {"title": title, "what": what}
    one = of_values(said, KNOWN)
    assert read(file_of(one), KNOWN) == one


@pytest.mark.parametrize(
    ("before", "after", "path", "fault", "line"),
    [
        ('unit = "share"', 'unit = "cats"', "unit", Fault.NOT_A_CHOICE, 4),
        ('unit = "share"', 'unit = "women"', "unit", Fault.UNIT, 4),
        ("helped:yes", "colour:red", "formula", Fault.FORMULA, 5),
        ("order = 3", 'order = "three"', "order", Fault.WRONG_TYPE, 3),
        ("order = 3", "value = 60", "value", Fault.VALUE_TYPED, 3),
        ("order = 3", "colour = 1", "colour", Fault.UNKNOWN, 3),
        ('"region"', '"sign"', "by", Fault.BY, 6),
        ("month = 24", "month = 12", "targets.1.month", Fault.TWICE, 14),
        ("month = 24", "month = 0", "targets.1.month", Fault.NUMBER, 14),
        ("value = 80", "value = nan", "targets.1.value", Fault.NUMBER, 15),
        ("value = 80", 'value = 80\ncountry = "Spain"', "targets.1.country", Fault.NOT_A_CODE, 16),
        ("words.en", "words.klingon", "words.klingon", Fault.WORDS, 17),
        ('what = "Women say that a visit helped."', "", "words.en.what", Fault.MISSING, 17),
        ('title = "V', 'title = "V\\u202e', "words.en.title", Fault.HIDDEN_SIGNS, 18),
        ("order = 3", "order = ", "", Fault.NOT_TOML, 3),
    ],
)
def test_a_mistake_is_shown_at_its_line(before, after, path, fault, line):
    assert before in FILE
    assert (path, fault, line) in wrong(FILE.replace(before, after))


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines():
    text = FILE.replace('unit = "share"', "").replace('answers = "coordinator"', "result = 3")
    assert [path for path, _fault, _line in wrong(text)] == ["answers", "unit", "result"]


@given(st.text(max_size=300))
def test_any_text_is_a_definition_or_mistakes(text):
    try:
        assert read(text, KNOWN)
    except DefinitionError as error:
        told = error.wrong
        assert told


def test_a_file_that_is_too_deep_or_too_long_is_refused():
    assert wrong("a = " + "[" * 5000)[0][1] == Fault.NOT_TOML
    assert wrong("#" * 30_000) == [("", Fault.TOO_LONG, 1)]
