"""Words and errors of organisations; pure."""

from enum import StrEnum

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


def is_demo(contract_number: str) -> bool:
    """Whether a programme is the made-up one, in which made-up people may sign in."""
    return contract_number == DEMO_CONTRACT
