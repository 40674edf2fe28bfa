import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.values.lists import csv_text, finds, guarded, unguarded
from communitylinkage.values.text import folded


@pytest.mark.parametrize(
    ("search", "found"),
    [("", True), ("   ", True), ("mala", True), ("MÁLAGA", True), ("casa mal", True),
     ("مدريد", False), ("casa madrid", False), ("'; --", True)],
)  # fmt: skip
def test_every_word_must_stand_somewhere_without_case_or_accents(search, found):
    assert finds(search, "Casa Faro", "Málaga", None) is found


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_search_for_a_rows_own_words_finds_it(one, other):
    assert finds(one, one, other)
    assert finds(f"{other} {one}", one, other)
    assert folded(folded(one)) == folded(one)


_SIGNS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"))
# Chance alone seldom writes a formula; half of the cells begin as one.
_CELLS = _SIGNS | st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "\t", "'="]), _SIGNS)


@pytest.mark.promise(
    "No cell of a file that we give out runs in a spreadsheet",
)
@given(st.lists(_CELLS, min_size=1))
def test_no_cell_of_a_file_runs_in_a_spreadsheet_and_none_is_lost(cells):
    (back,) = csv.reader(io.StringIO(csv_text(cells, []), newline=""))
    for cell, written in zip(cells, back, strict=True):
        assert unguarded(written) == cell
        assert written[:1] not in {"=", "@", "\t"}
        if written[:1] in {"+", "-"}:
            assert set(written) <= set("+-0123456789 ()./") | {s for s in cell if s.isdigit()}


def test_what_looks_like_a_formula_is_text():
    for cell in ("=1+1", "+HYPERLINK(1)", "-2+3+cmd|'x'!A1", "@SUM(A1)", "\tx", "'=1"):
        assert guarded(cell).startswith("'")
    assert guarded("+34 (93) 123-45") == "+34 (93) 123-45"


def test_a_time_says_its_zone():
    assert "2026-11-24 10:05+00:00" in csv_text(
        ["x"], [[datetime(2026, 11, 24, 10, 5, tzinfo=UTC)]]
    )
    assert csv_text(["x"], [[None]]) == 'x\r\n""\r\n'
