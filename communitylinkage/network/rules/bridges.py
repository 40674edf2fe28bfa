"""Who bridges: the share of shortest ways between others that lead through a node (betweenness).

Brandes' algorithm (2001) over whole blocks of starting points at once, as sparse products. It gives
what `networkx.betweenness_centrality` gives for the same starting points, in a fraction of its
time; a test compares the two.
"""

import random
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from communitylinkage.network.rules.graph import Net

# Up to so many nodes every one is a starting point; beyond, so many are drawn, always the same.
ALL_UP_TO = 1000
DRAWN = 256
SEED = 1
_BLOCK = 64


def starts(size: int) -> list[int]:
    """The starting points for a network of so many nodes."""
    everybody = list(range(size))
    if size <= ALL_UP_TO:
        return everybody
    return random.Random(SEED).sample(everybody, DRAWN)  # noqa: S311 # nosec -- a sample, no secret


@lru_cache(maxsize=8)
def bridging(net: Net) -> tuple[float, ...]:
    """For each node its share, from 0 to 1. Kept for the last networks that were looked at."""
    size = len(net.nodes)
    if size < 3 or not net.pairs:
        return (0.0,) * size
    matrix, begins = _matrix(net), starts(size)
    total = np.zeros(size)
    for at in range(0, len(begins), _BLOCK):
        total += _ways_through(matrix, begins[at : at + _BLOCK])
    # A starting point is never between itself and another: it has one chance less.
    chances = np.full(size, len(begins))
    chances[begins] -= 1
    return tuple((total / chances / (size - 2)).tolist())


@lru_cache(maxsize=8)
def order(net: Net) -> tuple[int, ...]:
    """Those who bridge most come first, then those with most ties: as table and picture choose."""
    share = bridging(net)
    everybody = range(len(net.nodes))
    return tuple(sorted(everybody, key=lambda at: (-share[at], -len(net.neighbours[at]), at)))


def _matrix(net: Net) -> Any:
    one, other = np.array(net.pairs).T
    ends = (np.concatenate([one, other]), np.concatenate([other, one]))
    size = len(net.nodes)
    return csr_array((np.ones(2 * len(net.pairs)), ends), shape=(size, size))


def _ways_through(matrix: Any, begins: list[int]) -> Any:
    """The sum over some starting points of what each node carries for each of them."""
    columns = np.arange(len(begins))
    front = np.zeros((matrix.shape[0], len(begins)))
    front[begins, columns] = 1
    ways, seen, levels = front.copy(), front > 0, [seen_at := front > 0]
    while seen_at.any():
        front = matrix @ front
        seen_at = (front > 0) & ~seen
        front *= seen_at
        ways += front
        seen |= seen_at
        levels.append(seen_at)
    carried = np.zeros_like(ways)
    inverse = np.divide(1.0, ways, out=np.zeros_like(ways), where=ways > 0)
    for near, far in zip(reversed(levels[:-1]), reversed(levels[1:]), strict=True):
        carried += near * ways * (matrix @ ((1 + carried) * inverse * far))
    carried[begins, columns] = 0
    return carried.sum(axis=1)
