"""A world in which every page has something to show, made once for a file of tests."""

import pytest
from django.utils import timezone

from communitylinkage.consent import demo as consent_texts
from communitylinkage.directory import actions as directory
from communitylinkage.directory import demo as services
from communitylinkage.directory.models import HelpLine
from communitylinkage.people.tests.cast import make_cast
from communitylinkage.people.tests.once import _django_db_helper, once, taken_back
from tests.bad_input.own import listed

__all__ = ["_django_db_helper", "once", "taken_back", "world"]


@pytest.fixture(scope="module")
def world(once):
    services.load(timezone.now())
    directory.load_places(["ES"], smallest=15000)
    if not HelpLine.objects.exists():
        directory.load_help_lines()
    consent_texts.load(timezone.localdate())
    cast = make_cast()
    listed(cast)
    return cast
