"""Where each node stands in the picture: always in the same place for the same network."""

from dataclasses import dataclass
from functools import lru_cache

import networkx as nx

from communitylinkage.network.rules.bridges import order
from communitylinkage.network.rules.graph import Net

# A picture of more is a cloud, and heavy on a cheap phone; the table holds them all.
SHOWN = 150
SIDE = 600
EDGE = 30
SEED = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """What is drawn: the positions of the nodes shown, and the ties among them."""

    points: dict[int, tuple[int, int]]
    pairs: tuple[tuple[int, int], ...]


def shown(net: Net) -> list[int]:
    """The first in the table's order."""
    return sorted(order(net)[:SHOWN])


@lru_cache(maxsize=8)
def placed(net: Net) -> Placed:
    """The layout, by networkx with a fixed seed. Kept for the last networks looked at."""
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(shown(net))
    pairs = tuple(pair for pair in net.pairs if pair[0] in graph and pair[1] in graph)
    graph.add_edges_from(pairs)
    found = nx.spring_layout(graph, seed=SEED, k=2 / max(1, len(graph)) ** 0.5)
    return Placed({at: _point(place) for at, place in found.items()}, pairs)


def _point(place: tuple[float, float]) -> tuple[int, int]:
    """From -1 .. 1 to the square, with an edge for what is written beside it."""
    along, down = (round(EDGE + (float(one) + 1) / 2 * (SIDE - 2 * EDGE)) for one in place)
    return along, down
