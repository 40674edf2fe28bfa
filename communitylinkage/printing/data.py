"""Blocks as plain lists and texts for the templates, in a form that PDF/UA-1 takes.

What would make Typst refuse is put right here: headings and pictures without a text, a level that
is skipped, rows of other lengths than the head.
"""

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

import segno

from communitylinkage.printing.blocks import (
    QR,
    Block,
    Document,
    Figure,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Sheet,
    Table,
    Terms,
)
from communitylinkage.values.languages import direction

Clean = Callable[[str], str]
NO_TITLE = "–"
_LOWEST = 4


def data_of(value: Document | Sheet, clean: Clean) -> dict[str, Any]:
    """The paper as the template reads it; each text goes through `clean`, pictures do not."""
    top = {
        "title": _line(value.title, clean) or NO_TITLE,
        **_spoken(value.language),
        "foot": clean(value.foot),
    }
    if isinstance(value, Document):
        return top | {"blocks": list(_blocks(value.blocks, clean))}
    return top | {
        "over": clean(value.over),
        "lines": [
            {"text": clean(one.text), "size": one.size, "strong": one.strong}
            | _spoken(one.language or value.language)
            for one in value.lines
        ],
        "figure": _figure(value.figure, clean) if value.figure else None,
        "qr": _qr(value.qr, clean) if value.qr else None,
        "paper": value.paper,
        "landscape": value.landscape,
        "shop": value.shop,
    }


def _spoken(language: str) -> dict[str, Any]:
    """Typst takes a language of two or three letters, and its region beside it."""
    code = language.lower().split("-")[0]
    known = code if code.isascii() and code.isalpha() and len(code) in (2, 3) else "en"
    return {"language": known, "direction": direction(language)}


def _other(language: str) -> dict[str, Any]:
    """The language of a part; none where it is that of the paper."""
    return _spoken(language) if language else {"language": None}


def _said(text: str, language: str, clean: Clean) -> dict[str, Any]:
    return {"text": clean(text), **_other(language)}


def _filled(found: Sequence[Any], wide: int, nothing: Any = "") -> list[Any]:
    """As many as are wanted."""
    return [*found, *[nothing] * wide][:wide]


def _line(text: str, clean: Clean) -> str:
    return " ".join(clean(text).split())


def _blocks(blocks: Iterable[Block], clean: Clean) -> Iterable[dict[str, Any]]:
    level = 1
    for block in blocks:
        if isinstance(block, Heading):
            if not (text := _line(block.text, clean)):
                continue
            level = max(2, min(block.level, level + 1, _LOWEST))
            yield {"kind": "heading", "text": text, "level": level, **_other(block.language)}
        else:
            yield _block(block, clean)


def _block(block: Block, clean: Clean) -> dict[str, Any]:
    match block:
        case Paragraph():
            said = _said(block.text, block.language, clean)
            return {"kind": "paragraph", "tone": block.tone, **said}
        case List():
            items = [_item(one, clean) for one in block.items]
            numbered = {"numbered": block.numbered}
            return {"kind": "list", "items": items, **numbered, **_other(block.language)}
        case Terms():
            told = zip(block.pairs, _filled(block.languages, len(block.pairs)), strict=True)
            pairs = [[clean(word), _said(meaning, code, clean)] for (word, meaning), code in told]
            return {"kind": "terms", "pairs": pairs}
        case Table():
            return _table(block, clean)
        case Figure():
            return {"kind": "figure"} | _figure(block, clean)
        case QR():
            return {"kind": "qr"} | _qr(block, clean)
        case PageBreak() | Heading():
            return {"kind": "break"}


def _item(item: Item, clean: Clean) -> dict[str, Any]:
    return {"lead": clean(item.lead), "lines": [clean(line) for line in item.lines]}


def _table(table: Table, clean: Clean) -> dict[str, Any]:
    wide = max(len(table.head), 1)
    told = zip(table.rows, _filled(table.languages, len(table.rows), ()), strict=True)
    rows = [
        [_said(cell, code, clean)
         for cell, code in zip(_filled(row, wide), _filled(codes, wide), strict=True)]
        for row, codes in told
    ]  # fmt: skip
    head = [clean(cell) for cell in table.head] or [""]
    return {"kind": "table", "caption": clean(table.caption), "head": head, "rows": rows}


def _figure(figure: Figure, clean: Clean) -> dict[str, Any]:
    return {
        "svg": figure.svg.decode(),
        "alt": _line(figure.alt, clean) or NO_TITLE,
        "caption": clean(figure.caption),
        "wide": figure.wide,
    }


def _qr(qr: QR, clean: Clean) -> dict[str, Any]:
    address = _line(qr.address, clean)
    return {
        "svg": qr_svg(address).decode(),
        "alt": _line(qr.alt, clean) or NO_TITLE,
        "address": address,
        "wide": qr.wide,
    }


def qr_svg(text: str) -> bytes:
    """A QR code as SVG, dark on white, with the quiet zone that readers need around it."""
    kept = BytesIO()
    segno.make(text or NO_TITLE, micro=False).save(
        kept, kind="svg", border=4, light="#fff", xmldecl=False, svgclass=None, lineclass=None
    )
    return kept.getvalue()
