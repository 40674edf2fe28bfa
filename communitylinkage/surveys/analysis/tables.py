"""From a tally to tables for the gate, and from what the gate let out to lines with shares.

A cell counts persons. Where not everybody is asked, "not relevant" stands in the same table, so
that it cannot be had by subtraction. How many left a question empty is a table apart: an empty
answer describes nobody (decision 17).
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Entry, Ledger
from communitylinkage.disclosure.policy import Policy
from communitylinkage.disclosure.published import Shown, State
from communitylinkage.disclosure.ratios import Estimate, share
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import TOTAL, Box, Dimension, Table
from communitylinkage.surveys.analysis.codebook import Shape
from communitylinkage.surveys.analysis.spread import Spread, spread
from communitylinkage.surveys.analysis.tally import Tally, bands, middle

MOST_LINES = 300  # of what nobody chose; beyond it a table says nothing to anybody

# No code of a form holds a space, so these never stand beside a choice of the same name.
NOT_RELEVANT, ANSWERED, CHOSEN, LEFT = "not relevant", "all answered", "was chosen", "not chosen"
EMPTY = "left empty"
ROUND = "round"


@dataclass(frozen=True)
class Frame:
    """What a table is cut by: one collection, or several; and a key of the group, or nothing."""

    scope: str
    rounds: tuple[str, ...]
    by: str = ""
    groups: tuple[str, ...] = ("",)

    @property
    def ats(self) -> tuple[str, ...]:
        """The columns: rounds where there are several, else groups."""
        return self.rounds if self.by == ROUND else self.groups

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Every table says of which round it is, so that one series holds all."""
        if self.by == ROUND:
            return (Dimension.of(ROUND, self.rounds),)
        one = Dimension(ROUND, self.rounds, {self.rounds[0]: self.rounds})
        return (one, Dimension.of(self.by, self.groups)) if self.by else (one,)

    def box(self, at: str) -> Box:
        """The end of a cell's box for one column; an empty one is all."""
        if self.by == ROUND:
            return (at or TOTAL,)
        return (self.rounds[0], at or TOTAL) if self.by else (self.rounds[0],)

    def counts(self, rows: Iterable[Iterable[int]], *shape: int) -> Any:
        """Counts by leaf (and position) and column, in the shape that the gate wants."""
        flat = np.array([list(row) for row in rows], dtype=np.int64)
        ends = [len(d.leaves) for d in self.dimensions]
        return flat.reshape(1, *shape, *ends)


Seen = Mapping[Box, Shown]


@dataclass(frozen=True)
class Line:
    """One choice in one column: what may be shown of it."""

    code: str
    cell: Shown
    share: Estimate | None


@dataclass(frozen=True)
class Column:
    """One group, or everybody: who answered, each choice, the spread where it can be known."""

    at: str
    whole: Shown | None
    empty: Shown | None
    not_relevant: Shown | None
    lines: tuple[Line, ...]
    spread: Spread | None


def _leaf_names(tally: Tally, frame: Frame) -> list[str]:
    if tally.item.shape is Shape.NUMBER:
        return list(bands())
    known = [choice.code for choice in tally.item.choices[:MOST_LINES]]
    # Codes of another version of the form; a table has to be whole.
    others = {code for at in frame.ats for code in tally.leaves.get(at, ())} - set(known)
    return known + sorted(others)


def _flag(name: str, leaves: list[str], conditional: bool) -> Dimension:
    nodes = {TOTAL: tuple(leaves), **{leaf: (leaf,) for leaf in leaves}}
    if conditional:
        nodes[NOT_RELEVANT] = (NOT_RELEVANT,)
        nodes[ANSWERED] = tuple(leaves)
        nodes[TOTAL] = (*leaves, NOT_RELEVANT)
        leaves = [*leaves, NOT_RELEVANT]
    return Dimension(name, tuple(leaves), nodes)


