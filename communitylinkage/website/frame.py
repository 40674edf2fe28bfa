"""What the frame around every page needs: languages, direction, easy mode, the quick exit."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils import translation
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes

from communitylinkage.website.drafts import draft_languages
from communitylinkage.website.finding import codes
from communitylinkage.website.middleware import EASY


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A link to the page at hand in another language, named in that language."""

    code: str
    name: str
    direction: str
    address: str
    here: bool


def in_language(address: str, code: str) -> str:
    """The address of the same page in another language, in the mode at hand.

    No part of an address but the first differs by language, so none is looked up: to search all
    routes once for each language took as long as a quarter of a page. What is not there has a page
    in each language, too.

    Args:
        address: without what easy mode puts before it.
        code: a language of the interface.
    """
    first, _slash, rest = address.removeprefix("/").partition("/")
    if first not in dict(settings.LANGUAGES):
        return address
    return f"{get_script_prefix()}{code}/{rest}"


def _language_links(address: str) -> list[LanguageLink]:
    links = []
    for code, _name in settings.LANGUAGES:
        info = translation.get_language_info(code)
        links.append(
            LanguageLink(
                code=code,
                name=info["name_local"],
                direction="rtl" if info["bidi"] else "ltr",
                address=in_language(address, code),
                here=code == translation.get_language(),
            )
        )
    return links


@dataclass(frozen=True, slots=True)
class Findable:
    """What a page that may be found says of itself: its one address, and the other languages."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]


def _findable(request: HttpRequest) -> Findable | None:
    found = request.resolver_match
    if found is None or found.view_name not in settings.SEARCHABLE or request.method != "GET":
        return None
    written = codes(getattr(request, "written_in", ()))
    # Without what easy mode put before it, and without a query: a page has one address.
    here = escape_uri_path(request.path_info)
    language = translation.get_language()
    shown = language if language in written else written[0]
    others = [(code, settings.SITE_ADDRESS + in_language(here, code)) for code in written]
    bare = here.split("/", 2)[2]
    others.append(("x-default", f"{settings.SITE_ADDRESS}/{bare}"))
    return Findable(settings.SITE_ADDRESS + in_language(here, shown), tuple(others))


def _address(request: HttpRequest) -> str:
    """The address of the page at hand, without what easy mode puts before it; empty for none.

    A page that answers a POST has no address of its own to come back to by a link, except the one
    that its view names.
    """
    if request.method == "GET":
        # A browser takes what follows two slashes for a host.
        return escape_leading_slashes(escape_uri_path(request.path_info))
    named: str = getattr(request, "page_address", "")
    return named.removeprefix(get_script_prefix().removesuffix("/"))


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of website/base.html."""
    easy = bool(getattr(request, "easy", False))
    address = _address(request)
    signed_in = hasattr(request, "viewer")
    return {
        "staff_home": reverse("people:home") if signed_in else "",
        "home": reverse("first_page"),
        "here": request.path,
        "easy": easy,
        "findable": _findable(request),
        "draft": translation.get_language() in draft_languages(),
        "quick_exit_url": settings.QUICK_EXIT_URL,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "language_links": _language_links(address) if address else [],
        "easy_switch": (address if easy else EASY[:-1] + address) if address else "",
    }
