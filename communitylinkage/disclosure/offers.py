"""What can be published instead of a table that cannot: coarser cuts, least loss first."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import Policy
from communitylinkage.disclosure.published import Published, State
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import TOTAL, Dimension, Table

MOST_MERGED = 6  # siblings put together; each try is a run of the gate


class Cut(StrEnum):
    """How a table is made coarser."""

    MERGE = "merge"
    CLIMB = "climb"
    DROP = "drop"


@dataclass(frozen=True)
class Offer:
    """A coarser table that is safe: the cut, by dimension and codes, and what it would show."""

    cut: Cut
    dimensions: tuple[str, ...]
    codes: tuple[str, ...]
    table: Table
    published: Published

    @property
    def shown(self) -> int:
        """Cells with persons in them that readers would see."""
        return sum(bool(c.value) for c in self.published.cells if c.state is not State.HIDDEN)

    @property
    def hidden(self) -> int:
        """Cells that stay hidden."""
        return sum(cell.state is State.HIDDEN for cell in self.published.cells)


def _parents(dimension: Dimension) -> dict[str, tuple[str, ...]]:
    """Nodes whose children are the lowest shown, with those children."""
    found = {}
    for code in dimension.nodes:
        children = dimension.children(code)
        if children and not any(dimension.children(child) for child in children):
            found[code] = children
    return found


def _size(table: Table, axis: int, code: str) -> int:
    box = [TOTAL] * len(table.dimensions)
    box[axis] = code
    return table.value(tuple(box))


def _merges(table: Table, axis: int) -> Iterator[tuple[Cut, tuple[str, ...], Table]]:
    """The smallest siblings that hold anybody as one: two, three, and so on, while more remain."""
    dimension = table.dimensions[axis]
    for children in _parents(dimension).values():
        sizes = sorted((size, code) for code in children if (size := _size(table, axis, code)))
        smallest = [code for _size_of, code in sizes]
        most = min(len(smallest), MOST_MERGED + 1)
        for codes in (tuple(smallest[:count]) for count in range(2, most)):
            nodes = {code: ls for code, ls in dimension.nodes.items() if code not in codes}
            nodes["+".join(codes)] = tuple(ls for code in codes for ls in dimension.nodes[code])
            yield Cut.MERGE, codes, table.showing(dimension.name, nodes)


def _climb(table: Table, axis: int) -> Iterator[tuple[Cut, tuple[str, ...], Table]]:
    dimension = table.dimensions[axis]
    inner = {c for parent, cs in _parents(dimension).items() if parent != TOTAL for c in cs}
    if inner:
        nodes = {code: leaves for code, leaves in dimension.nodes.items() if code not in inner}
        yield Cut.CLIMB, tuple(sorted(inner)), table.showing(dimension.name, nodes)


def _without(table: Table, names: tuple[str, ...]) -> Table:
    for dimension in table.dimensions:
        if dimension.name in names:
            table = table.showing(dimension.name, {TOTAL: dimension.leaves})
    return table


def _cuts(table: Table) -> Iterator[tuple[Cut, tuple[str, ...], tuple[str, ...], Table]]:
    live = [(at, d) for at, d in enumerate(table.dimensions) if len(d.nodes) > 1]
    for axis, dimension in live:
        for cut, codes, coarser in itertools.chain(_merges(table, axis), _climb(table, axis)):
            yield cut, (dimension.name,), codes, coarser
    names = [dimension.name for _at, dimension in live]
    for count in range(1, len(names) + 1):
        for some in itertools.combinations(names, count):
            yield Cut.DROP, some, (), _without(table, some)


def offers(table: Table, policy: Policy, ledger: Ledger) -> list[Offer]:
    """Every coarser cut that passes the gate, most cells shown first; empty: nothing can be."""
    found = []
    for cut, names, codes, coarser in _cuts(table):
        try:
            published = publish(coarser, policy, ledger)
        except UnsafeError:
            continue
        found.append(Offer(cut, names, codes, coarser, published))
    return sorted(found, key=lambda o: (-o.shown, o.hidden, o.cut, o.dimensions, o.codes))


def cut(table: Table, how: Cut, names: tuple[str, ...], codes: tuple[str, ...]) -> Table:
    """The coarser table of an offer, made again. ValueError where there is no such cut."""
    for one, some, these, coarser in _cuts(table):
        if (one, some, these) == (how, names, codes):
            return coarser
    raise ValueError(how)
