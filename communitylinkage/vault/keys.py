"""The cryptography, without the framework: passwords, key pairs, halves (DESIGN 6).

One Argon2id run turns a password into a verifier (stored) and a wrapping key (never stored). No
other hash of the password exists, or the cheaper one would be the real strength.
"""

import hmac
import os
from dataclasses import dataclass
from threading import BoundedSemaphore

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

MEMORY_KIB = 65536
PASSES = 3
LANES = 1
SALT_BYTES = 16
HALF_BYTES = 32
NOBODY = bytes(SALT_BYTES)

# One slow run per core: more at once would only take memory and make each slower.
_SLOTS = BoundedSemaphore(os.cpu_count() or 1)
# One may wait a little for a slot; further ones are told at once to try again, or they would hold
# the threads that other pages need.
_FIRST_IN_LINE = BoundedSemaphore(1)
LONGEST_WAIT_SECONDS = 1.0


class Locked(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """It does not open: no grant, no half, not released, or not this key. Never says which."""


class Busy(Exception):  # noqa: N818 -- as above
    """All slots for slow runs are taken: the page asks to wait a moment and try again."""


@dataclass(frozen=True, slots=True)
class AccountKey:
    """What is stored about a password and the key pair that it opens."""

    salt: bytes
    verifier: bytes
    public_key: bytes
    wrapped_key: bytes


def expand(root: bytes, purpose: bytes) -> bytes:
    """A key of 32 bytes for one purpose (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(root)


def _take_slot() -> None:
    if _SLOTS.acquire(blocking=False):
        return
    if not _FIRST_IN_LINE.acquire(blocking=False):
        raise Busy
    try:
        if not _SLOTS.acquire(timeout=LONGEST_WAIT_SECONDS):
            raise Busy
    finally:
        _FIRST_IN_LINE.release()


def argon(secret: str, salt: bytes) -> bytes:
    """The one slow run: Argon2id, RFC 9106, 32 bytes.

    Raises:
        Busy: no slot became free in time.
    """
    _take_slot()
    try:
        # Half a surrogate pair cannot come from a keyboard, but a forged form may send it.
        plain = secret.encode(errors="surrogatepass")
        return hash_secret_raw(plain, salt, PASSES, MEMORY_KIB, LANES, 32, Type.ID)
    finally:
        _SLOTS.release()


def split(password: str, salt: bytes) -> tuple[bytes, bytes]:
    """The verifier (stored) and the wrapping key (never stored)."""
    root = argon(password, salt)
    return expand(root, b"verifier"), expand(root, b"wrapping key")


def wrap(private_key: bytes, password: str) -> AccountKey:
    """Locks a private key under a password, with a fresh salt."""
    salt = os.urandom(SALT_BYTES)
    verifier, wrapping = split(password, salt)
    public = bytes(PrivateKey(private_key).public_key)
    return AccountKey(salt, verifier, public, encrypt(wrapping, private_key))


def new_private_key() -> bytes:
    """A fresh X25519 private key."""
    return bytes(PrivateKey.generate())


def public_key_of(private_key: bytes) -> bytes:
    """The public half of a pair."""
    return bytes(PrivateKey(private_key).public_key)


def new_account_key(password: str) -> AccountKey:
    """A fresh key pair under a password."""
    return wrap(new_private_key(), password)


def open_account_key(password: str, key: AccountKey | None) -> bytes | None:
    """The private key, or None; the same work is done where there is no account."""
    verifier, wrapping = split(password, key.salt if key else NOBODY)
    right = hmac.compare_digest(verifier, key.verifier if key else os.urandom(32))
    return decrypt(wrapping, key.wrapped_key) if key and right else None


def encrypt(key: bytes, plain: bytes) -> bytes:
    """Bytes under a symmetric key (XSalsa20-Poly1305, fresh nonce)."""
    return bytes(SecretBox(key).encrypt(plain))


def decrypt(key: bytes, sealed: bytes) -> bytes:
    """The bytes again.

    Raises:
        Locked: it is not this key, or the bytes were changed.
    """
    try:
        return bytes(SecretBox(key).decrypt(sealed))
    except (CryptoError, ValueError) as error:
        raise Locked from error


def seal_to(public_key: bytes, plain: bytes) -> bytes:
    """Bytes that only the holder of a key pair reads."""
    return bytes(SealedBox(PublicKey(public_key)).encrypt(plain))


def open_sealed(private_key: bytes, sealed: bytes) -> bytes:
    """What was sealed to a key pair.

    Raises:
        Locked: it was sealed to another pair, or changed.
    """
    try:
        return bytes(SealedBox(PrivateKey(private_key)).decrypt(sealed))
    except (CryptoError, ValueError, TypeError) as error:
        raise Locked from error


def key_of_halves(holder_half: bytes, lock_half: bytes, bound_to: bytes) -> bytes:
    """The key that the two halves make together, for one record and one holder only."""
    return expand(holder_half + lock_half, b"two halves " + bound_to)
