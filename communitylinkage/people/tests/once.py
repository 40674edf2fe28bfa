"""A world that the tests of a file share: made once, and found as it was by each of them.

Use, beside a fixture of the file that has `scope="module"` and asks for `once`:
`from communitylinkage.people.tests.once import _django_db_helper, once`.
"""

import contextlib

import pytest
from django.db import connections, transaction


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
def once(django_db_setup, django_db_blocker):
    """Open databases, to be filled by the world of a file."""
    with django_db_blocker.unblock(), taken_back():
        yield


@pytest.fixture
def _django_db_helper(once):
    """In place of pytest-django's: each test is a savepoint in the world that all share."""
    with taken_back():
        yield
