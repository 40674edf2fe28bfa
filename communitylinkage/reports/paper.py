"""A report as a paper: the same words and cells as its page, as accessible PDF."""

from datetime import datetime

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

# Columns that fit beside the first two, which are said again on each part of a wide table.
WIDE, AGAIN = 6, 2


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
        blocks.append(Heading(section.heading))
        for part in section.parts:
            blocks += _part(part)
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


def _part(part: content.Part) -> list[Block]:
    match part:
        case content.Table():
            return _table(part)
        case Words():
            return _words(part)
        case Note():
            return [Paragraph(part.text, Tone.QUIET)]
        case Definition():
            pairs = tuple((word, said) for word, said, _language in part.lines)
            return [Heading(f"{part.number}. {part.title}", 3), Terms(pairs)]


def _words(part: Words) -> list[Block]:
    found: list[Block] = []
    for block in text.blocks(part.text):
        if block.shape is Shape.HEADING:
            found.append(Heading(block.lines[0], 3))
        elif block.shape is Shape.POINTS:
            found.append(List(tuple(Item(line) for line in block.lines)))
        else:
            found.append(Paragraph("\n".join(block.lines), language=part.language))
    return found


def _said(cell: Cell) -> str:
    return "\n".join(filter(None, (cell.text, cell.address)))


def _table(part: content.Table) -> list[Block]:
    """A table; a wide one goes on below, its first two columns said again."""
    if len(part.head) <= AGAIN + WIDE:
        return [Table(part.caption, part.head, tuple(tuple(map(_said, row)) for row in part.rows))]
    found: list[Block] = []
    for first in range(AGAIN, len(part.head), WIDE):
        there = slice(first, first + WIDE)
        rows = tuple(
            tuple(map(_said, (*row[:AGAIN], *row[there]))) for row in part.rows
        )  # fmt: skip
        found.append(Table(part.caption, (*part.head[:AGAIN], *part.head[there]), rows))
    return found
