"""What every test may use."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import translation
from hypothesis import HealthCheck, settings

# How fast a machine draws its examples says nothing about the code; speed lives in bench/.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test marked `django_db` gets the content and the lock store.

    Done at collection: the runner makes only the databases that the collected marks name.
    """
    for item in items:
        for marker in item.iter_markers("django_db"):
            marker.kwargs.setdefault("databases", ["default", "locks"])


@pytest.fixture(autouse=True)
def _each_test_starts_in_english() -> None:
    """The test client answers in the test's own thread and leaves its language behind."""
    translation.activate("en")


@pytest.fixture
def on_that_day() -> Iterator[None]:
    """For tests whose dates are written down, of pages that look at the clock: it is that day."""
    with time_machine.travel(datetime(2026, 11, 24, 10, tzinfo=UTC)):
        yield
