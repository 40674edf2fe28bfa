"""What every test may use."""

import functools
import gc
import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as product
from django.core.management.commands import flush
from django.template import Context, base
from django.template.backends import django as backend
from django.test.signals import template_rendered
from django.utils import translation
from hypothesis import HealthCheck, settings

# How fast a machine draws its examples says nothing about the code; speed lives in bench/.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


_ASK_A_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup", "product"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test marked `django_db` gets the content and the lock store.

    Done at collection: the runner makes only the databases that the collected marks name. What
    asks a database is marked so: only that runs on the second one again.
    """
    for item in items:
        for marker in item.iter_markers("django_db"):
            marker.kwargs.setdefault("databases", ["default", "locks"])
        if _ASK_A_DATABASE & {*item.fixturenames} or item.get_closest_marker("django_db"):
            item.add_marker("database")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Files that name a group of xdist's go to one worker, all others test by test.

    What `--dist loadgroup` does where pytest is older than 9.2; there xdist 3.8 finds no groups.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):  # type: ignore[misc]  # untyped
        def _split_scope(self, nodeid: str) -> str:
            return _group_in(nodeid.split("::")[0]) or nodeid

    return ByFile(config, log)


@functools.cache
def _group_in(file: str) -> str:
    found = re.search(r'xdist_group\("(\w+)"\)', (Path(__file__).parent / file).read_text())
    return found.group(1) if found else ""


def pytest_configure() -> None:
    """A test's database need not outlive a power cut, nor its passwords a thief.

    What ships is slow on purpose; vault/tests hold what it is. A product that a test starts is a
    process of its own, and as slow as what ships.
    """
    from communitylinkage.vault import keys

    keys.MEMORY_KIB, keys.PASSES = 64, 1
    for database in product.DATABASES.values():
        if database["ENGINE"].endswith("sqlite3"):
            written = database["OPTIONS"]["init_command"]
            database["OPTIONS"]["init_command"] = written.replace("=FULL", "=OFF")
        else:
            database.setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"


_SAID: dict[str, list[str]] = {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What the tests of promises say, one line for all cases of a test; see `make promises`."""
    if report.when == "call" and os.environ.get("KEEP_FIGURES"):
        figure = dict(report.user_properties).get("figure")
        _SAID.setdefault(report.nodeid.partition("[")[0], []).append(
            f"{report.outcome}: {figure}" if figure else report.outcome
        )


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Keeps them, where they were asked for."""
    if not os.environ.get("KEEP_FIGURES") or hasattr(session.config, "workerinput"):
        return
    from communitylinkage.stewardship.promises import FIGURES, promises

    kept = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    wanted, today = {one.test for one in promises()}, datetime.now(UTC).date().isoformat()
    for test, said in _SAID.items():
        if test in wanted:
            worst = sorted(set(said))
            many = f" ({len(said)} cases)" if len(said) > 1 else ""
            kept[test] = f"{today}: {', '.join(worst)}{many}"
    kept = {test: line for test, line in sorted(kept.items()) if test in wanted}
    FIGURES.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the search for what nobody needs leaves it out."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _of_what_holds_rows(style, connection, reset_sequences=True, allow_cascade=False):  # type: ignore[no-untyped-def]
    """Empties the tables that hold something: most of two hundred hold nothing after a test.

    Deleting is quicker than PostgreSQL's TRUNCATE, which makes each file anew; foreign keys are
    checked at the end of the transaction.
    """
    quote = connection.ops.quote_name
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quote(table)})"  # noqa: S608
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [f"DELETE FROM {quote(table)}" for (table,) in cursor.fetchall()]  # noqa: S608


flush.sql_flush = _of_what_holds_rows


@pytest.fixture(scope="session", autouse=True)
def _only_pages_tell_their_context(django_test_environment: None) -> None:
    """Django's runner copies the context of each field and part of a page: a fifth of a test."""
    base.Template._render = _RENDER  # type: ignore[method-assign]
    backend.Template.render = _render_a_page  # type: ignore[method-assign]


_RENDER, _RENDERED = base.Template._render, backend.Template.render


def _render_a_page(self, context=None, request=None):  # type: ignore[no-untyped-def]
    if request is not None:
        said = Context(context or {})
        template_rendered.send(sender=self, template=self.template, context=said)
    return _RENDERED(self, context, request)


@pytest.fixture(autouse=True)
def _each_test_starts_in_english() -> None:
    """The test client answers in the test's own thread and leaves its language behind."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    """Wrong passwords of one test do not make the next one wait."""
    from communitylinkage.people import delays

    delays.SOURCES.seen.clear()


@pytest.fixture
def on_that_day() -> Iterator[None]:
    """For tests whose dates are written down, of pages that look at the clock: it is that day."""
    with time_machine.travel(datetime(2026, 11, 24, 10, tzinfo=UTC)):
        yield
