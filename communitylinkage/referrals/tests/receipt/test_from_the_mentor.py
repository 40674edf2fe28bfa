"""The paper that a mentor hands over is the one that opens her page."""

import re

import pytest

from communitylinkage.people.tests.cast import client_of
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.referrals.tests.receipt.hers import ask, quick
from communitylinkage.referrals.tests.test_pages import as_it_began, made, world

pytestmark = pytest.mark.django_db
__all__ = ["_django_db_helper", "as_it_began", "once", "quick", "world"]


@pytest.fixture
def code(quick, world):
    mentor = client_of(world.mentor, opens=True)
    page = made(world, mentor, receipt="on", digits="2468").content.decode()
    return re.search(r"\d{5} \d{5} \d{5} \d{5}", page)[0]


def test_she_sees_whom_her_mentor_asked_and_reads_what_she_wrote(code):
    page = ask(code, digits="2468")
    assert "was asked. Now they read it and answer." in page
    assert "They have until" in page
    page = ask(code, "read/", digits="2468")
    for words in (
        "MARKED Amal",
        "+34 600 000 001",
        "almond",
        "Salud Abierta",
        "Barcelona",
        "So that a",
    ):
        assert words in page, words
    assert "<dd><bdi></bdi></dd>" not in page


def test_the_wrong_digits_show_nothing_of_it(code):
    assert "MARKED" not in ask(code, "read/", digits="2469")
