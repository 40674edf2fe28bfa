"""The product's settings with databases of the bench's own."""

import os

import dj_database_url

from communitylinkage.website.settings import *  # noqa: F403 -- all of them, with other databases
from communitylinkage.website.settings import _SQLITE, DATABASES, VAR

POSTGRES_URL = os.environ.get(
    "BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/communitylinkage_bench"
)
for _alias, _file in (("bench_sqlite", "bench.sqlite3"), ("bench_page", "page.sqlite3")):
    DATABASES[_alias] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / _file,
        "OPTIONS": dict(_SQLITE),
    }
DATABASES["bench_postgres"] = dict(dj_database_url.parse(POSTGRES_URL))
