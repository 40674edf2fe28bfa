"""The languages that a form offers are those in which it can be answered."""

import pytest

from communitylinkage.surveys.engine import read
from communitylinkage.surveys.xlsform.converting import convert
from communitylinkage.surveys.xlsform.wording import NAMELESS, languages, words

BOTH = ["label::English (en)", "label::Spanish (es)"]
USUAL = [["default_language"], ["English (en)"]]


def form(head, row, choices=(), settings=()):
    sheets = {"survey": [["type", "name", *head], row]}
    for name, rows in (("choices", choices), ("settings", settings)):
        if rows:
            sheets[name] = rows
    return sheets


@pytest.mark.parametrize(
    ("sheets", "first"),
    [
        (form(["label", "label::Spanish (es)"], ["text", "a", "A", "B"]), NAMELESS),
        (form(["label", "label::Spanish (es)"], ["text", "a", "A", "B"], settings=USUAL),
         "English (en)"),
        (form([*BOTH, "hint"], ["text", "a", "A", "B", "h"]), "English (en)"),
        (form([*BOTH, "hint"], ["text", "a", "A", "B", "h"], settings=USUAL), "English (en)"),
        (form([*BOTH, "required", "required_message"], ["text", "a", "A", "B", "yes", "m"]),
         "English (en)"),
        (form([*BOTH, "hint::English (en)", "guidance_hint"], ["text", "a", "A", "B", "h", "g"]),
         NAMELESS),
        (form(["label"], ["select_one l", "a", "A"],
              [["list_name", "name", "label", "label::Spanish (es)"], ["l", "x", "X", "Y"]]),
         NAMELESS),
        (form(["label"], ["select_one l", "a", "A"],
              [["list_name", "name", *BOTH], ["l", "x", "X", "Y"]]), "English (en)"),
    ],
)  # fmt: skip
def test_a_column_without_a_language_is_offered_as_the_form_shows_it(sheets, first):
    found = languages(sheets)
    assert found[0] == first
    assert set(found) == {one.key for one in read(convert(sheets).xform).languages}
    # No word is left that nobody could mend.
    assert {word.language for word in words(sheets)} <= set(found)


def test_a_form_that_names_no_language_offers_none():
    sheets = form(["label", "hint"], ["text", "a", "A", "h"])
    assert languages(sheets) == []
    assert {word.language for word in words(sheets)} == {""}


def test_a_list_whose_name_begins_with_end_has_its_words_mended_too():
    lists = [["list_name", "name", "label"], ["ending_reasons", "moved", "She moved"]]
    sheets = form(["label"], ["select_one ending_reasons", "why", "Why?"], lists)
    assert "She moved" in {word.text for word in words(sheets)}
