"""Every route states who may use it; one without an entry fails here (DESIGN 3, rule 8)."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from communitylinkage.website.urls import ACCESS


def named_patterns(resolver, prefix=""):
    """All (name, route) pairs below a resolver."""
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            yield from named_patterns(item, prefix + str(item.pattern))
        elif isinstance(item, URLPattern):
            yield item.name, prefix + str(item.pattern)


ROUTES = list(named_patterns(get_resolver()))


@pytest.mark.parametrize(("name", "route"), ROUTES, ids=[r for _n, r in ROUTES])
def test_every_route_has_an_entry(name, route):
    assert name, f"{route} has no name"
    assert ACCESS.get(name), f"{route} ({name}) states nobody who may use it"


def test_no_entry_without_a_route():
    assert set(ACCESS) == {name for name, _route in ROUTES}


def test_addresses_are_neutral():
    words = ("victim", "survivor", "violence", "abuse", "gbv")
    assert not [route for _n, route in ROUTES for word in words if word in route.lower()]
