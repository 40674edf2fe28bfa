"""Words and errors of organisations; pure."""

import re
from enum import StrEnum

from communitylinkage.values.text import plain_digits

# National numbers have at least three digits (short lines), international ones at most fifteen
# (ITU-T E.164); an extension may follow.
FEWEST_DIGITS, MOST_DIGITS = 3, 20

DEMO_CONTRACT = "DEMO"


class Side(StrEnum):
    """Which side of the link an organisation is on."""

    SERVICE = "service"
    COMMUNITY = "community"


class PartnerRole(StrEnum):
    """What an organisation is in a programme (grant agreement)."""

    LEAD = "lead"
    PARTNER = "partner"
    ASSOCIATE = "associate"


def read_telephone(typed: str) -> str | None:
    """A telephone number as it will be read: digits of any script become 0 to 9; else None.

    A plus in front, and spaces, brackets, points, strokes and hyphens between, are kept.
    """
    text = plain_digits(typed.strip())
    if not re.fullmatch(r"\+?[\d ()./-]*\d", text, re.ASCII):
        return None
    digits = sum(sign.isdecimal() for sign in text)
    return text if FEWEST_DIGITS <= digits <= MOST_DIGITS else None


def is_demo(contract_number: str) -> bool:
    """Whether a programme is the made-up one, in which made-up people may sign in."""
    return contract_number == DEMO_CONTRACT
