"""What of an answer is a code, what is sealed, what is thrown away; without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.surveys.answering.coding import coded
from communitylinkage.surveys.answering.tests.cast import NOW
from communitylinkage.surveys.engine import read
from communitylinkage.surveys.xlsform.converting import convert

HEAD = ["type", "name", "label", "calculation", "default", "appearance", "parameters"]
CHOICES = [["list_name", "name", "label"], ["l", "a", "A"], ["l", "b", "B"]]


def form_of(*rows):
    made = convert({
        "survey": [HEAD, *[[*row, *[""] * (7 - len(row))] for row in rows]], "choices": CHOICES,
    })  # fmt: skip
    assert made.stands, made.problems
    return read(made.xform)


def parts(form, answers, anonymous=True):
    started = form.start(now=NOW, seed=1)
    for place, value in answers.items():
        assert started.set(f"/data/{place}", value) is None
    return coded(form, started.finish(NOW).values, anonymous=anonymous)


@pytest.mark.parametrize(
    ("row", "typed", "kept"),
    [
        (("select_one l", "q", "Q"), "a", "a"),
        (("select_multiple l", "q", "Q"), "b a", ["a", "b"]),
        (("rank l", "q", "Q"), "b a", ["b", "a"]),
        (("integer", "q", "Q"), "12", 12),
        (("decimal", "q", "Q"), "1.5", 1.5),
        (("range", "q", "Q", "", "", "", "start=0 end=10 step=1"), "3", 3),
        (("date", "q", "Q"), "2024-05-17", "2024-05-17"),
        (("date", "q", "Q", "", "", "month-year"), "2024-05-01", "2024-05"),
        (("date", "q", "Q", "", "", "year"), "2024-01-01", "2024"),
        (("acknowledge", "q", "Q"), "OK", True),
    ],
)
def test_choices_numbers_and_days_are_codes(row, typed, kept):
    assert parts(form_of(row), {"q": typed}).answers == {"q": kept}


@pytest.mark.parametrize("kind", ["text", "barcode"])
def test_words_are_sealed(kind):
    made = parts(form_of((kind, "q", "Q")), {"q": "words"})
    assert (made.answers, made.texts) == ({}, {"q": "words"})


@given(st.text("abcz019 -", min_size=1, max_size=20).filter(str.strip))
def test_whatever_repeats_words_is_sealed_with_them(words):
    form = form_of(
        ("text", "q", "Q"), ("calculate", "c", "", "${q}"),
        ("calculate", "d", "", "concat('x', ${c})"), ("calculate", "e", "", "string-length(${d})"),
        ("integer", "n", "N"), ("calculate", "f", "", "${n} + 1"),
    )  # fmt: skip
    made = parts(form, {"q": words, "n": "4"})
    assert made.answers == {"n": 4, "f": 5}
    assert {"q", "d", "e"} <= set(made.texts)


def test_the_clock_leaves_no_trace_in_an_anonymous_answer():
    rows = (
        ("start", "start"), ("end", "end"), ("today", "today"), ("calculate", "c", "", "now()"),
        ("calculate", "d", "", "decimal-date-time(${c})"), ("dateTime", "t", "T", "", "now()"),
        ("date", "day", "Day", "", "today()"), ("integer", "n", "N"),
    )  # fmt: skip
    made = parts(form_of(*rows), {"n": "4"})
    assert made.answers == {"n": 4, "day": "2026-11-24"}
    assert made.texts == {}
    named = parts(form_of(*rows), {"n": "4"}, anonymous=False)
    assert "t" in named.answers and "start" not in named.answers  # noqa: PT018


def test_the_code_of_ones_own_is_in_neither_part():
    form = form_of(("text", "own_code", "Code"), ("calculate", "c", "", "concat(${own_code}, '1')"))
    made = parts(form, {"own_code": "rica07"})
    assert made.own_code == "rica07"
    assert "rica07" not in str(made.answers)
    assert "own_code" not in made.texts
