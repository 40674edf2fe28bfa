"""What of a text can be printed: nothing hidden, nothing that a font does not hold."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from communitylinkage.values.text import has_hidden_signs

FONTS = Path(__file__).resolve().parent / "fonts"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_LINE_ENDS = str.maketrans(dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n") | {"\t": " "})


def plain(text: str) -> str:
    """A text without control characters, halves of pairs and signs that reorder others.

    Line ends of all kinds become `\\n`; letters and their marks become one sign where there is
    one (NFC), because fonts hold that one.
    """
    ended = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    kept = (sign for sign in ended if not has_hidden_signs(sign))
    return unicodedata.normalize("NFC", "".join(kept))


def held(text: str) -> bool:
    """Whether our own fonts hold each sign of a text."""
    return all(sign == "\n" or ord(sign) in _coverage() for sign in text)


def only_held(text: str) -> str:
    """A text of which our fonts hold each sign; for any other stands one that says so.

    Marks and joiners that no font holds are left out: a sign that is nothing by itself needs no
    stand-in.
    """
    return "".join(
        sign if sign == "\n" or ord(sign) in _coverage() else _instead(sign) for sign in text
    )


def _instead(sign: str) -> str:
    return "" if unicodedata.category(sign) in ("Mn", "Me", "Cf") else UNKNOWN


@lru_cache(maxsize=1)
def _coverage() -> frozenset[int]:
    ranges = (line.split("-") for line in (FONTS / "coverage.txt").read_text().split())
    return frozenset(n for first, last in ranges for n in range(int(first, 16), int(last, 16) + 1))
