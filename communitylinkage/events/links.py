"""Addresses that only their holder knows, each for one purpose (see `learning.links`)."""

from enum import StrEnum
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from communitylinkage.learning.links import number_of, token
from communitylinkage.people import keys

__all__ = ["Purpose", "address", "number_of", "token"]
# As many signs as a token of answering has.
_ANSWERS_SIGNS = 24


class Purpose(StrEnum):
    """What an address opens."""

    GUEST = "event guest"
    TICKET = "event ticket"
    INVITED = "event invitation"
    ANSWERS = "event answers"


_ROUTES = {
    Purpose.GUEST: "my_event",
    Purpose.INVITED: "event_invited",
}


def address(number: UUID, purpose: Purpose, language: str | None = None) -> str:
    """The whole address, as a letter or a QR code has it.

    Args:
        language: of the page; None: the one of the page at hand.
    """
    with translation.override(language or translation.get_language()):
        path = reverse(_ROUTES[purpose], args=[token(number, purpose)])
    return settings.SITE_ADDRESS + path


def answers(number: UUID) -> str:
    """What opens the answers of a registration for changing them: made again from her link's own
    number and the pepper file, and stored nowhere."""
    return keys.link_token(uuid5(number, Purpose.ANSWERS))[:_ANSWERS_SIGNS]


def ticket(number: UUID) -> str:
    """What the code on a ticket says: without a language, so that who scans it reads her own."""
    return f"{settings.SITE_ADDRESS}/staff/events/ticket/{token(number, Purpose.TICKET)}/"
