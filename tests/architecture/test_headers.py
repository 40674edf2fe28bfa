"""What every answer carries, whoever asks for whatever, and what it never does."""

import pytest

from tests.architecture.headers import assert_carries_the_headers, assert_nothing_inline
from tests.architecture.routes import ROUTES

ADDRESSES = sorted(
    {route.address() for route in ROUTES} | {"/en/no-such-page/", "/easy/en/", "/ar/"}
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_route_carries_the_headers(client, address, method):
    client.raise_request_exception = False
    answer = getattr(client, method)(address)
    assert answer.status_code < 500
    assert_carries_the_headers(answer)


# Making a passkey, and signing in with one: no other page may ask the browser for either.
PASSKEYS = {"people:passkey_new": "create", "people:second": "get", "people:second_passkey": "get"}


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.full)
def test_only_the_pages_of_passkeys_may_ask_for_one(client, route):
    client.raise_request_exception = False
    told = client.post(route.address()).headers["Permissions-Policy"].split(", ")
    allowed = {rule for rule in told if not rule.endswith("=()")}
    wanted = PASSKEYS.get(route.full)
    assert allowed == ({f"publickey-credentials-{wanted}=(self)"} if wanted else set())
    rules = {rule.partition("=")[0] for rule in told}
    assert rules >= {"publickey-credentials-create", "publickey-credentials-get"}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_holds_an_inline_script_or_style_or_a_third_party(client, address):
    answer = client.get(address)
    assert_nothing_inline(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("address", [a for a in ADDRESSES if "/staff/" not in a])
def test_the_public_pages_set_no_cookie(client, address):
    assert not client.get(address).cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "direction"), [("/en/", "ltr"), ("/es/", "ltr"), ("/ar/", "rtl")]
)
def test_the_frame_speaks_the_language_of_the_address(client, address, direction):
    page = client.get(address).content.decode()
    assert f'dir="{direction}"' in page
    assert "tel:112" in page
    assert 'id="quick-exit"' in page


def test_easy_mode_stays_in_every_address_of_the_page(client):
    page = client.get("/easy/en/").content.decode()
    assert 'class="easy"' in page
    assert 'href="/easy/en/help-lines/"' in page
    assert 'href="/easy/ar/"' in page
