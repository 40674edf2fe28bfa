"""The key pair that signs: made at first use, its private half under the pepper's file."""

from datetime import datetime

from cryptography.exceptions import UnsupportedAlgorithm
from django.conf import settings
from django.db import IntegrityError, transaction

from communitylinkage.certificates import addresses
from communitylinkage.certificates.models import KeyPair
from communitylinkage.credentials import PrivateKey
from communitylinkage.vault.keys import Locked, decrypt, encrypt, expand

_TRIES = 5


def _wrapping_key(thumbprint: str) -> bytes:
    return expand(settings.PEPPER.encode(), b"certificate keys " + thumbprint.encode())


def signing_key(now: datetime) -> PrivateKey:
    """The key that signs now; a new pair where there is none, or where its private half is lost.

    It is lost when the database is brought back without the pepper's file. What was signed before
    stays right, because its public half stays published.
    """
    row = KeyPair.objects.filter(current=True).first()
    return _opened(row) or new_key(now) if row else new_key(now)


def _opened(row: KeyPair) -> PrivateKey | None:
    try:
        plain = decrypt(_wrapping_key(row.thumbprint), bytes(row.wrapped_key))
        return PrivateKey.from_bytes(plain, row.public_key["kid"])
    except (Locked, ValueError, UnsupportedAlgorithm):
        return None


def new_key(now: datetime) -> PrivateKey:
    """A new pair that signs from now on; the public halves of all others stay published.

    Where another process made one at the same moment, that one signs: a key is never given out
    that is not among the published ones.

    Raises:
        IntegrityError: others came first each time, with keys that cannot be opened here.
    """
    key = PrivateKey.new(addresses.keys())
    for _try in range(_TRIES):
        if _kept(key, now):
            return key
        found = KeyPair.objects.filter(current=True).first()
        theirs = _opened(found) if found else None
        if theirs:
            return theirs
    raise IntegrityError("no key could be kept")


def _kept(key: PrivateKey, now: datetime) -> bool:
    """Whether it is the one that signs now; not, where another came first."""
    row = KeyPair(
        thumbprint=key.thumbprint,
        public_key=key.public(),
        issuer=addresses.issuer(),
        wrapped_key=encrypt(_wrapping_key(key.thumbprint), key.to_bytes()),
        made_at=now,
    )
    try:
        with transaction.atomic():
            KeyPair.objects.filter(current=True).update(current=False)
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True
