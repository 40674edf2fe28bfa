"""What search engines may find: pages that belong to nobody in particular.

Whatever is not named in the settings' `SEARCHABLE` tells search engines to leave it out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """One page for the site map.

    Args:
        route: its name; without arguments beyond `arguments`. languages: in which it is written;
            empty: in all of the interface. changed: when it last did.
    """

    route: str
    arguments: tuple[object, ...] = ()
    languages: frozenset[str] = frozenset()
    changed: datetime | None = None


def written_in(request: Any, languages: Iterable[str]) -> None:
    """Says in which languages what a page shows is written; its links to the others follow.

    Args:
        request: of the page, read by the frame. languages: some; a page that does not say is
            written in all of the interface.
    """
    request.written_in = frozenset(languages)


def spoken(written: frozenset[str], interface: Iterable[str], source: str) -> list[str]:
    """The languages in which a page is worth finding: written and of the interface.

    Args:
        written: empty: all. interface: the codes in their order. source: the one that is left
            where a page is written only in languages that the interface does not speak.
    """
    codes = list(interface)
    return [code for code in codes if not written or code in written] or [source]
