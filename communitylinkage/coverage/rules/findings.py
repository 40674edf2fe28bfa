"""What the directory's list does not show: where help that is there for others is not for her."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communitylinkage.coverage.rules.levels import Levels, gaps
from communitylinkage.coverage.rules.supply import Supply


@dataclass(frozen=True, slots=True)
class Finding:
    """A situation that takes away what is there for others.

    Args:
        situation, kind, language: places in the cells. services: of the kind that speak it or bring
            an interpreter, and how many of them are left. women: in whose regions nothing is left.
        regions: how many these are.
    """

    situation: int
    kind: int
    language: int
    services: int
    left: int
    women: float
    regions: int


def _counts(supply: Supply, kind: int, language: int, situation: int) -> tuple[int, int]:
    """Services of a kind that understand her; how many of them take her as she is."""
    of_kind = (supply.kinds >> kind & 1).astype(np.bool_)
    understands = (supply.speaks >> language & 1).astype(np.bool_) | supply.bridged
    here = of_kind & understands
    takes = here & (supply.met >> situation & 1).astype(np.bool_)
    return int(here.sum()), int(takes.sum())


def lost(
    found: Levels, supply: Supply, women: NDArray[np.float64], languages: Sequence[int],
    most: int = 3,
) -> list[Finding]:  # fmt: skip
    """Where a situation costs most women what others have; each situation once, the worst first."""
    missing = gaps(found)
    lost_there = missing & ~missing[:1]
    best: list[Finding] = []
    for situation in range(1, found.shape[0]):
        told = (lost_there[situation] * women[None]).sum(axis=2)[:, list(languages)]
        if not told.size or not told.max():
            continue
        kind, at = np.unravel_index(int(told.argmax()), told.shape)
        language = languages[int(at)]
        several = int(lost_there[situation, kind, language].sum())
        counts = _counts(supply, int(kind), language, situation)
        best.append(
            Finding(situation, int(kind), language, *counts, float(told[kind, at]), several)
        )
    return sorted(best, key=lambda one: (-one.women, one.situation))[:most]
