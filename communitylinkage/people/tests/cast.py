"""The people that tests are about. Use: `from communitylinkage.people.tests.cast import cast`."""

import base64
import datetime
from types import SimpleNamespace

import pytest
from django.test import Client

from communitylinkage.organisations.models import Organisation
from communitylinkage.people import accounts, keys
from communitylinkage.people.access import KEY_COOKIE
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.posts import new_post
from communitylinkage.people.roles import ROLES
from communitylinkage.vault import keys as vault_keys

NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)
PASSWORD = "a long enough one"


# The slow run is made once for each name: the same person has the same key in every test.
_KEYS = {}


def _key(name):
    if name not in _KEYS:
        private_key = vault_keys.new_private_key()
        _KEYS[name] = (vault_keys.wrap(private_key, PASSWORD), private_key)
    return _KEYS[name][0]


def member(name, role, organisation, state="active"):
    account = accounts.make_account(
        email=f"{name}@example.org", display_name=name, language="en", key=_key(name)
    )
    account.membership = Membership.objects.create(
        account=account,
        organisation=organisation,
        role=role,
        state=state,
        may_open=ROLES[role].opens and state == "active",
        since=NOW,
    )
    return account


def key_of(account: Account) -> bytes:
    """Her private key, as her password opens it."""
    for key, private_key in _KEYS.values():
        if key.public_key == bytes(account.public_key):
            return private_key
    return vault_keys.open_account_key(PASSWORD, accounts.key_of(account))


def client_of(account: Account, opens: bool = False) -> Client:
    """A browser in which the person is signed in, both steps passed.

    Args:
        opens: with her private key, half in the session and half in the cookie, as sign-in leaves
            it.
    """
    client = Client()
    session = client.session
    session["account"], session["second"] = str(account.pk), True
    if opens:
        sealed, cookie = keys.seal_for_browser(key_of(account))
        session["key"] = base64.b64encode(sealed).decode()
        client.cookies[KEY_COOKIE] = base64.b64encode(cookie).decode()
    session.save()
    return client


@pytest.fixture
def cast(db):
    return make_cast()


def make_cast():
    service, community, other = (
        Organisation.objects.create(
            name=name, side=side, country=country, telephone="+34 000 000 000"
        )
        for name, side, country in (
            ("Service", "service", "ES"),
            ("Community", "community", "ES"),
            ("Other", "service", "IT"),
        )
    )
    made = SimpleNamespace(
        service=service,
        community=community,
        other=other,
        mentor=member("mentor", "mentor", community),
        professional=member("professional", "professional", service),
        other_professional=member("other", "professional", other),
        coordinator=member("coordinator", "coordinator", service),
        lead=member("lead", "lead", service),
        administrator=member("administrator", "administrator", service),
        stranger=member("stranger", "coordinator", other),
    )
    for organisation in (service, community, other):
        organisation.post = new_post(
            organisation=organisation, name="On duty", by=made.coordinator.pk, now=NOW
        )
    return made
