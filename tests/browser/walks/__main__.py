"""`make walks`: plays every walk on a product of its own and writes docs/walks/.

`python -m tests.browser.walks [NAME ...] [ADDRESS]` plays some of them, or on a product that runs.
"""

import os
import sys
import tempfile
from importlib import import_module

import django
from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, found
from tests.browser.product import ROOT, running

NAMES = (
    "woman", "mentor", "professional", "outside", "coordinator", "lead", "administrator", "public"
)  # fmt: skip
FOLDER = ROOT / "docs" / "walks"


def main():
    """The walks that the command line names, or all. An address plays them there."""
    django.setup()
    asked = [one for one in sys.argv[1:] if one in NAMES] or NAMES
    there = next((one for one in sys.argv[1:] if one.startswith("http")), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found(), args=ARGUMENTS)
        if there:
            play(asked, there, chromium, dict(os.environ))
        else:
            with running(folder) as (address, _said, environment):
                play(asked, address, chromium, environment)
        chromium.close()


def play(names, address, chromium, environment):
    """One after the other, on the same product: later walks meet what earlier ones left."""
    for name in names:
        from tests.browser.walks.walk import Walk  # after django.setup()

        told = import_module(f"tests.browser.walks.{name}")
        walk = Walk(name, told.TITLE, address, chromium, environment, FOLDER)
        told.play(walk)
        walk.end()
        sys.stdout.write(f"{name}: {walk.pictures} steps\n")


if __name__ == "__main__":
    main()
