"""An organisation with entries of its own, made once for a file; each test finds it as it was."""

import copy

import pytest

from communitylinkage.directory.tests.entries_house import make_house
from communitylinkage.people.tests.cast import client_of
from communitylinkage.people.tests.once import _django_db_helper, once

__all__ = ["_django_db_helper", "once"]


@pytest.fixture(scope="module")
def as_it_began(once):
    return make_house()


@pytest.fixture
def ours(as_it_began, db):
    made = copy.deepcopy(as_it_began)
    made.browser = client_of(made.coordinator)
    return made
