"""A coordinator says under which number her organisation is reached."""

import pytest
from django.urls import reverse

from communitylinkage.people.tests.cast import cast, client_of

pytestmark = pytest.mark.django_db
__all__ = ["cast"]


@pytest.fixture(autouse=True)
def none_yet(cast):
    cast.service.telephone = ""
    cast.service.save()


def page(organisation):
    return reverse("people:our_number", args=[organisation.pk])


def test_home_asks_for_the_number_until_it_is_there(cast):
    browser, home = client_of(cast.coordinator), reverse("people:home")
    asks = "has no telephone number here yet"
    assert asks in browser.get(home).content.decode()
    assert asks not in client_of(cast.professional).get(home).content.decode()
    assert (
        browser.post(
            page(cast.service),
            {
                "telephone": "+34 93 (000) 00-00",
                "town": "Barcelona",
            },
        ).status_code
        == 302
    )
    cast.service.refresh_from_db()
    assert cast.service.telephone == "+34 93 (000) 00-00"
    assert cast.service.town == "Barcelona"
    assert asks not in browser.get(home).content.decode()
    assert "+34 93 (000) 00-00" in browser.get(reverse("people:posts")).content.decode()


def test_digits_of_any_script_become_digits_that_a_telephone_dials(cast):
    client_of(cast.coordinator).post(page(cast.service), {"telephone": "+٣٤ ٩٣٠ ٠٠٠ ٠٠٠"})
    cast.service.refresh_from_db()
    assert cast.service.telephone == "+34 930 000 000"


@pytest.mark.parametrize(
    "typed", ["call us", "12", "+", "1" * 21, "0 a 930", "+34\u202e930", "9" * 9000]
)
def test_what_is_no_number_is_refused_and_kept_in_the_field(cast, typed):
    answer = client_of(cast.coordinator).post(page(cast.service), {"telephone": typed})
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    cast.service.refresh_from_db()
    assert cast.service.telephone == ""


def test_a_stranger_and_other_roles_find_no_such_page(cast):
    for account in (cast.stranger, cast.mentor, cast.professional, cast.lead, cast.administrator):
        assert client_of(account).get(page(cast.service)).status_code == 404
    assert client_of(cast.coordinator).post(page(cast.community), {}).status_code == 404
