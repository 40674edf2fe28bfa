"""Keys that are made once for all tests: making one takes half a second.

Use `quick_keys` in every test in which certificates are given.
"""

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from communitylinkage.certificates import actions
from communitylinkage.credentials import PrivateKey

_MADE = []


@pytest.fixture
def quick_keys(monkeypatch):
    """Each new key of a test is another one, and the same ones serve every test."""
    used = []

    def new(place, bits=2048):
        if len(used) == len(_MADE):
            _MADE.append(rsa.generate_private_key(public_exponent=65537, key_size=2048))
        used.append(_MADE[len(used)])
        bare = PrivateKey(used[-1], "")
        return PrivateKey(used[-1], f"{place}{bare.thumbprint}/")

    monkeypatch.setattr(PrivateKey, "new", staticmethod(new))


def given(cast, now, **values):
    """A certificate of the community's organisation, for Amal."""
    told = {
        "organisation": cast.community.pk,
        "name": "Amal Rédouane",
        "achievement": "دورة المرشدات",
        "criteria": "أربع جلسات من خمس",
        "day": date(2026, 11, 20),
        "language": "ar",
        "by": cast.coordinator.pk,
        "now": now,
    }
    return actions.issue(**(told | values))
