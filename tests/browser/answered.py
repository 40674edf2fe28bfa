"""A browser whose questions are answered by Django's test client, without a server.

What a test made for one page can be taken back after it, which a server of its own would not see.
"""

from contextvars import copy_context
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.test import Client

HERE = "http://testserver"
STATIC = "/static/"


class Phone:
    """A page 320 pixels wide, and whose client it asks."""

    def __init__(self, page):
        self.page = page
        self.give(Client())
        page.route("**/*", self._answer)

    def give(self, client):
        """Into the hands of one whose client is signed in."""
        # Playwright answers in a context of its own; Django's connections belong to the test's.
        self.client, self.context = client, copy_context()

    def open(self, path):
        self.page.goto(HERE + path)
        return self.page

    def send(self, path, said=()):
        """What a form with these fields would send; shows the page that comes of it."""
        self.page.goto("about:blank")
        with self.page.expect_navigation():
            self.page.evaluate(
                """([to, said]) => {
                    const form = document.createElement("form");
                    form.method = "post";
                    form.action = to;
                    for (const [name, value] of said) {
                        const field = document.createElement("input");
                        [field.type, field.name, field.value] = ["hidden", name, value];
                        form.append(field);
                    }
                    document.body.append(form);
                    form.submit();
                }""",
                [HERE + path, [*dict(said).items()]],
            )
        return self.page

    def _answer(self, route):
        asked = urlsplit(route.request.url)
        if asked.path.startswith(STATIC):
            route.fulfill(path=finders.find(asked.path.removeprefix(STATIC)))
            return
        answer = self.context.run(self._ask, route.request, f"{asked.path}?{asked.query}")
        content = b"".join(answer) if answer.streaming else answer.content
        route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=content)

    def _ask(self, asked, path):
        if asked.method == "GET":
            return self.client.get(path)
        body, kind = asked.post_data_buffer or b"", asked.headers["content-type"]
        answer = self.client.post(path, body, content_type=kind)
        # A browser would ask the network, and not us, for where a fulfilled answer leads.
        while answer.status_code == 302:
            answer = self.client.get(answer.url)
        return answer


def is_page(answer):
    """Whether it answers with a page: not with a file, nor by leading elsewhere."""
    return answer.status_code == 200 and "html" in answer.headers.get("Content-Type", "")
