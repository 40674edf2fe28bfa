"""A form has a title in each language, and its file still converts anywhere."""

import pytest
from pyxform.xls2xform import convert as by_pyxform

from communitylinkage.surveys.xlsform import exporting, reading, titles, wording
from communitylinkage.surveys.xlsform.converting import convert


def form(*settings):
    return {
        "survey": [
            ["type", "name", "label::English (en)", "label::Español (es)"],
            ["text", "a", "A", "Á"],
        ],
        "settings": [list(row) for row in settings],
    }


OURS = form(
    ("form_title", "translated_title::Español (es)", "default_language"),
    ("Needs", "Necesidades", "English (en)"),
)


@pytest.mark.parametrize(
    "heading",
    ["form_title::Español (es)", "Form Title :: Español (es)", "title::Español (es)",
     "translated_title::Español (es)"],
)  # fmt: skip
def test_a_translated_title_is_taken_in_however_it_is_headed(heading):
    made = convert(form(("form_title", heading), ("Needs", "Necesidades")))
    assert made.stands, made.problems
    assert titles.titles(made.sheets) == {"Español (es)": "Necesidades"}
    assert "<h:title>Needs</h:title>" in made.xform
    assert made.sheets["settings"][0] == ["form_title", "translated_title::Español (es)"]


def test_what_we_export_converts_elsewhere_and_comes_back_whole():
    made = convert(OURS)
    outs = {
        ".xlsx": exporting.xlsx(made.sheets),
        ".csv": exporting.csv_text(made.sheets).encode(),
        ".md": exporting.markdown(made.sheets).encode(),
    }
    for kind, out in outs.items():
        said = []
        elsewhere = by_pyxform(xlsform=out, file_type=kind, warnings=said)
        assert "<h:title>Needs</h:title>" in elsewhere.xform
        assert not said
        again = convert(reading.read(out))
        assert again.sheets == made.sheets
        assert again.xform == made.xform


def test_where_only_translated_titles_stand_the_usual_one_is_the_title():
    made = convert(form(
        ("form_title::Español (es)", "form_title::English (en)", "default_language"),
        ("Necesidades", "Needs", "English (en)"),
    ))  # fmt: skip
    assert "<h:title>Needs</h:title>" in made.xform
    assert made.sheets["settings"][0][-1] == "form_title"
    first = convert(form(("title::Español (es)",), ("Necesidades",)))
    assert "<h:title>Necesidades</h:title>" in first.xform


def test_a_form_that_translates_no_title_stays_as_it_is():
    plain = form(("form_title",), ("Needs",))
    assert titles.kept(plain) is plain
    assert titles.titles(plain) == {}
    for odd in ({}, {"settings": []}, {"settings": [["title::x"]]}):
        assert titles.titles(titles.kept(odd)) == {}


def test_titles_are_among_the_words_that_can_be_mended():
    found = {one.language: one for one in wording.words(OURS) if one.kind == titles.KIND}
    assert {language: one.text for language, one in found.items()} == {
        "English (en)": "Needs", "Español (es)": "Necesidades",
    }  # fmt: skip
    mended = wording.mended(OURS, {found["Español (es)"].key: "Lo que falta"})
    assert titles.titles(mended) == {"Español (es)": "Lo que falta"}
    (change,) = wording.compare(OURS, mended).reworded
    assert change[2:] == ("Español (es)", "Necesidades", "Lo que falta")


def test_a_language_more_asks_for_its_title_too():
    more = wording.with_language(OURS, "Ελληνικά (el)")
    assert ("Ελληνικά (el)", "") in [
        (one.language, one.text) for one in wording.words(more) if one.kind == titles.KIND
    ]
    assert convert(more).stands
