"""The code that says "I am here": it changes each minute, so nobody can pass it on for later."""

import hmac
import struct
from datetime import datetime

PERIOD = 60
# The minute that has just ended still works: people type slowly, and telephones run late.
TOLERATED = (0, -1)
DIGITS = 6


def step_at(now: datetime) -> int:
    """The number of the minute."""
    return int(now.timestamp()) // PERIOD


def code_at(secret: bytes, now: datetime, back: int = 0) -> str:
    """Six digits from the session's secret and the minute.

    Args:
        back: 0 for this minute, -1 for the one before.
    """
    moment = struct.pack(">q", step_at(now) + back)
    number = int.from_bytes(hmac.digest(secret, moment, "sha256")[:8], "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def is_now(secret: bytes, typed: str, now: datetime) -> bool:
    """Whether a typed code is that of this minute or of the one before, in any script's digits."""
    bare = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    right = [code_at(secret, now, back) for back in TOLERATED]
    # Both are always compared, so that the time taken tells nothing.
    return sum(hmac.compare_digest(one, bare) for one in right) > 0


def seconds_left(now: datetime) -> int:
    """How long the code of this minute is still shown, in seconds."""
    return PERIOD - int(now.timestamp()) % PERIOD