def _table(
    frame: Frame, tally: Tally, key: str, leaves: list[str], rows: list[list[int]]
) -> Table | None:
    conditional = tally.item.conditional
    if conditional:
        rows = [*rows, [tally.not_relevant(at) for at in frame.ats]]
    if not leaves or not sum(map(sum, rows)):
        return None
    series = f"{frame.scope}/{tally.item.place}{'=' if key else ''}{key}"
    first = _flag("answer", leaves, conditional)
    counts = frame.counts(rows, len(rows))
    return Table(series, (first, *frame.dimensions), ("all",), counts)


def tables(tally: Tally, frame: Frame) -> dict[str, Table]:
    """The tables of one question: one, or one for each choice where several may be chosen.

    The key is the choice, or nothing; `EMPTY` is the table of who left it empty. What nobody
    answered has no table.
    """
    shape, found = tally.item.shape, dict[str, Table | None]()
    leaves = _leaf_names(tally, frame)
    counts = {at: tally.leaves.get(at, Counter[str]()) for at in frame.ats}
    if shape is Shape.SEVERAL:
        for code in leaves:
            yes = [counts[at].get(code, 0) for at in frame.ats]
            no = [tally.answered[at] - n for at, n in zip(frame.ats, yes, strict=True)]
            found[code] = _table(frame, tally, code, [CHOSEN, LEFT], [yes, no])
    elif shape is Shape.RANK:
        found[""] = _ranked(tally, frame)
    else:
        if shape is Shape.NUMBER:
            used = [i for i, b in enumerate(leaves) if any(counts[at].get(b) for at in frame.ats)]
            # The bands before the first and after the last used one are shown to nobody.
            leaves = leaves[used[0] : used[-1] + 1] if used else []
        rows = [[counts[at].get(code, 0) for at in frame.ats] for code in leaves]
        found[""] = _table(frame, tally, "", leaves, rows)
    series = f"{frame.scope}/{tally.item.place} {EMPTY}"
    one = Dimension("answer", (EMPTY,), {EMPTY: (EMPTY,)})
    empty = frame.counts([[tally.empty[at] for at in frame.ats]], 1)
    found[EMPTY] = Table(series, (one, *frame.dimensions), ("all",), empty)
    return {key: table for key, table in found.items() if table is not None}


def _ranked(tally: Tally, frame: Frame) -> Table | None:
    """Choice by position: every row and every column sums to those who ranked."""
    known = [choice.code for choice in tally.item.choices[:MOST_LINES]]
    seen = {pair for at in frame.ats for pair in tally.leaves.get(at, ())}
    codes = known + sorted({pair.rpartition(" ")[0] for pair in seen} - set(known))
    places, none = [str(n) for n in range(1, len(codes) + 1)], Counter[str]()
    rows = [
        [tally.leaves.get(at, none)[f"{code} {place}"] for at in frame.ats]
        for code in codes
        for place in places
    ]
    if not seen:
        return None
    series = f"{frame.scope}/{tally.item.place}"
    dimensions = (Dimension.of("answer", codes), Dimension.of("position", places))
    counts = frame.counts(rows, len(codes), len(places))
    return Table(series, (*dimensions, *frame.dimensions), ("all",), counts)


def gated(
    made: Mapping[str, Table], policy: Policy, ledger: Ledger
) -> tuple[dict[str, Seen], list[Entry]]:
    """What the gate lets out of each table, and what goes to the ledger; refused ones are out."""
    seen: dict[str, Seen] = {}
    entries = []
    for key, table in made.items():
        try:
            published = publish(table, policy, ledger)
        except UnsafeError:
            continue
        ledger = ledger.add(published.entry)
        seen[key] = {cell.box: cell for cell in published.cells}
        entries.append(published.entry)
    return seen, entries


Made = tuple[Frame, dict[str, Seen], list[Entry]]


