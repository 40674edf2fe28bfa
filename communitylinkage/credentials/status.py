"""Who was revoked, as one signed list of bits for all (W3C, Bitstring Status List 1.0).

A credential has a random place in a list of 131,072, the fewest that the standard allows, so that
who fetches the list does not say whose credential she is looking at.
"""

import gzip
import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from communitylinkage.credentials.badge import CONTEXTS, moment, seconds
from communitylinkage.credentials.keys import from_base64, to_base64

LENGTH = 131_072
_BYTES = LENGTH // 8
_MOST_BYTES = 1_000_000


class NoListError(Exception):
    """It is no status list for revocation, or its bits cannot be read."""


@dataclass(frozen=True, slots=True)
class Revocations:
    """A list that was checked: its address, whose it is, when it was made, its bits."""

    address: str
    issuer: str
    made_at: str
    bits: bytes

    def revoked(self, index: int) -> bool:
        """Whether the bit at `index` is set.

        Raises:
            NoListError: the list has no such place.
        """
        if not 0 <= index < len(self.bits) * 8:
            raise NoListError("no such place")
        # The first bit is the leftmost of the first byte.
        return bool(self.bits[index // 8] >> (7 - index % 8) & 1)


def encoded(revoked: Iterable[int]) -> str:
    """The bits, compressed, as multibase base64url; the same list gives the same text."""
    bits = bytearray(_BYTES)
    for index in revoked:
        bits[index // 8] |= 1 << (7 - index % 8)
    return "u" + to_base64(gzip.compress(bytes(bits), mtime=0))


def status_list(*, address: str, issuer: str, issuer_name: str, revoked: Iterable[int],
                made_at: datetime) -> dict[str, Any]:  # fmt: skip
    """The payload of the list, to be signed."""
    return {
        "@context": [CONTEXTS[0]],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": issuer_name},
        "validFrom": moment(made_at),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
        "iss": issuer,
        "jti": address,
        "nbf": seconds(made_at),
        "sub": f"{address}#list",
    }


def read_list(payload: dict[str, Any]) -> Revocations:
    """A list whose signature was found right.

    Raises:
        NoListError: it is another kind of credential, or cannot be read.
    """
    try:
        subject, types = payload["credentialSubject"], payload["type"]
        if "BitstringStatusListCredential" not in types:
            raise NoListError("another kind")
        if subject["type"] != "BitstringStatusList" or subject["statusPurpose"] != "revocation":
            raise NoListError("another purpose")
        bits = _unpacked(subject["encodedList"])
        return Revocations(payload["id"], payload["issuer"]["id"], payload["validFrom"], bits)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoListError("no list") from error


def _unpacked(text: str) -> bytes:
    if not text.startswith("u"):
        raise NoListError("another encoding")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(from_base64(text[1:]))) as file:
            bits = file.read(_MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise NoListError("bits") from error
    if not _BYTES <= len(bits) <= _MOST_BYTES:
        raise NoListError("length")
    return bits
