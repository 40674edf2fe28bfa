"""Signed text: a compact JSON Web Signature (RFC 7515) with RS256 and nothing else.

The algorithm is ours to say, never the text's: what says `none`, HS256 or brings a key along is
refused before anything of it is believed.
"""

import json
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from communitylinkage.credentials.keys import Keys, PrivateKey, from_base64, to_base64

LONGEST = 400_000
_PARTS = 3
_PADDING, _HASH = PKCS1v15(), SHA256()
_read = json.JSONDecoder().decode
_HEADER = frozenset({"alg", "typ", "kid", "cty"})


class NotSignedText(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """It is no text of the kind that we sign."""


class UnknownKey(Exception):  # noqa: N818 -- as above
    """Its key is not among the published ones."""


class WrongSignature(Exception):  # noqa: N818 -- as above
    """It was changed after signing, or somebody else signed it."""


def sign(payload: dict[str, Any], key: PrivateKey) -> str:
    """The payload as signed text."""
    header = {"alg": "RS256", "typ": "JWT", "kid": key.name}
    signed = f"{_part(header)}.{_part(payload)}"
    signature = key.key.sign(signed.encode(), _PADDING, _HASH)
    return f"{signed}.{to_base64(signature)}"


def _part(told: dict[str, Any]) -> str:
    return to_base64(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def opened(text: str, keys: Keys) -> tuple[dict[str, Any], str]:
    """The payload of a signed text, once its signature is found right, and whose its key is.

    Raises:
        NotSignedText: not compact, not RS256, too long, or its parts are no JSON objects.
        UnknownKey: none of `keys` has its name.
        WrongSignature: the signature is not of this text by that key.
    """
    parts = text.split(".", 3) if len(text) <= LONGEST else []
    if len(parts) != _PARTS or not all(parts):
        raise NotSignedText
    head, body, signature = parts
    name = _key_of(head)
    key = keys.by_name.get(name)
    if key is None:
        raise UnknownKey
    try:
        key.verify(from_base64(signature), f"{head}.{body}".encode(), _PADDING, _HASH)
    except (InvalidSignature, ValueError) as error:
        raise WrongSignature from error
    return _object(body), keys.issuers.get(name, "")


@lru_cache(maxsize=64)
def _key_of(head: str) -> str:
    """The name of the key in a header; all that one key signed have the same one."""
    header = _object(head)
    if header.get("alg") != "RS256" or header.get("typ", "JWT") != "JWT" or set(header) - _HEADER:
        raise NotSignedText
    name = header.get("kid")
    if not isinstance(name, str):
        raise UnknownKey
    return name


def _object(part: str) -> dict[str, Any]:
    try:
        told = _read(from_base64(part).decode())
    except (ValueError, RecursionError) as error:
        raise NotSignedText from error
    if not isinstance(told, dict):
        raise NotSignedText
    return told
