"""Her four digits, and why a receipt does not open; plain Python."""

from communitylinkage.values.text import plain_digits

DIGITS = 4


class NotACode(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Not twenty digits, or the check digit is wrong: no slow work was done."""


class NoReceipt(Exception):  # noqa: N818 -- as above
    """A good code that nobody has; the same work was done as for a known one."""


def read_digits(typed: str) -> str | None:
    """Her digits as typed, in any script; None when they are not four."""
    bare = "".join(typed.split())
    if len(bare) != DIGITS or not bare.isdecimal():
        return None
    return plain_digits(bare)
