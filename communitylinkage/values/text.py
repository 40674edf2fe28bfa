"""Typed text: how it is compared, and signs that nobody sees, which hide or reorder others."""

import re
import unicodedata

# Control characters other than line ends and tabs, halves of pairs, and bidirectional overrides,
# embeddings and isolates; the marks U+200E, U+200F and U+061C and the joiners are part of how
# Arabic, Persian and Urdu are written.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
# Where a line may or may not break: they come along when a word is copied from a page.
_BREAKS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# Letters and signs of which nothing is drawn: fillers of Korean, the empty cell of Braille.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


# Letters that one keyboard has and another writes otherwise, in Arabic, Persian and Urdu. What
# Unicode takes apart by itself (the hamza on a carrier, the vowel signs) needs no line here.
_ONE_LETTER = str.maketrans(
    {
        "\u0629": "\u0647",  # teh marbuta -> heh
        "\u06c1": "\u0647",  # Urdu heh
        "\u06be": "\u0647",  # heh doachashmee
        "\u06d5": "\u0647",  # ae
        "\u0649": "\u064a",  # alef maksura -> yeh
        "\u06cc": "\u064a",  # Persian yeh
        "\u06a9": "\u0643",  # Persian kaf -> kaf
        "\u0671": "\u0627",  # alef wasla -> alef
        "\u0640": None,  # the line that stretches a word
    }
)


def has_hidden_signs(text: str) -> bool:
    """Whether a text holds control characters (other than line ends and tabs) or overrides.

    Also whether something was typed of which nothing is seen: a name of it would be an empty line.
    """
    return bool(_HIDDEN.search(text)) or bool(text.strip() and not any(map(_seen, text)))


def _seen(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "CZ" and sign not in _BLANK


def isolated(name: str) -> str:
    """A name as it stands within a sentence: in its own direction of writing (Unicode UAX 9)."""
    return f"\u2068{name}\u2069"


def plain_digits(text: str) -> str:
    """A text whose digits, of whatever script, are 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def folded(text: str) -> str:
    """A text as it is compared: no case, no accents, single spaces; any script.

    Arabic letters that are often written for one another are one, and digits of any script are 0
    to 9. What is folded stays as it is when it is folded again.
    """
    # Taking a sign apart may bring capitals, and their small letters may be taken apart again
    # (Unicode 3.13, compatibility caseless match).
    apart = text.translate(_BREAKS).casefold()
    if not apart.isascii():
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", apart).casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    bare = plain_digits(bare.translate(_ONE_LETTER))
    return " ".join("".join(s if s.isalnum() else " " for s in bare).split())
