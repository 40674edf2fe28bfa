"""What people add to the vault's keys: seeds, hashes, the browser's key, the fingerprint."""

import base64
import hashlib
import hmac
import os
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from communitylinkage.vault.keys import decrypt, encrypt, expand


def _site_key(purpose: bytes) -> bytes:
    return expand(settings.PEPPER.encode(), purpose)


def seal_seed(seed: bytes) -> bytes:
    """A second factor's seed as it is stored."""
    return encrypt(_site_key(b"second factor seeds"), seed)


def open_seed(sealed: bytes) -> bytes:
    """A second factor's seed."""
    return decrypt(_site_key(b"second factor seeds"), sealed)


def peppered(text: str) -> str:
    """A hash of something short, useless without the pepper file."""
    return hmac.new(_site_key(b"hashes"), text.encode(), "sha256").hexdigest()


def hashed(token: str) -> str:
    """The hash of a long random token."""
    return hashlib.sha256(token.encode()).hexdigest()


def seal_for_browser(private_key: bytes) -> tuple[bytes, bytes]:
    """The private key encrypted for the session, and the key that only a cookie holds."""
    cookie = os.urandom(32)
    return encrypt(cookie, private_key), cookie


def open_from_browser(sealed: bytes, cookie: bytes) -> bytes:
    """The private key, with the cookie's key.

    Raises:
        communitylinkage.vault.keys.Locked: when the two do not belong together.
    """
    return decrypt(cookie, sealed)


def link_token(number: UUID) -> str:
    """The token of a one-time link, from the row's number and the pepper file.

    Not stored: whoever mails the link derives it again, and the table holds only its hash.
    """
    mac = hmac.new(_site_key(b"one-time links"), number.bytes, "sha256")
    return base64.urlsafe_b64encode(mac.digest()).decode().rstrip("=")


@cache
def word_list() -> tuple[str, ...]:
    """2048 short plain words (decision 5)."""
    return tuple((Path(__file__).parent / "words.txt").read_text().split())


def four_words(public_key: bytes) -> str:
    """A fingerprint that two people can compare by voice: 44 bits, eleven a word."""
    number = int.from_bytes(hashlib.sha256(public_key).digest()[:8], "big") >> 20
    return " ".join(word_list()[number >> shift & 2047] for shift in (33, 22, 11, 0))
