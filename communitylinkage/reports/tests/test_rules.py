"""What is late, how a risk weighs, the order of sections, a report kept and read back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitylinkage.reports.rules import plan, sections, states
from communitylinkage.reports.rules.content import (
    Cell,
    Content,
    Definition,
    Note,
    Section,
    Table,
    Words,
    of_plain,
    to_plain,
)
from communitylinkage.reports.rules.plan import Level, Stand
from communitylinkage.reports.rules.states import Act, RefusedError, State

DAY = date(2026, 6, 15)
words = st.text(max_size=8)
cells = st.builds(Cell, words, code=words, number=st.none() | st.floats(0, 9), late=st.booleans())
tables = st.builds(
    Table, words, st.tuples(words, words),
    st.lists(st.tuples(cells, cells), max_size=3).map(tuple),
)  # fmt: skip
lines = st.lists(st.tuples(words, words, words), max_size=3).map(tuple)
parts = st.one_of(
    tables, st.builds(Words, words, words, st.booleans()), st.builds(Note, words),
    st.builds(Definition, st.integers(1, 9), words, words, words, lines),
)  # fmt: skip
a_section = st.builds(
    Section, words, words, words, words, st.lists(parts, max_size=4).map(tuple)
)  # fmt: skip
a_report = st.builds(
    Content, words, words, st.lists(st.tuples(words, words), max_size=2).map(tuple),
    st.lists(a_section, max_size=3).map(tuple), words, words,
)  # fmt: skip


@pytest.mark.parametrize(
    ("due", "done", "stand"),
    [
        (0, None, Stand.SOON), (30, None, Stand.SOON), (31, None, Stand.AHEAD),
        (-1, None, Stand.LATE), (-1, -1, Stand.IN_TIME), (-9, -1, Stand.AFTER_ITS_DAY),
        (-1, 1, Stand.LATE), (40, -1, Stand.IN_TIME),
    ],
)  # fmt: skip
def test_what_is_owed_is_late_once_its_day_has_passed(due, done, stand):
    at = None if done is None else DAY + timedelta(days=done)
    assert plan.standing(DAY + timedelta(days=due), at, DAY) is stand


def test_a_risk_weighs_as_the_matrix_of_three_says():
    found = [[plan.weight(likely, severe) for severe in (1, 2, 3)] for likely in (1, 2, 3)]
    low, middle, high = Level
    assert found == [[low, low, middle], [low, middle, high], [middle, high, high]]


@pytest.mark.parametrize(
    ("typed", "fits"), [("0", 1), ("7.5", 1), ("7.4", 0), ("0.25", 0), ("9e99", 0)]
)
def test_days_are_whole_or_half(typed, fits):
    assert plan.half_days(Decimal(typed)) is bool(fits)


@given(st.lists(st.integers(), min_size=1, max_size=8, unique=True), st.data())
@settings(max_examples=20)
def test_a_section_moves_by_one_place_and_none_is_lost(order, data):
    one = data.draw(st.sampled_from(order))
    for way in sections.Way:
        found = sections.moved(order, one, way)
        assert sorted(found) == sorted(order)
        assert abs(found.index(one) - order.index(one)) <= 1
        assert [x for x in found if x != one] == [x for x in order if x != one]


@given(a_report)
@settings(max_examples=20)
def test_a_report_that_is_kept_comes_back_as_it_was(content):
    assert of_plain(to_plain(content)) == content


def test_what_was_handed_in_never_moves_again():
    assert not [act for act in Act if states.can(act, State.HANDED_IN)]
    assert {to for (_act, _from), to in states.MOVES.items()} == set(State)
    with pytest.raises(RefusedError):
        states.after(Act.HAND_IN, State.DRAFT)
