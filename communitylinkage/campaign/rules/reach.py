"""How many distinct people several channels reached: at least, at most, and what is certain.

Each channel is a set of people of which only bounds of its size are known; of two channels, at
most bounds of how many are in both. Then, for any set S of channels and any forest T of pairs:

- at least: the sum over S of the least of each, minus the sum over the pairs within S of the most
  that can be in both (Bonferroni 1936). S is chosen so that this is greatest. Where nothing is
  said of two, the smaller may lie wholly in the larger; alone, that gives the greatest channel
  (Frechet 1935).
- at most: the sum of the most of each, minus the sum over T of the least that is in both
  (Hunter 1976, Worsley 1982). T is a heaviest forest. Taking off every pair would be wrong: who
  is in three channels would be taken off three times, and is counted three times only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations, permutations

import networkx

# Choosing S is exact up to here; above, channels are taken one by one while they add something.
# That bound holds too, only it may be lower.
MOST_EXACT = 16


class How(StrEnum):
    """Where a channel's number comes from."""

    COUNTED = "counted"
    REPORTED = "reported"
    ESTIMATED = "estimated"


class Side(StrEnum):
    """Whose reach it is; the two are never added up."""

    STAKEHOLDERS = "stakeholders"
    POPULATION = "population"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def holds(self, other: "Period") -> bool:
        """Whether all its days are in this one."""
        return self.first <= other.first and other.last <= self.last

    def touches(self, other: "Period") -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Figure:
    """A channel's number in a period."""

    number: int
    period: Period


@dataclass(frozen=True, slots=True)
class Measure:
    """How a channel's numbers are to be read.

    Args:
        margin: by how many per cent the number may be wrong, up and down.
        times: how often one person is in it at most; None where nobody knows.
    """

    how: How
    margin: int = 0
    times: int | None = 1

    @property
    def certain(self) -> bool:
        """Whether people were counted, each once."""
        return self.how == How.COUNTED and self.times == 1 and self.margin == 0


