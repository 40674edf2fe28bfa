"""Coded answers counted where they are kept: one statement for each table, on both databases.

The answers stay JSON: docs/decisions/0017-counting-answers.md says what was measured.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from communitylinkage.surveys.analysis.tables import ROUND
from communitylinkage.surveys.analysis.tally import Row, merged, place_of
from communitylinkage.surveys.answering.models import Collection, Submission
from communitylinkage.surveys.answering.queries import readable

# Bandit and ruff are told of statements that are put together below: the pieces are names of ours,
# or a key that `_KEY` lets through; whatever a person typed goes in as a parameter.
TABLE = Submission._meta.db_table
_KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")
# What a submission without this key of the group counts under; no code holds a space.
UNSAID = "not said"


def people(collections: Sequence[Collection], by: str = "") -> dict[str, int]:
    """How many sent answers that may be looked at, in each group (or in all, under "")."""
    at, given = _at(by)
    sql = f"SELECT {at}, count(*) FROM {TABLE} s WHERE {_these(collections)} GROUP BY 1"  # noqa: S608  # nosec B608
    found = {_text(one, by): count for one, count in _rows(sql, [*given, *_ids(collections)])}
    return found or ({} if by else {"": 0})


def rows(collections: Sequence[Collection], by: str = "") -> list[Row]:
    """Every question at once: how many gave each raw value, in each group."""
    pg = connection.vendor == "postgresql"
    each = "jsonb_each_text(s.answers)" if pg else "json_each(s.answers)"
    at, given = _at(by)
    sql = (
        f"SELECT e.key, {at}, e.value, count(*) FROM {TABLE} s CROSS JOIN {each} e "  # noqa: S608  # nosec B608
        f"WHERE {_these(collections)} AND e.key NOT LIKE '%%]%%' GROUP BY 1, 2, 3"
    )
    found = _rows(sql, [*given, *_ids(collections)])
    return [Row(key, _text(at, by), _value(value), count) for key, at, value, count in found]


def rows_of(place: str, collections: Sequence[Collection], by: str = "") -> list[Row]:
    """One question."""
    pg = connection.vendor == "postgresql"
    path = place if pg else f'$."{place}"'
    value = "s.answers->>%s" if pg else "json_extract(s.answers, %s)"
    there = "jsonb_exists(s.answers, %s)" if pg else "json_type(s.answers, %s) IS NOT NULL"
    at, given = _at(by)
    sql = (
        f"SELECT {at}, {value}, count(*) FROM {TABLE} s "  # noqa: S608  # nosec B608
        f"WHERE {_these(collections)} AND {there} GROUP BY 1, 2"
    )
    found = _rows(sql, [*given, path, *_ids(collections), path])
    return [Row(place, _text(at, by), _value(value), count) for at, value, count in found]


def repeated(collections: Sequence[Collection], by: str = "") -> list[Row]:
    """Questions within repeats: a person counts once under each of her codes."""
    pg = connection.vendor == "postgresql"
    each = "jsonb_each_text(s.answers)" if pg else "json_each(s.answers)"
    at, given = _at(by)
    sql = (
        f"SELECT s.id, e.key, {at}, e.value FROM {TABLE} s CROSS JOIN {each} e "  # noqa: S608  # nosec B608
        f"WHERE {_these(collections)} AND e.key LIKE '%%]%%'"
    )
    persons: dict[tuple[Any, str, str], list[str | None]] = defaultdict(list)
    for person, key, at, value in _rows(sql, [*given, *_ids(collections)]):
        persons[person, place_of(key), _text(at, by)].append(_value(value))
    return merged((place, at, values) for (_person, place, at), values in persons.items())


def tagged(place: str, collection: Collection) -> list[tuple[str, str | None]]:
    """The raw value of one question with the tag of each who agreed to be linked."""
    found = readable(collection).exclude(link_tag="")
    return [
        (tag, None if value is None else str(value))
        for tag, value in ((tag, all_.get(place)) for tag, all_ in
                           found.values_list("link_tag", "answers").iterator())
    ]  # fmt: skip


def _rows(sql: str, given: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def _these(collections: Sequence[Collection]) -> str:
    """Anonymous answers count once they are mixed (`answering.queries.readable`): who looked each
    hour would see by how much each figure moved, and so what the newest one says.
    """
    each = ("s.collection_id = %s" + " AND s.mixed" * one.anonymous for one in collections)
    return "(" + " OR ".join(f"({one})" for one in each) + ")"


def _ids(collections: Sequence[Collection]) -> list[Any]:
    return [one.pk if connection.vendor == "postgresql" else one.pk.hex for one in collections]


def _at(by: str) -> tuple[str, list[str]]:
    """The group's expression and its arguments. Raises ValueError for what is no key."""
    if by == "":
        return "''", []
    if by == ROUND:
        return "s.collection_id", []
    if not _KEY.fullmatch(by):
        raise ValueError(by)
    if connection.vendor == "postgresql":
        return f"COALESCE(s.\"group\"->>'{by}', '{UNSAID}')", []
    return f"COALESCE(json_extract(s.\"group\", '$.{by}'), '{UNSAID}')", []


def _text(at: Any, by: str) -> str:
    return str(UUID(str(at))) if by == ROUND else str(at)


def _value(value: Any) -> str | None:
    return None if value is None else str(value)
