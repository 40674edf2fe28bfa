"""Several countries at once, in several processes where there is more than one core."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from communitylinkage.coverage.rules.reach import Km, Shape, measure
from communitylinkage.coverage.rules.supply import Supply, Vectors

Job = tuple[Supply, Vectors, Shape]


def _measured(job: Job) -> Km:
    return measure(*job)


def measure_all(jobs: Sequence[Job], processes: int = 1) -> list[Km]:
    """The cells of each country, in the order of the jobs.

    Args:
        processes: how many; the largest countries go first.
    """
    if processes <= 1 or len(jobs) <= 1:
        return [measure(*job) for job in jobs]
    order = sorted(range(len(jobs)), key=lambda n: -len(jobs[n][0]) * len(jobs[n][1]))
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        found = dict(zip(order, pool.map(_measured, [jobs[n] for n in order]), strict=True))
    return [found[n] for n in range(len(jobs))]
