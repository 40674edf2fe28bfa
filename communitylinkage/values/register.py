"""How each stored field is classified, and how long it is kept (DESIGN 3, rule 1).

A model declares ``register = [public("name", term=Term.WHILE_LISTED), ...]``. A field that no
entry names fails tests/architecture/test_field_register.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Who may read a field."""

    PUBLIC = "public"
    STAFF = "staff"
    SEALED = "sealed"
    COUNTED = "counted"
    OPERATIONAL = "operational"


class Term(StrEnum):
    """How long a field is kept; stewardship enforces it."""

    WHILE_LISTED = "while the entry is listed, and its history one year after"
    WHILE_MEMBER = "while the person belongs to an organisation, 30 days after"
    WHILE_PROGRAMME = "while the programme runs, and five years after its final report"
    UNTIL_USED = "until used or expired, 30 days at most"
    UNTIL_CLOSED = "until what it belongs to closes"
    UNTIL_SIGN_OUT = "until sign-out, 12 hours at most"
    CLOSED_PLUS_90_DAYS = "90 days after closing"
    UNTIL_WITHDRAWN = "until consent ends or is withdrawn"
    JOURNAL = "ten years, append-only"
    FOREVER = "as long as the installation"


@dataclass(frozen=True, slots=True)
class Entry:
    """Fields of one model that share a kind and a term."""

    kind: Kind
    term: Term
    fields: tuple[str, ...]


def public(*fields: str, term: Term) -> Entry:
    """Fields that anybody may read."""
    return Entry(Kind.PUBLIC, term, fields)


def staff(*fields: str, term: Term) -> Entry:
    """Fields that signed-in people with a right may read."""
    return Entry(Kind.STAFF, term, fields)


def sealed(*fields: str, term: Term) -> Entry:
    """Fields that only the holders of a key may read."""
    return Entry(Kind.SEALED, term, fields)


def counted(*fields: str, term: Term) -> Entry:
    """Codes, age bands, months and regions tied to nothing."""
    return Entry(Kind.COUNTED, term, fields)


def operational(*fields: str, term: Term) -> Entry:
    """Random references, states, clocks and parties."""
    return Entry(Kind.OPERATIONAL, term, fields)
