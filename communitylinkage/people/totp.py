"""Six-figure codes from a shared seed and the clock (RFC 6238, SHA-1, 30 seconds); pure."""

import base64
import hmac
import struct
from datetime import datetime
from urllib.parse import quote

PERIOD = 30
ACCEPTED_STEPS = (-1, 0, 1)


def step_at(now: datetime) -> int:
    """The number of the half minute."""
    return int(now.timestamp()) // PERIOD


def code_at(seed: bytes, step: int) -> str:
    """The code of one half minute (RFC 4226, 5.3)."""
    digest = hmac.new(seed, struct.pack(">Q", step), "sha1").digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def matching_step(seed: bytes, code: str, now: datetime, after: int) -> int | None:
    """The half minute that a typed code belongs to, or None.

    Args:
        after: the last half minute used; a code works once.
    """
    found = None
    for offset in ACCEPTED_STEPS:
        step = step_at(now) + offset
        if hmac.compare_digest(code_at(seed, step).encode(), code.encode()) and step > after:
            found = step
    return found


def spelled(seed: bytes) -> str:
    """The seed as people type it."""
    return base64.b32encode(seed).decode().rstrip("=")


def address(seed: bytes, name: str, issuer: str) -> str:
    """What the QR code says to the code app."""
    label = f"{quote(issuer)}:{quote(name)}"
    return f"otpauth://totp/{label}?secret={spelled(seed)}&issuer={quote(issuer)}"
