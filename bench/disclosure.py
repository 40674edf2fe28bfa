"""Tables and cells per second through the disclosure gate: python -m bench.disclosure [how many]

Small tables are what a coordinator asks for: 6 × 5, by themselves and as the eighth quarter of a
series whose every quarter was let out. The large one is 4 × 6 × 5 with all its margins.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import numpy as np

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import PARTNERS, PUBLIC, Policy
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import Dimension, Table

SMALL, LARGE, QUARTERS = (6, 5), (4, 6, 5), 8
MEANS = (1, 4, 12, 40)  # persons per cell, on average
HOW_MANY = 20
PER_SECOND = 1.0  # tables of the size of a page


def table(mean: float, shape: tuple[int, ...], quarters: int = 1, seed: int = 1) -> Table:
    """So many persons per cell and quarter on average."""
    dimensions = tuple(
        Dimension.of(f"d{at}", [f"d{at}-{i}" for i in range(size)]) for at, size in enumerate(shape)
    )
    counts = np.random.default_rng(seed).poisson(mean, (quarters, *shape))
    return Table("bench", dimensions, tuple(f"q{n}" for n in range(quarters)), counts)


def asked(one: Table, policy: Policy, ledger: Ledger) -> tuple[float, Ledger]:
    """Seconds for one table, let out or refused, and the ledger afterwards."""
    start = time.perf_counter()
    with suppress(UnsafeError):
        ledger = ledger.add(publish(one, policy, ledger).entry)
    return time.perf_counter() - start, ledger


def alone(policy: Policy, mean: float, shape: tuple[int, ...], many: int) -> float:
    """Seconds for a table by itself."""
    return sum(asked(table(mean, shape, 1, n), policy, Ledger())[0] for n in range(many)) / many


def eighth(policy: Policy, mean: float, many: int) -> float:
    """Seconds for the table of eight quarters, the seven before having been let out in turn."""
    took = 0.0
    for seed in range(many):
        whole, ledger = table(mean, SMALL, QUARTERS, seed), Ledger()
        for count in range(1, QUARTERS + 1):
            one = Table("bench", whole.dimensions, whole.periods[:count], whole.counts[:count])
            last, ledger = asked(one, policy, ledger)
        took += last
    return took / many


def measure(many: int) -> Iterator[tuple[str, str, float, float, int]]:
    """What, policy, persons per cell, seconds for one table, its cells."""
    small, large = (int(np.prod([n + 1 for n in shape])) for shape in (SMALL, LARGE))
    for policy in (PARTNERS, PUBLIC):
        for mean in MEANS:
            yield "6 × 5 alone", policy.name, mean, alone(policy, mean, SMALL, many), small
            few = max(many // 10, 1)
            yield "6 × 5, eighth quarter", policy.name, mean, eighth(policy, mean, few), small
            yield "4 × 6 × 5 alone", policy.name, mean, alone(policy, mean, LARGE, few), large


def main() -> None:
    """Prints the lines as they come."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY
    say = sys.stdout.write
    say("| table | audience | persons per cell | tables per second | cells per second |")
    say(f" at least {PER_SECOND:g} table per second |\n|---|---|---|---|---|---|\n")
    for what, policy, mean, took, cells in measure(many):
        met = "met" if 1 / took >= PER_SECOND else "**missed**"
        say(f"| {what} | {policy} | {mean} | {1 / took:.2f} | {cells / took:.0f} | {met} |\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
