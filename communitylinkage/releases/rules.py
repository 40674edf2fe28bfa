"""Which release a table is: its cut, told by a hash; plain Python."""

import hashlib
import json

from communitylinkage.disclosure.published import Published
from communitylinkage.disclosure.table import TOTAL, Table


class NotForReleaseError(ValueError):
    """Figures that hide nothing are shown to the team and never released."""


def says_something(table: Table, published: Published) -> bool:
    """Whether readers see anybody: a table of zeros alone tells where nobody is, and no more."""
    total = table.value((TOTAL,) * len(table.dimensions))
    return not total or any(cell.value for cell in published.cells)


def cut_of(table: Table) -> str:
    """The same for the same dimensions, nodes, leaves and periods, whatever is counted in them.

    So a table that is asked for again is found, although its figures may have moved since.
    """
    dimensions = sorted(
        [one.name, sorted(one.leaves), sorted([code, sorted(ls)] for code, ls in one.nodes.items())]
        for one in table.dimensions
        if len(one.nodes) > 1
    )
    text = json.dumps([dimensions, list(table.periods)])
    return hashlib.sha256(text.encode()).hexdigest()
