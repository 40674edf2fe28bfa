"""One Argon2id run turns a password into a verifier and a wrapping key (DESIGN 6).

The split belongs to the vault; this is its narrow place here until both stand side by side.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from nacl.public import PrivateKey
from nacl.secret import SecretBox

MEMORY_KIB = 65536
PASSES = 3
LANES = 1
SALT_BYTES = 16
NOBODY = bytes(SALT_BYTES)


@dataclass(frozen=True, slots=True)
class AccountKey:
    """What is stored about a password and the key pair that it opens."""

    salt: bytes
    verifier: bytes
    public_key: bytes
    wrapped_key: bytes


def _expand(root: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(root)


def argon(password: str, salt: bytes) -> bytes:
    """The one slow run."""
    return hash_secret_raw(password.encode(), salt, PASSES, MEMORY_KIB, LANES, 32, Type.ID)


def split(password: str, salt: bytes) -> tuple[bytes, bytes]:
    """The verifier (stored) and the wrapping key (never stored)."""
    root = argon(password, salt)
    return _expand(root, b"verifier"), _expand(root, b"wrapping key")


def wrap(private_key: bytes, password: str) -> AccountKey:
    """Locks a private key under a password, with a fresh salt."""
    salt = os.urandom(SALT_BYTES)
    verifier, wrapping = split(password, salt)
    public = bytes(PrivateKey(private_key).public_key)
    return AccountKey(salt, verifier, public, bytes(SecretBox(wrapping).encrypt(private_key)))


def new_account_key(password: str) -> AccountKey:
    """A fresh key pair under a password."""
    return wrap(bytes(PrivateKey.generate()), password)


def open_account_key(password: str, key: AccountKey | None) -> bytes | None:
    """The private key, or None; the same work is done where there is no account."""
    verifier, wrapping = split(password, key.salt if key else NOBODY)
    right = hmac.compare_digest(verifier, key.verifier if key else os.urandom(32))
    return bytes(SecretBox(wrapping).decrypt(key.wrapped_key)) if key and right else None


def _site_key(purpose: bytes) -> bytes:
    return _expand(settings.PEPPER.encode(), purpose)


def seal_seed(seed: bytes) -> bytes:
    """A second factor's seed as it is stored."""
    return bytes(SecretBox(_site_key(b"second factor seeds")).encrypt(seed))


def open_seed(sealed: bytes) -> bytes:
    """A second factor's seed."""
    return bytes(SecretBox(_site_key(b"second factor seeds")).decrypt(sealed))


def peppered(text: str) -> str:
    """A hash of something short, useless without the pepper file."""
    return hmac.new(_site_key(b"hashes"), text.encode(), "sha256").hexdigest()


def hashed(token: str) -> str:
    """The hash of a long random token."""
    return hashlib.sha256(token.encode()).hexdigest()


def seal_for_browser(private_key: bytes) -> tuple[bytes, bytes]:
    """The private key encrypted for the session, and the key that only a cookie holds."""
    cookie = os.urandom(SecretBox.KEY_SIZE)
    return bytes(SecretBox(cookie).encrypt(private_key)), cookie


def open_from_browser(sealed: bytes, cookie: bytes) -> bytes:
    """The private key, with the cookie's key.

    Raises:
        nacl.exceptions.CryptoError: when the two do not belong together.
    """
    return bytes(SecretBox(cookie).decrypt(sealed))


def four_words(public_key: bytes) -> str:
    """A fingerprint that two people can compare by voice."""
    parts = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo")
    number = int.from_bytes(hashlib.sha256(public_key).digest()[:16], "big")
    words = []
    for _word in range(4):
        word = ""
        for _part in range(3):
            number, at = divmod(number, len(parts))
            word += parts[at]
        words.append(word)
    return " ".join(words)
