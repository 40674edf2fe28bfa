"""Papers: accessible PDF from plain values, in any language that we can write.

Everything that is printed comes in as frozen values (`blocks`) and goes out as bytes: a running
document (`document`), one sheet to hang up or hand over (`sheet`), or a leaf to fold (`folded`).
It knows no domain, no database and no framework, reads no file but its own fonts, and never the
network. What it prints is tagged, has its language and its title, and is checked against PDF/UA-1
while it is made.
"""

from communitylinkage.printing.blocks import (
    QR,
    Block,
    Document,
    Figure,
    Heading,
    Item,
    Line,
    List,
    PageBreak,
    Paragraph,
    Sheet,
    Table,
    Terms,
)
from communitylinkage.printing.making import document, folded, picture, sheet

__all__ = [
    "QR",
    "Block",
    "Document",
    "Figure",
    "Heading",
    "Item",
    "Line",
    "List",
    "PageBreak",
    "Paragraph",
    "Sheet",
    "Table",
    "Terms",
    "document",
    "folded",
    "picture",
    "sheet",
]
