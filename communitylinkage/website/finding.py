"""What search engines may find: the site map and robots.txt, and what every other page says."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string

from communitylinkage.values.found import Found, spoken


class Findable(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """The pages of every part that names some (`SITEMAP` in the settings), in each language in
    which they are written."""

    i18n = True
    alternates = True
    x_default = True
    limit = 10_000

    def items(self) -> list[Found]:
        """All of them; one whose route is not searchable is left out."""
        found: list[Found] = []
        for path in settings.SITEMAP:
            found += [one for one in import_string(path)() if one.route in settings.SEARCHABLE]
        return found

    def get_languages_for_item(self, item: Found) -> list[str]:
        """In which it is written."""
        return codes(item.languages)

    def location(self, item: Found) -> str:
        """Its address, in the language that is on."""
        return reverse(item.route, args=item.arguments)

    def lastmod(self, item: Found) -> datetime | None:
        """When it changed."""
        return item.changed

    def get_protocol(self, protocol: str | None = None) -> str:
        """Of the site's own address: what a proxy says may be another."""
        return urlsplit(settings.SITE_ADDRESS).scheme

    def get_domain(self, site: Any = None) -> str:
        """Of the site's own address."""
        return urlsplit(settings.SITE_ADDRESS).netloc


def codes(written: Iterable[str]) -> list[str]:
    """Languages in which a page is worth finding."""
    interface = [code for code, _name in settings.LANGUAGES]
    return spoken(frozenset(written), interface, settings.LANGUAGE_CODE)


def site_map(request: HttpRequest) -> HttpResponse:
    """sitemap.xml: what may be found, and nothing of the guide."""
    return sitemap(request, {"all": Findable})


def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt. What must not be found says so itself: a robot that may not read a page cannot
    read that either, and would keep its bare address."""
    lines = ["User-agent: *", "Disallow:", f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
