"""Key pairs for RS256, as JSON Web Keys (RFC 7517), named by their thumbprint (RFC 7638).

Open Badges 3.0 asks every issuer and checker of signed text to know RS256 with 2,048 bits or more.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

BITS = 3072
FEWEST_BITS = 2048
MOST_BITS = 8192
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
# How a text may end by how many letters are over: further bits of the last one mean nothing, so
# they must be 0, or several texts would give the same bytes. One letter over is no text at all.
_LAST = {0: _SIGNS, 1: "", 2: _SIGNS[::16], 3: _SIGNS[::4]}
_PADDING = ("", "", "==", "=")


class NoKeysError(Exception):
    """What was given is no list of published keys."""


def to_base64(plain: bytes) -> str:
    """Base64url without padding (RFC 7515)."""
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()


def from_base64(text: str) -> bytes:
    """The bytes of a base64url text.

    Raises:
        ValueError: another way of writing would give the same bytes, or it is no base64url: so a
            changed last letter is a changed text.
    """
    over = len(text) % 4
    if "+" in text or "/" in text or "=" in text or (text and text[-1] not in _LAST[over]):
        raise ValueError("not in its one form")
    plain = text.replace("-", "+").replace("_", "/") + _PADDING[over]
    try:
        return binascii.a2b_base64(plain, strict_mode=True)
    except binascii.Error as error:
        raise ValueError("no base64url") from error


def _of_number(number: int) -> str:
    return to_base64(number.to_bytes((number.bit_length() + 7) // 8, "big"))


def thumbprint(modulus: str, exponent: str) -> str:
    """What a key is called by: a hash of nothing but the key."""
    said = {"e": exponent, "kty": "RSA", "n": modulus}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return to_base64(hashlib.sha256(text.encode()).digest())


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """The half that signs. `name`: the address under which its public half is published."""

    key: rsa.RSAPrivateKey = field(repr=False)
    name: str

    @classmethod
    def new(cls, place: str, bits: int = BITS) -> "PrivateKey":
        """A fresh pair; `place` is the address below which keys are published."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
        return cls(key, f"{place}{_thumb(key.public_key())}/")

    @classmethod
    def from_bytes(cls, plain: bytes, name: str) -> "PrivateKey":
        """A pair that was kept as `to_bytes`, under an encryption that shows any change.

        So it is not proved prime once more: that takes hundreds of signatures' time.
        """
        key = serialization.load_der_private_key(
            plain, password=None, unsafe_skip_rsa_key_validation=True
        )
        if not isinstance(key, rsa.RSAPrivateKey):
            raise NoKeysError("not RSA")
        return cls(key, name)

    def to_bytes(self) -> bytes:
        """The private half, to be encrypted before it is kept (PKCS 8, DER)."""
        return self.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    @property
    def thumbprint(self) -> str:
        """What the pair is called by."""
        return _thumb(self.key.public_key())

    def public(self) -> dict[str, str]:
        """The public half as it is published."""
        numbers = self.key.public_key().public_numbers()
        return {
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.name,
            "n": _of_number(numbers.n), "e": _of_number(numbers.e),
        }  # fmt: skip


def _thumb(key: rsa.RSAPublicKey) -> str:
    numbers = key.public_numbers()
    return thumbprint(_of_number(numbers.n), _of_number(numbers.e))


@dataclass(frozen=True, slots=True)
class Keys:
    """Published keys by their names, and by the same names whose they are (empty: not said)."""

    by_name: Mapping[str, rsa.RSAPublicKey]
    issuers: Mapping[str, str]


def published(key: Mapping[str, str], issuer: str) -> dict[str, str]:
    """A key as it stands in a published set: it says whose it is, so that it signs for nobody else.

    Each key says so by itself: an installation that moved to another address keeps its old keys.
    """
    return {**key, "issuer": issuer}


def read_keys(text: str | bytes) -> Keys:
    """Published keys: a set, or one key alone. Others than RSA for signing are passed over.

    Raises:
        NoKeysError: it is no JSON, or holds no key that could have signed.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoKeysError("no JSON") from error
    if not isinstance(told, dict):
        raise NoKeysError("no set of keys")
    rows = told.get("keys", [told])
    found = [one for one in map(_read, rows if isinstance(rows, list) else []) if one]
    if not found:
        raise NoKeysError("no key")
    keys = {name: key for name, key, _issuer in found}
    return Keys(keys, {name: issuer for name, _key, issuer in found})


def _read(told: Any) -> tuple[str, rsa.RSAPublicKey, str] | None:
    if not isinstance(told, dict) or told.get("kty") != "RSA":
        return None
    if told.get("use", "sig") != "sig" or told.get("alg", "RS256") != "RS256":
        return None
    try:
        modulus, exponent = (int.from_bytes(from_base64(told[part]), "big") for part in "ne")
        if not FEWEST_BITS <= modulus.bit_length() <= MOST_BITS:
            return None
        key = rsa.RSAPublicNumbers(exponent, modulus).public_key()
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    name, issuer = told.get("kid"), told.get("issuer", "")
    if not isinstance(issuer, str):
        return None
    return (name if isinstance(name, str) and name else _thumb(key)), key, issuer
