"""A report as its readers get it: one value, from which page, paper and workbook are made.

Texts are plain. It can be kept as JSON and comes back as it was, so what was handed in never
changes.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Args:
        code: of the indicator whose trace it leads to. number: the same as a number, where it is
            one. language: where it is not the report's. late: whether it is marked as late.
        address: a page on which it can be followed or read; some want somebody signed in.
    """

    text: str
    code: str = ""
    number: float | None = None
    language: str = ""
    late: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row has as many cells as the head."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that somebody wrote, as they were typed. `carried`: they stood in an earlier report."""

    text: str
    language: str
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Definition:
    """How a figure is counted: the number under which tables name it, its title, its lines.

    Args:
        lines: what a line says (in the report's language), its words, and their language.
    """

    number: int
    code: str
    title: str
    language: str
    lines: tuple[tuple[str, str, str], ...]


Part = Table | Words | Note | Definition
_KINDS: dict[str, type[Any]] = {
    "table": Table, "words": Words, "note": Note, "definition": Definition,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its key in the template, what it holds, its heading and its parts."""

    key: str
    kind: str
    heading: str
    language: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A whole report in one language.

    Args:
        about: what stands on top: a word and what it is. sentence: beside the funder's emblem;
            empty: no emblem. disclaimer: what the funder wants said.
    """

    title: str
    language: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sentence: str = ""
    disclaimer: str = ""


def to_plain(content: Content) -> dict[str, Any]:
    """The report as plain values."""
    told = asdict(content)
    for kept, section in zip(told["sections"], content.sections, strict=True):
        for plain, part in zip(kept["parts"], section.parts, strict=True):
            plain["is"] = next(name for name, kind in _KINDS.items() if isinstance(part, kind))
    return told


def of_plain(plain: Mapping[str, Any]) -> Content:
    """The report back."""
    sections = tuple(
        Section(one["key"], one["kind"], one["heading"], one["language"],
                tuple(map(_part, one["parts"])))
        for one in plain["sections"]
    )  # fmt: skip
    about = tuple((word, text) for word, text in plain["about"])
    return Content(plain["title"], plain["language"], about, sections, plain["sentence"],
                   plain["disclaimer"])  # fmt: skip


def _part(plain: Mapping[str, Any]) -> Part:
    told = {name: value for name, value in plain.items() if name != "is"}
    if plain["is"] == "table":
        rows = tuple(tuple(Cell(**cell) for cell in row) for row in told["rows"])
        return Table(told["caption"], tuple(told["head"]), rows)
    if plain["is"] == "definition":
        told["lines"] = tuple((word, text, language) for word, text, language in told["lines"])
    made: Part = _KINDS[plain["is"]](**told)
    return made
