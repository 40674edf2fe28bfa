"""What is within reach of whom, measured beside a bare k-d tree.

    python -m bench.coverage [services] [regions]

Made-up services speak three of 40 languages and give one or two of 20 kinds of help; each meets
some of 5 situations. They and the regions are spread over 27 countries as people are. Ours gives
every cell (situation, kind, language, region; whatever they speak; with an interpreter). The bare
formulation builds one scipy cKDTree for each situation, kind and language and asks it once for all
regions, the country as a fourth coordinate far from all others: one thread, distances only, no
packing. Both must give the same kilometres for the languages. One service that changes is measured
again, and must leave the same cells as a whole new measuring.
"""

import sys
import time

import numpy as np
from scipy.spatial import cKDTree

from communitylinkage.coverage.rules import reach
from communitylinkage.coverage.rules.reach import NOWHERE, Shape
from communitylinkage.coverage.rules.supply import Supply, one_changed
from communitylinkage.coverage.rules.together import measure_all

SHAPE = Shape(kinds=20, languages=40, situations=5)
SERVICES, REGIONS, COUNTRIES = 100_000, 1_500, 27
TARGETS = {"one process": 1.5, "two processes": 1.0, "one service": 1 / 40}
REPEATS = 3
# Larger than any chord: no service of another country is ever the nearest.
APART = 10.0


def spread(dice, size, centres, shares):
    """Places around the middles of countries: which country, and unit vectors."""
    country = np.sort(dice.choice(len(centres), size, p=shares))
    up, along = (centres[country] + dice.normal(0, 2.0, (size, 2))).T
    up, along = np.radians(up), np.radians(along)
    at = np.stack([np.cos(up) * np.cos(along), np.cos(up) * np.sin(along), np.sin(up)], axis=1)
    return country, at


def bits(dice, size, width, several):
    """Each has some of the bits, common ones more often."""
    weights = 1 / np.arange(2, width + 2)
    weights /= weights.sum()
    mask = np.zeros(size, dtype=np.int64)
    for _one in range(several):
        mask |= np.int64(1) << dice.choice(width, size, p=weights)
    return mask


def made_up(services=SERVICES, regions=REGIONS):
    """By country: services as arrays, regions as vectors."""
    dice = np.random.default_rng(11)
    shares = 1 / np.arange(1, COUNTRIES + 1)
    shares /= shares.sum()
    centres = dice.uniform((37, -8), (60, 27), (COUNTRIES, 2))
    country, at = spread(dice, services, centres, shares)
    whole = Supply(
        ids=np.arange(services).astype(np.str_), at=at, afar=np.zeros(services, dtype=np.bool_),
        kinds=bits(dice, services, SHAPE.kinds, 2), speaks=bits(dice, services, SHAPE.languages, 3),
        met=bits(dice, services, SHAPE.situations, 3) | 1, bridged=dice.random(services) < 0.3,
    )  # fmt: skip
    where, places = spread(dice, regions, centres, shares)
    return [(whole.only(country == one), places[where == one], SHAPE) for one in range(COUNTRIES)]


def bare(jobs):
    """One tree for each situation, kind and language: the same kilometres, nothing packed."""

    def joined(name):
        return np.concatenate([getattr(job[0], name) for job in jobs])

    country = np.concatenate([np.full(len(job[0]), n) for n, job in enumerate(jobs)])
    at = np.column_stack([joined("at"), country * APART])
    places = np.column_stack([
        np.concatenate([job[1] for job in jobs]),
        np.concatenate([np.full(len(job[1]), n * APART) for n, job in enumerate(jobs)]),
    ])  # fmt: skip
    kinds, speaks, met = joined("kinds"), joined("speaks"), joined("met")
    found = np.full((SHAPE.situations, SHAPE.kinds, SHAPE.languages, len(places)), np.inf)
    for kind in range(SHAPE.kinds):
        of_kind = np.flatnonzero(kinds >> kind & 1)
        for situation in range(SHAPE.situations):
            here = of_kind[(met[of_kind] >> situation & 1).astype(bool)]
            for language in range(SHAPE.languages):
                them = here[(speaks[here] >> language & 1).astype(bool)]
                if len(them):
                    found[situation, kind, language] = cKDTree(at[them]).query(places)[0]
    return found


def fastest(*calls):
    """The least time of each in seconds, in turns, and what it gave last."""
    times, given = [float("inf")] * len(calls), [None] * len(calls)
    for _repeat in range(REPEATS):
        for n, call in enumerate(calls):
            began = time.perf_counter()
            given[n] = call()
            times[n] = min(times[n], time.perf_counter() - began)
    return times, given


def changed(jobs):
    """A service of the second country speaks another language: measured again."""
    supply, places, shape = jobs[1]
    after = one_changed(supply, 5, speaks=int(supply.speaks[5]) ^ 1)
    only = np.arange(len(supply)) == 5
    before = reach.measure(supply, places, shape)

    def again():
        return reach.measure_again(
            before, [supply.only(only), after.only(only)], after, places, shape
        )

    return again, reach.measure(after, places, shape)


def main(services=SERVICES, regions=REGIONS):
    """Prints each ratio with its target."""
    jobs = made_up(services, regions)
    (ours, two, theirs), (cells, again, chords) = fastest(
        lambda: measure_all(jobs), lambda: measure_all(jobs, processes=2), lambda: bare(jobs)
    )
    cells, again = np.concatenate(cells, axis=3), np.concatenate(again, axis=3)
    assert np.array_equal(cells, again), "two processes give what one gives"
    near = chords < APART / 2
    expected = np.full(chords.shape, NOWHERE, dtype=np.uint16)
    expected[near] = reach.kilometres(chords[near])
    # A kilometre is rounded up: at its very edge the last bit decides.
    off = np.abs(cells[:, :, : SHAPE.languages].astype(int) - expected)
    assert off.max() <= 1, "the same kilometres"
    assert (off > 0).mean() < 1e-6, "the same kilometres"
    call, whole = changed(jobs)
    (once,), (anew,) = fastest(call)
    assert np.array_equal(anew, whole), "one change measured again is a whole new measuring"
    began = time.perf_counter()
    held = sum(len(reach.packed(one)) for one in np.array_split(cells, 8, axis=3))
    packing = time.perf_counter() - began
    sys.stdout.write(
        f"{services:,} services, {regions:,} regions, {expected.size:,} cells; bare trees "
        f"{theirs:.2f} s; packed {held / 1e6:.1f} MB in {packing:.2f} s\n"
    )
    for name, took, base in (("one process", ours, theirs), ("two processes", two, theirs),
                             ("one service", once, ours)):  # fmt: skip
        ratio, most = took / base, TARGETS[name]
        verdict = "met" if ratio <= most else "MISSED"
        sys.stdout.write(
            f"{name}: {took:.4f} s, ratio {ratio:.3f} (at most {most:.3f}: {verdict})\n"
        )


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
