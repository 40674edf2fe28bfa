"""Every staff page that needs no object: fits a small phone and axe finds nothing, in each role."""

import pytest
from django.urls import NoReverseMatch, reverse

from communitylinkage.people.tests.cast import cast, client_of  # noqa: F401
from communitylinkage.values.access import Who
from communitylinkage.website.urls import ACCESS
from tests.browser.fitting import beyond
from tests.browser.test_story import browser_of  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROLES = {
    "mentor": Who.MENTOR,
    "professional": Who.PROFESSIONAL,
    "coordinator": Who.COORDINATOR,
    "lead": Who.LEAD,
    "administrator": Who.ADMINISTRATOR,
}


def addresses(role):
    """The staff pages of a role that take no argument."""
    for name, who in ACCESS.items():
        if not who & {ROLES[role], Who.SIGNED_IN}:
            continue
        for full in (name, f"people:{name}"):
            try:
                address = reverse(full)
            except NoReverseMatch:
                continue
            # Pictures and files are downloads, not pages.
            if "/staff/" in address and not address.endswith((".svg", ".csv")):
                yield "/" + address.split("/", 2)[2]


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 320)])
@pytest.mark.parametrize("role", ROLES)
def test_the_pages_of_a_role(live_server, cast, browser_of, hurdles, role, language, width):  # noqa: F811
    page = browser_of(getattr(cast, role), width)
    for address in sorted(set(addresses(role))):
        answer = page.goto(f"{live_server.url}/{language}{address}")
        if answer.status == 405:  # sends only
            continue
        assert answer.status == 200, address
        assert beyond(page) <= 0, address
        assert hurdles(page) == [], address
