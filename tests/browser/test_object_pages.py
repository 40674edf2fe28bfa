"""Every page about something: fits the smallest phone and axe finds nothing, left and right."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from communitylinkage.people import keys, totp
from communitylinkage.people.models import SecondFactor
from communitylinkage.people.tests.cast import client_of
from communitylinkage.referrals.tests.receipt.hers import DIGITS, accepted, new_link
from communitylinkage.values.access import Who
from communitylinkage.website.urls import ACCESS
from tests.architecture.routes import ROUTES
from tests.bad_input import coordinators, own
from tests.bad_input.conftest import _django_db_helper, once, taken_back, world  # noqa: F401
from tests.bad_input.test_every_form import who_may
from tests.browser.answered import Phone, is_page
from tests.browser.fitting import beyond
from tests.browser.test_every_page import PATHS
from tests.browser.test_staff_pages import ROLES, addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WITH_AN_OBJECT = [route for route in ROUTES if route.arguments]
BEHIND_HER_CODE = sorted(name for name, who in ACCESS.items() if Who.RECEIPT in who)
each_route = pytest.mark.parametrize("route", WITH_AN_OBJECT, ids=lambda route: route.full)


@pytest.fixture(scope="module")
def phone(chromium):
    context = chromium.new_context(viewport={"width": 320, "height": 568})
    yield Phone(context.new_page())
    context.close()


@pytest.fixture
def look(hurdles):
    """Fails, with the address, where a page does not fit or axe finds something."""

    def at(page):
        assert (beyond(page), hurdles(page)) == (0, []), page.url

    return at


def held_by(phone, world, route):  # noqa: F811
    """The address of one of hers, on the phone of who may see it."""
    made, role = own.made_for(route, world), who_may(route)
    phone.give(client_of(getattr(world, role), opens=True) if role else Client())
    with translation.override("en"):
        return route.address(**made)


def in_arabic(address):
    return address.replace("/en/", "/ar/", 1)


@each_route
def test_a_page_about_something_and_what_comes_of_its_form_sent_empty(world, phone, look, route):  # noqa: F811
    """Axe looks at the page in English and at the answer in Arabic; all must fit."""
    address = held_by(phone, world, route)
    shown = is_page(phone.client.get(address))
    if shown:
        look(phone.open(address))
        assert beyond(phone.open(in_arabic(address))) == 0, address
    with taken_back():
        answer = phone.client.post(address)
    if is_page(answer) or (answer.status_code == 302 and not shown):
        with taken_back():
            look(phone.send(in_arabic(address)))


@pytest.mark.parametrize("name", ["receipt", *BEHIND_HER_CODE])
def test_a_page_behind_her_code(world, phone, look, name):  # noqa: F811
    link = new_link(world)
    accepted(link)
    phone.give(Client())
    for language in ("en", "ar"):
        with translation.override(language), taken_back():
            look(phone.send(reverse(name), {"code": link.code, "digits": DIGITS}))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_second_step_is_set_up_and_its_spare_codes_are_shown(world, phone, look, language):  # noqa: F811
    client = client_of(world.mentor, opens=True)
    session = client.session
    session["second"] = False
    session.save()
    phone.give(client)
    with translation.override(language):
        address = reverse("people:second")
    look(phone.open(address))
    seed = keys.open_seed(bytes(SecondFactor.objects.get().sealed_seed))
    code = totp.code_at(seed, totp.step_at(timezone.now()))
    look(phone.send(address, {"code": code}))
    assert phone.page.locator("main li").count() >= 8


@pytest.mark.parametrize("role", ROLES)
def test_the_lists_of_a_role_when_something_is_in_them(world, phone, look, role):  # noqa: F811
    for one in (
        own.a_referral, own.an_ask, own.a_mentor_request, own.an_entry, own.an_invitation,
        own.a_duty, own.a_text, coordinators.a_tie, coordinators.a_step,
        coordinators.an_association,
        coordinators.an_objection, coordinators.a_procedure_offered, coordinators.a_free_text,
    ):  # fmt: skip
        one(world)
    phone.give(client_of(getattr(world, role), opens=True))
    for address in sorted(set(addresses(role))):
        if is_page(phone.client.get(f"/en{address}")):
            look(phone.open(f"/en{address}"))


def test_no_page_is_left_out(world, client):  # noqa: F811
    """Here what takes an object; in test_every_page what is open, in test_staff_pages the rest."""
    looked_at = {*PATHS}.union(*map(addresses, ROLES))
    for route in ROUTES:
        with translation.override("en"):
            address = route.address()
        if route in WITH_AN_OBJECT or address.removeprefix("/en") in looked_at:
            continue
        role = who_may(route)
        who = client_of(getattr(world, role), opens=True) if role else client
        assert not is_page(who.get(address)), f"{route.full}: no test looks at it"
