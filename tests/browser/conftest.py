"""A real Chromium, at the width of a cheap phone and of a desk, with and without JavaScript."""

import functools
import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.browser.product import running

# Playwright's loop makes Django believe that it runs in async code; the tests do not.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# The one without a window first: the same engine, at half the work for a page.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Axe().axe_script
RUN = """options => axe.run(document, options).then(
  found => found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`))"""
OPTIONS = {
    "resultTypes": ["violations"],
    "preload": False,
    "runOnly": {
        "type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    },
}  # fmt: skip
WIDTHS = {"phone": (360, 740), "small phone": (320, 568), "desk": (1280, 900)}


def found():
    """Where the browser lies; None where Playwright must take its own."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


def _with_axe(new_context, **said):
    """A browser of its own whose pages hold axe from the start: to send it takes three times as
    long as to read it."""
    context = new_context(**said)
    context.add_init_script(AXE)
    return context


@pytest.fixture(scope="session")
def chromium():
    path = found()
    with sync_playwright() as playwright:
        # Without a path Playwright takes its own, as on Ubuntu, where apt has none.
        own = Path(playwright.chromium.executable_path)
        assert path or own.exists(), "Chromium is missing: see scripts/test"
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        browser.new_context = functools.partial(_with_axe, browser.new_context)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def product(tmp_path_factory):
    """The product as `make run` starts it: its address, what it said, its environment."""
    with running(tmp_path_factory.mktemp("var")) as started:
        yield started


@pytest.fixture
def open_page(chromium):
    """Opens an address in a fresh browser: `open_page(address, width="phone", scripts=True)`."""
    contexts = []

    def open_it(address, width="phone", scripts=True):
        wide, high = WIDTHS[width]
        context = chromium.new_context(
            viewport={"width": wide, "height": high}, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture
def hurdles():
    """What axe finds on a page, by WCAG 2.2 A and AA, in words.

    Contrast takes as long as all other rules together, and is the same in every language: it is
    asked of a page in English.
    """

    def find(page):
        page.wait_for_load_state("load")
        english = page.evaluate("document.documentElement.lang === 'en'")
        return page.evaluate(RUN, OPTIONS | {"rules": {"color-contrast": {"enabled": english}}})

    return find
