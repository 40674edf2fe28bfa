"""(h) Checking a procedure against networkx's bare walk: python -m bench.procedures

The walk is what any check of a graph does at least: a graph made of the same branches, everything
reachable from the first step, and its strongly connected parts. Ours checks besides branches over
9,072 cells, people at 168 hours in three languages, clocks and what is shared. No target is set for
the ratio; growth has to be linear: four times the steps, at most five times the time.
"""

import sys
from collections.abc import Iterator
from itertools import pairwise

import networkx as nx

from bench.timing import timed
from communitylinkage.procedures.graph.cases import Condition, Urgency
from communitylinkage.procedures.graph.checking import check
from communitylinkage.procedures.graph.coverage import Coverage, full
from communitylinkage.procedures.graph.values import (
    Branch,
    Clock,
    Party,
    Procedure,
    Step,
    Unit,
)

SIZES = (50, 200, 800)
GROWTH = 5.0
PARTIES = ("community", "service", "line")


def procedure(steps: int) -> Procedure:
    """A long chain with branches ahead, loops back that have a way out, and fall-backs."""
    made = []
    for n in range(steps - 1):
        ahead, far = f"s{n + 1}", f"s{min(n + 7, steps - 1)}"
        back = f"s{max(0, n - 3)}"
        ways = (
            (Branch(far, Condition(frozenset({Urgency.DAY}))), Branch(ahead, None)),
            (Branch(ahead),),
            (Branch(back, Condition(frozenset({Urgency.WEEK}))), Branch(ahead, None)),
        )[n % 3]
        clock = (Clock(), Clock(Unit.HOURS, 24), Clock(Unit.WORKING, 8))[n % 3]
        made.append(
            Step(f"s{n}", party=PARTIES[n % 3], clock=clock, next=ways, fallback=ahead, asks=n == 0,
                 shares=("need",) if n % 5 == 4 else ())
        )  # fmt: skip
    made.append(Step(f"s{steps - 1}", ends=True))
    return Procedure(
        languages=("ar", "es", "en"), parties=tuple(map(Party, PARTIES)), steps=tuple(made),
        may_share=("need",),
    )  # fmt: skip


def bare_walk(one: Procedure) -> int:
    """What networkx does without asking anything."""
    graph = nx.DiGraph()
    for step in one.steps:
        graph.add_edges_from((step.code, branch.to) for branch in step.next)
        if step.fallback:
            graph.add_edge(step.code, step.fallback)
    seen = nx.descendants(graph, one.steps[0].code)
    return len(seen) + sum(1 for _ in nx.strongly_connected_components(graph))


def measure(steps: int) -> tuple[float, float, float]:
    """Milliseconds: a sound procedure checked, nobody there (a finding each), the bare walk."""
    one = procedure(steps)
    everybody, nobody = full(one), Coverage()
    sound, (findings,) = timed(lambda x: check(x, everybody), [(one,)], repeats=15)
    assert findings == []
    worst, (many,) = timed(lambda x: check(x, nobody), [(one,)], repeats=15)
    assert many
    bare, _seen = timed(bare_walk, [(one,)], repeats=15)
    return sound[0], worst[0], bare[0]


def growth(
    figures: dict[int, tuple[float, float, float]],
) -> Iterator[tuple[str, str, float]]:
    """From which size to which, of what, and how many times the time it took."""
    for small, large in pairwise(figures):
        for which, what in enumerate(("check", "nobody there")):
            grown = figures[large][which] / figures[small][which]
            yield f"{small} to {large} steps", what, grown


def main() -> None:
    """Prints a line for each size, then the growth."""
    figures = {}
    for steps in SIZES:
        figures[steps] = ours, worst, bare = measure(steps)
        sys.stdout.write(
            f"{steps} steps: check {ours:.2f} ms, nobody there {worst:.2f} ms, networkx's walk "
            f"{bare:.2f} ms, ratio {ours / bare:.2f}\n"
        )
    for sizes, what, grown in growth(figures):
        verdict = "met" if grown <= GROWTH else "MISSED"
        sys.stdout.write(f"{sizes}, {what}: {grown:.2f} times (at most {GROWTH}: {verdict})\n")


if __name__ == "__main__":
    main()
