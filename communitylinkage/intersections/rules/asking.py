"""What somebody asks to see, and as which cut; it fits into an address."""

from dataclasses import dataclass, replace

from communitylinkage.disclosure.offers import Cut, cut
from communitylinkage.disclosure.table import Table
from communitylinkage.intersections.rules.populations import WHOM, Population, What

_BETWEEN = "|"


class NoSuchCutError(ValueError):
    """A cut that this table does not have; perhaps it had it a quarter ago."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A population, one characteristic or two, quarters, an audience; `how`: made coarser, or not.

    Args:
        how: `merge:country:SI+GR`, `drop:kind`; empty for the table as it is.
    """

    population: Population
    rows: What
    columns: What | None
    first: str
    last: str
    audience: str
    how: str = ""

    @property
    def whats(self) -> tuple[What, ...]:
        """What the table is cut by."""
        return (self.rows, self.columns) if self.columns else (self.rows,)

    @property
    def series(self) -> str:
        """Its name in the ledger."""
        return WHOM[self.population].series

    def as_cut(self, how: str) -> "Asked":
        """The same, coarser."""
        return replace(self, how=how)


def how_of(cut: Cut, names: tuple[str, ...], codes: tuple[str, ...]) -> str:
    """An offer as it fits into a form."""
    return ":".join([cut.value, _BETWEEN.join(names), _BETWEEN.join(codes)])


def read_how(how: str) -> tuple[Cut, tuple[str, ...], tuple[str, ...]]:
    """The other way round.

    Raises:
        NoSuchCutError: it is none.
    """
    parts = how.split(":")
    if len(parts) != 3 or parts[0] not in set(Cut):
        raise NoSuchCutError(how)
    names, codes = (tuple(one.split(_BETWEEN)) if one else () for one in parts[1:])
    return Cut(parts[0]), names, codes


def coarser(table: Table, how: str) -> Table:
    """The table as it was asked for.

    Raises:
        NoSuchCutError: it has no such cut.
    """
    if not how:
        return table
    one, names, codes = read_how(how)
    try:
        return cut(table, one, names, codes)
    except ValueError as unknown:
        raise NoSuchCutError(how) from unknown
