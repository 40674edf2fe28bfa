"""Forms of pages that send no referrer: the browser's own pass, another site's never do."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/sign-in/"


def sent(token=True, **headers):
    """The status of a sign-in form, sent with the given headers."""
    client = Client(enforce_csrf_checks=True)
    client.get(PAGE)
    data = {"email": "a@b.invalid", "password": "x"}
    if token:
        data["csrfmiddlewaretoken"] = client.cookies["csrftoken"].value
    return client.post(PAGE, data, headers=headers).status_code


def test_a_browsers_own_form_without_a_referrer_passes():
    assert sent(origin="null", sec_fetch_site="same-origin") == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_another_sites_form_is_refused_even_with_a_token(site):
    assert sent(origin="null", sec_fetch_site=site) == 403


def test_no_token_is_refused():
    assert sent(token=False, origin="null", sec_fetch_site="same-origin") == 403


def test_a_named_other_origin_is_refused():
    assert sent(origin="https://elsewhere.invalid") == 403
