"""People who are signed in and go from page to page, each page looked at as it opens."""

import itertools
import os

from django.urls import reverse
from django.utils import translation

from communitylinkage.people.tests.cast import client_of
from tests.browser.fitting import beyond


class Looking:
    """In one language, on screens of one width.

    Every page that is looked at fits its screen and holds no hurdle; with SHOTS in the environment
    it leaves a picture there, named after `story`.
    """

    def __init__(self, live_server, chromium, hurdles, *, story, language, width):
        self.address, self.chromium, self.hurdles = live_server.url, chromium, hurdles
        self.language, self.width = language, width
        self.named, self.shots = f"{story}-{language}-{width}", itertools.count(1)

    def signed_in(self, account):
        """A page of somebody's own browser."""
        context = self.chromium.new_context(
            viewport={"width": self.width, "height": 700}, accept_downloads=True
        )
        cookies = client_of(account).cookies
        context.add_cookies(
            [{"name": k, "value": c.value, "url": self.address} for k, c in cookies.items()]
        )
        return context.new_page()

    def look(self, name, page):
        assert beyond(page) <= 0, name
        assert self.hurdles(page) == [], name
        if os.environ.get("SHOTS"):
            path = f"{os.environ['SHOTS']}/{self.named}-{next(self.shots):02}-{name}.png"
            page.screenshot(path=path, full_page=True)

    def go(self, page, name, *arguments):
        with translation.override(self.language):
            page.goto(self.address + reverse(name, args=arguments))
        self.look(name, page)
