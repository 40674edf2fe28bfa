"""`python -m bench [--quick] [--sizes 10000,100000,1000000] [--out FILE]`."""

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "docs" / "reference" / "bench.md"
SIZES = (10_000, 100_000, 1_000_000)
QUICK = (500, 2_000)


def arguments(given: list[str]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that all runs")
    parser.add_argument("--sizes", help="numbers of services, separated by commas")
    parser.add_argument("--out", type=Path, help="where the report goes")
    parser.add_argument(
        "--only",
        choices=("match", "product", "support"),
        help="the other parts' figures stay as they were",
    )
    parser.add_argument(
        "--filled", action="store_true", help="what the databases still hold is not made anew"
    )
    parser.add_argument("--note", default="", help="a sentence for the head of the report")
    asked = parser.parse_args(given)
    sizes = QUICK if asked.quick else SIZES
    asked.sizes = tuple(map(int, asked.sizes.split(","))) if asked.sizes else sizes
    asked.out = asked.out or (None if asked.quick else REPORT)
    var = Path(os.environ.get("COMMUNITYLINKAGE_VAR", ROOT / "var"))
    asked.kept = var / "bench.json"
    asked.needs = 20 if asked.quick else 100
    asked.seconds = 0.5 if asked.quick else 4.0
    asked.support = (2_000, 12, (20, 80)) if asked.quick else (100_000, 60, (50, 200, 800))
    return asked


class Progress:
    """Says what happens and how long it took; writes the report anew after each part."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked, self.began = asked, time.monotonic()
        self.figures: dict[str, Any] = {"sizes": {}, "asked": asked.sizes}
        if asked.only and asked.kept.exists():
            self.figures.update(json.loads(asked.kept.read_text()))
            self.figures["sizes"] = {int(n): one for n, one in self.figures["sizes"].items()}
        self.figures["note"] = asked.note
        if self.runs("match"):
            self.figures.update(sizes={}, asked=asked.sizes)
            self.figures.pop("postgis", None)

    def runs(self, part: str) -> bool:
        """Whether this part is measured."""
        return self.asked.only in (None, part)

    def say(self, words: str) -> None:
        """One line."""
        print(f"{time.monotonic() - self.began:6.0f} s  {words}", file=sys.stderr, flush=True)

    def keep(self) -> None:
        """What was measured so far, as a report."""
        from bench.report import written

        if self.asked.out:
            self.asked.out.write_text(written(self.figures))
            self.asked.kept.write_text(json.dumps(self.figures, default=str))


def product(progress: Progress) -> None:
    """(c), (d), (e): the product as `make run` starts it."""
    from bench import pages
    from tests.browser.product import running

    asked = progress.asked
    progress.say("sign-ins and receipts")
    progress.figures["openings"] = pages.openings(asked.seconds)
    progress.say("the product is started (places take half a minute)")
    with tempfile.TemporaryDirectory() as folder, running(folder) as (address, _said, _env):
        progress.say("pages")
        progress.figures["weights"] = pages.weigh(address)
        progress.figures["whole"] = pages.whole_page(address, Path(folder), asked.needs)
        progress.say("the guide while others sign in")
        progress.figures["meanwhile"] = pages.guide_meanwhile(address, asked.needs)
    progress.keep()


def support(progress: Progress) -> None:
    """Mentors for a request, and the checks of a procedure (issue 5)."""
    from bench import mentors, procedures

    many, requests, steps = progress.asked.support
    progress.say(f"{many:,} mentors: {requests} requests")
    found: dict[str, Any] = {"mentors": many, "requests": mentors.alone(many, requests)}
    progress.say("checks of a procedure")
    times = {size: procedures.measure(size) for size in steps}
    found["checks"] = list(times.items())
    found["growth"] = list(procedures.growth(times))
    progress.figures["support"] = found
    progress.keep()


def compare(progress: Progress, size: int) -> None:
    """(b) at the largest size."""
    from bench import postgis

    progress.say("PostGIS's table and indexes")
    why = postgis.missing()
    if why:
        progress.say(f"PostGIS is skipped: {why}")
        progress.figures["postgis"] = {"missing": why}
        return
    if not (progress.asked.filled and postgis.filled()):
        postgis.fill()
    progress.say("PostGIS and ours, in turns")
    there = postgis.measure(progress.asked.needs)
    scan = postgis.measure_scan(3)
    ours = progress.figures["sizes"][size]["bench_postgres"]
    for at, answer in enumerate(scan.pop("answers")):
        assert answer == ours["random"]["answers"][at], ("scan", at)
    progress.figures["postgis"] = {"size": size, "sets": there, "scan": scan}


def directory(progress: Progress, size: int, postgres: bool, last: bool) -> None:
    """(a) at one size."""
    from bench import filling, matching

    asked = progress.asked
    filling.turn_to(size)
    filling.make_postgres()
    if not (asked.filled and filling.filled(size, postgres)):
        progress.say(f"{size:,} services are made up and filed")
        matching.fill(size, postgres)
    figures: dict[str, Any] = {}
    for alias in ("bench_sqlite", *(["bench_postgres"] if postgres else [])):
        if alias == "bench_postgres":
            filling.one_by_one()
        progress.say(f"{alias}: {asked.needs} needs of each set")
        figures[alias] = matching.measure(alias, asked.needs)
    # A full scan of a million takes seconds: there only some answers are compared with one.
    sample = min(asked.needs, max(10, asked.needs * 10_000 // size))
    progress.say(f"full scans for {sample} needs of each set")
    compared = matching.check(figures, sample)
    progress.figures["sizes"][size] = {**figures, "compared": compared}
    if last and postgres:
        compare(progress, size)
    progress.keep()


def main(given: list[str]) -> int:
    """Runs all parts."""
    asked = arguments(given)
    django.setup()
    gc.disable()  # millions of rows in memory, none of which can be garbage yet
    from bench import filling

    progress = Progress(asked)
    why = filling.make_postgres()
    if why and progress.runs("match"):
        progress.say(f"PostgreSQL is skipped: {why}")
        progress.figures["postgis"] = {"missing": why}
    if progress.runs("product"):
        product(progress)
    if progress.runs("support"):
        support(progress)
    for size in asked.sizes if progress.runs("match") else ():
        directory(progress, size, not why, last=size == asked.sizes[-1])
    from bench.report import written

    progress.say("done")
    print(written(progress.figures))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
