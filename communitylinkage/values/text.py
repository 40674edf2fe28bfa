"""Typed text: how it is compared, and signs that nobody sees, which hide or reorder others."""

import unicodedata

# Bidirectional overrides, embeddings and isolates; the marks U+200E, U+200F and U+061C and the
# joiners are part of how Arabic, Persian and Urdu are written.
_REORDERING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def has_hidden_signs(text: str) -> bool:
    """Whether a text holds control characters (other than line ends and tabs) or overrides."""
    return any(
        sign in _REORDERING or (unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\r\t")
        for sign in text
    )


def folded(text: str) -> str:
    """A text as it is compared: no case, no accents, single spaces; any script."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(s if s.isalnum() else " " for s in bare).split())
