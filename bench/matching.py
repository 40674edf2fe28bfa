"""(a) What a match costs as the directory grows, with answers compared by identity."""

from datetime import datetime
from statistics import median
from typing import Any

from django.db import connections

from bench import filling, made_up
from bench.timing import Figures, timed
from communitylinkage.directory.lookup import Rows
from communitylinkage.matching import index, packed, search
from communitylinkage.matching.answer import match
from communitylinkage.matching.need import Need, Offer


def asked(alias: str, need: Need, now: datetime) -> tuple[list[str], search.Looked]:
    """The best ten by id, and what it took."""
    results, looked = search.best(need, now, Rows(need, now, using=alias))
    return [result.offer.id for result in results], looked


def _there(alias: str, need: Need, now: datetime) -> list[Offer]:
    """Every offer of the kind and the country, read without the index's own search."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT packed FROM directory_listedoffer WHERE service_id IN (SELECT service_id "
            "FROM directory_listing WHERE key = %s AND country = %s)",
            [index.KINDS.index(need.kind) * 64 + index.ANY, index.country_slot(need.country)],
        )
        return [packed.unpack(text, now.date()) for (text,) in cursor.fetchall()]


def measure(alias: str, how_many: int) -> dict[str, dict[str, Any]]:
    """Times and work for each set of needs on one database."""
    figures: dict[str, dict[str, Any]] = {}
    for which in made_up.SETS:
        every = [(alias, need, now) for need, now in made_up.needs(which, how_many)]
        times, answers = timed(asked, every)
        figures[which] = {
            **Figures(times),
            "rows": median(looked.rows for _ids, looked in answers),
            "weighed": median(looked.offers for _ids, looked in answers),
            "questions": median(looked.questions for _ids, looked in answers),
            "answers": [ids for ids, _looked in answers],
        }
    return figures


def check(figures: dict[str, Any], how_many: int) -> int:
    """Compares the first answers of each set with full scans, by identity and order.

    Raises:
        AssertionError: an answer differs.
    """
    compared = 0
    for which in made_up.SETS:
        for at, (need, now) in enumerate(made_up.needs(which, how_many)):
            every = _there("bench_sqlite", need, now)
            scan = [result.offer.id for result in match(need, every, now).results]
            for database, sets in figures.items():
                assert sets[which]["answers"][at] == scan, (database, which, at, need)
            compared += 1
    return compared


def fill(size: int, postgres: bool) -> None:
    """Fills both databases with so many services."""
    offers = list(made_up.services(size))
    filed, packs = filling.rows(offers), filling.packs(offers)
    del offers
    filling.fill_sqlite(filed, packs)
    if postgres:
        filling.fill_postgres(filed, packs)
