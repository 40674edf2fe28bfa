"""A world in which every page has something to show."""

import pytest
from django.utils import timezone

from communitylinkage.consent import demo as consent_texts
from communitylinkage.directory import actions as directory
from communitylinkage.directory import demo as services
from communitylinkage.directory.models import HelpLine
from communitylinkage.participants import keys as receipt_keys
from communitylinkage.people.tests.cast import cast
from communitylinkage.vault import keys as vault_keys
from tests.bad_input.own import listed

__all__ = ["cast"]


@pytest.fixture
def world(cast, monkeypatch):
    """The slow run of passwords is made quick: what it costs is held elsewhere."""

    def quick(secret, salt):
        return vault_keys.expand(secret.encode(errors="surrogatepass"), salt)

    monkeypatch.setattr(receipt_keys, "argon", quick)
    monkeypatch.setattr(vault_keys, "argon", quick)
    services.load(timezone.now())
    directory.load_places(["ES"], smallest=15000)
    if not HelpLine.objects.exists():
        directory.load_help_lines()
    consent_texts.load(timezone.localdate())
    listed(cast)
    return cast
