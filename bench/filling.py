"""Fills databases of the bench's own with the index rows of made-up services, in bulk.

The services themselves (names, addresses, telephones) are left out: a match reads none of them.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import psycopg
from django.db import connections

from bench.made_up import TUESDAY
from communitylinkage.directory.listed import ListedOffer, Listing
from communitylinkage.matching import index, packed
from communitylinkage.matching.need import Offer

SAID = (TUESDAY + timedelta(days=2)).date()  # what was said about room is recent in all sets
LISTING = [
    "key",
    "cell",
    "service_id",
    "country",
    "floor",
    "x",
    "y",
    "z",
    "speaks",
    "flags",
    "week0",
    "week1",
    "week2",
    "full_until",
]
CELL = LISTING.index("cell")
SERVICE = LISTING.index("service_id")


def rows(offers: Iterable[Offer]) -> list[tuple[object, ...]]:
    """All rows of the index, in the order of its main index, as a rebuild would leave them."""
    found = [
        (r.key, r.cell, o.id, r.country, r.floor, r.x, r.y, r.z, r.speaks, r.flags, *r.week,
         r.full_until)
        for o in offers
        for r in index.file(o, SAID)
    ]  # fmt: skip
    found.sort(key=lambda row: row[:3])
    return found


def _emptied(alias: str) -> None:
    connection = connections[alias]
    names = connection.introspection.table_names()
    with connection.schema_editor() as editor:
        for model in (ListedOffer, Listing):
            if model._meta.db_table in names:
                editor.delete_model(model)
            editor.create_model(model)


def _index_statements(alias: str) -> list[str]:
    """What makes the indexes again: they are dropped while rows come in."""
    with connections[alias].schema_editor(collect_sql=True) as editor:
        for one in Listing._meta.indexes:
            editor.add_index(Listing, one)
        return [str(statement) for statement in editor.collected_sql]


def _without_indexes(alias: str) -> None:
    with connections[alias].schema_editor() as editor:
        for one in Listing._meta.indexes:
            editor.remove_index(Listing, one)


def turn_to(size: int) -> None:
    """From here on the databases are those of so many services: each size has its own."""
    for alias in ("bench_sqlite", "bench_postgres"):
        connections[alias].close()
    sqlite_file = Path(connections["bench_sqlite"].settings_dict["NAME"])
    connections["bench_sqlite"].settings_dict["NAME"] = sqlite_file.with_name(
        f"bench-{size}.sqlite3"
    )
    database = connections["bench_postgres"].settings_dict
    database["NAME"] = f"{str(database['NAME']).rstrip('_0123456789')}_{size}"


def filled(size: int, postgres: bool) -> bool:
    """Whether the databases hold so many services already."""
    for alias in ("bench_sqlite", *(["bench_postgres"] if postgres else [])):
        names = connections[alias].introspection.table_names()
        if ListedOffer._meta.db_table not in names:
            return False
        if ListedOffer.objects.using(alias).count() != size:
            return False
    return True


def make_postgres() -> str:
    """Makes the bench's database where it is missing; returns "" or why there is none."""
    database = connections["bench_postgres"].settings_dict
    asked = {
        "host": database["HOST"],
        "port": database["PORT"] or 5432,
        "user": database["USER"],
        "password": database["PASSWORD"] or None,
        "dbname": "postgres",
    }
    try:
        with psycopg.connect(**asked, autocommit=True) as connection:
            named = (database["NAME"],)
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", named
                                      ).fetchone():  # fmt: skip
                name = psycopg.sql.Identifier(str(database["NAME"]))
                connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(name))
    except psycopg.OperationalError as refused:
        return str(refused).strip().splitlines()[0]
    return ""


def one_by_one() -> None:
    """No parallel workers, for us and PostGIS alike; compiling statements costs more than it saves."""
    run("SET max_parallel_workers_per_gather = 0", "SET jit = off")


def copy(table: str, columns: Sequence[str], those: Iterable[Sequence[object]]) -> None:
    """Copies rows into a table of the PostgreSQL database."""
    connection = connections["bench_postgres"]
    connection.ensure_connection()
    with (
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as out,
    ):
        for row in those:
            out.write_row(row)


def run(*statements: str) -> None:
    """Runs statements on the PostgreSQL database."""
    with connections["bench_postgres"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def fill_postgres(filed: Sequence[tuple[object, ...]], packs: Sequence[tuple[str, str]]) -> None:
    """Loads the index into PostgreSQL."""
    _emptied("bench_postgres")
    _without_indexes("bench_postgres")
    # Only quicker to fill: reading is the same.
    run("ALTER TABLE directory_listing SET UNLOGGED",
        "ALTER TABLE directory_listedoffer SET UNLOGGED")  # fmt: skip
    copy("directory_listing", LISTING, filed)
    copy("directory_listedoffer", ["service_id", "packed"], packs)
    run("SET maintenance_work_mem = '1GB'", *_index_statements("bench_postgres"))
    run("VACUUM ANALYZE directory_listing", "VACUUM ANALYZE directory_listedoffer")


def _bare(filed: Sequence[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    for row in filed:
        yield (*row[:SERVICE], str(row[SERVICE]).replace("-", ""), *row[SERVICE + 1 :])


def fill_sqlite(filed: Sequence[tuple[object, ...]], packs: Sequence[tuple[str, str]]) -> None:
    """Loads the index into SQLite, in one transaction."""
    connections["bench_sqlite"].close()
    path = Path(connections["bench_sqlite"].settings_dict["NAME"])
    for file in path.parent.glob(path.name + "*"):
        file.unlink()
    _emptied("bench_sqlite")
    _without_indexes("bench_sqlite")
    statements = _index_statements("bench_sqlite")
    connections["bench_sqlite"].close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    marks = ",".join("?" * len(LISTING))
    names = ",".join(LISTING)
    connection.executemany(
        f"INSERT INTO directory_listing ({names}) VALUES ({marks})",
        _bare(filed),
    )
    connection.executemany(
        "INSERT INTO directory_listedoffer (service_id, packed) VALUES (?, ?)",
        ((number.replace("-", ""), text) for number, text in packs),
    )
    for statement in statements:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def packs(offers: Iterable[Offer]) -> list[tuple[str, str]]:
    """The offers as the product keeps them."""
    return [(offer.id, packed.pack(offer, SAID)) for offer in offers]
