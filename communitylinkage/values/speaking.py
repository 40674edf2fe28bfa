"""A page may speak a language that the interface as a whole does not: its addresses stay behind.

A questionnaire is answered in Slovenian, with Slovenian words around it; the rest of the site has
none. So the words of the page are in one language, and what it links to is in another, which every
page speaks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ADDRESSES: ContextVar[str] = ContextVar("language_of_addresses", default="")


@contextmanager
def addresses_in(code: str) -> Iterator[None]:
    """Addresses that are made here carry this language, whatever the words speak."""
    before = _ADDRESSES.set(code)
    try:
        yield
    finally:
        _ADDRESSES.reset(before)


def language_of_addresses() -> str:
    """The language that addresses carry now; empty: that of the words."""
    return _ADDRESSES.get()
