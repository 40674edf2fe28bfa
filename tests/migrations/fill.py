"""Keeps a filled database of a release, of both kinds: `python -m tests.migrations.fill 0.1`.

The demo, which puts rows into nearly every table, with the towns of its four countries instead of
79,000 places; PostgreSQL, the one that DATABASE_URL names, gets the same rows. Once for each
release, before anybody has migrated by it: what is kept stays as it is.
"""

import sys
import tempfile
from pathlib import Path

from tests.browser.product import empty_databases, manage
from tests.migrations.keeping import FILLED, STORES, environment, keep

TOWNS = (["ES", "IT", "GR", "SI"], 15000)
HERE = "tests.migrations.fill"


def load():
    """The demo; of what is large and all alike, one country's part: a clone carries it for good."""
    from django.core.management import call_command

    from communitylinkage.coverage.models import Measured, Snapshot
    from communitylinkage.directory import actions
    from communitylinkage.directory.models import PlaceName

    actions.load_places(*TOWNS)
    call_command("load_demo", verbosity=0)
    for model in (Measured, Snapshot):
        model.objects.exclude(country="ES").delete()
    PlaceName.objects.filter(place__population__lt=100_000).delete()


def copy(folder):
    """The rows of both SQLite files under `folder`, into the migrated databases of the settings."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connections

    for alias, store in zip(("default", "locks"), STORES.values(), strict=True):
        old = f"{alias} as it was"
        file = {"ENGINE": "django.db.backends.sqlite3", "NAME": Path(folder) / f"{store}.sqlite3"}
        connections.databases[old] = connections.configure_settings({"default": file})["default"]
        models = [
            model for model in apps.get_models(include_auto_created=True)
            if (alias == "locks") == bool(getattr(model, "lives_in_locks", False))
        ]  # fmt: skip
        with connections[alias].cursor() as cursor:
            # Whole rows in any order: what refers to what was checked where they come from.
            cursor.execute("SET session_replication_role = replica")
            for model in models:
                rows = list(model._base_manager.using(old).all())
                model._base_manager.using(alias).all()._raw_delete(alias)
                model._base_manager.using(alias).bulk_create(rows, batch_size=500)
            for order in connections[alias].ops.sequence_reset_sql(no_style(), models):
                cursor.execute(order)


def fill(release):
    """Both kinds, one after the other."""
    with empty_databases(called="fill") as databases, tempfile.TemporaryDirectory() as folder:
        for used, order in (({}, ["--load"]), (databases, ["--copy", folder])):
            told = environment(folder, used)
            for more in ((), ("--database", "locks")):
                manage(told, "migrate", "-v", "0", *more)
            manage(told, *order, module=HERE)
            keep(release, Path(folder), used)


if __name__ == "__main__":
    if sys.argv[1].startswith("--"):
        import django

        django.setup()
        {"--load": load, "--copy": copy}[sys.argv[1]](*sys.argv[2:])
    elif (FILLED / sys.argv[1]).exists():
        sys.exit("It is kept already. An older release stays as it was.")
    else:
        fill(sys.argv[1])
