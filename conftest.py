"""What every test may use."""

import pytest


@pytest.fixture(autouse=True)
def _both_databases_for_tests_that_use_one(request: pytest.FixtureRequest) -> None:
    """A test marked `django_db` gets the content and the lock store."""
    marker = request.node.get_closest_marker("django_db")
    if marker is not None:
        marker.kwargs.setdefault("databases", ["default", "locks"])
