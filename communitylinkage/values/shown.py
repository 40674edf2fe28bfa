"""What a part gives to the page of the programme: a short list, or figures.

A part that wants to stand there has a function `f(programme's id, now) -> Listing | None`, named in
the settings (`PROGRAMME_LISTS`); None: it has nothing to show. What can be counted comes from
`f(programme's id, now) -> list[Figure]` (`PROGRAMME_FIGURES`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list.

    Args:
        words: what it is, in `language`. address: its page. about: what stands small below.
        day: when it is or was.
    """

    words: str
    language: str
    address: str
    about: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a part shows of itself.

    Args:
        heading: translated. entries: the few that are shown; empty: the part says `nothing`
            instead. more, more_words: where all of them are.
    """

    heading: str
    entries: Sequence[Entry]
    nothing: str
    more: str = ""
    more_words: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that anybody may know. `address`: where it is told how it was counted."""

    words: str
    number: int
    address: str
