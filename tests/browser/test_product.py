"""The product as a person starts it: its weight on the wire, and the woman's road to help."""

import urllib.request

import pytest

from tests.browser.product import manage

# One product for all of them: filling it with the demo takes a minute.
pytestmark = [pytest.mark.browser, pytest.mark.smoke, pytest.mark.xdist_group("product")]

LIMIT_BYTES = 30_000
LIMIT_REQUESTS = 4


def weigh(chromium, address):
    """(bytes over the wire, requests) of one page, as the browser counts them."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    context.close()
    return sum(sizes), len(sizes)


def read(address):
    """The bytes of one page."""
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - loopback only
        return answer.read()


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_the_first_page_is_light(chromium, product, language):
    size, requests = weigh(chromium, f"{product[0]}/{language}/")
    assert size <= LIMIT_BYTES
    assert requests <= LIMIT_REQUESTS


def test_loading_the_demo_again_loses_and_doubles_nothing(product):
    address, _said, environment = product
    before = read(f"{address}/en/help-lines/")
    assert b"1522" in before
    manage(environment, "load_demo")
    assert read(f"{address}/en/help-lines/") == before


def test_a_mentor_signs_in_with_her_second_step(chromium, product):
    address, _said, environment = product
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/en/staff/sign-in/")
    page.fill("input[name=email]", "mentor@demo.invalid")
    page.fill("input[name=password]", "only for the demo")
    page.click("main button")
    page.wait_for_url("**/staff/second/")
    code = manage(environment, "demo_code", "mentor").split()[-1]
    page.locator("main input:not([type=hidden])").first.fill(code)
    page.locator("main button").first.click()
    page.wait_for_url("**/en/staff/")
    assert "Demo mentor" in page.inner_text("main")
    context.close()
