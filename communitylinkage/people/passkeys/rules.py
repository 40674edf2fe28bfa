"""Where passkeys work, how long a question stands, what a counter says; pure."""

from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

# As long as a person may need to find her key or her phone.
CHALLENGE_LASTS = timedelta(minutes=5)
MOST = 10
LONGEST_NAME = 60
# A registration without attestation is under 2,000 signs; an id may have 1,023 bytes.
LONGEST_ANSWER = 20_000


def domain_of(host: str) -> str:
    """The name that passkeys of an address belong to; empty where there can be none.

    A browser binds a passkey to a domain, and an IP address is none (WebAuthn 3, 5.1.2: the
    effective domain must be a valid domain).

    Args:
        host: as the browser sent it, with its port if it has one.
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:  # a bracket that does not close
        return ""
    try:
        ip_address(name)
    except ValueError:
        return name
    return ""


def still_open(asked: datetime, now: datetime) -> bool:
    """Whether a question may still be answered."""
    return asked <= now < asked + CHALLENGE_LASTS


def counter_went_on(last: int, told: int) -> bool:
    """Whether a counter says that there is one key only (WebAuthn 3, 6.1.1 and 7.2 step 22).

    A key that does not count tells 0 for ever; one that counts tells more each time. Less, or the
    same, means that a copy was used in between.
    """
    return told > last or told == last == 0


def is_one_too_many(there: int) -> bool:
    """Whether an account has as many passkeys as it may have."""
    return there >= MOST


def may_remove(*, others: int, has_code: bool) -> bool:
    """Whether a passkey may go: something must be left for the second step.

    Args:
        others: her further passkeys that may still be used.
        has_code: whether her code app is set up.
    """
    return has_code or others > 0
