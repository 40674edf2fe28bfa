"""Finding by words: each published thing has its folded words in a table, as bytes.

Written as SQL, because composing the same with the framework takes longer than the answer
(`python -m bench.search`). Names of tables and columns are ours; what was typed is a parameter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections

from communitylinkage.values import words


@dataclass(frozen=True, slots=True)
class Index:
    """What is searched: its table, the table of its words, the column there that leads to it.

    Args:
        listed: what must hold of a row to be found at all. order: how rows are sorted; each `%s`
            in it takes a parameter.
    """

    table: str
    words: str
    owner: str
    listed: str
    order: str


def ids(
    index: Index, asked: str, marks: Iterable[str], *, ordered_by: Sequence[Any] = (),
    first: int = 0, many: int | None = None, using: str = "default",
) -> list[UUID]:  # fmt: skip
    """Of what has all words, as the beginnings of its own, and all marks. Alike on both databases.

    Args:
        marks: filters such as `country:ES`. ordered_by: parameters of the order. first, many:
            which of them; all, if many is None.
    """
    spans = [words.span(word) for word in words.asked(asked)]
    # One mark is the span of nothing but itself.
    spans += [(mark.encode(), mark.encode() + b"\x00") for mark in marks]
    # Of one set, not a condition for each: PostgreSQL guesses wrong how many rows a range of bytes
    # has, and would look everything up once for every word.
    one = f"SELECT {index.owner} FROM {index.words} WHERE word >= %s AND word < %s"  # noqa: S608 # nosec -- our names
    having = f" AND id IN ({' INTERSECT '.join([one] * len(spans))})" if spans else ""
    limit = "" if many is None else f" LIMIT {int(many)} OFFSET {int(first)}"
    sql = f"SELECT id FROM {index.table} WHERE {index.listed}{having} ORDER BY {index.order}{limit}"  # noqa: S608 # nosec -- our names
    params: list[Any] = [end for span in spans for end in span]
    params += ordered_by
    with connections[using].cursor() as cursor:
        cursor.execute(sql, params)
        return [_id(row[0]) for row in cursor.fetchall()]


def _id(kept: UUID | str) -> UUID:
    """SQLite keeps it as text."""
    return kept if isinstance(kept, UUID) else UUID(kept)
