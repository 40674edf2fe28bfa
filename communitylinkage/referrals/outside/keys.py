"""What a token unfolds into, and the code that is told by telephone."""

import hmac
from uuid import UUID

from django.conf import settings

from communitylinkage.referrals.outside.rules import CODE_DIGITS
from communitylinkage.vault.keys import decrypt, encrypt, expand


def tag_of(token: bytes) -> str:
    """What is stored to find the link again: it leads back to no token."""
    return expand(token, b"link tag").hex()


def private_key_of(token: bytes) -> bytes:
    """The X25519 private key of the link's holder."""
    return expand(token, b"link key")


def _waiting_key(link: UUID) -> bytes:
    return expand(settings.PEPPER.encode(), b"waiting tokens " + link.bytes)


def seal_waiting(link: UUID, token: bytes) -> bytes:
    """A token as it waits: a thief of the lock store alone could use a bare one at its turn."""
    return encrypt(_waiting_key(link), token)


def open_waiting(link: UUID, sealed: bytes) -> bytes:
    """The token that waits."""
    return decrypt(_waiting_key(link), sealed)


def code_of(link: UUID, referral: UUID) -> str:
    """The code of eight digits; worked out anew each time, so that it is stored nowhere."""
    key = expand(settings.PEPPER.encode(), b"link codes")
    digest = hmac.new(key, link.bytes + referral.bytes, "sha256").digest()
    return str(int.from_bytes(digest, "big") % 10**CODE_DIGITS).zfill(CODE_DIGITS)
