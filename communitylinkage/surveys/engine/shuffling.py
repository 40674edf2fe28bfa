"""The shuffle of the standard: Fisher-Yates "inside-out" with Park and Miller's generator."""

from __future__ import annotations

import math
from typing import TypeVar

T = TypeVar("T")
MODULUS, FACTOR = 2147483647, 16807


def shuffled(things: list[T], seed: float) -> list[T]:
    """The same order for the same seed, as Enketo and JavaRosa compute it."""
    state = int(math.fmod(seed, MODULUS)) if math.isfinite(seed) else 1
    state = state + MODULUS - 1 if state <= 0 else state
    out: list[T] = []
    for i, thing in enumerate(things):
        state = state * FACTOR % MODULUS
        j = int((state - 1) / (MODULUS - 1) * (i + 1))
        if j == i:
            out.append(thing)
        else:
            out.append(out[j])
            out[j] = thing
    return out
