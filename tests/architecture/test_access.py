"""Every route × every role × own and other's: who has no right finds a page that does not exist.

The rows come from the URL configuration. A route with arguments that says nothing in objects.py
about another's object fails.
"""

import copy

import pytest
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.models import Membership
from communitylinkage.people.roles import ROLES as RIGHTS
from communitylinkage.people.tests.cast import client_of
from communitylinkage.people.tests.once import _django_db_helper, once
from communitylinkage.values.access import Who
from communitylinkage.website.urls import ACCESS
from tests.architecture.headers import assert_carries_the_headers, assert_nothing_inline
from tests.architecture.objects import OTHERS
from tests.architecture.personal import PERSONAL
from tests.architecture.routes import ROUTES
from tests.bad_input.conftest import world
from tests.bad_input.own import made_for

__all__ = ["_django_db_helper", "once", "world"]
pytestmark = pytest.mark.django_db

ROLES = {
    "mentor": Who.MENTOR,
    "professional": Who.PROFESSIONAL,
    "coordinator": Who.COORDINATOR,
    "lead": Who.LEAD,
    "administrator": Who.ADMINISTRATOR,
}
_OPEN = {Who.ANYBODY, Who.LINK, Who.RECEIPT}
STAFF = [route for route in ROUTES if not ACCESS[route.name] & _OPEN]
STAFF_OBJECTS = [route for route in STAFF if route.arguments]
each_staff_route = pytest.mark.parametrize("route", STAFF, ids=lambda route: route.full)
each_staff_object = pytest.mark.parametrize("route", STAFF_OBJECTS, ids=lambda route: route.full)


@pytest.fixture
def cast(world, db):
    return copy.deepcopy(world)


def at_home(account, role, cast):
    """Makes her a member of both houses in which a route's own object may lie."""
    for organisation in (cast.service, cast.community):
        Membership.objects.get_or_create(
            account=account, organisation=organisation, role=role,
            defaults={"state": "active", "may_open": RIGHTS[role].opens, "since": timezone.now()},
        )  # fmt: skip


def asked(client, address):
    """The states of the answers to GET and to POST."""
    return [answer.status_code for answer in (client.get(address), client.post(address))]


@each_staff_route
def test_who_is_not_signed_in_is_sent_to_sign_in(client, route):
    for answer in (client.get(route.address()), client.post(route.address())):
        assert answer.status_code == 405 or answer.url == reverse("people:sign_in")


@each_staff_route
def test_a_role_without_the_right_finds_no_such_page_of_her_own_house(cast, route):
    without = {role for role, who in ROLES.items() if who not in ACCESS[route.name]}
    if Who.SIGNED_IN in ACCESS[route.name] or not without:
        return
    there = route.address(**made_for(route, cast))
    for role in without:
        account = getattr(cast, role)
        at_home(account, role, cast)
        assert set(asked(client_of(account, opens=True), there)) <= {404, 405}, role


@each_staff_object
def test_a_role_with_the_right_finds_what_lies_in_her_own_house(cast, route):
    """But for what is somebody's own (personal.py); else a right would stand on paper only."""
    there = route.address(**made_for(route, cast))
    for role, who in ROLES.items():
        if ACCESS[route.name] & {who, Who.SIGNED_IN}:
            account = getattr(cast, role)
            at_home(account, role, cast)
            answer = client_of(account, opens=True).get(there)
            there_is_none = role in PERSONAL.get(route.full, ())
            assert (answer.status_code == 404) is there_is_none, role
            assert answer.status_code in {200, 302, 404, 405}, role
            assert reverse("people:sign_in") not in answer.headers.get("Location", ""), role


def test_what_is_somebody_s_own_is_said_of_routes_and_roles_that_there_are():
    objects = {route.full: route for route in STAFF_OBJECTS}
    for name, roles in PERSONAL.items():
        who = ACCESS[objects[name].name]
        assert all(who & {ROLES[role], Who.SIGNED_IN} for role in roles), name


@each_staff_route
def test_a_role_with_the_right_finds_its_page(cast, route):
    if route.arguments:
        return
    for role, who in ROLES.items():
        if ACCESS[route.name] & {who, Who.SIGNED_IN}:
            answer = client_of(getattr(cast, role), opens=True).get(route.address())
            assert answer.status_code in {200, 405}, role
            assert_carries_the_headers(answer)
            assert_nothing_inline(answer)


@each_staff_route
def test_nobody_opens_what_belongs_to_others(cast, route):
    if not route.arguments:
        return
    assert route.name in OTHERS, f"{route.full}: objects.py must make one that belongs to others"
    given = OTHERS[route.name](cast)
    if given is None:  # the site's: there is no other's
        return
    for role, who in ROLES.items():
        if who in ACCESS[route.name]:
            client = client_of(getattr(cast, role), opens=True)
            assert set(asked(client, route.address(**given))) <= {404, 405}, role