def best(
    wanted: Sequence[tuple[Frame, Mapping[str, Table]]], policy: Policy, ledger: Ledger
) -> list[Made]:
    """All cuts of one question, in the order of release that shows most persons.

    What is published first binds what follows, and the gate may refuse a cut after one order that
    it lets out after another; most often the first order refuses nothing.
    """
    tried: list[tuple[int, list[Made]]] = []
    for order in itertools.permutations(wanted):
        after, made = ledger, list[Made]()
        for frame, some in order:
            seen, entries = gated(some, policy, after)
            for entry in entries:
                after = after.add(entry)
            made.append((frame, seen, entries))
        tried.append((sum(_persons(seen) for _f, seen, _e in made), made))
        if all(
            len(seen) == len(some) for (_f, some), (_g, seen, _e) in zip(order, made, strict=True)
        ):
            break
    return max(tried, key=lambda pair: pair[0])[1]


def _persons(seen: Mapping[str, Seen]) -> int:
    return sum(cell.value or 0 for one in seen.values() for cell in one.values())


def columns(tally: Tally, frame: Frame, seen: Mapping[str, Seen], policy: Policy) -> list[Column]:
    """Every column, all together first where there are several. Reads only what the gate let out.

    The numbers themselves, where they are numbers, are for the policy that hides nothing.
    """
    ats = ["", *frame.ats] if frame.by and frame.by != ROUND else list(frame.ats)
    return [_column(tally, frame, at, seen, policy) for at in ats]


def _column(
    tally: Tally, frame: Frame, at: str, seen: Mapping[str, Seen], policy: Policy
) -> Column:
    end, shape = frame.box(at), tally.item.shape
    main = seen.get("", {})
    answered = ANSWERED if tally.item.conditional else TOTAL
    if shape is Shape.SEVERAL:
        keys = [key for key in seen if key != EMPTY]
        pairs = [(k, seen[k].get((CHOSEN, *end)), seen[k].get((answered, *end))) for k in keys]
        some = next(iter(keys), "")
        whole, apart = seen.get(some, {}).get((answered, *end)), seen.get(some, {})
    elif shape is Shape.RANK:
        # A choice was ranked first: the whole table of positions is in the export.
        codes = dict.fromkeys(box[0] for box in main if box[0] != TOTAL)
        whole = main.get((TOTAL, "1", *end))
        pairs, apart = [(c, main.get((c, "1", *end)), whole) for c in codes], {}
    else:
        codes = dict.fromkeys(b[0] for b in main if b[0] not in (TOTAL, ANSWERED, NOT_RELEVANT))
        whole, apart = main.get((answered, *end)), main
        pairs = [(code, main.get((code, *end)), whole) for code in codes]
    if whole is None and policy.k == 0 and not any(tally.answered.values()):
        # What nobody answered has no table; who may see every figure reads nought, not "hidden".
        whole = Shown(end, State.VALUE, 0, 0, 0)
    lines = tuple(
        Line(code, cell, share(cell, over) if over else None) for code, cell, over in pairs if cell
    )
    return Column(
        at,
        whole,
        seen.get(EMPTY, {}).get((EMPTY, *end)),
        apart.get((NOT_RELEVANT, *end)),
        lines,
        _spread(tally, frame, at, lines, policy),
    )


def _spread(
    tally: Tally, frame: Frame, at: str, lines: tuple[Line, ...], policy: Policy
) -> Spread | None:
    if tally.item.shape is Shape.NUMBER and policy.k == 0:
        exact: dict[float, int] = {}
        for one in [at] if at in frame.ats else frame.ats:
            for number, count in tally.numbers.get(one, {}).items():
                exact[number] = exact.get(number, 0) + count
        return spread(exact)
    number = tally.item.shape is Shape.NUMBER
    scores = {one.code: middle(one.code) for one in lines} if number else tally.item.scores
    if tally.item.shape not in (Shape.NUMBER, Shape.ONE) or not scores:
        return None
    counts: dict[float, int] = {}
    for line in lines:
        score = scores.get(line.code)
        if line.cell.state is State.HIDDEN or line.cell.value is None or score is None:
            return None
        counts[score] = counts.get(score, 0) + line.cell.value
    wide = any("–" in one.code and one.cell.value for one in lines)
    rounded = any(one.cell.state is State.ROUNDED for one in lines)
    return spread(counts, about=wide or rounded)
