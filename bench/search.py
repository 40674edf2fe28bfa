"""The search over practices and over events beside each database's own full text.

    DJANGO_SETTINGS_MODULE=bench.settings python -m bench.search [how many of each]

Made-up practices and events, each written in two of six languages, are put into the tables of words
that the product searches, and as folded texts into FTS5 (SQLite) and a GIN over `tsvector`
(PostgreSQL). All are asked the same, beginnings of words, the first 26 of what has them all in the
order of the product's page, and must give the same.
"""

import random
import sys
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
from django.db import connections, transaction

if TYPE_CHECKING:  # the framework is set up first
    from communitylinkage.events.models import Event
    from communitylinkage.organisations.models import Organisation
    from communitylinkage.practices.models import Practice
    from communitylinkage.practices.searching import Index

ALPHABETS = {
    "en": "abcdefghijklmnoprstuvw", "es": "abcdefgilmnoprstuñ", "it": "abcdefgilmnoprstuv",
    "ar": "ابتجحدرسشعفقكلمنهوي", "el": "αβγδεζηθικλμνοπρσ", "sl": "abcčdefghijklmnoprsšz",
}  # fmt: skip
WORDS, LONG = 3_000, 60  # of a language; of a text
TARGET = 2.0
HOW_MANY = 100_000
ASKED = 26  # one more than a page shows
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def vocabulary(dice: random.Random) -> dict[str, list[str]]:
    """Made-up words of each language, the commonest first."""
    return {
        language: ["".join(dice.choices(letters, k=dice.randint(3, 9))) for _n in range(WORDS)]
        for language, letters in ALPHABETS.items()
    }


def texts(size: int, dice: random.Random, spoken: dict[str, list[str]]) -> Iterable[list[str]]:
    """The folded words of each practice, repeated as in a text; common words are common."""
    from communitylinkage.values.text import folded

    folds = {one: [folded(word) for word in words] for one, words in spoken.items()}
    weights = list(accumulate(1 / (n + 5) for n in range(WORDS)))
    for _n in range(size):
        told: list[str] = []
        for language in dice.sample(list(ALPHABETS), 2):
            told += dice.choices(folds[language], cum_weights=weights, k=LONG)
        yield " ".join(told).split()


def searches(dice: random.Random, spoken: dict[str, list[str]]) -> dict[str, list[str]]:
    """What people type: a common word, a rare one, two words, the beginning of one."""
    some = [spoken[one] for one in ALPHABETS for _n in range(3)]
    return {
        "a common word": [dice.choice(words[:40]) for words in some],
        "a rare word": [dice.choice(words[1500:]) for words in some],
        "two words": [" ".join(dice.sample(words[:300], 2)) for words in some],
        "a beginning": [dice.choice(words)[:3] for words in some],
    }


def emptied(alias: str) -> None:
    """The tables that the search reads, without anything in them."""
    from communitylinkage.events import models as events
    from communitylinkage.organisations.models import Organisation
    from communitylinkage.practices.models import Practice, Version, Word
    from communitylinkage.surveys import models as surveys
    from communitylinkage.surveys.answering.models import Collection

    connection = connections[alias]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    with connection.schema_editor() as editor:
        for model in (
            Organisation, Practice, Version, Word, surveys.Questionnaire, surveys.Version,
            Collection, events.Event, events.Word,
        ):  # fmt: skip
            editor.create_model(model)
    made = Organisation(name="x", side="service", country="ES")
    made.save(using=alias)


def a_practice(n: int, number: uuid.UUID, home: "Organisation") -> "Practice":
    """Published, each a minute after the one before."""
    from communitylinkage.practices.models import Practice

    return Practice(
        id=number, reference=f"{n:010d}", organisation=home, country="ES", made_at=FIRST,
        published=FIRST + timedelta(minutes=n),
    )  # fmt: skip


