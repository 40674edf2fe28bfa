"""From blocks to bytes, by Typst: the templates are ours, every text comes to them as data.

Typst's PDF is tagged; asked for PDF/UA-1 it refuses to make one that is not (a picture without a
text, a heading that skips a level, a sign without a glyph), so what comes out has been checked.
"""

import json
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from communitylinkage.printing.blocks import Document, Sheet
from communitylinkage.printing.data import data_of
from communitylinkage.printing.edges import with_bleed
from communitylinkage.printing.plain import FONTS, held, only_held, plain

_HERE = Path(__file__).resolve().parent
# Typst looks for packages here and finds none; ours import none, so it never asks the network.
_NO_PACKAGES = _HERE / "fonts" / "none"
STANDARD = "ua-1"


def document(value: Document, *, made_at: datetime) -> bytes:
    """A running document as accessible PDF (PDF/UA-1).

    Args:
        value: what to print. made_at: the moment that the file bears; the same values give the
            same bytes.
    """
    return _made("document.typ", value, made_at, "pdf")


def sheet(value: Sheet, *, made_at: datetime) -> bytes:
    """A certificate, poster or leaflet as accessible PDF (PDF/UA-1); arguments as `document`.

    For a printer's shop (`value.shop`) it has bleed, marks, TrimBox and BleedBox.
    """
    return _made("sheet.typ", value, made_at, "pdf")


def folded(value: Sheet, *, made_at: datetime) -> bytes:
    """A sheet as a leaf of A4 to be folded twice: outside on the first page, inside on the second.

    The cover bears the title, the parts inside what is to be read; in a script from the right the
    cover lies on the left. Size and direction of `value` do not matter; arguments as `document`.
    """
    return _made("fold.typ", value, made_at, "pdf")


def picture(value: Document | Sheet, *, made_at: datetime) -> bytes:
    """The first page as PNG, for a look at it."""
    template = "sheet.typ" if isinstance(value, Sheet) else "document.typ"
    return _made(template, value, made_at, "png")


def _made(template: str, value: Document | Sheet, made_at: datetime, kind: str) -> bytes:
    made = _set(template, value, made_at, kind)
    shop = kind == "pdf" and isinstance(value, Sheet) and value.shop
    return with_bleed(made) if shop else made


def _set(template: str, value: Document | Sheet, made_at: datetime, kind: str) -> bytes:
    data = data_of(value, plain)
    if not _all_held(data):
        # Chinese, say: where the machine has a font for it, that one serves.
        try:
            return _compiled(template, data, made_at, kind, _machine_fonts())
        except typst.TypstError:
            data = data_of(value, lambda text: only_held(plain(text)))
    return _compiled(template, data, made_at, kind, _own_fonts())


def _all_held(data: Any) -> bool:
    if isinstance(data, str):
        return held(data)
    if isinstance(data, dict):
        return all(_all_held(value) for key, value in data.items() if key != "svg")
    return not isinstance(data, list) or all(map(_all_held, data))


def _compiled(
    template: str, data: dict[str, Any], made_at: datetime, kind: str, fonts: typst.Fonts
) -> bytes:
    made: bytes | list[bytes] = typst.compile(  # type: ignore[call-overload]  # wants root as bytes
        (_HERE / "shared.typ").read_bytes() + (_HERE / template).read_bytes(),
        root=str(FONTS),
        font_paths=fonts,
        format=kind,
        ppi=100.0,
        pdf_standards=STANDARD if kind == "pdf" else [],
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        package_path=str(_NO_PACKAGES),
        package_cache_path=str(_NO_PACKAGES),
        # A PDF bears whole seconds and a fixed offset.
        timestamp=made_at.astimezone(UTC).replace(microsecond=0),
    )
    return made if isinstance(made, bytes) else made[0]


@lru_cache(maxsize=1)
def _own_fonts() -> typst.Fonts:
    return typst.Fonts(False, False, [str(FONTS)])


@lru_cache(maxsize=1)
def _machine_fonts() -> typst.Fonts:
    return typst.Fonts(True, False, [str(FONTS)])
