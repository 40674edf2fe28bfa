"""A table as it is told. What explains it is part of it: a template cannot leave it out.

Lines stand in the order of their words, never of their size: who reads from top to bottom reads no
ranking. The heading is the only place where the name of the table stands, and it carries the note.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

LAST = ("other", "unsaid", "*")
Code = TypeVar("Code", bound=str)


class NoContextError(ValueError):
    """People of different origins side by side, and nothing says what the figures do not mean."""


class RankedError(ValueError):
    """Lines in another order than that of their words."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a table together with its note; there is no way to have one without the other."""

    _words: str
    _note: str = ""

    def __str__(self) -> str:
        return f"{self._words}. {self._note}" if self._note else self._words

    @property
    def explains(self) -> bool:
        """Whether it carries a note."""
        return bool(self._note)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in words, its share in words, and how sure that is; `part`: for the picture."""

    figure: str
    share: str = ""
    sure: str = ""
    part: float | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A code, its words, and a cell for each column."""

    code: str
    words: str
    cells: tuple[Cell, ...]


def in_order(codes: list[Code], words: Callable[[str], str]) -> list[Code]:
    """By their words; what is left over, not said, and all together come last."""
    return sorted(codes, key=lambda one: _place(one, words(one)))


def _place(code: str, words: str) -> tuple[int, str]:
    """What was put together with "+" stands where its first part would."""
    return (LAST.index(code) + 1 if code in LAST else 0, words.casefold())


@dataclass(frozen=True, slots=True)
class Told:
    """A whole table. `of_origin`: whether it sets people of different origins side by side.

    Raises:
        NoContextError: it does, and the heading explains nothing.
        RankedError: its lines or columns are not in the order of their words.
    """

    heading: Heading
    of_origin: bool
    heads: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.of_origin and not self.heading.explains:
            raise NoContextError
        for pairs in (list(self.heads), [(one.code, one.words) for one in self.lines]):
            places = [_place(code, words) for code, words in pairs]
            if places != sorted(places):
                raise RankedError
