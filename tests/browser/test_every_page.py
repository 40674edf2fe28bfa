"""Every public page: fits a small phone, axe finds nothing, in both directions of writing."""

import pytest

from tests.architecture.test_headers import ADDRESSES
from tests.browser.fitting import beyond

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOORS = {"/staff/sign-in/", "/staff/second/", "/staff/forgotten/"}  # open to who is not in yet
PATHS = sorted(
    DOORS
    | {
        "/" + address.split("/", 2)[2]
        for address in ADDRESSES
        if address.startswith("/en/")
        and not address.endswith(".csv")  # a file, not a page
        and "no-such-page" not in address
        and "/staff/" not in address
    }
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("language", "width"), [("en", "desk"), ("es", "phone"), ("ar", "phone")])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    live_server, open_page, hurdles, path, language, width
):
    page = open_page(f"{live_server.url}/{language}{path}", width)
    assert beyond(page) <= 0
    assert hurdles(page) == []


@pytest.mark.parametrize("path", PATHS)
def test_easy_mode_fits_the_smallest_phone(live_server, open_page, hurdles, path):
    page = open_page(f"{live_server.url}/easy/en{path}", "small phone")
    assert beyond(page) <= 0
    assert hurdles(page) == []


@pytest.mark.parametrize("path", PATHS)
def test_no_page_asks_another_host_for_anything(live_server, chromium, path):
    context = chromium.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/en{path}")
    context.close()
    assert all(address.startswith(live_server.url) for address in asked)
