"""Somebody who signs in over HTTP, with a cookie and the form's token."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PATH = "/en/staff/sign-in/"


class Visitor:
    """One browser."""

    def __init__(self, address: str) -> None:
        self.address = address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        page = self.opener.open(address + PATH, timeout=60).read().decode()
        found = TOKEN.search(page)
        assert found, "the sign-in page has no token"
        self.token = found.group(1)

    def sign_in(self, email: str, password: str) -> None:
        """Tries to; a wrong password costs the server as much work as a right one."""
        said = {"csrfmiddlewaretoken": self.token, "email": email, "password": password}
        data = urllib.parse.urlencode(said).encode()
        request = urllib.request.Request(self.address + PATH, data, {"Origin": self.address})
        try:
            self.opener.open(request, timeout=60).read()
        except urllib.error.HTTPError as refused:
            if refused.code == 403:
                raise
