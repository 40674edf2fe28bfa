"""When a task that failed is tried again, and what its fault is about; plain Python."""

import smtplib
from datetime import timedelta

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
# RFC 2606: no name under .invalid exists, so none of these can reach anybody.
MADE_UP = "@demo.invalid"
_ABOUT_ONE = (
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
)


def is_about_one_letter(fault: OSError) -> bool:
    """Whether the server answered, and refused this letter; else it may refuse each, or is away."""
    return isinstance(fault, _ABOUT_ONE)


def is_made_up(address: str) -> bool:
    """Whether an address belongs to one of the demo's made-up people."""
    return address.casefold().endswith(MADE_UP)


def wait_after(failures: int) -> timedelta:
    """Doubles with each failure, an hour at most. Nothing is ever given up: it would be lost."""
    doublings: int = 2 ** min(failures - 1, 10)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)
