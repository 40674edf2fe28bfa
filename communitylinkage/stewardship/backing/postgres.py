"""A copy of a PostgreSQL database in use, and putting one back, by COPY in one transaction.

pg_dump is not needed, so that its version need not fit the server's. Tables and columns come from
the migrations of the backup; only rows are in it.
"""

import io
from pathlib import Path
from typing import BinaryIO

import psycopg
from django.db import connections
from psycopg import sql

from communitylinkage.stewardship.backing.archive import Piece
from communitylinkage.stewardship.rules.manifest import RefusedError, Why

_END = ".csv"
# How Django reads rows; all else says how the server is reached, and whether it is the right one.
_DJANGOS = {"cursor_factory", "context", "prepare_threshold"}
_BLOCK = 1 << 20


def _connect(alias: str) -> psycopg.Connection:
    told = connections[alias].get_connection_params()
    return psycopg.connect(**{key: told[key] for key in told.keys() - _DJANGOS})


def _tables(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
    )
    return [str(name) for (name,) in rows]


def take(alias: str, work: Path | None) -> list[Piece]:
    """One moment of the database, while others write.

    Args:
        work: where the copy lies; None: in memory only.
    """
    pieces = []
    with _connect(alias) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        for table in _tables(connection):
            order = sql.SQL("COPY {} TO STDOUT WITH (FORMAT csv, HEADER)")
            path = work / f"taken-{table}" if work else None
            into: BinaryIO = path.open("w+b") if path else io.BytesIO()
            with into, connection.cursor() as cursor:
                with cursor.copy(order.format(sql.Identifier(table))) as rows:
                    for block in rows:
                        into.write(block)
                pieces.append(
                    Piece(table + _END, path or into.getvalue())  # type: ignore[attr-defined]
                )
    return pieces


def check(pieces: tuple[Piece, ...]) -> None:
    """Whether each part is the rows of a table.

    Raises:
        RefusedError: one is not.
    """
    if not all(piece.name.endswith(_END) for piece in pieces):
        raise RefusedError(Why.DAMAGED)


def clear(alias: str) -> None:
    """Takes all tables away, so that the migrations of the backup can make theirs."""
    connections[alias].close()
    with _connect(alias) as connection:
        for table in _tables(connection):
            connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(table)))


def put_back(alias: str, pieces: tuple[Piece, ...]) -> None:
    """In place of the rows that are there, in one transaction.

    Raises:
        RefusedError: the tables are not those of the backup.
    """
    connections[alias].close()
    wanted = {piece.name.removesuffix(_END): piece for piece in pieces}
    with _connect(alias) as connection:
        there = _tables(connection)
        if set(there) != set(wanted):
            raise RefusedError(Why.DAMAGED)
        names = sql.SQL(", ").join(map(sql.Identifier, there))
        connection.execute(sql.SQL("TRUNCATE {}").format(names))
        connection.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in there:
            _copy_in(connection, table, wanted[table])
        _go_on_counting(connection)


def _copy_in(connection: psycopg.Connection, table: str, piece: Piece) -> None:
    with piece.open() as file, connection.cursor() as cursor:
        columns = file.readline().decode().strip().split(",")
        names = sql.SQL(", ").join(sql.Identifier(one.strip('"')) for one in columns)
        order = sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv)")
        with cursor.copy(order.format(sql.Identifier(table), names)) as into:
            while block := file.read(_BLOCK):
                into.write(block)


def _go_on_counting(connection: psycopg.Connection) -> None:
    """Numbers that the database gives itself go on after the highest that came back."""
    found = connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND is_identity = 'YES'"
    ).fetchall()
    for table, column in found:
        connection.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({}, {}), coalesce(max({}), 1),"
                " max({}) IS NOT NULL) FROM {}"
            ).format(
                sql.Literal(f'"{table}"'), sql.Literal(column), sql.Identifier(column),
                sql.Identifier(column), sql.Identifier(table),
            )
        )  # fmt: skip
