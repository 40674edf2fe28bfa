"""Going through the pieces: opened, marked, settled, laid side by side, taken out."""

import csv
import io
import re

import pytest
from django.utils import translation
from openpyxl import load_workbook

from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.research import actions, coding, queries
from communitylinkage.research.models import Settled
from communitylinkage.research.rules.uses import Use
from communitylinkage.research.tests.cast import (
    NOW,
    at,
    begun,
    coded,
    given,
    group,
    marked,
    mentor,  # noqa: F401
)
from communitylinkage.vault.models import Record

pytestmark = pytest.mark.django_db(databases=["default", "locks"])


def test_opening_marking_and_settling(cast, mentor):  # noqa: F811
    made = group(cast)
    address = at("research_piece", made.cycle.pk, made.piece.reference)
    assert "Nobody spoke" not in mentor.get(address).content.decode()
    page = mentor.post(address).content.decode()
    assert "Nobody spoke my language." in page
    address = at("research_mark", made.cycle.pk, made.piece.reference)
    for forged in ("x", "1-²", "1-2-3"):
        assert mentor.post(address, {"mark": [forged]}).status_code == 404
    mentor.post(address, {"mark": [f"1-{made.word.pk}", "9-9"], "through": "1"})
    marked(made.piece, cast.professional, [])
    page = mentor.get(at("research_agreement", made.cycle.pk)).content.decode()
    assert "nobody translates" in page
    assert "2 of 3" in page
    settled = {
        "reference": made.piece.reference, "unit": 1, "code": made.word.pk, "holds": "yes",
        "why": "She says so.",
    }  # fmt: skip
    mentor.post(at("research_agreement", made.cycle.pk), settled)
    assert queries.held(made.cycle) == [(made.piece.pk, 1, made.word.pk)]
    page = mentor.get(at("research_agreement", made.cycle.pk)).content.decode()
    assert "1 sentence is settled." in page


def test_what_was_taken_back_while_its_agreement_page_stood_open_is_not_settled(cast, mentor):  # noqa: F811
    made = group(cast)
    marked(made.piece, cast.mentor, [(1, made.word.pk)])
    marked(made.piece, cast.professional, [])
    address = at("research_agreement", made.cycle.pk)
    assert "This is what we say together" in mentor.get(address).content.decode()
    actions.take_back(evidence=made.piece, gone=[Use.ANALYSIS], by=None, now=NOW)
    typed = {"reference": made.piece.reference, "unit": 1, "code": made.word.pk, "holds": "yes",
             "why": "MARKED what we said of her"}  # fmt: skip
    page = mentor.post(address, typed).content.decode()
    assert "does not open any more" in page
    assert "MARKED" not in page
    assert not Settled.objects.exists()
    assert queries.held(made.cycle) == []


def test_a_forged_sentence_is_not_settled(cast, mentor):  # noqa: F811
    made = group(cast)
    typed = {"reference": made.piece.reference, "unit": made.piece.units, "code": made.word.pk,
             "holds": "yes", "why": "x"}  # fmt: skip
    assert mentor.post(at("research_agreement", made.cycle.pk), typed).status_code == 404
    assert not Settled.objects.exists()


def test_who_signed_in_without_her_key_is_asked_to_sign_in_again(cast):  # noqa: F811
    made = group(cast)
    keyless = client_of(cast.mentor)
    address = at("research_piece", made.cycle.pk, made.piece.reference)
    page = keyless.post(address).content.decode()
    assert "sign in again" in page
    assert "Nobody spoke" not in page


def test_the_original_with_its_marking_and_the_translation_stand_on_one_page(cast, mentor):  # noqa: F811
    made = group(cast)
    address = at("research_piece", made.cycle.pk, made.piece.reference)
    translating = at("research_translate", made.cycle.pk, made.piece.reference)
    mentor.post(translating, {"language": "ar", "text": "MARKED أول"})
    kept = Record.objects.count()
    page = mentor.post(address, {"language": "ar"}).content.decode()
    assert "Nobody spoke my language." in page
    assert f'name="mark" value="1-{made.word.pk}"' in page
    assert '<div class="card" lang="ar" dir="auto"><p>MARKED أول</p></div>' in page
    assert page.index("Keep what I marked") < page.index("MARKED أول")
    assert "MARKED أول" not in mentor.post(address).content.decode()
    mentor.post(translating, {"language": "ar", "text": "MARKED ثان"})
    mentor.post(translating, {"language": "es", "text": "MARKED tercero"})
    page = mentor.post(address, {"language": "ar"}).content.decode()
    assert "MARKED ثان" in page
    assert "MARKED أول" not in page
    assert "MARKED tercero" not in page
    assert Record.objects.count() == kept + 1, "the older one of a language is erased"


@pytest.mark.parametrize("who", ["coordinator", "stranger"])
def test_who_does_not_research_here_gets_neither_original_nor_translation(cast, mentor, who):  # noqa: F811
    made = group(cast)
    told = {"language": "ar", "text": "MARKED ترجمة"}
    mentor.post(at("research_translate", made.cycle.pk, made.piece.reference), told)
    client = client_of(getattr(cast, who), opens=True)
    for sent in ({}, {"language": "ar"}):
        answer = client.post(at("research_piece", made.cycle.pk, made.piece.reference), sent)
        assert answer.status_code == 404
        assert "MARKED" not in answer.content.decode()


