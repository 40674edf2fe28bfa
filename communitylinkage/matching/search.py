"""The exact best offers from an index: it looks farther until nothing unseen can be better.

Pure: whoever keeps the rows is a `Source`. The answer is the same as that of `answer.match` over
all offers (a property test holds it), at a price that follows the number of offers looked at.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from heapq import nsmallest
from math import inf, sqrt
from typing import Protocol

from communitylinkage.matching import rings
from communitylinkage.matching.answer import LIMIT, Result, broken, concerns, order, weigh
from communitylinkage.matching.index import LowerBound, Seen
from communitylinkage.matching.need import Need, Offer
from communitylinkage.values.places import Point

# A list with no more entries than this on either side of her place is read whole.
PROBE = 48
PAGE = 48
WIDER = sqrt(7)
_Pages = Callable[[int], tuple[list[Seen], float, str]]


class Source(Protocol):
    """Whoever keeps the rows of the index; each answer holds only what `index.wanted` lets by."""

    def around(self, cell: int, depth: int) -> Iterable[tuple[int | None, int | None]]:
        """For each list of the need: the cell `depth` entries before and after a cell."""

    def within(self, ranges: Sequence[tuple[int, int]]) -> list[Seen]:
        """The rows whose cells lie in the ranges."""

    def remote(self, limit: int) -> tuple[list[Seen], float, str]:
        """The first remote rows of each list by floor; what the rest costs at least, its id."""

    def anywhere(self, limit: int) -> tuple[list[Seen], float, str]:
        """The first rows of each list by floor, wherever they are; likewise."""

    def offers(self, ids: Sequence[str]) -> list[Offer]:
        """Offers by their ids."""


@dataclass(slots=True)
class Looked:
    """What a search did: rows read, offers weighed, questions to the source."""

    rows: int = 0
    offers: int = 0
    questions: int = 0


@dataclass(slots=True)
class _Search:
    need: Need
    now: datetime
    source: Source
    limit: int
    looked: Looked
    bounds: dict[str, float] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)

    def take(self, rows: Sequence[Seen]) -> None:
        """Adds rows to what is known, by the least that each can cost."""
        self.looked.rows += len(rows)
        self.looked.questions += 1
        least = LowerBound(self.need, self.now)
        for row in rows:
            if row.id not in self.bounds:
                self.bounds[row.id] = least(row)

    def worst(self) -> tuple[float, str]:
        """What an offer must undercut to be among the best."""
        if len(self.results) < self.limit:
            return inf, ""
        return nsmallest(self.limit, map(order, self.results.values()))[-1]

    def weigh(self) -> None:
        """Weighs what was taken, the likeliest first, until the rest can only be worse."""
        waiting = sorted((cost, number) for number, cost in self.bounds.items()
                         if number not in self.done)  # fmt: skip
        at = 0
        while at < len(waiting) and waiting[at] <= self.worst():
            some = [number for _cost, number in waiting[at : at + self.limit + 4]]
            at += len(some)
            self.done.update(some)
            self.looked.offers += len(some)
            self.looked.questions += 1
            for offer in self.source.offers(some):
                if concerns(self.need, offer) and not broken(self.need, offer, self.now):
                    self.results[offer.id] = weigh(self.need, offer, self.now)

    def page(self, ask: _Pages, size: int) -> tuple[float, str]:
        """Reads the first rows of the lists by floor; returns what the rest costs at least."""
        rows, least, number = ask(size)
        self.take(rows)
        return round(least, 6), number

    def settled(self, rest: tuple[float, str]) -> bool:
        """Whether what was not read can be no better than what was found."""
        return rest[0] == inf or rest > self.worst()

    def pages(self, ask: _Pages, size: int) -> None:
        """Reads the lists in the order of their floors as far as it must."""
        while True:
            rest = self.page(ask, size)
            self.weigh()
            if self.settled(rest):
                return
            size *= 4

    def first_radius(self, place: Point) -> float:
        """A guess from how densely the lists are filled around her."""
        home = rings.leaf(place)
        self.looked.questions += 1
        finest = -1
        for before, after in self.source.around(home, PROBE):
            if before is None and after is None:
                continue
            shared = [rings.common_resolution(home, c) for c in (before, after) if c is not None]
            finest = max(finest, *shared)
        return inf if finest < 0 else 0.5 * rings.spacing_km(finest)

    def circle(self, place: Point) -> None:
        """Looks around her, farther and farther, as far as it must and she can go."""
        radius = min(self.first_radius(place), self.need.reach_km)
        while True:
            cover = rings.cover(place, radius)
            self.take(self.source.within(cover.ranges))
            self.weigh()
            worst = self.worst()[0]
            if cover.beyond > min(worst + 1e-3, self.need.reach_km + 1e-3):
                return
            farther = cover.beyond * WIDER if worst == inf else worst + 1e-2
            radius = min(max(farther, radius * 1.2), self.need.reach_km + 1e-2)


def best(
    need: Need, now: datetime, source: Source, limit: int = LIMIT
) -> tuple[tuple[Result, ...], Looked]:
    """The exact best offers, as `answer.match` gives them, and what it took."""
    search = _Search(need, now, source, limit, Looked())
    if need.remote_only:
        search.pages(source.remote, PAGE)
    elif need.place is None:
        search.pages(source.anywhere, PAGE)
    else:
        # Remote rows first, weighed together with those around her: one question less.
        rest = search.page(source.remote, PAGE)
        search.circle(need.place)
        if not search.settled(rest):
            search.pages(source.remote, 4 * PAGE)
    return tuple(nsmallest(limit, search.results.values(), key=order)), search.looked
