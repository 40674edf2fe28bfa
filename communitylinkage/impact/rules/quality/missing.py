"""How complete rows are: an agreed characteristic that was not said; plain Python."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Of all rows of a keeper; ours. Nothing is ever written down without a gap.
TOLERATED = 0.05


@dataclass(frozen=True, slots=True)
class Row:
    """So many persons alike. `keeper`: the organisation that keeps the record, or nothing."""

    keeper: str
    place: str
    said: Mapping[str, str]
    number: int = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """How many of a keeper's rows in a country lack a characteristic."""

    keeper: str
    place: str
    what: str
    number: int
    of: int

    @property
    def is_worth_a_look(self) -> bool:
        """Whether more is missing than always is."""
        return self.number > TOLERATED * self.of


def gaps(rows: Iterable[Row], agreed: Iterable[str]) -> list[Gap]:
    """Each keeper, country and agreed characteristic with what is missing, or that nothing is."""
    every, without, wanted = Counter[tuple[str, str]](), Counter[tuple[str, str, str]](), [*agreed]
    for row in rows:
        every[row.keeper, row.place] += row.number
        for what in wanted:
            if not row.said.get(what):
                without[row.keeper, row.place, what] += row.number
    return [
        Gap(keeper, place, what, without[keeper, place, what], of)
        for (keeper, place), of in sorted(every.items())
        for what in wanted
    ]


def shares(found: Iterable[Gap]) -> list[tuple[str, float, int]]:
    """Country, the share of all agreed characteristics that is there, and of how many rows."""
    wanted, without = Counter[str](), Counter[str]()
    rows: dict[tuple[str, str], int] = {}
    for gap in found:
        wanted[gap.place] += gap.of
        without[gap.place] += gap.number
        rows[gap.place, gap.keeper] = gap.of
    return [
        (place, 1 - without[place] / every, sum(n for (at, _who), n in rows.items() if at == place))
        for place, every in sorted(wanted.items())
    ]