def people(number: int, measure: Measure) -> tuple[int, int]:
    """The least and the most distinct people behind a number."""
    most = number * (100 + measure.margin) // 100
    sure = -(-number * (100 - measure.margin) // 100)
    if measure.times is None:
        return min(1, sure), most
    return -(-sure // measure.times), most


@dataclass(frozen=True, slots=True)
class Part:
    """Distinct people of one channel in a period.

    Args:
        certain: of the least, those that were counted one by one.
        whole: every figure of the channel lies in the period.
    """

    key: str
    lowest: int
    highest: int
    certain: int = 0
    whole: bool = True


def part(key: str, figures: Iterable[Figure], measure: Measure, period: Period) -> Part:
    """The bounds of one channel.

    The same people may stand behind each of its figures, or others: at least the greatest, at most
    their sum. Of a figure that only touches the period nobody knows how much falls into it: none
    for the least, all for the most.
    """
    inside, touching = [], []
    for one in figures:
        if period.holds(one.period):
            inside.append(people(one.number, measure))
        elif period.touches(one.period):
            touching.append(people(one.number, measure))
        else:
            touching.append((0, 0))
    lowest = max((low for low, _high in inside), default=0)
    highest = sum(high for _low, high in [*inside, *touching])
    return Part(key, lowest, highest, lowest if measure.certain else 0, not touching)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What is said of two channels: how many people are in both.

    Args:
        most: None where only the least is known. counted: somebody compared two lists.
    """

    one: str
    other: str
    least: int = 0
    most: int | None = None
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sum: a channel, or what is taken off because it is in two."""

    keys: tuple[str, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Range:
    """Distinct people of all channels.

    The rows add up to the two ends. `contradicts`: what is said of the overlaps cannot be true all
    at once; then none of it is used.
    """

    lowest: int
    highest: int
    certain: int
    rows: tuple[Row, ...]
    contradicts: bool = False


Pair = frozenset[str]


def together(parts: Sequence[Part], overlaps: Iterable[Overlap]) -> Range:
    """How many distinct people all channels reached."""
    by_key = {one.key: one for one in parts}
    said = [one for one in overlaps if one.one in by_key and one.other in by_key]
    found = _range(parts, said)
    if _impossible(by_key, said) or found.lowest > found.highest:
        alone = _range(parts, [])
        return Range(alone.lowest, alone.highest, alone.certain, alone.rows, contradicts=True)
    return found


def _range(parts: Sequence[Part], said: Sequence[Overlap]) -> Range:
    most, least = _most(parts, said), _least(parts, said)
    chosen = _best({one.key: one.lowest for one in parts}, most)
    sure = _most(parts, [one for one in said if one.counted])
    certain = {one.key: one.certain for one in parts}
    rows = [Row((one.key,), one.lowest if one.key in chosen else 0, one.highest) for one in parts]
    tree = _heaviest(least)
    for pair in sorted(map(sorted, most)):
        key = frozenset(pair)
        low = most[key] if key <= chosen else 0
        high = least.get(key, 0) if key in tree else 0
        if low or high:
            rows.append(Row(tuple(pair), -low, -high))
    counted = _best(certain, sure)
    return Range(
        lowest=sum(one.least for one in rows),
        highest=sum(one.most for one in rows),
        certain=_value(certain, sure, counted),
        rows=tuple(rows),
    )


def _most(parts: Sequence[Part], said: Sequence[Overlap]) -> dict[Pair, int]:
    """How many can be in both of two channels: what is said, never more than the smaller one."""
    found = {
        frozenset((one.key, other.key)): min(one.highest, other.highest)
        for one, other in combinations(parts, 2)
    }
    for overlap in said:
        pair = frozenset((overlap.one, overlap.other))
        if overlap.most is not None:
            found[pair] = min(found[pair], overlap.most)
    return found


def _least(parts: Sequence[Part], said: Sequence[Overlap]) -> dict[Pair, int]:
    """How many are surely in both; of a part of the time nobody said anything."""
    whole = {one.key for one in parts if one.whole}
    return {
        frozenset((one.one, one.other)): one.least
        for one in said
        if one.least and {one.one, one.other} <= whole
    }


def _value(sizes: Mapping[str, int], most: Mapping[Pair, int], chosen: Iterable[str]) -> int:
    keys = sorted(chosen)
    both = sum(most[frozenset(pair)] for pair in combinations(keys, 2))
    return sum(sizes[key] for key in keys) - both


def _best(sizes: Mapping[str, int], most: Mapping[Pair, int]) -> frozenset[str]:
    """The channels whose sum without what can be in both is greatest."""
    keys = sorted((key for key in sizes if sizes[key]), key=lambda key: (-sizes[key], key))
    if len(keys) > MOST_EXACT:
        return _one_by_one(keys, sizes, most)
    best: tuple[int, tuple[str, ...]] = (0, ())

    def grow(chosen: tuple[str, ...], value: int, left: dict[str, int]) -> None:
        nonlocal best
        if value > best[0]:
            best = (value, chosen)
        hopeful = {key: gain for key, gain in left.items() if gain > 0}
        while hopeful:
            # What the rest could add at most; below the best so far there is nothing to find.
            if value + sum(hopeful.values()) <= best[0]:
                return
            key, gain = next(iter(hopeful.items()))
            del hopeful[key]
            rest = {one: more - most[frozenset((key, one))] for one, more in hopeful.items()}
            grow((*chosen, key), value + gain, rest)

    grow((), 0, {key: sizes[key] for key in keys})
    return frozenset(best[1])


def _one_by_one(
    keys: Sequence[str], sizes: Mapping[str, int], most: Mapping[Pair, int]
) -> frozenset[str]:
    chosen: list[str] = []
    for key in keys:
        if sizes[key] > sum(most[frozenset((key, one))] for one in chosen):
            chosen.append(key)
    return frozenset(chosen)


def _heaviest(least: Mapping[Pair, int]) -> set[Pair]:
    """The pairs of a heaviest forest."""
    graph = networkx.Graph()
    for pair, weight in sorted(least.items(), key=lambda item: sorted(item[0])):
        one, other = sorted(pair)
        graph.add_edge(one, other, weight=weight)
    return {frozenset((one, other)) for one, other in
            networkx.maximum_spanning_edges(graph, data=False)}  # fmt: skip


def _impossible(by_key: Mapping[str, Part], said: Sequence[Overlap]) -> bool:
    """Whether two or three channels cannot be as is said."""
    parts = list(by_key.values())
    most, least = _most(parts, said), _least(parts, said)
    for overlap in said:
        pair = frozenset((overlap.one, overlap.other))
        if least.get(pair, 0) > most[pair]:
            return True
    for a, b, c in permutations(sorted({key for pair in least for key in pair}), 3):
        in_both = least.get(frozenset((a, b)), 0) + least.get(frozenset((a, c)), 0)
        if b < c and in_both - most[frozenset((b, c))] > by_key[a].highest:
            return True
    return False
