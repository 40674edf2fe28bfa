"""Times in milliseconds."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

REPEATS = 3


def percentile(times: Sequence[float], share: float) -> float:
    """The time that a share of the calls did not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def timed(
    call: Callable[..., Any], arguments: Iterable[tuple[Any, ...]], repeats: int = REPEATS
) -> tuple[list[float], list[Any]]:
    """Calls a few times per argument; the fastest counts, so that others' work weighs less."""
    times, results = [], []
    for one in arguments:
        fastest, result = float("inf"), None
        for _repeat in range(repeats):
            began = time.perf_counter()
            result = call(*one)
            fastest = min(fastest, 1000 * (time.perf_counter() - began))
        results.append(result)
        times.append(fastest)
    return times, results


def in_turns(
    calls: dict[str, Callable[..., Any]], arguments: Iterable[tuple[Any, ...]]
) -> dict[str, tuple[list[float], list[Any]]]:
    """The same for some calls that take turns, so that others' work weighs on all of them alike."""
    found: dict[str, tuple[list[float], list[Any]]] = {name: ([], []) for name in calls}
    for one in arguments:
        fastest, results = dict.fromkeys(calls, float("inf")), {}
        for _repeat in range(REPEATS):
            for name, call in calls.items():
                began = time.perf_counter()
                results[name] = call(*one)
                fastest[name] = min(fastest[name], 1000 * (time.perf_counter() - began))
        for name, (times, answers) in found.items():
            times.append(fastest[name])
            answers.append(results[name])
    return found


class Figures(dict[str, float]):
    """p50 and p95 of some times."""

    def __init__(self, times: Sequence[float]) -> None:
        super().__init__(p50=percentile(times, 0.5), p95=percentile(times, 0.95))
