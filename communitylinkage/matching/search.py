"""The exact best offers from an index: it looks farther until nothing unseen can be better.

Pure: whoever keeps the rows is a `Source`. The answer is the same as that of `answer.match` over
all offers (a property test holds it), at a price that follows the number of offers looked at.
"""

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import inf, sqrt
from typing import NamedTuple, Protocol

from communitylinkage.matching import index, rings
from communitylinkage.matching.answer import LIMIT, Fits, Result, order, weigh
from communitylinkage.matching.need import Need, Offer
from communitylinkage.values.places import Point

# A list with no more entries than this on either side of her place is read whole.

PROBE = 96
PAGE = 48
# Rows that one look around her brings, the cheapest first, and more for each list, because an
# offer may stand in some of them: most answers need no more.
NEAR, MORE = 10, 4
# Help at a distance is read as far as it may cost about as much as what lies in the circle.
SLACK = 30.0
WIDER = sqrt(7)


class Page(NamedTuple):
    """The first rows of what was asked for: the least that each can cost, with its id.

    `rest` is what any further row comes after; infinite when there is none.
    """

    rows: list[tuple[float, str]]
    rest: tuple[float, str]


class Source(Protocol):
    """Whoever keeps the rows of the index; each answer holds only what `index.wanted` lets by."""

    def around(self, cell: int, depth: int) -> Iterable[tuple[int | None, int | None]]:
        """For each list of the need: the cell `depth` entries before and after a cell."""

    def within(self, ranges: Sequence[tuple[int, int]], limit: int) -> Page:
        """The rows whose cells lie in the ranges, by the least that they can cost."""

    def remote(self, limit: int) -> Page:
        """The first remote rows of each list, by floor."""

    def anywhere(self, limit: int) -> Page:
        """The first rows of each list by floor, wherever they are."""

    def offers(self, ids: Sequence[str]) -> Iterable[Offer]:
        """Offers by their ids, in their order, without those that are gone."""


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
    fits: Fits
    looked: Looked
    bounds: dict[str, float] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    best: list[tuple[float, str]] = field(default_factory=list)
    done: set[str] = field(default_factory=set)

    def worst(self) -> tuple[float, str]:
        """What an offer must undercut to be among the best."""
        return self.best[-1] if len(self.best) == self.limit else (inf, "")

    def add(self, offer: Offer) -> None:
        """Weighs one offer, and keeps it if it is among the best so far."""
        self.done.add(offer.id)
        self.looked.offers += 1
        if not self.fits(offer):
            return
        result = weigh(self.need, offer, self.now)
        if order(result) < self.worst() or len(self.best) < self.limit:
            insort(self.best, order(result))
            self.results[offer.id] = result
            del self.best[self.limit :]

    def weigh(self) -> None:
        """Weighs what was taken, the likeliest first, until the rest can only be worse."""
        bounds = self.bounds
        waiting = sorted((cost, number) for number, cost in bounds.items()
                         if number not in self.done)  # fmt: skip
        for at in range(0, len(waiting), NEAR):
            if waiting[at] > self.worst():
                return
            for offer in self.source.offers([number for _cost, number in waiting[at : at + NEAR]]):
                if (bounds[offer.id], offer.id) > self.worst():
                    return
                self.add(offer)

    def read(self, ask: Callable[[int], Page], size: int) -> None:
        """Reads on, the cheapest first, until what was not read can be no better."""
        while True:
            page = ask(size)
            self.looked.rows += len(page.rows)
            self.looked.questions += 1
            for cost, number in page.rows:
                self.bounds.setdefault(number, cost)
            self.weigh()
            if page.rest[0] == inf or page.rest > self.worst():
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

    def look(self, ranges: tuple[tuple[int, int], ...]) -> None:
        """Reads some ranges of cells."""
        self.read(
            lambda size: self.source.within(ranges, size), NEAR + MORE * len(index.lists(self.need))
        )

    def circle(self, place: Point) -> None:
        """Looks around her, farther and farther, as far as it must and she can go.

        Help at a distance is read along with it as far as it costs `far`, then to the end.
        """
        reach = self.need.reach_km
        radius = self.first_radius(place)
        while True:
            cover = rings.EVERYWHERE if radius == inf else rings.cover(place, min(radius, reach))
            far = radius + SLACK
            self.look((*cover.ranges, index.remote_cells(self.need.country, far)))
            worst = self.worst()[0]
            if cover.beyond > min(worst, reach) + 1e-3:
                break
            farther = cover.beyond * WIDER if worst == inf else worst + 1e-2
            radius = max(farther, radius * 1.2)
        if far < self.worst()[0]:
            self.look((index.remote_cells(self.need.country, self.worst()[0]),))


def best(
    need: Need, now: datetime, source: Source, limit: int = LIMIT
) -> tuple[tuple[Result, ...], Looked]:
    """The exact best offers, as `answer.match` gives them, and what it took."""
    search = _Search(need, now, source, limit, Fits(need, now), Looked())
    if need.remote_only:
        search.read(source.remote, PAGE)
    elif need.place is None:
        search.read(source.anywhere, PAGE)
    else:
        search.circle(need.place)
    return tuple(search.results[number] for _cost, number in search.best), search.looked
