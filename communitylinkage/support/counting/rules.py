"""How a tag is made, and what it can honestly say; plain Python.

A tag is a keyed hash (HMAC-SHA-256, RFC 2104) of something that only she brings: a code of her own,
or her receipt. Two receipts without a code are two tags, and one code of two women is one. Its key
is made for one programme and period and goes with the tags when the figures are frozen, so that
nobody can ask later whether somebody was among them.
"""

import hmac
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

KEY_BYTES = 32
# A code that is shorter would be many women's.
SHORTEST_CODE = 4
LONGEST_CODE = 40
# After the end of a period late reports still come in; then its figures are frozen.
FREEZE_AFTER = timedelta(days=60)


class TooEarly(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """The period goes on: frozen now, nobody who comes until its end would be counted."""


class Standing(StrEnum):
    """Known to be concerned, or perhaps: kept apart, as the indicators want it."""

    KNOWN = "known"
    POSSIBLE = "possible"


class Source(StrEnum):
    """By what she is known again. Without either, she may be counted twice."""

    RECEIPT = "receipt"
    CODE = "code"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Women:
    """How many women: by different receipts or codes, and those who may be among them already."""

    certain: int = 0
    maybe_twice: int = 0

    @property
    def at_least(self) -> int:
        """So many receipts and codes were different; where there are none, one woman came.

        It counts what was brought, not persons: a woman with two receipts and no code is two of
        them, two women with one code are one.
        """
        return self.certain or min(self.maybe_twice, 1)

    @property
    def at_most(self) -> int:
        """The same with everybody who brought neither, as if each came once."""
        return self.certain + self.maybe_twice


def plain_code(typed: str) -> str:
    """A code of her own, as it is compared: case, accents, spaces and signs do not matter."""
    apart = unicodedata.normalize("NFKD", typed.casefold())
    return "".join(sign for sign in apart if sign.isalnum())


def is_code(typed: str) -> bool:
    """Whether it is long enough to be one woman's."""
    return SHORTEST_CODE <= len(plain_code(typed)) <= LONGEST_CODE


def tag_of(key: bytes, source: Source, brought: bytes) -> bytes:
    """The tag. The same bytes from another source make another tag."""
    return hmac.digest(key, source.encode() + b"\0" + brought, "sha256")


def stronger(one: Standing, other: Standing) -> Standing:
    """What stands of two: who is known once is not possible any more."""
    return Standing.KNOWN if Standing.KNOWN in (one, other) else Standing.POSSIBLE


def may_freeze(ends: date, today: date) -> bool:
    """Whether the last day of a period is past; it cannot be undone, so not a day earlier."""
    return today > ends


def is_over(ends: date, today: date) -> bool:
    """Whether late reports have had their time."""
    return today > ends + FREEZE_AFTER
