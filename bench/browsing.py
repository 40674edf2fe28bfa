"""Somebody who signs in over HTTP, with a cookie and the form's token."""

import functools
import http.client
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PATH = "/en/staff/sign-in/"


class _From(urllib.request.HTTPHandler):
    """Asks from an address of the loopback: the server takes each for another source."""

    source = "127.0.0.1"

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """As urllib does, but from there."""
        made = functools.partial(http.client.HTTPConnection, source_address=(self.source, 0))
        return self.do_open(made, req)  # type: ignore[arg-type]  # a partial of the class it wants


class Visitor:
    """One browser.

    Args:
        address: of the product.
        source: from which address of the loopback it asks.
    """

    def __init__(self, address: str, source: str = "127.0.0.1") -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.handler = _From()
        self.handler.source = source
        self.opener = urllib.request.build_opener(jar, self.handler)
        page = self.opener.open(address + PATH, timeout=60).read().decode()
        found = TOKEN.search(page)
        assert found, "the sign-in page has no token"
        self.token = found.group(1)

    def sign_in(self, email: str, password: str) -> bool:
        """Whether the first step was taken; a wrong password costs as much work as a right one."""
        said = {"csrfmiddlewaretoken": self.token, "email": email, "password": password}
        data = urllib.parse.urlencode(said).encode()
        request = urllib.request.Request(self.address + PATH, data, {"Origin": self.address})
        try:
            with self.opener.open(request, timeout=60) as answer:
                return not answer.geturl().endswith(PATH)
        except urllib.error.HTTPError as refused:
            if refused.code == 403:
                raise
        return False
