"""The rows of the index as a search asks for them, in SQL of our own: Django's has no LATERAL."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from math import inf
from typing import Any

from django.db import connections

from communitylinkage.matching import index, packed
from communitylinkage.matching.index import MEDIATOR, PAPERS_YES, REMOTE, Counted
from communitylinkage.matching.need import Need, Offer
from communitylinkage.matching.rings import FIRST_CELL
from communitylinkage.matching.search import Page

# Bandit and ruff are told of statements that are put together below: the pieces are names of ours
# and numbers; whatever a person typed goes in as a parameter.
_COUNTED = tuple(field.name for field in fields(Counted))
_MAYBE_OPEN = "((l.week0 & %(week0)s) | (l.week1 & %(week1)s) | (l.week2 & %(week2)s)) <> 0"
_CHORD = " + ".join(f"(l.{one} - %({one})s) * (l.{one} - %({one})s)" for one in "xyz")
# The least that an offer can cost. Ten centimetres less, for what is rounded.
_LEAST = f"""l.floor - 1e-4
+ CASE WHEN (l.flags & {PAPERS_YES}) <> 0 THEN 0 ELSE %(papers)s END
+ CASE WHEN (l.speaks & %(languages)s) <> 0 THEN 0
  WHEN (l.flags & {MEDIATOR}) <> 0 THEN %(mediator)s ELSE %(telephone)s END
