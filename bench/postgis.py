"""(b) The same answers from SQL written by hand over PostGIS, and from a scan without an index.

Nearest neighbours over GiST (kind, language, geography), more of them until the best ten are
proven; cost and order are computed in the database. It stands for what a good engineer would
write instead of our index.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connections
from django.db.utils import DatabaseError

from bench import filling, made_up, matching
from bench.timing import Figures, in_turns, timed
from communitylinkage.matching import index
from communitylinkage.matching.answer import COSTS_KM
from communitylinkage.matching.need import Need, Papers
from communitylinkage.matching.rings import FIRST_CELL

FIRST = 64
# The index orders by the spheroid, the rule measures on the ball: at most this much apart.
APART = 0.994
KEPT = "service_id, country, floor, speaks, flags, week0, week1, week2, full_until"


def missing() -> str:
    """Why PostGIS cannot be compared with; empty when it can."""
    try:
        filling.run(
            "CREATE EXTENSION IF NOT EXISTS postgis", "CREATE EXTENSION IF NOT EXISTS btree_gist"
        )
    except DatabaseError as refused:
        return str(refused).strip().splitlines()[0]
    return ""


def filled() -> bool:
    """Whether PostGIS's tables are there."""
    return "bench_remote" in connections["bench_postgres"].introspection.table_names()


def fill() -> None:
    """Makes PostGIS's table from the rows of our index, with indexes of its own."""
    filling.run(
        "DROP TABLE IF EXISTS bench_near, bench_remote",
        f"CREATE UNLOGGED TABLE bench_near AS SELECT (key / 64)::smallint AS kind, "
        f"(key % 64)::smallint AS language, {KEPT}, ST_SetSRID(ST_MakePoint("
        "degrees(atan2(y, x)), degrees(asin(z))), 4326)::geography AS spot "
        f"FROM directory_listing WHERE cell >= {FIRST_CELL}",
        f"CREATE UNLOGGED TABLE bench_remote AS SELECT (key / 64)::smallint AS kind, "
        f"(key % 64)::smallint AS language, {KEPT} FROM directory_listing "
        f"WHERE cell BETWEEN {index.afar(1)} AND {index.NOWHERE - 1}",
        "CREATE INDEX bench_near_gist ON bench_near USING gist (kind, language, spot)",
        "CREATE INDEX bench_remote_tree ON bench_remote (kind, language, country, floor)",
        "VACUUM ANALYZE bench_near",
        "VACUUM ANALYZE bench_remote",
    )


def _parts(need: Need, now: datetime) -> tuple[str, str]:
    """The cost without the way, and the hard conditions, as SQL of numbers only."""
    hour = now.astimezone(UTC).weekday() * 24 + now.astimezone(UTC).hour
    ((at, bit),) = [(at, bit) for at, bit in enumerate(index.parts(1 << hour)) if bit]
    is_open = f"(week{at} & {bit}::bigint) <> 0"
    unsaid = 0 if need.papers == Papers.HAVE else COSTS_KM["papers_ask"]
    speaks = index.speaking(need.languages)
    cost = (
        f"floor + CASE WHEN (flags & {index.PAPERS_YES}) <> 0 THEN 0 ELSE {unsaid} END"
        f" + CASE WHEN (speaks & {speaks}::bigint) <> 0 THEN 0"
        f" WHEN (flags & {index.MEDIATOR}) <> 0 THEN {COSTS_KM['mediator']}"
        f" ELSE {COSTS_KM['telephone_interpreter']} END"
        f" + CASE WHEN {is_open} THEN 0 ELSE {COSTS_KM['closed_now']} END"
        f" + CASE WHEN full_until > {now.toordinal()} THEN {COSTS_KM['no_room']} ELSE 0 END"
    )
    have, not_have = index.wanted(need)
    only = f"country = {index.country_slot(need.country)}"
    only += f" AND (flags & {have}) = {have}" if have else ""
    only += f" AND (flags & {not_have}) = 0" if not_have else ""
    only += f" AND {is_open}" if need.open_now else ""
    return cost, only


