"""Random small tables of every shape that the attack is tried on."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from communitylinkage.disclosure.table import Dimension, Table

COUNTRY = Dimension.of("country", {"es": ["es-b", "es-m"], "it": ["it-r", "it-n"]})
KIND = Dimension.of("kind", ["law", "shelter", "talk"])
AGE = Dimension.of("age", ["young", "old"])
FLAT = Dimension.of("town", ["a", "b", "c"])
SHAPES = {
    "one": (FLAT,),
    "two": (FLAT, KIND),
    "three": (Dimension.of("town", ["a", "b"]), Dimension.of("kind", ["law", "talk"]), AGE),
    "tree": (COUNTRY, AGE),
}
SMALL = (Dimension.of("town", ["a", "b"]), Dimension.of("kind", ["law", "talk"]))


@st.composite
def tables(draw, shape, periods=("p1",)):
    """Counts with many small ones, some zeros and a few large."""
    dimensions = SMALL if shape == "small" else SHAPES[shape]
    size = (len(periods), *(len(d.leaves) for d in dimensions))
    some = st.one_of(st.integers(0, 4), st.integers(0, 14), st.integers(10, 40))
    counts = draw(st.lists(some, min_size=int(np.prod(size)), max_size=int(np.prod(size))))
    return Table("women", dimensions, periods, np.array(counts).reshape(size))


@st.composite
def of_two(draw, shape, periods=("p1",)):
    """The same, counted by two organisations that each know their own part."""
    table = draw(tables(shape, periods))
    left = st.one_of(st.integers(0, 4), st.integers(0, 40))
    others = draw(st.lists(left, min_size=table.counts.size, max_size=table.counts.size))
    theirs = np.minimum(np.array(others).reshape(table.counts.shape), table.counts)
    return replace(table, by={"ours": table.counts - theirs, "theirs": theirs})


def since(table, count):
    """The same counts up to an earlier period, as they were published then."""
    by = {one: part[:count] for one, part in table.by.items()}
    return Table(table.series, table.dimensions, table.periods[:count], table.counts[:count], by)


def stretch(table, first, last):
    """The same persons from a period to another, all others beside them."""
    shown = list(range(first, last + 1))
    beside = [at for at in range(len(table.periods)) if at not in shown]
    return replace(
        table,
        periods=tuple(table.periods[at] for at in shown),
        beside=tuple(table.periods[at] for at in beside),
        counts=table.counts[shown + beside],
        by={one: part[shown + beside] for one, part in table.by.items()},
    )
