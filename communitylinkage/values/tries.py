"""How long a source of wrong tries waits; plain Python, in memory only.

What a stranger can make the server compute costs the stranger more: the waits double, the work of
the server does not.
"""

import hmac
import ipaddress
import os
import re
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

FREE_TRIES = 4
LONGEST_WAIT = timedelta(minutes=5)
MOST_SOURCES = 50_000


class TooSoon(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Too many wrong tries from there; `seconds` says how long to wait. No work was done."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


# How some proxies write an address: with the port, IPv6 in brackets.
_WITH_PORT = re.compile(r"(?P<four>[\d.]+):\d+|\[(?P<six>[^\]]+)\](:\d+)?")


def source_of(address: str) -> str:
    """What counts as one source: an address, or the half of an IPv6 one that a home gets.

    What cannot be read is a source of its own: if all of it were one, women behind a proxy that
    writes addresses in its own way would slow each other. Only no address at all is no source.
    """
    ported = _WITH_PORT.fullmatch(address)
    try:
        read = ipaddress.ip_address(ported["four"] or ported["six"] if ported else address)
    except ValueError:
        # Named apart, so that no text passes for an address, or for an account (`referrals.known`).
        return address and f"unread {address}"
    # An IPv4 address in the dress of IPv6: its half would be that of every other.
    read = getattr(read, "ipv4_mapped", None) or read
    if read.version == 4:
        return str(read)
    return str(ipaddress.ip_network((read, 64), strict=False))


def wait_after(failures: int, free: int = FREE_TRIES) -> timedelta:
    """How long after so many wrong tries: nothing at first, then twice as long each time."""
    if failures < free:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(failures - free, 20)), LONGEST_WAIT)


@dataclass(slots=True)
class Tries:
    """Wrong tries by source, in memory only: a source is a hash under a key that lives a day.

    One source never slows another. What is forgotten first, when there are too many, is what has
    been quiet longest.

    Args:
        free: so many wrong tries cost no wait.
    """

    free: int = FREE_TRIES
    day: date | None = None
    key: bytes = b""
    seen: "OrderedDict[bytes, tuple[int, datetime]]" = field(default_factory=OrderedDict)

    def _name(self, source: str, now: datetime) -> bytes:
        if self.day != now.date():
            self.day, self.key = now.date(), os.urandom(32)
            self.seen.clear()
        return hmac.digest(self.key, source.encode(), "sha256")

    def check(self, source: str, now: datetime) -> None:
        """Whether a try is allowed now.

        Raises:
            TooSoon: not yet.
        """
        _failures, until = self.seen.get(self._name(source, now), (0, now))
        if until > now:
            raise TooSoon(max(1, round((until - now).total_seconds())))

    def failed(self, source: str, now: datetime) -> None:
        """Counts a wrong try."""
        name = self._name(source, now)
        failures = self.seen.pop(name, (0, now))[0] + 1
        self.seen[name] = (failures, now + wait_after(failures, self.free))
        while len(self.seen) > MOST_SOURCES:
            self.seen.popitem(last=False)

    def forget(self, source: str, now: datetime) -> None:
        """Begins anew for a source after a right try."""
        self.seen.pop(self._name(source, now), None)
