"""What a printer's shop reads of a page: where it is cut, and how far the ground goes beyond.

Typst writes the edge of the cut (TrimBox) and lets a page reach beyond it, but has one measure for
all that is beyond. The ground ends before the marks, and a file has to say where (BleedBox), or a
shop takes the marks for a part of the picture.
"""

import re

BLEED = 72 / 25.4 * 3  # three millimetres, as in shared.typ
_PAGE = re.compile(
    rb"(\d+) 0 obj\n<</Type/Page/(?:[^<>\n]*?)/TrimBox\[([0-9. ]+)\]([^<>\n]*)>>\nendobj"
)
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")
_TRAILER = re.compile(rb"trailer\n<<(.+?)>>\nstartxref", re.DOTALL)
_OFFSET = re.compile(rb"(\d{10}) \d{5} n")


def with_bleed(pdf: bytes) -> bytes:
    """The same file with the edge of the ground of each page, as an update after its end.

    An update (ISO 32000-1, 7.5.6) leaves every byte before it as it is: pages are written once
    more with one entry more. Pages are taken from the table of objects, never found by search:
    what looks like one in a text is none.
    """
    start = int(_found(_START, pdf).group(1))
    trailer = _found(_TRAILER, pdf[start:]).group(1)
    made, rows = bytearray(pdf.rstrip() + b"\n"), []
    for offset in map(int, _OFFSET.findall(pdf, start)):
        if page := _PAGE.match(pdf, offset):
            left, low, right, high = map(float, page.group(2).split())
            edge = (left - BLEED, low - BLEED, right + BLEED, high + BLEED)
            entry = b"/BleedBox[%s]" % " ".join(f"{one:.4f}" for one in edge).encode()
            rows.append(b"%d 1\n%010d 00000 n\r\n" % (int(page.group(1)), len(made)))
            made += page.group()[: -len(b">>\nendobj")] + entry + b">>\nendobj\n"
    if not rows:
        raise ValueError("no page of this file says where it is cut")
    table = len(made)
    made += b"xref\n" + b"".join(rows)
    made += b"trailer\n<<%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start, table)
    return bytes(made)


def _found(what: re.Pattern[bytes], where: bytes) -> re.Match[bytes]:
    if found := what.search(where):
        return found
    raise ValueError(f"no {what.pattern!r} in this file")
