"""What is counted of a cycle: codes, and themes by the situations of those who gave something."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Entry, Ledger, Region, Statement
from communitylinkage.disclosure.policy import PARTNERS
from communitylinkage.disclosure.published import State
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import TOTAL, Dimension, Record, tabulate
from communitylinkage.research import queries, sealing, wording
from communitylinkage.research.models import Cycle, Evidence
from communitylinkage.research.rules.overlap import (
    AXES,
    Given,
    Overlap,
    only_in_overlap,
    people,
    smallest,
)
from communitylinkage.research.rules.papers import Paper
from communitylinkage.research.rules.uses import Kind

NOT_SAID = "not_said"
# Persons that each group needs before the page says anything about where two situations meet.
FEWEST = smallest(PARTNERS.k)
SERIES, PERIODS = "research", ("all",)


def by_code(cycle: Cycle) -> Counter[int]:
    """Code -> in how many sentences it holds."""
    return Counter(code for _piece, _unit, code in queries.held(cycle))


def given(cycle: Cycle, papers: Mapping[Evidence, Paper]) -> list[Given]:
    """The opened pieces as the rule of overlaps wants them; minutes of the group are nobody's."""
    codes = {code.pk: code.theme for code in queries.codes(cycle)}
    themes: dict[object, set[str]] = {}
    for piece, _unit, code in queries.held(cycle):
        themes.setdefault(piece, set()).add(codes[code])
    return [
        Given(
            giver=sealing.made_up_name(paper.giver or row.reference, cycle.pk),
            situations=paper.situations,
            themes=frozenset(themes.get(row.pk, ())),
        )
        for row, paper in papers.items()
        if paper.giver or row.kind != Kind.MINUTES
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: words, and what may be shown of each column."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crossed:
    """How many persons spoke of a theme, by two situations; no lines where it is not safe."""

    theme: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def _words(axis: str, code: str) -> str:
    if code == TOTAL:
        return str(wording.ALL)
    return str(wording.NOT_SAID if code == NOT_SAID else wording.CODES[axis, code])


def tables(pieces: list[Given], axes: tuple[str, str]) -> list[Crossed]:
    """For each theme a table that lets nobody be told from it (policy: partners, k = 5).

    The group itself sees it so: its members know some of those who gave something, and a table
    gets copied into minutes. What the page says of the theme where two situations meet is known to
    its reader, so the gate is told.
    """
    givers = people(pieces)
    dimensions = tuple(Dimension.of(axis, (*AXES[axis], NOT_SAID)) for axis in axes)
    said = only_in_overlap(pieces, axes, PARTNERS.k)
    return [
        _crossed(theme, dimensions, givers, _told(theme, said, dimensions))
        for theme in sorted({one for _said, themes in givers.values() for one in themes})
    ]


def _told(theme: str, said: list[Overlap], dimensions: tuple[Dimension, ...]) -> Ledger:
    """What a reader knows by the sentences about one theme."""
    leaves = {one.name: one.leaves for one in dimensions}
    known = [
        statement for one in said if one.theme == theme for statement in _statements(one, leaves)
    ]
    if not known:
        return Ledger()
    every = tuple(leaves.items())
    return Ledger().add(
        Entry(SERIES, PARTNERS.name, PARTNERS.rank, PERIODS, tuple(known), (), (), every)
    )


def _statements(said: Overlap, leaves: Mapping[str, tuple[str, ...]]) -> list[Statement]:
    """Enough spoke where both meet; in a part, perhaps, few did."""
    (first, one), (second, other) = said.one, said.other

    def where(ones: tuple[str, ...], others: tuple[str, ...]) -> Region:
        return tuple(sorted([(first, ones), (second, others)]))

    without_one = tuple(leaf for leaf in leaves[first] if leaf != one)
    without_other = tuple(leaf for leaf in leaves[second] if leaf != other)
    parts = (
        (said.only_one, where((one,), without_other)),
        (said.only_other, where(without_one, (other,))),
    )
    few = [Statement(region, PERIODS, 0, spoke.high) for spoke, region in parts if spoke.few]
    return [Statement(where((one,), (other,)), PERIODS, PARTNERS.k, inf), *few]


def _crossed(
    theme: str,
    dimensions: tuple[Dimension, ...],
    givers: Mapping[str, tuple[dict[str, str], set[str]]],
    told: Ledger,
) -> Crossed:
    first, second = (one.name for one in dimensions)
    records = [
        Record(name, PERIODS[0], tuple(said.get(one.name, NOT_SAID) for one in dimensions))
        for name, (said, themes) in givers.items()
        if theme in themes
    ]
    columns = (*dimensions[1].leaves, TOTAL)
    labels = tuple(_words(second, code) for code in columns)
    try:
        published = publish(tabulate(SERIES, dimensions, PERIODS, records), PARTNERS, told)
    except UnsafeError:
        return Crossed(theme, labels, ())
    if published.cell(TOTAL, TOTAL).state == State.HIDDEN:
        return Crossed(theme, labels, ())
    lines = [
        Line(
            _words(first, code),
            tuple(_shown(published.cell(code, column)) for column in columns),
        )
        for code in (*dimensions[0].leaves, TOTAL)
    ]
    return Crossed(theme, labels, tuple(lines))


def _shown(cell: object) -> str:
    state, value = getattr(cell, "state", State.HIDDEN), getattr(cell, "value", None)
    return str(wording.HIDDEN) if state == State.HIDDEN or value is None else str(value)


def overlaps(pieces: list[Given], axes: tuple[str, str]) -> list[dict[str, str]]:
    """What shows only where two situations meet, in words: shares would tell of single persons."""
    return [
        {"theme": one.theme, "one": _words(*one.one), "other": _words(*one.other)}
        for one in only_in_overlap(pieces, axes, PARTNERS.k)
    ]
