"""Which opening of a short address counts as a visit, from what the browser says of itself.

What is read here is kept nowhere. The error has two sides: robots that call themselves a browser
are counted, and so is each further visit of the same person; who opens the address with a program
that is no browser is not. So the number is one of visits, never of people.
"""

from collections.abc import Mapping

from crawleruseragents import is_crawler

# Every browser that people use begins with one of these; tools and robots often do not.
BROWSERS = ("Mozilla/", "Opera/")
LONGEST_AGENT = 1000
# A page that is only fetched in case somebody wants it: Chromium, WebKit, Firefox, link previews.
AHEAD = ("purpose", "sec-purpose", "x-purpose", "x-moz")


def counts(method: str, headers: Mapping[str, str]) -> bool:
    """Whether somebody opened it.

    Args:
        headers: of the request, by their names in small letters.
    """
    if method != "GET" or any(headers.get(name) for name in AHEAD):
        return False
    # A browser says for what it asks; for a picture or a script it is no visit.
    if headers.get("sec-fetch-dest", "document") != "document":
        return False
    agent = headers.get("user-agent", "")[:LONGEST_AGENT]
    return agent.startswith(BROWSERS) and not is_crawler(agent)
