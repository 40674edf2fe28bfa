"""A world in which every page has something to show, made once for a file of tests."""

import contextlib

import pytest
from django.db import connections, transaction
from django.utils import timezone

from communitylinkage.consent import demo as consent_texts
from communitylinkage.directory import actions as directory
from communitylinkage.directory import demo as services
from communitylinkage.directory.models import HelpLine
from communitylinkage.participants import keys as receipt_keys
from communitylinkage.people.tests.cast import make_cast
from communitylinkage.vault import keys as vault_keys
from tests.bad_input.own import listed


def quick(secret, salt):
    """The slow run of passwords made quick: what it costs is held elsewhere."""
    return vault_keys.expand(secret.encode(errors="surrogatepass"), salt)


@contextlib.contextmanager
def taken_back():
    """Whatever is written is taken back, so that the next finds the same world."""
    with contextlib.ExitStack() as all_databases:
        for alias in connections:
            all_databases.enter_context(transaction.atomic(using=alias))
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, taken_back():
        patch.setattr(receipt_keys, "argon", quick)
        patch.setattr(vault_keys, "argon", quick)
        services.load(timezone.now())
        directory.load_places(["ES"], smallest=15000)
        if not HelpLine.objects.exists():
            directory.load_help_lines()
        consent_texts.load(timezone.localdate())
        cast = make_cast()
        listed(cast)
        yield cast


@pytest.fixture
def _django_db_helper(world):
    """In place of pytest-django's: each test is a savepoint in the world that all share."""
    with taken_back():
        yield
