"""The guide before anybody has entered a service."""

import pytest

from communitylinkage.guide.tests.test_find import find


@pytest.mark.django_db
def test_even_an_empty_directory_gives_a_number():
    page = find(kind="legal")
    assert "We know no service of this kind" in page
    assert "/help-lines/" in page
