"""The rows of the index as a search asks for them, in SQL of our own: Django's has no LATERAL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connections

from communitylinkage.matching import index, packed
from communitylinkage.matching.index import Seen
from communitylinkage.matching.need import Need, Offer
from communitylinkage.matching.rings import FIRST_CELL


class Rows:
    """The index as a search reads it, for one need; alike on SQLite and PostgreSQL.

    Nothing that a person typed is written into the statements: they are put together from the
    texts below (hence the marks for the linters), and every value travels beside them.
    """

    def __init__(self, need: Need, now: datetime, using: str = "default") -> None:
        self.connection = connections[using]
        self.on_postgres = self.connection.vendor == "postgresql"
        self.need, self.today = need, now.date()
        self.keys = index.lists(need)
        hours = [(f"l.week{at}", bits) for at, bits in enumerate(index.hours_at(now)) if bits]
        maybe_open = " OR ".join(f"({column} & %s) <> 0" for column, _bits in hours)
        bits: list[Any] = [bits for _column, bits in hours]
        number = "l.service_id::text" if self.on_postgres else "l.service_id"
        self.columns = (
            f"{number}, l.floor, l.x, l.y, l.z, l.speaks, l.flags, "
            f"CASE WHEN {maybe_open} THEN 1 ELSE 0 END, l.full_until"
        )
        self.column_values = bits
        self.only, self.only_values = self._only(maybe_open, bits)

    def _only(self, maybe_open: str, bits: list[Any]) -> tuple[str, list[Any]]:
        """The hard conditions that a row can tell; the rule has the last word."""
        have, not_have = index.wanted(self.need)
        texts, values = [], []
        if have:
            texts.append("(l.flags & %s) = %s")
            values += [have, have]
        if not_have:
            texts.append("(l.flags & %s) = 0")
            values.append(not_have)
        if self.need.country:
            texts.append("l.country = %s")
            values.append(index.country_slot(self.need.country))
        if self.need.open_now:
            texts.append(f"({maybe_open})")
            values += bits
        return "".join(f" AND {text}" for text in texts), values

    def _fetch(self, statement: str, values: Sequence[Any]) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())

    def _seen(self, row: Sequence[Any]) -> Seen:
        number = row[0]
        if not self.on_postgres:  # there it is 32 digits
            n = number
            number = f"{n[:8]}-{n[8:12]}-{n[12:16]}-{n[16:20]}-{n[20:]}"
        return Seen(number, *row[1:9])

    def around(self, cell: int, depth: int) -> list[tuple[int | None, int | None]]:
        """See `search.Source`; the floor of all cells keeps remote help out."""
        one = (
            "(SELECT cell FROM directory_listing WHERE key = %s AND cell BETWEEN %s AND %s "
            "ORDER BY cell {} LIMIT 1 OFFSET %s)"
        )
        texts: list[str] = []
        values: list[Any] = []
        for key in self.keys:
            texts += [one.format("DESC"), one.format("ASC")]
            values += [key, FIRST_CELL, cell, depth, key, cell, 2**63 - 1, depth]
        (row,) = self._fetch("SELECT " + ", ".join(texts), values)
        return list(zip(row[::2], row[1::2], strict=True))

    def within(self, ranges: Sequence[tuple[int, int]]) -> list[Seen]:
        """See `search.Source`."""
        wanted = [(key, *ends) for key in self.keys for ends in ranges]
        if self.on_postgres:
            # OFFSET 0 keeps the planner from turning this into one join, which reads whole lists.
            statement = (
                "SELECT f.* FROM unnest(%s::int[], %s::bigint[], %s::bigint[]) "  # noqa: S608 # nosec B608
                f"AS r(key, low, high), LATERAL (SELECT {self.columns} FROM directory_listing l "
                "WHERE l.key = r.key AND l.cell BETWEEN r.low AND r.high"
                f"{self.only} OFFSET 0) f"
            )
            values: list[Any] = [list(part) for part in zip(*wanted, strict=True)]
            values += self.column_values
        else:
            # CROSS JOIN keeps the order of the tables: each range is looked up in the index.
            rows = ",".join(["(%s,%s,%s)"] * len(wanted))
            statement = (
                f"WITH r(key, low, high) AS (VALUES {rows}) SELECT {self.columns} "  # noqa: S608 # nosec B608
                "FROM r CROSS JOIN directory_listing l INDEXED BY listing_by_cell "
                f"ON l.key = r.key AND l.cell BETWEEN r.low AND r.high{self.only}"
            )
            values = [value for triple in wanted for value in triple] + self.column_values
        return [self._seen(row) for row in self._fetch(statement, values + self.only_values)]

    def remote(self, limit: int) -> tuple[list[Seen], float, str]:
        """See `search.Source`: the cell of remote help is its country and its floor."""
        country = self.need.country
        first = index.afar(index.country_slot(country) if country else index.EVERY_COUNTRY)
        return self._first("l.cell", "l.cell BETWEEN %s AND %s", [first, first | 0xFFFFF], limit)

    def anywhere(self, limit: int) -> tuple[list[Seen], float, str]:
        """See `search.Source`; remote help is filed twice, and is read once."""
        return self._first("l.floor", "l.cell > %s", [0xFFFFF], limit)

    def _first(
        self, order: str, where: str, values: Sequence[Any], limit: int
    ) -> tuple[list[Seen], float, str]:
        one = (
            f"SELECT * FROM (SELECT {self.columns}, %s AS at FROM directory_listing l "  # noqa: S608 # nosec B608
            f"WHERE l.key = %s AND {where}{self.only} ORDER BY {order}, l.service_id LIMIT %s) f"
        )
        every: list[Any] = []
        for key in self.keys:
            every += [*self.column_values, key, key, *values, *self.only_values, limit]
        rows = self._fetch(" UNION ALL ".join([one] * len(self.keys)), every)
        seen = [self._seen(row) for row in rows]
        rest = [(float("inf"), "")]
        for key in self.keys:
            of_list = [one for row, one in zip(rows, seen, strict=True) if row[9] == key]
            if len(of_list) == limit:
                rest.append(max((index.rank(one.floor) / 100, one.id) for one in of_list))
        return seen, *min(rest)

    def offers(self, ids: Sequence[str]) -> list[Offer]:
        """See `search.Source`."""
        values: list[Any]
        if self.on_postgres:
            where, values = "= ANY(%s::uuid[])", [list(ids)]  # one value: an array
        else:
            where = f"IN ({','.join(['%s'] * len(ids))})"
            values = [number.replace("-", "") for number in ids]
        statement = f"SELECT packed FROM directory_listedoffer WHERE service_id {where}"  # noqa: S608 # nosec B608
        return [packed.unpack(text, self.today) for (text,) in self._fetch(statement, values)]
