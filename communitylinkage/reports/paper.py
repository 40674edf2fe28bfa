"""A report as a paper: the same words and cells as its page, as accessible PDF."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from communitylinkage import printing
from communitylinkage.printing import (
    Block,
    Document,
    Figure,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Table,
    Terms,
)
from communitylinkage.printing.blocks import Tone
from communitylinkage.programme_site import telling as site_telling
from communitylinkage.programme_site.rules import text
from communitylinkage.programme_site.rules.text import Shape
from communitylinkage.reports.rules import content
from communitylinkage.reports.rules.content import Cell, Content, Definition, Note, Words
from communitylinkage.reports.rules.sections import Kind

# A short first column, such as a number, is no name: on each part of a wide table it is said again
# with the second.
SHORT = 8
# In signs of the paper's letters: a line, the space between columns, what a column is given before
# its texts wrap.
FITS, BETWEEN, WRAPS = 88, 2, 14


def pdf(told: Content, emblem: str, made_at: datetime) -> bytes:
    """The paper.

    Args:
        emblem: what the funder's emblem is called, for who does not see it. made_at: what the file
            bears.
    """
    blocks: list[Block] = [Terms(told.about), *_pays(told, emblem)]
    for section in told.sections:
        if section.kind == Kind.DEFINITIONS:
            blocks.append(PageBreak())
        blocks.append(Heading(section.heading, language=_other(section.language, told)))
        for part in section.parts:
            blocks += _part(part, told)
    paper = Document(told.title, told.language, tuple(blocks), foot=told.title)
    return printing.document(paper, made_at=made_at)


def _pays(told: Content, emblem: str) -> list[Block]:
    found: list[Block] = []
    if told.sentence:
        found.append(Figure(_emblem(), emblem, told.sentence, wide=3.0))
    if told.disclaimer:
        found.append(Paragraph(told.disclaimer, Tone.QUIET))
    return found


def _emblem() -> bytes:
    drawn = site_telling.emblem_drawn()
    wide, high, blue, gold = drawn["wide"], drawn["high"], drawn["blue"], drawn["gold"]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
    ground = f'<rect width="{wide}" height="{high}" fill="{blue}"/>'
    return f'{head}{ground}<path d="{drawn["stars"]}" fill="{gold}"/></svg>'.encode()


def _other(language: str, told: Content) -> str:
    """A language where it is not the report's: a screen reader then changes its voice."""
    return "" if language == told.language else language


def _part(part: content.Part, told: Content) -> list[Block]:
    match part:
        case content.Table():
            return _table(part)
        case Words():
            return _words(part, _other(part.language, told))
        case Note():
            return [Paragraph(part.text, Tone.QUIET)]
        case Definition():
            pairs = tuple((word, said) for word, said, _language in part.lines)
            languages = tuple(_other(language, told) for _word, _said, language in part.lines)
            heading = f"{part.number}. {part.title}"
            return [Heading(heading, 3, _other(part.language, told)), Terms(pairs, languages)]


def _words(part: Words, language: str) -> list[Block]:
    found: list[Block] = []
    for block in text.blocks(part.text):
        if block.shape is Shape.HEADING:
            found.append(Heading(block.lines[0], 3, language))
        elif block.shape is Shape.POINTS:
            found.append(List(tuple(map(Item, block.lines)), language=language))
        else:
            found.append(Paragraph("\n".join(block.lines), language=language))
    return found


def _said(cell: Cell) -> str:
    # The addresses of our own pages would fill the paper; what shows a deliverable stands in it.
    ours = cell.address.startswith(settings.SITE_ADDRESS)
    return "\n".join(filter(None, (cell.text, "" if ours else cell.address)))


def _table(part: content.Table) -> list[Block]:
    """A table; a wide one goes on below, its first two columns said again."""
    rows = [[_said(cell) for cell in row] for row in part.rows]
    found: list[Block] = []
    for columns in _fitting(part.head, rows):
        head = tuple(part.head[at] for at in columns)
        cells = tuple(tuple(row[at] for at in columns) for row in rows)
        languages = tuple(tuple(row[at].language for at in columns) for row in part.rows)
        found.append(Table(part.caption, head, cells, languages))
    return found


def _fitting(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[int]]:
    """The columns of each part that fits on the paper, by how wide words and texts are."""
    wide = [_width([head[at], *(row[at] for row in rows)]) for at in range(len(head))]
    named = 2 if max((len(row[0]) for row in rows), default=0) <= SHORT else 1
    again = list(range(min(named, len(head))))
    found, here = [], list(again)
    for at in range(len(again), len(head)):
        if len(here) > len(again) and sum(wide[one] for one in here) + wide[at] > FITS:
            found.append(here)
            here = list(again)
        here.append(at)
    return [*found, here]


def _width(texts: Sequence[str]) -> int:
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    longest = max(map(len, texts), default=0)
    return BETWEEN + max(min(longest_word, FITS // 2), min(longest, WRAPS))