def _statement(need: Need, now: datetime, limit: int) -> str:
    cost, only = _parts(need, now)
    assert need.place
    here = f"ST_MakePoint({need.place.longitude!r}, {need.place.latitude!r})::geography"
    # A little more than her reach, because this measures on the spheroid.
    reach = need.reach_km * 1000 / APART
    near, remote = [], []
    for key in index.lists(need):
        # Without the casts the numbers are of another type, and the index is not used for them.
        where = f"kind = {key // 64}::smallint AND language = {key % 64}::smallint AND {only}"
        near.append(
            f"(SELECT {key} AS lst, service_id, {cost} AS cost, spot <-> {here} AS metres, spot "
            f"FROM bench_near WHERE {where} AND ST_DWithin(spot, {here}, {reach}) ORDER BY spot <-> {here} LIMIT {limit})"
        )
        remote.append(f"SELECT service_id, {cost} AS cost FROM bench_remote WHERE {where}")
    return (
        f"WITH near AS MATERIALIZED ({' UNION ALL '.join(near)}), "
        f"way AS (SELECT service_id, cost, ST_Distance(spot, {here}, false) / 1000 AS km FROM near), "
        "every AS (SELECT service_id, cost + km AS cost FROM way "
        f"WHERE km <= {need.reach_km} UNION {' UNION '.join(remote)}), "
        "best AS (SELECT service_id::text AS id, cost FROM every "
        "ORDER BY round(cost::numeric, 6), service_id LIMIT 10) "
        "SELECT 0 AS lst, id, cost, 0 AS metres FROM best "
        "UNION ALL SELECT lst, '', count(*), max(metres) FROM near GROUP BY lst"
    )


def asked(need: Need, now: datetime) -> list[str]:
    """The best ten by id: nearest neighbours until nothing farther can be better."""
    limit = FIRST
    with connections["bench_postgres"].cursor() as cursor:
        while True:
            cursor.execute(_statement(need, now, limit))
            rows = cursor.fetchall()
            best = sorted((round(row[2], 6), row[1]) for row in rows if row[1])
            worst = best[-1][0] if len(best) == 10 else float("inf")
            enough = min(worst, need.reach_km)
            rest = [row[3] for row in rows if not row[1] and row[2] == limit]
            if all(metres / 1000 * APART > enough for metres in rest):
                return [number for _cost, number in best]
            limit *= 4


def scanned(need: Need, now: datetime) -> list[str]:
    """The best ten by id from a scan: no index is used."""
    cost, only = _parts(need, now)
    assert need.place
    here = f"ST_MakePoint({need.place.longitude!r}, {need.place.latitude!r})::geography"
    lists = ", ".join(str(key % 64) for key in index.lists(need))
    where = f"kind = {index.lists(need)[0] // 64} AND language IN ({lists}) AND {only}"
    filling.run("SET enable_indexscan = off", "SET enable_bitmapscan = off")
    with connections["bench_postgres"].cursor() as cursor:
        cursor.execute(
            f"SELECT service_id::text FROM (SELECT service_id, {cost} + "
            f"ST_Distance(spot, {here}, false) / 1000 AS cost FROM bench_near WHERE {where} AND "
            f"ST_Distance(spot, {here}, false) / 1000 <= {need.reach_km} "
            f"UNION SELECT service_id, {cost} FROM bench_remote WHERE {where}) every "
            "ORDER BY round(cost::numeric, 6), service_id LIMIT 10"
        )
        found = [row[0] for row in cursor.fetchall()]
    filling.run("RESET enable_indexscan", "RESET enable_bitmapscan")
    return found


def measure(how_many: int) -> dict[str, dict[str, Any]]:
    """Times of the hand-written SQL and of ours, in turns, for each set of needs.

    Raises:
        AssertionError: an answer differs.
    """

    def ours(alias: str) -> Callable[[Need, datetime], list[str]]:
        return lambda need, now: matching.asked(alias, need, now)[0]

    calls = {"postgis": asked, **{one: ours(one) for one in ("bench_postgres", "bench_sqlite")}}
    figures: dict[str, dict[str, Any]] = {}
    for which in made_up.SETS:
        found = in_turns(calls, made_up.needs(which, how_many))
        answers = [there for _times, there in found.values()]
        assert answers[0] == answers[1] == answers[2], which
        figures[which] = {name: Figures(times) for name, (times, _answers) in found.items()}
    return figures


def measure_scan(how_many: int) -> dict[str, Any]:
    """Times of the scan for the first random needs."""
    times, answers = timed(scanned, made_up.needs("random", how_many), repeats=1)
    return {**Figures(times), "answers": answers}