def test_words_by_theme_stand_in_their_context_and_go_out_as_a_file(cast, mentor):  # noqa: F811
    made = group(cast)
    marked(made.piece, cast.mentor, [(1, made.word.pk)])
    address = at("research_quotes", made.cycle.pk)
    assert "Nobody spoke" not in mentor.get(address).content.decode()
    page = mentor.post(address).content.decode()
    assert "<strong>Nobody spoke my language.</strong>" in page
    assert "MARKED I called." in page
    table = mentor.post(address, {"file": "csv"}).content.decode()
    assert "Nobody spoke my language.,language,nobody translates,mentor" in table


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_files_have_the_same_headings_in_every_language(cast, mentor, language):  # noqa: F811
    made = group(cast)
    coding.keep_code(
        cycle=made.cycle, code=made.word, name="nobody translates", theme="language",
        meaning="She is not understood.", by=cast.mentor.pk, now=NOW,
    )  # fmt: skip
    coded(made.cycle, "a relative translates", "language", cast.mentor)
    marked(made.piece, cast.mentor, [(1, made.word.pk)])
    with translation.override(language):
        quotes, codes = at("research_quotes", made.cycle.pk), at("research_codes", made.cycle.pk)
    assert quotes.startswith(f"/{language}/")
    assert f"{codes}?as=csv" in mentor.get(codes).content.decode()
    assert f"{codes}?as=csv" in mentor.get(quotes).content.decode()
    assert _lines(mentor.post(quotes, {"file": "csv"})) == [{
        "piece": made.piece.reference, "language": "en", "sentence": "2",
        "words": "Nobody spoke my language.", "theme": "language", "code": "nobody translates",
        "coder": "mentor",
    }]  # fmt: skip
    assert _lines(mentor.get(f"{codes}?as=csv")) == [
        {"tag": "a relative translates", "description": "language"},
        {"tag": "nobody translates", "description": "language: She is not understood."},
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_tables_have_the_headings_for_which_nvivo_and_maxqda_ask(cast, mentor, language):  # noqa: F811
    made = group(cast)
    coding.keep_code(
        cycle=made.cycle, code=made.word, name="nobody > translates", theme="a\\b",
        meaning="=She is not understood.", by=cast.mentor.pk, now=NOW,
    )  # fmt: skip
    piece, _code = given(made.cycle, cast.mentor, text="=1+1, he wrote. I went.")
    marked(piece, cast.mentor, [(0, made.word.pk)])
    with translation.override(language):
        quotes, codes = at("research_quotes", made.cycle.pk), at("research_codes", made.cycle.pk)
    assert f"{codes}?as=xlsx" in mentor.get(quotes).content.decode()
    assert _cells(mentor.get(f"{codes}?as=xlsx"), "codebook.xlsx") == [
        ("Code", "Memo"), ("a/b\\nobody › translates", "=She is not understood."),
    ]  # fmt: skip
    assert _cells(mentor.post(quotes, {"file": "xlsx"}), "coded.xlsx") == [
        ("piece", "language", "sentence", "words", "theme", "code", "coder"),
        (piece.reference, "en", 1, "=1+1, he wrote.", "a\\b", "nobody > translates", "mentor"),
    ]


def _cells(answer, name):
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    [sheet] = load_workbook(io.BytesIO(answer.content)).worksheets
    assert not any(cell.data_type == "f" for row in sheet for cell in row)
    return list(sheet.iter_rows(values_only=True))


def _lines(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def overlaps_of(mentor, cast, both, only_one, only_other):  # noqa: F811
    """The page: of each group how many there are, and how many spoke of fear."""
    cycle = begun(cast.mentor, cast.community)
    word = coded(cycle, "fear of papers", "papers", cast.mentor)
    for (many, spoke), situations in (
        (both, {"status": "none", "children": "yes"}),
        (only_one, {"status": "none", "children": "no"}),
        (only_other, {"status": "papers", "children": "yes"}),
        ((2, 2), {"status": "waiting", "children": "yes"}),
    ):
        for number in range(many):
            row, _code = given(
                cycle, cast.mentor, text="Words.", giver=f"{situations}{number}",
                situations=situations,
            )  # fmt: skip
            if number < spoke:
                marked(row, cast.mentor, [(0, word.pk)])
    told = {"one": "status", "other": "children"}
    return cycle, mentor.post(at("research_overlaps", cycle.pk), told).content.decode()


SHOWS = "clearly more of those with both “has no papers” and “has children” spoke of it"


def test_what_shows_only_in_the_overlap_is_said_without_shares(cast, mentor):  # noqa: F811
    _cycle, page = overlaps_of(mentor, cast, (9, 9), (9, 1), (9, 0))
    assert "29 persons gave something" in page
    assert SHOWS in page
    assert not re.search(r"\d\s*%", page)
    assert "hidden" in page


def test_one_of_seven_is_told_by_nothing_on_the_page(cast, mentor):  # noqa: F811
    cycle, page = overlaps_of(mentor, cast, (7, 7), (7, 1), (7, 0))
    assert not re.search(r"\d\s*%", page)
    assert SHOWS not in page
    assert "Nothing that stands on enough persons." in page
    assert "hidden" in page
    same = mentor.post(at("research_overlaps", cycle.pk), {"one": "age", "other": "age"})
    assert "Choose two different ones." in same.content.decode()


def test_a_code_is_worded_anew_and_a_second_of_the_name_refused(cast, mentor):  # noqa: F811
    made = group(cast)
    coded(made.cycle, "second", "language", cast.mentor)
    told = {"name": "second", "theme": "x"}
    page = mentor.post(at("research_code", made.cycle.pk, made.word.pk), told).content.decode()
    assert "a code of this name already" in page
    mentor.post(at("research_code", made.cycle.pk, made.word.pk), told | {"name": "third"})
    made.word.refresh_from_db()
    assert made.word.name == "third"
