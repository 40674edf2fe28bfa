"""An address that belongs to a button, opened by itself: a page with the exit, and nothing done."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_buttons_address_opened_by_itself_is_a_page_with_the_exit_and_a_number(language):
    answer = Client().get(f"/{language}/find/places/")
    page = answer.content.decode()
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert 'id="quick-exit"' in page
    assert 'href="tel:112"' in page


def test_what_only_tells_and_is_sent_something_says_so_too():
    answer = Client().post("/en/danger/")
    assert answer.status_code == 405
    assert "Nothing has happened" in answer.content.decode()
