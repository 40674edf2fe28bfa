"""The ways through a procedure, each walked once: steps and branches are counted, not paths.

networkx has these walks; ours are on lists of numbers, because a procedure is checked after every
change on a page, and building a graph first costs more than the walk (bench/procedures.py).
"""

from collections.abc import Sequence

from communitylinkage.procedures.graph.values import Procedure, Step

Arrows = list[list[int]]


class Ways:
    """Steps by number, and three kinds of arrows between them; arrows to nowhere are left out."""

    def __init__(self, procedure: Procedure) -> None:
        self.steps: Sequence[Step] = procedure.steps
        self.number = {one.code: n for n, one in enumerate(self.steps)}
        self.next: Arrows = [self._known(b.to for b in s.next) if not s.ends else []
                             for s in self.steps]  # fmt: skip
        self.fallback: list[int | None] = [
            self.number.get(s.fallback) if not s.ends else None for s in self.steps
        ]
        self.all: Arrows = [
            [*on, back] if back is not None else on
            for on, back in zip(self.next, self.fallback, strict=True)
        ]
        self.reached = reached(self.all, 0) if self.steps else set()

    def _known(self, codes: object) -> list[int]:
        return [self.number[c] for c in codes if c in self.number]  # type: ignore[attr-defined]  # iterable


def reached(arrows: Arrows, start: int, closed: Sequence[bool] = ()) -> set[int]:
    """What can be reached from a step; through a `closed` one nothing goes on."""
    seen, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        if closed and closed[at]:
            continue
        for to in arrows[at]:
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return seen


def knots(arrows: Arrows) -> list[list[int]]:
    """Strongly connected steps (Tarjan 1972, without recursion), those farther on first."""
    order: list[int] = [-1] * len(arrows)
    low = [0] * len(arrows)
    held, stack, found = [False] * len(arrows), list[int](), list[list[int]]()
    count = 0
    for root in range(len(arrows)):
        if order[root] >= 0:
            continue
        walk = [(root, 0)]
        while walk:
            at, arm = walk.pop()
            if arm == 0:
                order[at] = low[at] = count
                count += 1
                stack.append(at)
                held[at] = True
            if arm < len(arrows[at]):
                walk.append((at, arm + 1))
                to = arrows[at][arm]
                if order[to] < 0:
                    walk.append((to, 0))
                elif held[to]:
                    low[at] = min(low[at], order[to])
                continue
            if low[at] == order[at]:
                found.append(_taken(stack, held, at))
            if walk:
                before = walk[-1][0]
                low[before] = min(low[before], low[at])
    return found


def _taken(stack: list[int], held: list[bool], root: int) -> list[int]:
    one = []
    while True:
        at = stack.pop()
        held[at] = False
        one.append(at)
        if at == root:
            return sorted(one)


def is_loop(knot: list[int], arrows: Arrows) -> bool:
    """Whether one comes back within it."""
    return len(knot) > 1 or knot[0] in arrows[knot[0]]
