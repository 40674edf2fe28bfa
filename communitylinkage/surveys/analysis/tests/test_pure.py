"""Totals agree, shares sum, change of pairs is the difference of means; nothing passes the gate."""

import statistics
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import INTERNAL, PARTNERS, PUBLIC
from communitylinkage.disclosure.published import State
from communitylinkage.surveys.analysis import change
from communitylinkage.surveys.analysis.codebook import Choice, Item, Shape, codebook, said
from communitylinkage.surveys.analysis.matrix import is_need, matrix
from communitylinkage.surveys.analysis.showing import figure
from communitylinkage.surveys.analysis.spread import spread
from communitylinkage.surveys.analysis.tables import MOST_LINES, Frame, columns, gated, tables
from communitylinkage.surveys.analysis.tally import Row, band, bands, merged, middle, tallies
from communitylinkage.surveys.analysis.tests.made import FORM
from communitylinkage.surveys.engine import read
from communitylinkage.surveys.xlsform.converting import convert

CHOICES = tuple(Choice(code, {"en": code}) for code in "0123")
COUNTRIES = ("es", "it")
ITEMS = {
    shape: Item("q", "need_q", kind, shape, {"en": "Q"}, CHOICES)
    for shape, kind in (
        (Shape.ONE, "select_one"), (Shape.SEVERAL, "select_multiple"), (Shape.RANK, "rank"),
        (Shape.NUMBER, "integer"),
    )
}  # fmt: skip
values = {
    Shape.ONE: st.sampled_from([None, "0", "1", "2", "3"]),
    Shape.NUMBER: st.one_of(st.none(), st.integers(-5, 1200).map(str)),
    Shape.SEVERAL: st.sets(st.sampled_from("0123")).map(
        lambda s: "[" + ", ".join(f'"{c}"' for c in sorted(s)) + "]"
    ),
    Shape.RANK: st.permutations("0123").map(lambda s: "[" + ", ".join(f'"{c}"' for c in s) + "]"),
}
people = st.integers(0, 12)


def rows_for(shape):
    one = st.tuples(st.sampled_from(COUNTRIES), values[shape], st.integers(1, 9))
    return st.lists(one, max_size=12)


def shown(shape, drawn, policy):
    rows = [Row("q", at, value, count) for at, value, count in drawn]
    everybody = {at: sum(r.count for r in rows if r.at == at) for at in COUNTRIES}
    tally = tallies([ITEMS[shape]], rows, everybody)["q"]
    frame = Frame("s", ("r1",), "country", COUNTRIES)
    seen, _entries = gated(tables(tally, frame), policy, Ledger())
    return tally, columns(tally, frame, seen, policy)


@settings(deadline=None)
@given(st.sampled_from(list(Shape)[:4]).flatmap(lambda s: st.tuples(st.just(s), rows_for(s))))
def test_totals_agree_and_shares_sum(drawn):
    shape, rows = drawn
    tally, found = shown(shape, rows, INTERNAL)
    for column in found:
        if column.whole is None:
            continue
        ats = [column.at] if column.at else COUNTRIES
        assert column.whole.value == sum(tally.answered[at] for at in ats)
        total = sum(line.cell.value for line in column.lines)
        if shape in (Shape.ONE, Shape.NUMBER, Shape.RANK):
            assert total == column.whole.value
        if column.whole.value and shape in (Shape.ONE, Shape.NUMBER):
            assert abs(sum(line.share.value for line in column.lines) - 1) < 1e-9
        assert all(line.cell.value <= column.whole.value for line in column.lines)
    whole, *parts = found
    for at, line in enumerate(whole.lines):
        assert line.cell.value == sum(part.lines[at].cell.value for part in parts)


@settings(deadline=None)
@given(
    st.sampled_from([Shape.ONE, Shape.SEVERAL]).flatmap(
        lambda s: st.tuples(st.just(s), rows_for(s))
    ),
    st.sampled_from([PARTNERS, PUBLIC]),
)
def test_no_cell_of_a_few_persons_leaves(drawn, policy):
    shape, rows = drawn
    _tally, found = shown(shape, rows, policy)
    for column in found:
        cells = [line.cell for line in column.lines]
        cells += [c for c in (column.whole, column.empty, column.not_relevant) if c]
        for cell in cells:
            assert cell.state is State.HIDDEN or cell.value == 0 or cell.high >= policy.k
            assert cell.state is not State.HIDDEN or cell.value is None
        hidden = [line for line in column.lines if line.cell.state is State.HIDDEN]
        assert all(line.share is None for line in hidden)
        assert column.spread is None or not hidden


