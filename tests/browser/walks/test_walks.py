"""Every walk of docs/walks/ can still be walked, on the product as `make run` starts it."""

from importlib import import_module

import pytest

from tests.browser.walks.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("product")]


def walk_through(product, chromium, name):
    told = import_module(f"tests.browser.walks.{name}")
    walk = Walk(name, told.TITLE, product[0], chromium, product[2])
    told.play(walk)
    walk.end()
    return walk


@pytest.mark.parametrize(
    "name", ["woman", "public", "outside", "coordinator", "lead", "administrator"]
)
def test_a_walk_leads_to_its_end(product, chromium, name):
    assert walk_through(product, chromium, name).pictures >= 5


def test_what_the_mentor_sends_the_professional_answers_and_closes(product, chromium):
    walk_through(product, chromium, "mentor")
    walk_through(product, chromium, "professional")
