"""After a correction: the history nearest to the frozen one that agrees with what was told."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage.disclosure.ledger import Statement
from communitylinkage.disclosure.table import Dimension
from communitylinkage.impact.rules.mending import mended

PLACES = Dimension.of("country", ["ES", "IT", "GR"])
TIMES = ("2026-06", "2026-09")


def told(low, high, *places, times=TIMES[:1]):
    region = (("country", places),) if places else ()
    return Statement(region, times, low, high)


def history(before, now, *said):
    return mended(np.array([before, now]), TIMES, [PLACES], said)


def test_what_was_told_stays_true_and_the_correction_falls_on_what_was_hidden():
    assert history((30, 3, 9), (42, 2, 9), told(42, 42), told(30, 30, "ES")) is None
    found = history((30, 3, 9), (42, 2, 12), told(42, 42), told(30, 30, "ES"))
    assert found[0].tolist() == [30, 2, 10], "one more is laid where nobody was told how many"
    assert found.sum(axis=0).tolist() == [42, 2, 12]


def test_a_rounded_figure_bears_a_small_correction_and_an_exact_one_does_not():
    assert history((30, 12, 9), (30, 11, 9), told(10, 14, "IT"))[0].tolist() == [30, 11, 9]
    assert history((30, 12, 9), (30, 11, 9), told(12, 12, "IT")) is None
    assert history((30, 12, 9), (30, 13, 9), told(12, 12, "IT"))[0].tolist() == [30, 12, 9]


def test_what_the_table_does_not_know_is_not_asked():
    said = [told(99, 99, "FR"), told(99, 99, times=("2020-01",)),
            Statement((("part", ("a",)),), TIMES[:1], 99, 99)]  # fmt: skip
    assert history((3, 2, 1), (3, 1, 1), *said)[0].tolist() == [3, 1, 1]


NUMBERS = st.lists(st.integers(0, 20), min_size=3, max_size=3)


@settings(max_examples=40)
@given(NUMBERS, NUMBERS, st.sets(st.sampled_from(PLACES.leaves)), st.integers(0, 2))
def test_a_history_is_never_below_zero_comes_to_what_is_true_and_to_what_was_told(
    before, now, shown, slack
):
    counts = dict(zip(PLACES.leaves, before, strict=True))
    said = [told(counts[one] - slack, counts[one] + slack, one) for one in sorted(shown)]
    found = history(before, now, *said)
    possible = all(counts[one] - slack <= now[PLACES.leaves.index(one)] for one in shown)
    assert (found is not None) == possible
    if found is not None:
        assert (found >= 0).all()
        assert found.sum(axis=0).tolist() == now
        for one in shown:
            assert abs(found[0][PLACES.leaves.index(one)] - counts[one]) <= slack
