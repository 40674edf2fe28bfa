"""(d) Cells per second through the disclosure gate: python -m bench.disclosure"""

import time

import numpy as np

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import PARTNERS, PUBLIC
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import Dimension, Table

SHAPE = (4, 6, 5)


def table(mean: float) -> Table:
    """4 countries × 6 kinds × 5 age bands, so many persons per cell on average."""
    names = zip(("country", "kind", "age"), SHAPE, strict=True)
    dimensions = tuple(Dimension.of(n, [f"{n}{i}" for i in range(size)]) for n, size in names)
    counts = np.random.default_rng(1).poisson(mean, (1, *SHAPE))
    return Table("bench", dimensions, ("2026",), counts)


def measure() -> list[tuple[str, float, float, float]]:
    """Policy, persons per cell, seconds, cells per second."""
    rows = []
    for policy in (PARTNERS, PUBLIC):
        for mean in (1, 4, 12, 40):
            one, start = table(mean), time.perf_counter()
            try:
                publish(one, policy, Ledger())
            except UnsafeError:
                continue
            took = time.perf_counter() - start
            rows.append((policy.name, mean, took, len(one.boxes) / took))
    return rows


if __name__ == "__main__":
    print(
        "| audience | persons per cell | seconds | cells per second | at most 1 s |\n|---|---|---|---|---|"
    )
    for name, mean, took, rate in measure():
        print(
            f"| {name} | {mean} | {took:.2f} | {rate:.0f} | {'met' if took <= 1 else '**missed**'} |"
        )