def an_event(n: int, number: uuid.UUID, home: "Organisation") -> "Event":
    """For everybody; half of them are still to come."""
    from communitylinkage.events.models import Event

    begins = NOW + timedelta(hours=n if n % 2 else -n - 3)
    return Event(
        id=number, reference=f"{n:010d}", organisation=home, country="ES", zone="Europe/Madrid",
        begins=begins, ends=begins + timedelta(hours=2), capacity=9, state="open",
        audience="public", made_at=FIRST,
    )  # fmt: skip


def fill(alias: str, size: int) -> dict[str, list[str]]:
    """Fills a database with practices and events of the same texts; returns the searches.

    Words are millions: they are gathered without an index and then put in by the order of the
    index that the search reads.
    """
    from communitylinkage.events import models as events
    from communitylinkage.organisations.models import Organisation
    from communitylinkage.practices import models as practices
    from communitylinkage.values.words import LONGEST

    dice = random.Random(7)
    spoken = vocabulary(dice)
    home = Organisation.objects.using(alias).get()
    connection, batch = connections[alias], []
    run(alias, *TABLES[connection.vendor], *FASTER[connection.vendor])

    def write() -> None:
        kept = [(number, {one[:LONGEST] for one in told}) for _n, number, told in batch]
        with transaction.atomic(using=alias):
            practices.Practice.objects.using(alias).bulk_create(
                a_practice(n, number, home) for n, number, _told in batch
            )
            events.Event.objects.using(alias).bulk_create(
                an_event(n, number, home) for n, number, _told in batch
            )
            words(alias, [(number, one.encode()) for number, told in kept for one in told])
            written(alias, [(number, told) for _n, number, told in batch])
        batch.clear()

    for n, told in enumerate(texts(size, dice, spoken)):
        batch.append((n, uuid.UUID(int=dice.getrandbits(128), version=4), told))
        if len(batch) == 2_000:
            write()
    write()
    put_in(alias, (practices.Word, "practice_id"), (events.Word, "event_id"))
    run(alias, *FINISH[connection.vendor])
    connection.close()  # and with it what made filling faster
    return searches(dice, spoken)


def run(alias: str, *statements: str) -> None:
    """Runs statements of ours."""
    with connections[alias].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def put_in(alias: str, *tables: tuple[Any, str]) -> None:
    """The gathered words, into each table; the index of its key is made afterwards."""
    quoted = connections[alias].ops.quote_name
    for model, key in tables:
        table = model._meta.db_table
        with connections[alias].cursor() as cursor:
            found = connections[alias].introspection.get_constraints(cursor, table)
        index = [name for name, one in found.items()
                 if one["index"] and one["columns"] == [key] and not one["unique"]]  # fmt: skip
        run(
            alias,
            *(f"DROP INDEX {quoted(name)}" for name in index),
            f"INSERT INTO {table} ({key}, word) "
            "SELECT owner, word FROM bench_word ORDER BY word, owner",
            *(f"CREATE INDEX {quoted(name)} ON {table} ({key})" for name in index),
        )