@given(st.dictionaries(st.integers(-50, 50).map(float), st.integers(1, 9), min_size=1))
def test_spread_is_what_the_statistics_module_says(counts):
    plain = [value for value, n in counts.items() for _one in range(n)]
    found = spread(counts)
    assert found.n == len(plain)
    assert np.isclose(found.mean, statistics.fmean(plain))
    assert np.isclose(found.median, statistics.median(plain))
    low, high = np.percentile(plain, [25, 75])
    assert np.isclose([found.low, found.high], [low, high]).all()
    if len(plain) > 1:
        assert np.isclose(found.deviation, statistics.stdev(plain))


def test_nobody_has_no_spread_and_one_person_no_deviation():
    assert spread({}) is None
    assert spread({3.0: 0}) is None
    assert spread({3.0: 1}).deviation is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
def test_change_of_pairs_is_the_difference_of_means_where_all_are_paired(scores):
    before = [(f"t{n}", float(one)) for n, (one, _other) in enumerate(scores)]
    after = [(f"t{n}", float(other)) for n, (_one, other) in enumerate(scores)]
    found = change.pairs(before, reversed(after))
    assert len(found) == len(scores)
    exact = Counter(b - a for a, b in found)
    means = [sum(score for _tag, score in each) / len(scores) for each in (before, after)]
    assert np.isclose(spread(exact).mean, means[1] - means[0])
    assert sum(change.steps(exact, range(4)).values()) == len(scores)


def test_a_tag_that_stands_twice_in_one_round_links_nobody():
    before = [("a", 1.0), ("a", 2.0), ("b", 1.0), ("", 1.0)]
    assert change.pairs(before, [("a", 3.0), ("b", 2.0), ("", 3.0)]) == [(1.0, 2.0)]
    assert change.pairs([("b", 1.0)], [("b", 3.0), ("b", 3.0)]) == []


def test_a_long_scale_is_told_as_less_same_more():
    assert change.steps({-40.0: 2, 0.0: 1, 3.0: 4}, []) == {"less": 2, "same": 1, "more": 4}


def test_paired_change_of_few_persons_stays_hidden():
    frame = Frame("s", ("r1", "r2"), "round")
    moved = change.moves("q", frame, {1.0: 2, 0.0: 1}, range(4))
    seen, _entries = gated({"": moved.table}, PARTNERS, Ledger())
    assert seen == {} or change.change("q", seen[""], PARTNERS).spread is None


def test_paired_change_of_many_is_said_from_the_shown_steps():
    frame = Frame("s", ("r1", "r2"), "round")
    moved = change.moves("q", frame, {1.0: 20, 0.0: 10, -1.0: 10}, range(4))
    seen, _entries = gated({"": moved.table}, PARTNERS, Ledger())
    found = change.change("q", seen[""], PARTNERS).spread
    assert (found.n, found.mean) == (40, 0.25)
    assert found == spread({1.0: 20, 0.0: 10, -1.0: 10})


def test_change_of_shares_is_in_points_and_nothing_where_one_is_hidden():
    rows = [("es", "1", 5), ("es", "2", 15), ("it", "1", 10), ("it", "2", 10)]
    _tally, (_all, spain, italy) = shown(Shape.ONE, rows, INTERNAL)
    assert dict(change.of_shares(spain, italy)) == {"0": 0, "1": 0.25, "2": -0.25, "3": 0}
    _tally, (_all, few, many) = shown(
        Shape.ONE, [("es", "1", 2), ("es", "2", 15), *rows[2:]], PARTNERS
    )
    assert None in dict(change.of_shares(few, many)).values()


@given(st.integers(-100, 5000))
def test_every_number_has_one_band_and_its_middle_lies_within(number):
    code = band(number)
    assert code in bands()
    if middle(code) is not None:
        low, _dash, high = code.partition("–")
        assert float(low) <= number <= float(high or low)


