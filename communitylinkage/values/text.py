"""Typed text: how it is compared, and signs that nobody sees, which hide or reorder others."""

import unicodedata

# Bidirectional overrides, embeddings and isolates; the marks U+200E, U+200F and U+061C and the
# joiners are part of how Arabic, Persian and Urdu are written.
_REORDERING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
# Where a line may or may not break: they come along when a word is copied from a page.
_BREAKS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# Letters and signs of which nothing is drawn: fillers of Korean, the empty cell of Braille.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def has_hidden_signs(text: str) -> bool:
    """Whether a text holds control characters (other than line ends and tabs) or overrides.

    Also whether something was typed of which nothing is seen: a name of it would be an empty line.
    """
    if text.strip() and not any(map(_seen, text)):
        return True
    return any(
        sign in _REORDERING or (unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\r\t")
        for sign in text
    )


def _seen(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "CZ" and sign not in _BLANK


def folded(text: str) -> str:
    """A text as it is compared: no case, no accents, single spaces; any script."""
    apart = unicodedata.normalize("NFKD", text.translate(_BREAKS).casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(s if s.isalnum() else " " for s in bare).split())