+ CASE WHEN {_MAYBE_OPEN} THEN 0 ELSE %(closed)s END
+ CASE WHEN %(today)s < l.full_until THEN %(no_room)s ELSE 0 END
+ CASE WHEN (l.flags & {REMOTE}) <> 0 THEN 0 ELSE %(earth)s * sqrt({_CHORD}) END"""
# The hard conditions that a row can tell; the rule has the last word.
_ONLY = (
    " AND (l.flags & %(have)s) = %(have)s AND (l.flags & %(not_have)s) = 0"
    f" AND ((l.flags & {REMOTE}) <> 0 OR {_CHORD} <= %(reach)s)"
)


class Rows:
    """The index as a search reads it, for one need; alike on SQLite and PostgreSQL.

    Nothing that a person typed is written into the statements: they are put together from the
    texts here (hence the marks for the linters), and every value travels beside them.
    """

    def __init__(self, need: Need, now: datetime, using: str = "default") -> None:
        self.connection = connections[using]
        self.on_postgres = self.connection.vendor == "postgresql"
        self.need, self.today = need, now.date()
        self.keys = index.lists(need)
        self.texts: dict[str, str] = {}
        counted = index.counted(need, now)
        self.values: dict[str, Any] = {name: getattr(counted, name) for name in _COUNTED}
        self.values |= zip(("week0", "week1", "week2"), index.hours_at(need.at or now), strict=True)
        self.values |= zip(("have", "not_have"), index.wanted(need), strict=True)
        self.only = _ONLY
        if need.country:
            self.only += " AND l.country = %(country)s"
            self.values["country"] = index.country_slot(need.country)
        if need.open_now or need.at:
            self.only += f" AND {_MAYBE_OPEN}"

    def _fetch(self, statement: str, values: Mapping[str, Any]) -> list[Any]:
        if self.on_postgres:
            return self._prepared(statement, values)
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    def _prepared(self, statement: str, values: Mapping[str, Any]) -> list[Any]:
        """PostgreSQL plans such a statement longer than it runs it: it is planned once."""
        import psycopg
        from psycopg.types.numeric import Int8

        self.connection.ensure_connection()
        raw = self.connection.connection
        raw.prepare_threshold = raw.prepare_threshold or 5
        # One type for whole numbers of any size: else each size would be planned for itself.
        sent = {k: Int8(v) if isinstance(v, int) else v for k, v in values.items()}
        with self.connection.wrap_database_errors, psycopg.Cursor(raw) as cursor:
            cursor.execute(statement, sent, prepare=True, binary=True)
            return list(cursor.fetchall())

    def _named(self, number: str) -> str:
        if self.on_postgres:
            return number
        return f"{number[:8]}-{number[8:12]}-{number[12:16]}-{number[16:20]}-{number[20:]}"

    def around(self, cell: int, depth: int) -> list[tuple[int | None, int | None]]:
        """See `search.Source`; the floor of all cells keeps remote help out."""
        one = (
            "(SELECT cell FROM directory_listing WHERE key = {} AND cell BETWEEN {} AND {} "
            "ORDER BY cell {} LIMIT 1 OFFSET %(depth)s)"
        )
        texts: list[str] = []
        values: dict[str, Any] = {"cell": cell, "depth": depth, "last": 2**63 - 1}
        for at, key in enumerate(self.keys):
            values[f"key{at}"] = key
            texts += [
                one.format(f"%(key{at})s", FIRST_CELL, "%(cell)s", "DESC"),
                one.format(f"%(key{at})s", "%(cell)s", "%(last)s", "ASC"),
            ]
        (row,) = self._fetch("SELECT " + ", ".join(texts), values)
        return list(zip(row[::2], row[1::2], strict=True))

    def within(self, ranges: Sequence[tuple[int, int]], limit: int) -> Page:
        """See `search.Source`; brings the offers along."""
        wanted = [(key, *ends) for key in self.keys for ends in ranges]
        values = dict(self.values)
        found = f"SELECT l.service_id AS id, {_LEAST} AS least FROM"  # nosec B608
        where = f"l.key = r.key AND l.cell BETWEEN r.low AND r.high{self.only}"
        if self.on_postgres:
            # OFFSET 0 keeps the planner from turning this into one join, which reads whole lists.
            rows = (
                "SELECT f.* FROM unnest(%(keys)s::int[], %(lows)s::bigint[], %(highs)s::bigint[]) "  # noqa: S608 # nosec B608
                "AS r(key, low, high), "
                f"LATERAL ({found} directory_listing l WHERE {where} OFFSET 0) f"
            )
            keys, lows, highs = (list(part) for part in zip(*wanted, strict=True))
            values |= {"keys": keys, "lows": lows, "highs": highs}
            number = "n.id::text"
        else:
            # CROSS JOIN keeps the order of the tables: each range is looked up in the index.
            rows = (
                "WITH r AS (SELECT json_extract(value, '$[0]') AS key, "  # noqa: S608 # nosec B608
                "json_extract(value, '$[1]') AS low, json_extract(value, '$[2]') AS high "
                f"FROM json_each(%(ranges)s)) {found} r CROSS JOIN directory_listing l "
                f"INDEXED BY listing_by_cell ON {where}"
            )
            values["ranges"] = json.dumps(wanted, separators=(",", ":"))
            number = "n.id"
        fetched = self._fetch(
            f"SELECT {number}, n.least, o.packed FROM ({rows} ORDER BY least LIMIT {limit:d}) n "  # noqa: S608 # nosec B608
            "LEFT JOIN directory_listedoffer o ON o.service_id = n.id",
            values,
        )
        seen = []
        for number, least, text in fetched:
            name = self._named(number)
            seen.append((least, name))
            if text is not None:
                self.texts[name] = text
        rest = (max(seen)[0], "") if len(seen) == limit else (inf, "")
        return Page(seen, rest)

    def remote(self, limit: int) -> Page:
        """See `search.Source`: the cell of remote help is its country and its floor."""
        first, last = index.remote_cells(self.need.country, inf)
        return self._first("l.cell", f"l.cell BETWEEN {first:d} AND {last:d}", limit)

    def anywhere(self, limit: int) -> Page:
        """See `search.Source`; remote help is filed twice, and is read once."""
        return self._first("l.floor", f"l.cell > {0xFFFFF:d}", limit)

    def _first(self, order: str, where: str, limit: int) -> Page:
        number = "l.service_id::text" if self.on_postgres else "l.service_id"
        columns = f"{number} AS id, {_LEAST} AS least, l.floor, {{key:d}} AS at"
        one = (
            f"SELECT * FROM (SELECT {columns} FROM directory_listing l "  # noqa: S608 # nosec B608
            f"WHERE l.key = {{key:d}} AND {where}{self.only} "
            f"ORDER BY {order}, l.service_id LIMIT {limit:d}) f"
        )
        every = " UNION ALL ".join(one.format(key=key) for key in self.keys)
        rows = [(self._named(row[0]), *row[1:]) for row in self._fetch(every, self.values)]
        rest = [(inf, "")]
        for key in self.keys:
            of_list = [(index.rank(row[2]) / 100, row[0]) for row in rows if row[3] == key]
            if len(of_list) == limit:
                rest.append(max(of_list))
        return Page([(row[1], row[0]) for row in rows], min(rest))

    def offers(self, ids: Sequence[str]) -> Iterator[Offer]:
        """See `search.Source`; asks only for what did not come along."""
        missing = [number for number in ids if number not in self.texts]
        if missing:
            self._bring(missing)
        return (packed.unpack(self.texts[n], self.today) for n in ids if n in self.texts)

    def _bring(self, ids: Sequence[str]) -> None:
        if self.on_postgres:
            number, where = "service_id::text", "= ANY(%(ids)s::uuid[])"
            values: dict[str, Any] = {"ids": list(ids)}
        else:
            number, where = "service_id", "IN (SELECT value FROM json_each(%(ids)s))"
            values = {"ids": json.dumps([number.replace("-", "") for number in ids])}
        statement = f"SELECT {number}, packed FROM directory_listedoffer WHERE service_id {where}"  # noqa: S608 # nosec B608
        self.texts |= {self._named(n): text for n, text in self._fetch(statement, values)}
