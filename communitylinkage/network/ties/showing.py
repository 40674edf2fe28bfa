"""The map, its table and its measures in words: what a template only has to place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communitylinkage.network import wording
from communitylinkage.network.rules import bridges, picture, reach
from communitylinkage.network.rules.graph import Kind, Net
from communitylinkage.network.ties import queries
from communitylinkage.people.access import Viewer

PER_PAGE = 50
# So many are named as those who bridge; of those out of reach the page lists more.
MOST_BRIDGES = 5
MOST_NAMED = 30
# Numbers in the picture stay readable up to here.
NUMBERED = 25


@dataclass(frozen=True, slots=True)
class Dot:
    """A node in the picture. `number`: its line in the table, where it is written beside it."""

    x: int
    y: int
    kind: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture: lines first, then dots."""

    side: int
    lines: tuple[tuple[int, int, int, int], ...]
    dots: tuple[Dot, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    number: int
    name: str
    kind: str
    country: str
    ties: int
    bridges: int
    steps: int | None


@dataclass(frozen=True, slots=True)
class Named:
    """A node that a sentence is about, with the community page where something is done."""

    name: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class InWords:
    """What a coordinator should know."""

    bridges: tuple[Named, ...]
    isolated: tuple[Named, ...]
    far: tuple[Named, ...]
    more_far: int
    best: str


def drawing(net: Net) -> Drawing:
    """The picture of a network; of a large one those who bridge most."""
    placed, order = picture.placed(net), bridges.order(net)
    numbers = {at: number for number, at in enumerate(order[:NUMBERED], 1)}
    points = placed.points
    return Drawing(
        side=picture.SIDE,
        lines=tuple((*points[one], *points[other]) for one, other in placed.pairs),
        dots=tuple(
            Dot(*point, net.nodes[at].kind, numbers.get(at)) for at, point in sorted(points.items())
        ),
        left_out=len(net.nodes) - len(points),
    )


def table(net: Net, viewer: Viewer, page: int) -> list[Row]:
    """One page of the table."""
    share = bridges.bridging(net)
    first = (page - 1) * PER_PAGE
    wanted = bridges.order(net)[first : first + PER_PAGE]
    told = queries.names(viewer, [net.nodes[at].code for at in wanted])
    return [
        Row(
            number=number,
            name=told.get(net.nodes[at].code, net.nodes[at].code),
            kind=wording.said(wording.KINDS, net.nodes[at].kind),
            country=net.nodes[at].country,
            ties=len(net.neighbours[at]),
            bridges=round(100 * share[at]),
            steps=net.steps[at],
        )
        for number, at in enumerate(wanted, first + 1)
    ]


def pages(net: Net) -> int:
    """How many pages the table has."""
    return max(1, -(-len(net.nodes) // PER_PAGE))


def in_words(net: Net, viewer: Viewer) -> InWords:
    """The measures as sentences."""
    share = bridges.bridging(net)
    carry = [at for at in bridges.order(net)[:MOST_BRIDGES] if share[at] > 0]
    alone, far, best = reach.isolated(net), reach.out_of_reach(net), reach.best_new_tie(net)
    ends = [best.one, best.other] if best else []
    wanted = [*carry, *alone[:MOST_NAMED], *far[:MOST_NAMED], *ends]
    told = queries.names(viewer, [net.nodes[at].code for at in wanted])

    def name(at: int) -> str:
        return told.get(net.nodes[at].code, net.nodes[at].code)

    return InWords(
        bridges=tuple(Named(name(at), _bridge(share[at])) for at in carry),
        isolated=tuple(Named(name(at)) for at in alone[:MOST_NAMED]),
        far=tuple(Named(name(at)) for at in far[:MOST_NAMED]),
        more_far=max(0, len(far) - MOST_NAMED),
        best=_best(net, best, name(best.one), name(best.other)) if best else _nothing(net),
    )


def _bridge(share: float) -> str:
    hundred = max(1, round(100 * share))
    return ngettext(
        "Of 100 shortest ways between two others, about %(n)s leads through here.",
        "Of 100 shortest ways between two others, about %(n)s lead through here.",
        hundred,
    ) % {"n": hundred}


def _best(net: Net, best: reach.NewTie, one: str, other: str) -> str:
    ends = {"one": one, "other": other, "n": best.reached or best.joined}
    if best.reached:
        return (
            ngettext(
                "A tie between “%(one)s” and “%(other)s” "
                "would bring %(n)s community within two steps of a service.",
                "A tie between “%(one)s” and “%(other)s” "
                "would bring %(n)s communities within two steps of a service.",
                best.reached,
            )
            % ends
        )
    words = _(
        "A tie between “%(one)s” and “%(other)s” "
        "would bring together communities that have no way to each other now."
    )
    if not net.of_kind(Kind.SERVICE):
        words += " " + _("No service is in the network yet: begin with a tie to one.")
    return words % ends


def _nothing(net: Net) -> str:
    if not net.of_kind(Kind.SERVICE):
        return _("No service is in the network yet: begin with a tie to one.")
    return _("Every community reaches a service, and all are linked. No single tie changes this.")


def over_time(days: Sequence[date], nets: Sequence[Net]) -> list[tuple[date, int, int, int]]:
    """A line for each day: communities, ties, communities out of reach."""
    return [
        (day, len(net.of_kind(Kind.COMMUNITY)), len(net.pairs), len(reach.out_of_reach(net)))
        for day, net in zip(days, nets, strict=True)
    ]