def words(alias: str, rows: list[tuple[uuid.UUID, bytes]]) -> None:
    """Gathers words, as fast as the database takes them."""
    with connections[alias].cursor() as cursor:
        if connections[alias].vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO bench_word VALUES (%s, %s)",
                [(owner.hex, word) for owner, word in rows],
            )
            return
        with cursor.copy("COPY bench_word FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


FASTER: dict[str, tuple[str, ...]] = {
    "sqlite": ("PRAGMA synchronous = OFF", "PRAGMA cache_size = -500000"),
    "postgresql": ("SET synchronous_commit = off", "SET maintenance_work_mem = '512MB'"),
}
TABLES = {
    "sqlite": (
        "CREATE VIRTUAL TABLE bench_text USING fts5(body, thing UNINDEXED)",
        "CREATE TABLE bench_word (owner char(32), word blob)",
    ),
    "postgresql": (
        "CREATE TABLE bench_text (thing uuid PRIMARY KEY, body tsvector)",
        "CREATE UNLOGGED TABLE bench_word (owner uuid, word bytea)",
    ),
}
FINISH = {
    "sqlite": ("INSERT INTO bench_text (bench_text) VALUES ('optimize')", "ANALYZE"),
    "postgresql": (
        "CREATE INDEX bench_text_body ON bench_text USING gin (body)",
        "VACUUM (ANALYZE)",
    ),
}
PUT = {
    "sqlite": "INSERT INTO bench_text (thing, body) VALUES (%s, %s)",
    "postgresql": "INSERT INTO bench_text VALUES (%s, to_tsvector('simple', %s))",
}
MATCH = {"sqlite": "bench_text MATCH %s", "postgresql": "t.body @@ to_tsquery('simple', %s)"}


def written(alias: str, batch: list[tuple[uuid.UUID, list[str]]]) -> None:
    """The same texts for the database's own full text."""
    vendor = connections[alias].vendor
    rows = [(one.hex if vendor == "sqlite" else one, " ".join(told)) for one, told in batch]
    with connections[alias].cursor() as cursor:
        cursor.executemany(PUT[vendor], rows)


def by_them(alias: str, search: str, index: "Index", order: list[object]) -> list[uuid.UUID]:
    """The database's own full text, asked for the same beginnings of words in the same order."""
    from communitylinkage.values.words import asked

    vendor = connections[alias].vendor
    mark, joined = ("*", " ") if vendor == "sqlite" else (":*", " & ")
    query = joined.join(word + mark for word in asked(search))
    sql = (
        f"SELECT p.id FROM bench_text t JOIN {index.table} p ON p.id = t.thing "
        f"WHERE {MATCH[vendor]} AND {index.listed} ORDER BY {index.order} LIMIT {ASKED}"
    )
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, [query, *order])
        return [uuid.UUID(str(row[0])) for row in cursor.fetchall()]


def by_us(alias: str, search: str, index: "Index", order: list[object]) -> list[uuid.UUID]:
    """What the product's page asks."""
    from communitylinkage.practices.searching import ids

    return ids(index, search, [], ordered_by=order, many=ASKED, using=alias)


def measure(alias: str, size: int) -> None:
    """Prints a line for each kind of search."""
    from bench.timing import Figures, in_turns
    from communitylinkage.events import finding
    from communitylinkage.practices import queries

    emptied(alias)
    asked_for = fill(alias, size)
    now = connections[alias].ops.adapt_datetimefield_value(NOW)
    for what, index, order in (
        ("practice", queries.INDEX, []), ("event", finding.INDEX, [now, now]),
    ):  # fmt: skip
        for kind, asked in asked_for.items():
            calls = [(alias, one, index, order) for one in asked]
            found = in_turns({"ours": by_us, "theirs": by_them}, calls)
            assert found["ours"][1] == found["theirs"][1], kind
            ours, theirs = Figures(found["ours"][0]), Figures(found["theirs"][0])
            ratio = ours["p50"] / theirs["p50"]
            verdict = "met" if ratio <= TARGET else "MISSED"
            sys.stdout.write(
                f"{alias}, {size:,} {what}s, {kind}: ours p50 {ours['p50']:.2f} ms, p95 "
                f"{ours['p95']:.2f} ms; full text p50 {theirs['p50']:.2f} ms, p95 "
                f"{theirs['p95']:.2f} ms; ratio {ratio:.2f} (at most {TARGET}: {verdict})\n"
            )
            sys.stdout.flush()


def main() -> None:
    """Both databases, where PostgreSQL answers."""
    django.setup()
    from bench.filling import make_postgres

    size = int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY
    for alias, name in (("bench_sqlite", "search.sqlite3"), ("bench_postgres", "search")):
        settings = connections[alias].settings_dict
        if alias == "bench_sqlite":
            settings["NAME"] = Path(settings["NAME"]).with_name(name)
            Path(settings["NAME"]).unlink(missing_ok=True)
        else:
            settings["NAME"] = f"{settings['NAME']}_{name}"
            if missing := make_postgres():
                sys.stdout.write(f"PostgreSQL: {missing}\n")
                continue
        measure(alias, size)


if __name__ == "__main__":
    main()
