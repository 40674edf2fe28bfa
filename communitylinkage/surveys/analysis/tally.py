"""From rows that the database counted to how many chose what, apart: empty, and not asked."""

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from communitylinkage.surveys.analysis.codebook import Item, Shape, as_number

_EACH = re.compile(r"\[\d+\]")
# Bands are fixed, never drawn from the answers: their edges would tell on the extremes.
_EDGES = (*range(11), 11, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 500, 1000)
OK = "OK"  # what a tick is in XForms; the databases say true and 1
BELOW, ABOVE = "<0", "1000+"


@dataclass(frozen=True)
class Row:
    """So many submissions have this raw value at this place, within one group (`at`)."""

    place: str
    at: str
    value: str | None
    count: int


@dataclass
class Tally:
    """How many in each group. `leaves` counts persons by code; a rank's code is "choice position".

    Answered, empty and not relevant are apart and sum to everybody (`people`).
    """

    item: Item
    people: Mapping[str, int]
    leaves: dict[str, Counter[str]] = field(default_factory=dict)
    answered: Counter[str] = field(default_factory=Counter)
    empty: Counter[str] = field(default_factory=Counter)
    numbers: dict[str, Counter[float]] = field(default_factory=dict)

    def not_relevant(self, at: str) -> int:
        """How many of a group were not asked."""
        return self.people[at] - self.answered[at] - self.empty[at]


def place_of(key: str) -> str:
    """The place without the numbers of repeats: child[2]/age -> child/age."""
    return _EACH.sub("", key)


def band(number: float) -> str:
    """The fixed band of a number: one by one up to ten, then wider."""
    if number < 0:
        return BELOW
    if number >= _EDGES[-1]:
        return ABOVE
    return bands()[max(at for at, edge in enumerate(_EDGES) if edge <= number) + 1]


def bands() -> tuple[str, ...]:
    """All of them, in order."""
    ends = itertools.pairwise(_EDGES)
    return (BELOW, *(str(a) if b - a == 1 else f"{a}–{b - 1}" for a, b in ends), ABOVE)


def middle(code: str) -> float | None:
    """The score that stands for a band; None where it has no middle."""
    if code in (BELOW, ABOVE):
        return None
    low, _dash, high = code.partition("–")
    return (float(low) + float(high or low)) / 2


def codes_of(item: Item, value: str | None) -> list[str]:
    """The leaves that a raw value stands for; none: it is empty."""
    if value is None or value in ("", "[]", "null"):
        return []
    if item.shape is Shape.NUMBER:
        number = as_number(value)
        return [] if number is None else [band(number)]
    if item.kind == "acknowledge":
        return [OK] if value in (OK, "true", "1") else []
    if item.shape is Shape.ONE:
        return [value]
    several = json.loads(value) if value.startswith("[") else value.split()
    codes = list(dict.fromkeys(map(str, several)))
    if item.shape is Shape.RANK:
        return [f"{code} {position}" for position, code in enumerate(codes, 1)]
    return codes


def tallies(
    items: Iterable[Item], rows: Iterable[Row], people: Mapping[str, int]
) -> dict[str, Tally]:
    """One tally for each counted question, by its place."""
    found = {item.place: Tally(item, people) for item in items}
    for row in rows:
        tally = found.get(row.place)
        if tally is not None and row.at in people:
            _add(tally, row)
    for tally in found.values():
        if not tally.item.conditional:  # everybody was asked: no row is an empty answer
            for at in people:
                tally.empty[at] = people[at] - tally.answered[at]
    return found


def _add(tally: Tally, row: Row) -> None:
    codes = codes_of(tally.item, row.value)
    if not codes:
        tally.empty[row.at] += row.count
        return
    tally.answered[row.at] += row.count
    leaves = tally.leaves.setdefault(row.at, Counter())
    for code in codes:
        leaves[code] += row.count
    number = as_number(row.value) if tally.item.shape is Shape.NUMBER else None
    if number is not None:
        tally.numbers.setdefault(row.at, Counter())[number] += row.count


def merged(persons: Iterable[tuple[str, str, list[str | None]]]) -> list[Row]:
    """Rows from what each person said to a repeated question: place, group, all her values.

    She counts once under each code that she gave at least once, as with a choice of several.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for place, at, values in persons:
        codes: set[str] = set()
        for value in values:
            several = json.loads(value) if value and value.startswith("[") else [value or ""]
            codes.update(str(one) for one in several if one != "")
        counts[place, at, json.dumps(sorted(codes))] += 1
    return [Row(place, at, value, count) for (place, at, value), count in counts.items()]
