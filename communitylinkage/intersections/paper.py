"""A table as a paper: the same cells as its page, as a PDF."""

from datetime import datetime

from communitylinkage import printing
from communitylinkage.intersections.rules.telling import Cell, Told
from communitylinkage.printing import Document, List, Paragraph, Table
from communitylinkage.printing.blocks import Item, Tone

_WIDE = 5  # columns that fit beside the words of a line


def _words(cell: Cell) -> str:
    return f"{cell.figure} ({cell.share}; {cell.sure})" if cell.share else cell.figure


def pdf(table: Told, language: str, title: str, made_at: datetime) -> bytes:
    """The paper. Wide tables go on below, a part of the columns at a time."""
    blocks: list[Paragraph | Table | List] = [Paragraph(str(table.heading), Tone.STRONG)]
    for first in range(0, len(table.heads), _WIDE):
        here = slice(first, first + _WIDE)
        head = ("", *(words for _code, words in table.heads[here]))
        rows = tuple((line.words, *map(_words, line.cells[here])) for line in table.lines)
        blocks.append(Table(title, head, rows))
    blocks.append(List(tuple(Item(note) for note in table.notes)))
    return printing.document(Document(title, language, tuple(blocks), foot=title), made_at=made_at)
