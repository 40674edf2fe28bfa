"""Dashboards from slices beside DuckDB on the same raw facts.

    DJANGO_SETTINGS_MODULE=bench.settings python -m bench.impact [how many ...]

Made-up facts over three years, of every kind that the product counts, go into PostgreSQL and, from
the same rows, into DuckDB (in memory, all cores). Asked is what the counted part of a dashboard
asks: every count and every wait of the shipped indicators, by country. DuckDB gets one statement
for all of it. Both must give the same. Then a slice that nothing covers is asked of both, and a
batch of facts is added to the slices.
"""

import itertools
import random
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import django
from django.db import connections, router, transaction

HOW_MANY = (1_000_000, 10_000_000)
TARGETS = {1_000_000: 0.5, 10_000_000: 0.15}
MOST_ROWS, BATCH, TIMES = 20_000, 100_000, 5
MONTHS = [f"{year}-{month:02d}" for year in (2022, 2023, 2024) for month in range(1, 13)]
SPAN = ("2022-05", "2024-04")
REGIONS = ["ES", "IT", "GR", "SI", "", "FR"]
VALUES = {
    "waited": ["day", "three_days", "week", "longer"], "helped": ["yes", "partly", "no"],
    "by": ["woman", "service"], "outcome": ["reached", "partly", "turned_away", "provided"],
    "how": ["done", "passed_on", "contact", "activity"], "track": ["mentors", "professionals"],
}  # fmt: skip
Row = tuple[str, str, str, str]


class ToBench:
    """Sends what the product asks to the database that is measured."""

    def __init__(self, alias: str) -> None:
        self.alias = alias

    def db_for_read(self, _model: Any, **_hints: Any) -> str:
        """Always that one."""
        return self.alias

    db_for_write = db_for_read


def rows(size: int) -> Iterator[Row]:
    """Made-up facts, always the same."""
    from communitylinkage.impact.rules.known import KINDS

    dice = random.Random(5)
    for _n in range(size):
        kind = dice.choice(list(KINDS))
        codes = sorted(
            f"{name}:{dice.choice(VALUES.get(name, ['a', 'b', 'c', 'd', 'e']))}"
            for name in KINDS[kind]
        )
        yield kind, dice.choice(MONTHS), dice.choice(REGIONS), " ".join(codes)


def batches(size: int) -> Iterator[list[Row]]:
    """The same in batches."""
    told = rows(size)
    while batch := list(itertools.islice(told, BATCH)):
        yield batch


