"""What a reader can infer: linear programmes over every table that agrees with what she has seen.

A secret is safe when two whole-numbered tables, each in agreement with everything published,
differ in it by its protection width. Such a pair is a proof that outlives further hiding.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, hstack, vstack

from communitylinkage.disclosure.ledger import Region, Secret, Statement
from communitylinkage.disclosure.space import Space

Floats = NDArray[np.float64]
EPSILON = 1e-6
PATIENCE = 2_000  # branch-and-bound nodes: a count, not a clock, so that results repeat


class Reader:
    """One reader's knowledge, secrets to keep from her, and the proofs found so far."""

    def __init__(self, known: list[Statement], secrets: list[Secret], leaves: list[Region]) -> None:
        space = Space.over([*known, *secrets], leaves)
        self.known, self.secrets = known, secrets
        self.rows: csr_matrix = space.rows(known)
        self.wanted: csr_matrix = space.rows(secrets)
        self.low = np.array([s.low for s in known], dtype=float)
        self.high = np.array([s.high for s in known], dtype=float)
        self.width = np.array([s.width for s in secrets], dtype=float)
        self.hidden = np.zeros(len(known), dtype=bool)
        finite = [s.high for s in known if np.isfinite(s.high)]
        self.most = 2 * max(finite, default=0) + 4 * float(self.width.max(initial=0)) + 100
        self.solved = 0
        self.points: list[Floats] = []
        self.least = np.full(len(secrets), np.inf)
        self.greatest = np.full(len(secrets), -np.inf)

    def bounds(self) -> tuple[Floats, Floats]:
        """Of every row; a hidden one says nothing."""
        return np.where(self.hidden, 0, self.low), np.where(self.hidden, np.inf, self.high)

    def extreme(self, cost: Floats, whole: bool = False) -> Floats | None:
        """A table that agrees with everything and has the least cost; whole numbers only."""
        low, high = self.bounds()
        shown = ~self.hidden
        limits = [LinearConstraint(self.rows[shown], low[shown], high[shown])] if any(shown) else []
        self.solved += 1
        found = milp(
            cost,
            constraints=limits,
            bounds=Bounds(0, self.most),
            integrality=np.full(len(cost), int(whole)),
            options={"node_limit": PATIENCE},
        )
        if found.x is None:
            return None
        point: Floats = np.round(found.x)
        values = self.rows @ point
        if (values < low - EPSILON).any() or (values > high + EPSILON).any():
            return None if whole else self.extreme(cost, whole=True)
        if not whole and cost @ point > cost @ found.x + 1 - EPSILON:
            return self.extreme(cost, whole=True)
        return point

    def witness(self, point: Floats) -> None:
        """Keeps a table that the reader cannot rule out."""
        self.points.append(point)
        values = self.wanted @ point
        self.least = np.minimum(self.least, values)
        self.greatest = np.maximum(self.greatest, values)

    def recount(self, points: list[Floats]) -> None:
        """Starts again from fewer proofs."""
        self.points = []
        self.least[:], self.greatest[:] = np.inf, -np.inf
        for point in points:
            self.witness(point)

    def open(self) -> NDArray[np.int64]:
        """Secrets without a proof yet."""
        return np.flatnonzero(~(self.greatest - self.least >= self.width))

    def look(self, cost: Floats) -> bool:
        """Finds one more table; False when there is none at all."""
        point = self.extreme(cost)
        if point is not None:
            self.witness(point)
        return point is not None

    def consistent(self) -> bool:
        """Whether any table agrees with all that she has seen."""
        return bool(self.points) or self.look(np.zeros(self.rows.shape[1]))

    def prove(self, at: int) -> bool:
        """Looks for the two tables that keep one secret."""
        row = np.asarray(self.wanted[at].todense()).ravel()
        for cost in (-row, row):
            if self.greatest[at] - self.least[at] >= self.width[at]:
                break
            if not self.look(cost):
                return False
        return bool(self.greatest[at] - self.least[at] >= self.width[at])

    def prove_together(self) -> None:
        """Two tables that often serve many secrets at once, again while they do."""
        before = len(self.secrets) + 1
        while 2 <= len(still := self.open()) < before:
            before = len(still)
            row = np.asarray(self.wanted[still].sum(axis=0)).ravel()
            self.look(row)
            self.look(-row)

    def exposed(self) -> list[int]:
        """Secrets that this reader could narrow down too far."""
        self.prove_together()
        return [int(at) for at in self.open() if not self.prove(int(at))]

    def opening(self, at: int, cost: Floats, soft: NDArray[np.bool_]) -> list[int] | None:
        """The cheapest shown rows to hide so that one secret can move by its width.

        `soft` rows may be hidden at their cost; the others bind. None: nothing helps.
        """
        movable = np.flatnonzero(soft & ~self.hidden)
        low, high = self.bounds()
        keep = ~self.hidden
        slack = csr_matrix(
            (np.ones(len(movable)), (movable, range(len(movable)))), (len(low), len(movable))
        )
        body = hstack([self.rows, slack, -slack]).tocsr()[keep]
        row = hstack([self.wanted[at], csr_matrix((1, 2 * len(movable)))])
        weights = np.concatenate([np.zeros(self.rows.shape[1]), cost[movable], cost[movable]])
        goals = (
            (self.least[at] + self.width[at], np.inf),
            (-np.inf, self.greatest[at] - self.width[at]),
        )
        for goal in goals:
            found = milp(
                weights,
                constraints=LinearConstraint(
                    vstack([body, row]),
                    np.append(low[keep], goal[0]),
                    np.append(high[keep], goal[1]),
                ),
                bounds=Bounds(0, 4 * self.most),
            )
            if found.x is not None:
                moved = found.x[self.rows.shape[1] :].reshape(2, -1).sum(axis=0)
                return [int(m) for m in movable[moved > EPSILON]]
        return None