def test_who_was_not_asked_stands_apart_from_who_left_it_empty():
    asked = Item("g/q", "q", "select_one", Shape.ONE, {}, CHOICES, conditional=True)
    rows = [Row("g/q", "", "1", 6), Row("g/q", "", None, 7)]
    tally = tallies([asked], rows, {"": 20})["g/q"]
    assert (tally.answered[""], tally.empty[""], tally.not_relevant("")) == (6, 7, 7)


def test_within_repeats_a_person_counts_once_under_each_code():
    rows = merged([("child/age", "", ["a", "a"]), ("child/age", "", ["a", "b"])])
    one = Item(
        "child/age", "age", "select_one", Shape.SEVERAL, {}, (), conditional=True, repeated=True
    )
    tally = tallies([one], rows, {"": 5})["child/age"]
    assert tally.leaves[""] == {"a": 2, "b": 1}
    assert tally.answered[""] == 2


def test_the_needs_matrix_counts_who_chose_one_or_more_and_the_mean_of_all_who_answered():
    drawn = [("es", "0", 10), ("es", "1", 5), ("es", "3", 5), ("it", "2", 6), ("it", None, 9)]
    tally, found = shown(Shape.ONE, drawn, INTERNAL)
    assert is_need(tally.item, "need_", range(4))
    assert not is_need(tally.item, "other_", range(4))
    assert not is_need(tally.item, "need_", range(3))
    everybody, spain, italy = matrix([(tally.item, found)], range(4))[0].cells
    assert (spain.answered, spain.asked_for, spain.urgency.value) == (20, 10, 1.0)
    assert (italy.answered, italy.asked_for, italy.urgency.value) == (6, 6, 2.0)
    assert everybody.asked_for == 16
    assert spain.most_urgent.value == 0.25


def test_the_codebook_has_words_in_every_language_and_knows_who_is_not_asked():
    items = {one.name: one for one in codebook(read(convert(FORM).xform))}
    assert list(items) == ["need_room", "help", "team", "order", "later", "why"]
    assert items["later"].place == "g/later"
    assert items["later"].conditional
    assert not items["need_room"].conditional
    assert said(items["help"].words, "Español (es)") == "¿Qué ayuda?"
    assert items["help"].label("shelter", "English (en)") == "Shelter"
    assert items["need_room"].scores == {"0": 0, "1": 1, "2": 2, "3": 3}
    assert items["help"].scores == {}
    assert [one.shape.value for one in items.values()] == [
        "one", "several", "number", "rank", "one", "text",
    ]  # fmt: skip


def test_the_codebook_has_every_choice_of_a_long_list_also_where_a_table_stops():
    towns = [["towns", f"t{n}", f"Town {n}"] for n in range(MOST_LINES + 500)]
    sheets = {
        "survey": [["type", "name", "label"], ["select_one towns", "town", "Where?"]],
        "choices": [["list_name", "name", "label"], *towns],
    }
    (item,) = codebook(read(convert(sheets).xform))
    assert [one.code for one in item.choices] == [code for _list, code, _label in towns]
    tally = tallies([item], [Row("town", "r1", towns[-1][1], 30)], {"r1": 30})["town"]
    frame = Frame("s", ("r1",), "round")
    seen, _entries = gated(tables(tally, frame), INTERNAL, Ledger())
    codes = [line.code for line in columns(tally, frame, seen, INTERNAL)[0].lines]
    assert codes == [*(code for _list, code, _label in towns[:MOST_LINES]), towns[-1][1]]


@pytest.mark.parametrize("shape", [Shape.ONE, Shape.SEVERAL, Shape.RANK, Shape.NUMBER])
def test_what_nobody_answered_is_nought_for_the_team_and_stays_hidden_from_others(shape):
    drawn = [("es", None, 7), ("it", None, 6)]
    _tally, found = shown(shape, drawn, INTERNAL)
    assert [one.whole.value for one in found] == [0, 0, 0]
    assert figure(found[0].whole) == "0"
    _tally, found = shown(shape, drawn, PARTNERS)
    assert [one.whole for one in found] == [None, None, None]
