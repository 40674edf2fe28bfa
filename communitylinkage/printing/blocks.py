"""What a paper is made of. Texts are plain: nothing in them is ever markup.

A text may hold line ends. `language` is a BCP 47 code; an empty one means that of the paper. It
decides the side from which a text is written and what a screen reader speaks.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title. `level`: 2 is the highest, 4 the lowest."""

    text: str
    level: int = 2
    language: str = ""


class Tone(StrEnum):
    """How a paragraph sounds."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    CALLOUT = "callout"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    tone: Tone = Tone.PLAIN
    language: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list: a line in bold, and what is below it."""

    lead: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """Points, numbered where their order matters."""

    items: tuple[Item, ...]
    numbered: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """Words, each with what it stands for. `languages`: of what they stand for, in the same order;
    none: all in that of the paper."""

    pairs: tuple[tuple[str, str], ...]
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and its head; each row has as many cells as the head.

    `languages`: of each cell, row by row; none: all in that of the paper.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    languages: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of ours as SVG. `alt`: what it shows, for who does not see it; `wide`: in cm."""

    svg: bytes
    alt: str
    caption: str = ""
    wide: float = 12.0


@dataclass(frozen=True, slots=True)
class QR:
    """An address as a QR code, with the address in letters below. `wide`: in cm."""

    address: str
    alt: str
    wide: float = 3.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | List | Terms | Table | Figure | QR | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A running document on A4, with page numbers. `foot`: at the bottom of each page."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    foot: str = ""


class Size(StrEnum):
    """How large a line of a sheet is."""

    SMALL = "small"
    NORMAL = "normal"
    BIG = "big"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet, in the middle."""

    text: str
    size: Size = Size.NORMAL
    strong: bool = False
    language: str = ""


class Paper(StrEnum):
    """Sizes of sheets, by their names in ISO 216."""

    A3 = "a3"
    A4 = "a4"
    A5 = "a5"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to hand over or hang up: a certificate, a poster, a leaflet.

    `over` stands small above the title, `foot` small at the bottom; what is between is spread over
    the sheet. Texts that do not fit go on to a further sheet. `shop`: for a printer's shop, which
    prints on larger paper and cuts: the ground runs over the edge, and marks say where to cut.
    """

    title: str
    language: str
    lines: tuple[Line, ...]
    over: str = ""
    foot: str = ""
    figure: Figure | None = None
    qr: QR | None = None
    paper: Paper = Paper.A4
    landscape: bool = False
    shop: bool = False
