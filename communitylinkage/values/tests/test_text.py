"""How texts are compared; signs that nobody sees are found, those of a script are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.values.text import folded, has_hidden_signs


@pytest.mark.parametrize(
    "sign",
    ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202a", "\u202e", "\u2066", "\u2069", "\ud800"],
)
def test_control_signs_overrides_and_half_pairs_are_found(sign):
    assert has_hidden_signs(f"a{sign}b")


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "श्री\u200dमती", "\u200fعربي\u061c", "a\r\n\tb", "👩\u200d⚕️"]
)
def test_joiners_and_marks_of_a_script_may_stay(text):
    assert not has_hidden_signs(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("برشلونة", "برشلونه"),
        ("أليكانتي", "اليكانتي"),
        ("إشبيلية", "اشبيليه"),
        ("آرل", "ارل"),
        ("ليلى", "ليلي"),
        ("بَرْشِلُونَة", "برشلونة"),
        ("برشـــلونة", "برشلونة"),
        ("بارسلونای", "بارسلوناي"),
        ("کوپر", "كوپر"),
        ("شارع ١٢", "شارع 12"),
        ("Málaga", "MALAGA"),
    ],
)
def test_what_is_written_in_two_ways_is_one(one, other):
    assert folded(one) == folded(other)


def test_different_letters_stay_different():
    assert len({folded(word) for word in ("باب", "ناب", "تاب", "كتب", "قتب")}) == 5


@given(st.text())
def test_what_is_folded_stays_as_it_is(text):
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("text", ["\u200b", "\u200d \u2060", "\ufeff", "\u3164", "\u2800\u00ad"])
def test_a_text_of_which_nothing_is_seen_is_found(text):
    assert has_hidden_signs(text)


@pytest.mark.parametrize("text", ["", "  ", "Luz\u200b", "\ufeffقريبة", "?", "😀", "ก\u200bข"])
def test_what_comes_along_when_a_word_is_copied_does_no_harm(text):
    assert not has_hidden_signs(text)


@pytest.mark.parametrize("text", ["Bar\u200bcelona", "\ufeffBarcelona", "Barce\u00adlona\u2060"])
def test_a_copied_word_is_compared_as_it_is_read(text):
    assert folded(text) == "barcelona"
