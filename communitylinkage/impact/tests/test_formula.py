"""Formulas: what is typed is read or refused at a sign, and what is read can be evaluated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitylinkage.impact.rules import evaluating as ev
from communitylinkage.impact.rules import formula as f
from communitylinkage.impact.rules.formula import FormulaError, Mistake, parse, written
from communitylinkage.impact.rules.known import SCALES
from communitylinkage.impact.tests.known import FORMULAS, KNOWN
from communitylinkage.referrals.receipt.rules import MAY_TELL
from communitylinkage.referrals.rules import State

AMOUNTS = st.tuples(st.integers(0, 99), st.integers(0, 9)).map(
    lambda pair: ev.Amount(pair[0], sum(pair))
)
INPUTS = st.one_of(
    AMOUNTS,
    st.just(ev.Missing(ev.Why.NOT_INSTALLED)),
    st.builds(ev.Score, st.floats(-100, 100), st.integers(0, 50)),
    st.dictionaries(st.sampled_from([*SCALES["waited"], "strange"]), st.integers(0, 9)).map(
        lambda some: ev.Bands(tuple(some.items()))
    ),
)
PIECES = st.lists(
    st.sampled_from(
        ["count", "share", "sum", "less", "median", "given", "(", ")", ",", ":", " ", "trained",
         "track", "waited", "mentors", "network.engaged", "é", "7", "\x00"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def tried(text):
    """What is wrong with a text, or the formula that it is."""
    try:
        return None, parse(text, KNOWN)
    except FormulaError as error:
        return error, None


@given(FORMULAS)
def test_what_is_written_is_read_back(formula):
    mistake, found = tried(written(formula))
    assert found == formula or mistake.mistake in (Mistake.TOO_DEEP, Mistake.TOO_LONG)


@given(st.one_of(st.text(max_size=600), PIECES))
def test_any_text_is_read_or_refused_at_one_of_its_signs(text):
    mistake, found = tried(text)
    if mistake:
        assert 0 <= mistake.place <= len(text)
    else:
        assert parse(written(found), KNOWN) == found


@given(FORMULAS, st.data())
def test_a_formula_comes_to_something_whatever_was_counted(formula, data):
    inputs = {
        written(one): data.draw(INPUTS) for one in f.atoms(formula) if data.draw(st.booleans())
    }
    found = ev.evaluate(formula, inputs, SCALES)
    if isinstance(found, ev.Amount):
        assert 0 <= found.low <= found.high
    if isinstance(found, ev.Ratio):
        assert 0 <= found.low <= found.value <= found.high <= 1
    if isinstance(found, ev.Band):
        assert found.code in SCALES["waited"]


@given(st.lists(AMOUNTS, min_size=2, max_size=4), st.integers(0, 3), st.integers(1, 9))
def test_a_sum_lies_between_the_sums_of_its_limits_and_grows_with_each_part(parts, at, more):
    kinds = ["trained", "engaged", "search", "signs_noticed"][: len(parts)]
    formula = f.Sum(tuple(f.Count(kind) for kind in kinds))
    inputs = {written(f.Count(kind)): part for kind, part in zip(kinds, parts, strict=True)}
    found = ev.evaluate(formula, inputs, SCALES)
    assert found == ev.Amount(sum(p.low for p in parts), sum(p.high for p in parts))
    key = written(f.Count(kinds[at % len(kinds)]))
    grown = inputs | {key: ev.Amount(inputs[key].low + more, inputs[key].high + more)}
    assert ev.evaluate(formula, grown, SCALES).low == found.low + more


@given(st.dictionaries(st.sampled_from(SCALES["waited"]), st.integers(0, 20)))
def test_half_of_those_counted_lie_at_or_before_the_middle_band(counts):
    formula = f.Median("referral_first_contact", "waited")
    found = ev.evaluate(formula, {written(formula): ev.Bands(tuple(counts.items()))}, SCALES)
    waits = sorted(SCALES["waited"].index(b) for b, n in counts.items() for _n in range(n))
    if not waits:
        assert found == ev.Missing(ev.Why.NOTHING_YET)
    else:
        middle = SCALES["waited"][waits[(len(waits) - 1) // 2]]
        assert found == ev.Band(middle, len(waits))


@pytest.mark.parametrize(
    ("text", "mistake", "place"),
    [
        ("", Mistake.EMPTY, 0),
        ("42", Mistake.FUNCTION, 0),
        ("count(trained", Mistake.EXPECTED, 13),
        ("count(trained) x", Mistake.MORE, 15),
        ("count(unicorns)", Mistake.KIND, 6),
        ("count(trained, colour:red)", Mistake.CODE, 15),
        ("distinct(learning.trained, track:cats)", Mistake.CODE, 33),
        ("distinct(learning.gain)", Mistake.GIVES, 9),
        ("distinct(cats)", Mistake.SOURCE, 9),
        ("sum(count(trained), given(learning.gain))", Mistake.NOT_A_NUMBER, 20),
        ("share(count(trained))", Mistake.TOO_FEW, 20),
        ("less(count(trained), count(engaged), count(search))", Mistake.TOO_MANY, 0),
        ("median(trained, track)", Mistake.SCALE, 16),
        ("__import__(os)", Mistake.FUNCTION, 0),
        ("count(trained; drop)", Mistake.SIGN, 13),
        ("sum(" * 40 + "count(trained)", Mistake.TOO_DEEP, 24),
        ("count(trained)" + " " * 600, Mistake.TOO_LONG, 500),
    ],
)
def test_a_mistake_is_named_at_its_place(text, mistake, place):
    with pytest.raises(FormulaError) as refused:
        parse(text, KNOWN)
    assert (refused.value.mistake, refused.value.place) == (mistake, place)


@pytest.mark.parametrize("closed", [0, 1])
def test_more_who_told_before_the_close_than_were_closed_is_no_mistake_in_counting(closed):
    formula = f.Share(f.Count("referral_feedback"), f.Count("referral_closed"))
    inputs = {"count(referral_feedback)": ev.Amount.of(2),
              "count(referral_closed)": ev.Amount.of(closed)}  # fmt: skip
    assert ev.evaluate(formula, inputs, SCALES) == ev.Missing(ev.Why.TOLD_BEFORE_CLOSED)
    assert MAY_TELL - {State.CLOSED}, "she may say it before"


def test_a_part_that_is_more_than_its_whole_is_said_and_not_hidden():
    formula = f.Share(f.Count("trained"), f.Count("engaged"))
    inputs = {"count(trained)": ev.Amount.of(7), "count(engaged)": ev.Amount.of(3)}
    assert ev.evaluate(formula, inputs, SCALES) == ev.Missing(ev.Why.MORE_THAN_WHOLE)
