"""What search engines may find, and that the guide keeps its discretion."""

import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, translate_url
from django.utils import timezone, translation

from communitylinkage.people import demo as people
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.practices import demo as practices
from communitylinkage.programme_site import demo as programme_site
from tests.architecture.routes import ROUTES

__all__ = ["_django_db_helper", "once"]
pytestmark = pytest.mark.django_db

SPACES = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
# Hers: the guide, her page of control, her own letters, and whatever a link in her hand opens.
HERS = {"first_page", "danger", "signs", "rights", "safety", "find", "service", "help_lines",
        "receipt", "ask", "ask_mine", "my_plan", "say", "answer", "link", "figures"}  # fmt: skip


@pytest.fixture(scope="module")
def demo(once):
    people.load(timezone.now())
    practices.load(timezone.now())
    programme_site.load(timezone.now())


def site_map():
    tree = ElementTree.fromstring(Client().get("/sitemap.xml").content)  # noqa: S314 - our own
    return [
        (one.find("m:loc", SPACES).text,
         {link.get("hreflang"): link.get("href") for link in one.findall("x:link", SPACES)})
        for one in tree.findall("m:url", SPACES)
    ]  # fmt: skip


def path_of(address):
    assert address.startswith(settings.SITE_ADDRESS)
    return address.removeprefix(settings.SITE_ADDRESS)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.full)
def test_every_answer_that_is_not_named_tells_search_engines_to_leave_it_out(client, route):
    client.raise_request_exception = False
    for address in (route.address(), "/easy" + route.address()):
        answer = client.get(address)
        named = route.full in settings.SEARCHABLE
        if not (named and answer.status_code == 200 and not address.startswith("/easy")):
            assert answer.headers.get("X-Robots-Tag") == "noindex", address
        else:
            assert "X-Robots-Tag" not in answer.headers, address
            assert "noindex" not in answer.content.decode()


def test_nothing_of_hers_is_searchable():
    names = {route.name for route in ROUTES}
    assert names >= HERS
    assert not HERS & settings.SEARCHABLE
    assert names >= settings.SEARCHABLE, "no name without a route"
    parts = ("guide", "asks", "receipt", "staff", "answer", "link")
    for route in ROUTES:
        if route.full in settings.SEARCHABLE:
            assert not [one for one in parts if one in route.pattern], route.pattern


def test_the_site_map_leads_to_pages_that_may_be_found_and_to_nothing_else(demo):
    found = site_map()
    assert any("/ar/programme/" in address for address, _others in found)
    for address, others in found:
        for one in (address, *others.values()):
            path = path_of(one)
            if others.get("x-default") == one:
                assert re.match(r"/(programme|practices|promises|promise|demands|events)/", path)
                continue
            with translation.override(path.split("/")[1]):
                assert resolve(path).view_name in settings.SEARCHABLE
        answer = Client().get(path_of(address))
        assert answer.status_code == 200, address
        assert "X-Robots-Tag" not in answer.headers


def test_the_site_map_names_each_page_in_each_language_in_which_it_is_written(demo):
    found = dict(site_map())
    item = f"{settings.SITE_ADDRESS}/en/programme/communitylinkage-demo/news/2/"
    assert set(found[item]) == {"en", "es", "x-default"}, "this one has no Arabic text"
    assert item.replace("/en/", "/ar/") not in found
    page = Client().get(path_of(item)).content.decode()
    for language, address in found[item].items():
        assert f'hreflang="{language}" href="{address}"' in page


def test_the_guide_the_receipt_and_the_asks_are_not_in_the_site_map(demo):
    told = Client().get("/sitemap.xml").content.decode()
    for route in ROUTES:
        if route.name not in HERS:
            continue
        for language, _name in settings.LANGUAGES:
            address = translate_url(route.address(), language)
            assert f"<loc>{settings.SITE_ADDRESS}{address}</loc>" not in told


def test_robots_txt_closes_nothing_that_has_to_say_itself_that_it_must_not_be_found():
    told = Client().get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml" in told
    assert [line for line in told.splitlines() if line.startswith("Disallow:")] == ["Disallow:"]


def test_the_first_page_leads_to_the_programme_and_to_practices():
    footer = Client().get("/en/").content.decode().split("<footer")[1]
    for address in ("/en/programme/", "/en/practices/"):
        assert f'href="{address}"' in footer
        assert resolve(address)
    with pytest.raises(Resolver404):
        resolve("/en/no-such-page/")
