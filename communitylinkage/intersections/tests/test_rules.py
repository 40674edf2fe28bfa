"""Cuts, order, notes and intervals, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from communitylinkage.disclosure.published import Shown, State
from communitylinkage.disclosure.table import TOTAL
from communitylinkage.intersections.rules.asking import NoSuchCutError, how_of, read_how
from communitylinkage.intersections.rules.populations import OTHER, What, asks_for_context
from communitylinkage.intersections.rules.tables import dimension, shown_of, table
from communitylinkage.intersections.rules.telling import (
    Heading,
    Line,
    NoContextError,
    RankedError,
    Told,
    in_order,
)
from communitylinkage.intersections.rules.wilson import likely, wilson
from communitylinkage.values.crossed import Crossed


@given(st.integers(0, 300), st.integers(1, 300))
def test_the_interval_is_the_one_that_scipy_computes(part, whole):
    part = min(part, whole)
    theirs = binomtest(part, whole).proportion_ci(method="wilson")
    assert wilson(part, whole) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@given(st.integers(0, 60), st.integers(0, 60))
def test_an_interval_of_rounded_figures_is_never_narrower_than_that_of_the_true_ones(part, rest):
    whole = part + rest
    if not whole:
        return
    rounded = [
        Shown((name,), State.ROUNDED, (n + 2) // 5 * 5, max((n + 2) // 5 * 5 - 2, 0),
              (n + 2) // 5 * 5 + 2)
        for name, n in (("a", part), ("*", whole))
    ]  # fmt: skip
    found = likely(*rounded)
    if found:
        low, high = wilson(part, whole)
        assert found.low <= low + 1e-9
        assert found.high >= high - 1e-9
        assert 0 <= found.low <= found.high <= 1


def test_a_hidden_figure_has_no_share():
    assert likely(Shown(("a",), State.HIDDEN), Shown(("*",), State.VALUE, 9, 9, 9)) is None


def told(*pairs, of_origin=True, note="Read this with care."):
    lines = tuple(Line(code, words, ()) for code, words in pairs)
    return Told(Heading("Members, by origin", note), of_origin, (("*", "All"),), lines)


def test_people_of_different_origins_never_stand_side_by_side_without_what_explains_it():
    table = told(("MA", "MA"), ("SN", "SN"))
    assert "Read this with care." in str(table.heading)
    assert "Read this with care." in f"{table.heading}", "as a template writes it"
    with pytest.raises(NoContextError):
        told(("MA", "MA"), note="")
    assert told(("law", "Law"), of_origin=False, note="")


def test_lines_in_the_order_of_their_size_are_refused():
    with pytest.raises(RankedError):
        told(("SN", "SN"), ("MA", "MA"))
    assert told(("MA", "MA"), ("SN", "SN"), ("other", "All others"), ("*", "All together"))


def test_words_give_the_order_and_what_is_left_over_comes_last():
    words = {"*": "All", "other": "Aa", "b": "Zebra", "a": "apple"}
    assert in_order(list(words), words.get) == ["a", "b", "other", "*"]


def test_origin_and_language_want_their_context_and_nothing_else_does():
    assert asks_for_context(What.COUNTRY, What.ORIGIN)
    assert asks_for_context(What.LANGUAGE)
    assert not asks_for_context(What.COUNTRY, What.KIND)


def test_what_is_not_named_stands_together_and_leaves_stay_the_same():
    one = dimension("country", ["ES", "IT", "GR", "SI"], ["IT", "ES"])
    assert one.leaves == ("ES", "IT", "GR", "SI")
    assert one.nodes == {TOTAL: one.leaves, "ES": ("ES",), "IT": ("IT",), OTHER: ("GR", "SI")}


def test_a_long_list_names_the_most_frequent_whoever_asks():
    rows = [Crossed("2026-01", {"language": code}, "", n) for n, code in enumerate("abcdefghijkl")]
    assert shown_of(rows, "language", list("abcdefghijkl")) == list("lkjihgfe")
    assert shown_of(rows, "language", list("abc")) == list("abc")


def test_persons_are_laid_by_quarter_code_and_organisation_and_the_unknown_is_not_said():
    rows = [Crossed("2026-03", {"how": "contact"}, "one", 4), Crossed("2026-04", {}, "two", 2),
            Crossed("2025-01", {"how": "contact"}, "one", 9)]  # fmt: skip
    every = {What.HOW: ["contact", "unsaid"]}
    made = table("s", [What.HOW], every, every, ["2026-1", "2026-2"], rows)
    assert made.counts.tolist() == [[4, 0], [0, 2]]
    assert made.by["two"].tolist() == [[0, 0], [0, 2]]


def test_a_cut_goes_into_a_form_and_comes_back():
    how = ("merge", ("country",), ("ES", "IT"))
    assert read_how(how_of(type("C", (), {"value": "merge"}), *how[1:])) == how
    for wrong in ("x", "merge", "blow:a:b", "::", "merge:a:b:c"):
        with pytest.raises(NoSuchCutError):
            read_how(wrong)
