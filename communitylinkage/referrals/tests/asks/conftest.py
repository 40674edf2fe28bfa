"""A woman's browser, and what she fills in."""

import re
from types import SimpleNamespace

import pytest
from django.test import Client

from communitylinkage.organisations.models import Organisation
from communitylinkage.people.models import Account, Membership
from communitylinkage.people.posts import new_post
from communitylinkage.people.tests.cast import NOW, cast
from communitylinkage.referrals.asks import views
from communitylinkage.referrals.asks.models import Ask
from communitylinkage.referrals.asks.patience import Patience
from communitylinkage.vault import actions as vault
from communitylinkage.vault import keys

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Each test begins with nobody counted."""
    fresh = Patience()
    monkeypatch.setattr(views, "PATIENCE", fresh)
    return fresh


HELP = {"kind": "legal", "soon": "72 hours", "country": "ES", "area": "Girona", "language": "ar"}
REACH = {
    "channel": "call",
    "number": "+34 600 000 001",
    "hours": ["morning"],
    "when": "not on Fridays",
    "cover_name": "the dentist",
    "agreed_word": "lemon",
}


def browser():
    """Without cookies, and checked for the token that it has not."""
    return Client(enforce_csrf_checks=True)


def post(tongue="en", **said):
    answer = browser().post(f"/{tongue}/ask/", said)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def stamp_in(page):
    return re.search(r'name="stamp" value="([^"]+)"', page).group(1)


def third_step(**said):
    return post(step="2", **(HELP | REACH | said))


def send(world, stamp=None, **said):
    """All three steps; returns the page that comes after."""
    stamp = stamp or stamp_in(third_step())
    filled = HELP | REACH | {"post": str(world.community.post.pk), "digits": "4711"} | said
    return post(step="3", stamp=stamp, **filled)


def opener(name, organisation):
    """Somebody who may open, without the slow run of a password."""
    holder = vault.new_holder(public_key=keys.public_key_of(keys.new_private_key()))
    account = Account.objects.create(
        email=f"{name}@example.org",
        display_name=name,
        salt=b"",
        verifier=b"",
        public_key=b"",
        wrapped_key=b"",
        key_holder=holder.pk,
    )
    account.membership = Membership.objects.create(
        account=account,
        organisation=organisation,
        role="mentor",
        state="active",
        may_open=True,
        since=NOW,
    )
    return account


def community(name="Community", country="ES", languages=()):
    """A community organisation with one person on duty."""
    made = Organisation.objects.create(
        name=name, side="community", country=country, languages=list(languages)
    )
    made.mentor = opener(name, made)
    made.post = new_post(organisation=made, name="On duty", by=made.mentor.pk, now=NOW)
    return made


@pytest.fixture
def world(db):
    """One community organisation and one service of one country: enough for who asks."""
    made = SimpleNamespace(community=community())
    made.mentor = made.community.mentor
    made.service = Organisation.objects.create(name="Service", side="service", country="ES")
    made.service.post = new_post(
        organisation=made.service, name="On duty", by=made.mentor.pk, now=NOW
    )
    return made


def code_in(page):
    return re.search(r"(?:\d{5} ){3}\d{5}", page).group(0)


@pytest.fixture
def asked(cast):
    """An ask that waits for the community's post."""
    assert "It is sent" in send(cast)
    return Ask.objects.get()
