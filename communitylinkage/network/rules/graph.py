"""The network as it stood on a day: who is in it, and which ties held then.

A node has a kind, a country and a code; never a name. A tie has no direction.
"""

from calendar import monthrange
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from operator import attrgetter


class Kind(StrEnum):
    """What a node is."""

    COMMUNITY = "community"
    ASSOCIATION = "association"
    SERVICE = "service"
    MENTOR = "mentor"


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """One place in the network.

    Args:
        code: random, the same in every picture and file.
        of: the code of its community, for an association.
    """

    code: str
    kind: Kind
    country: str = ""
    of: str = ""


def holds(begins: date, ends: date | None, day: date) -> bool:
    """Whether what is from a first day to a last one, both counted, is on a day."""
    return begins <= day and (ends is None or day <= ends)


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two nodes by their codes; holds from the first day to the last, both counted."""

    one: str
    other: str
    begins: date
    ends: date | None = None
    strength: int = 1

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return holds(self.begins, self.ends, day)


@dataclass(frozen=True)
class Net:
    """Nodes in a fixed order and pairs of their positions, the smaller one first, each once.

    What is measured of it is remembered under the whole of it, so it is hashed once.
    """

    nodes: tuple[Node, ...]
    pairs: tuple[tuple[int, int], ...]

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.nodes, self.pairs))

    @cached_property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """For each node those to which it has a tie."""
        near: list[list[int]] = [[] for _node in self.nodes]
        for one, other in self.pairs:
            near[one].append(other)
            near[other].append(one)
        return tuple(map(tuple, near))

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """For each node the number of the part in which all are linked, through however many."""
        part = [-1] * len(self.nodes)
        for start in range(len(self.nodes)):
            if part[start] < 0:
                part[start], waiting = start, [start]
                while waiting:
                    for near in self.neighbours[waiting.pop()]:
                        if part[near] < 0:
                            part[near] = start
                            waiting.append(near)
        return tuple(part)

    @cached_property
    def steps(self) -> tuple[int | None, ...]:
        """For each node the number of ties to the nearest service; None where there is no way."""
        steps: list[int | None] = [None] * len(self.nodes)
        waiting: deque[int] = deque()
        for service in self.of_kind(Kind.SERVICE):
            steps[service] = 0
            waiting.append(service)
        while waiting:
            here = waiting.popleft()
            so_far = steps[here] or 0
            for near in self.neighbours[here]:
                if steps[near] is None:
                    steps[near] = so_far + 1
                    waiting.append(near)
        return tuple(steps)

    def of_kind(self, kind: Kind) -> list[int]:
        """The positions of one kind."""
        return [at for at, node in enumerate(self.nodes) if node.kind == kind]

    def with_tie(self, one: int, other: int) -> "Net":
        """The same with one tie more."""
        pair = (min(one, other), max(one, other))
        return Net(self.nodes, tuple(sorted({*self.pairs, pair})))


def net_on(day: date, nodes: Iterable[Node], ties: Iterable[Tie]) -> Net:
    """The network of a day. An association is tied to its community without a row.

    A tie to a code that is not there is left out: the node was erased, or is of another country.
    """
    known = tuple(sorted(set(nodes), key=attrgetter("code")))
    at = {node.code: place for place, node in enumerate(known)}
    ends = [(tie.one, tie.other) for tie in ties if tie.holds(day)]
    ends += [(node.code, node.of) for node in known if node.of]
    pairs = {
        (min(at[one], at[other]), max(at[one], at[other]))
        for one, other in ends
        if one in at and other in at and one != other
    }
    return Net(known, tuple(sorted(pairs)))


def quarters(day: date) -> list[date]:
    """A year back in quarters, the day itself last. Where a month is too short, its last day."""
    found = []
    for back in (12, 9, 6, 3):
        year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
        last = monthrange(year, month + 1)[1]
        found.append(date(year, month + 1, min(day.day, last)))
    return [*found, day]