def fill(alias: str, size: int) -> Any:
    """Fills both; returns DuckDB's connection."""
    import duckdb

    from communitylinkage.facts.models import Cell, Fact, Slice

    connection, duck = connections[alias], duckdb.connect()
    duck.execute("CREATE TABLE fact (kind VARCHAR, month VARCHAR, region VARCHAR, codes VARCHAR)")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    with connection.schema_editor() as editor:
        for model in (Fact, Slice, Cell):
            editor.create_model(model)
    for batch in batches(size):
        _into(alias, batch)
        columns = dict(zip(("kind", "month", "region", "codes"), zip(*batch, strict=True),
                           strict=True))  # fmt: skip
        duck.execute(
            "INSERT INTO fact SELECT unnest(?), unnest(?), unnest(?), unnest(?)",
            [list(column) for column in columns.values()],
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return duck


def _into(alias: str, batch: list[Row]) -> None:
    from communitylinkage.facts.models import Fact

    if connections[alias].vendor != "postgresql":
        Fact.objects.bulk_create(
            Fact(kind=kind, month=month, region=region, codes=codes)
            for kind, month, region, codes in batch
        )
        return
    statement = "COPY facts_fact (id, kind, month, region, codes) FROM STDIN"
    with (
        transaction.atomic(using=alias),
        connections[alias].cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in batch:
            copy.write_row((uuid.uuid4(), *row))


def asked() -> list[Any]:
    """The cuts of the shipped indicators."""
    from communitylinkage.impact.figures import cuts_of
    from communitylinkage.impact.shipped import shipped

    return list(dict.fromkeys(cut for one, _text in shipped() for cut in cuts_of(one)))


def ours(cuts: list[Any]) -> dict[tuple[Any, str, str], int]:
    """What a dashboard reads: cut, country, value -> how many."""
    from communitylinkage.facts import queries

    found: Counter[tuple[Any, str, str]] = Counter()
    for cut, places in queries.tally(cuts, *SPAN).items():
        for (_month, region, value), number in places.items():
            found[cut, region, value] += number
    return dict(found)


def theirs(duck: Any, cuts: list[Any]) -> dict[tuple[Any, str, str], int]:
    """The same of DuckDB, in one statement over the raw facts."""
    columns, names = [], []
    for cut in cuts:
        values = VALUES.get(cut.by, ["a", "b", "c", "d", "e"]) if cut.by else [""]
        for value in values:
            codes = [*cut.codes.split(), *([f"{cut.by}:{value}"] if cut.by else [])]
            tests = [f"kind = '{cut.kind}'", *(f"contains(codes, '{code}')" for code in codes)]
            columns.append(f"count(*) FILTER ({' AND '.join(tests)})")
            names.append((cut, value))
    kinds = ", ".join(f"'{one}'" for one in sorted({cut.kind for cut in cuts}))
    statement = (
        f"SELECT region, {', '.join(columns)} FROM fact WHERE kind IN ({kinds}) "  # nosec B608 -- constants of ours
        f"AND month BETWEEN '{SPAN[0]}' AND '{SPAN[1]}' GROUP BY region"
    )
    return {
        (cut, region, value): number
        for region, *numbers in duck.execute(statement).fetchall()
        for (cut, value), number in zip(names, numbers, strict=True)
        if number
    }


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """The middle of some times, in milliseconds, and what came."""
    times, found = [], None
    for _time in range(TIMES):
        began = time.perf_counter()
        found = call()
        times.append(1000 * (time.perf_counter() - began))
    return sorted(times)[TIMES // 2], found


def say(text: str) -> None:
    """One line, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def measure(alias: str, size: int) -> None:
    """Prints a line for the dashboard, one for what no slice covers, one for a batch."""
    from communitylinkage.facts import slices
    from communitylinkage.facts.models import Cell
    from communitylinkage.facts.rules import Cut

    router.__dict__["routers"] = [ToBench(alias)]
    duck, cuts, name = fill(alias, size), asked(), f"{connections[alias].vendor}, {size:,} facts"
    slices.cover(cuts)
    began = time.perf_counter()
    with transaction.atomic(using=alias):
        slices.fill()
    say(f"{name}: slices filled in {time.perf_counter() - began:.1f} s, {Cell.objects.count():,} "
        f"rows (at most {MOST_ROWS:,}: {'met' if Cell.objects.count() <= MOST_ROWS else 'MISSED'})")  # fmt: skip
    _compare(f"{name}, dashboard", duck, cuts, TARGETS.get(size))
    free = [Cut("support_action", "kind:a where:b", "outcome"), Cut("search", "help:a", "language")]
    _compare(f"{name}, a slice that nothing covers", duck, free, None)
    batch = Counter(itertools.islice(rows(20), 20))
    with transaction.atomic(using=alias):
        spent, _none = timed(lambda: slices.add(batch))
    say(f"{name}: a batch of 20 facts is added to the slices in {spent:.1f} ms")


def _compare(what: str, duck: Any, cuts: list[Any], most: float | None) -> None:
    (mine, found), (its, other) = timed(lambda: ours(cuts)), timed(lambda: theirs(duck, cuts))
    assert found == other, what
    ratio = mine / its
    verdict = "" if most is None else f" (at most {most}: {'met' if ratio <= most else 'MISSED'})"
    say(f"{what}: ours {mine:.1f} ms, DuckDB {its:.1f} ms, ratio {ratio:.3f}{verdict}")


def main() -> None:
    """PostgreSQL, once for each size."""
    django.setup()
    from bench.filling import make_postgres

    settings = connections["bench_postgres"].settings_dict
    settings["NAME"] = f"{settings['NAME']}_impact"
    if missing := make_postgres():
        say(f"PostgreSQL: {missing}")
        return
    for size in [int(one) for one in sys.argv[1:]] or HOW_MANY:
        measure("bench_postgres", size)


if __name__ == "__main__":
    main()
