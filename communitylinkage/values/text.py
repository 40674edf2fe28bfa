"""Typed text: whether it holds signs that nobody sees, which hide or reorder what is shown."""

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
