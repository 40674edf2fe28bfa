"""Addresses that only their holder knows: derived from the pepper file, never stored.

A token is the row's number and a code over it and its purpose. Whoever steals the tables alone can
make none; deleting the row ends it.
"""

import hmac
from enum import StrEnum
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from communitylinkage.people import keys

_NUMBER_SIGNS, _CODE_SIGNS = 32, 22


class Purpose(StrEnum):
    """What an address opens."""

    SEAT = "seat"
    HERE = "here"
    CALENDAR = "calendar"


def _code(number: UUID, purpose: StrEnum) -> str:
    return keys.link_token(uuid5(number, purpose))[:_CODE_SIGNS]


def token(number: UUID, purpose: StrEnum) -> str:
    """The token of a row."""
    return number.hex + _code(number, purpose)


def number_of(typed: str, purpose: StrEnum) -> UUID | None:
    """The row of a token; None for any other text."""
    if len(typed) != _NUMBER_SIGNS + _CODE_SIGNS or not typed.isascii():
        return None
    try:
        number = UUID(typed[:_NUMBER_SIGNS])
    except ValueError:
        return None
    right = hmac.compare_digest(typed[_NUMBER_SIGNS:], _code(number, purpose))
    return number if right else None


def seat_page(seat: UUID) -> str:
    """Her own page of a seat, within the site."""
    return reverse("my_seat", args=[token(seat, Purpose.SEAT)])


_ROUTES = {Purpose.SEAT: "my_seat", Purpose.HERE: "here", Purpose.CALENDAR: "my_calendar"}


def address(number: UUID, purpose: Purpose, language: str | None = None) -> str:
    """The whole address, as a letter or a QR code has it.

    Args:
        language: of the page; None: the one of the page at hand.
    """
    with translation.override(language or translation.get_language()):
        path = reverse(_ROUTES[purpose], args=[token(number, purpose)])
    return settings.SITE_ADDRESS + path
