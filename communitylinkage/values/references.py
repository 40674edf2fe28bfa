"""References that people read, type and say: no meaning, no order, a check against slips."""

import secrets

from communitylinkage.values.text import plain_digits

# Crockford's Base32: no I, L, O, U. A reader's slips fold back (https://www.crockford.com/base32.html).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
SHORT = 6
_FOLDED = str.maketrans({"I": "1", "L": "1", "O": "0"})

# Verhoeff's check digit finds every wrong digit and every swap of neighbours (Verhoeff, 1969).
_TURNED = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def _times(one: int, other: int) -> int:
    """The product in the dihedral group of order ten."""
    if one < 5:
        return (one + other) % 5 + (5 if other >= 5 else 0)
    return (one - other) % 5 + (0 if other >= 5 else 5)


def _turned(digit: int, times: int) -> int:
    for _time in range(times % 8):
        digit = _TURNED[digit]
    return digit


def _verhoeff(digits: str) -> int:
    check = 0
    for at, digit in enumerate(reversed(digits)):
        check = _times(check, _turned(int(digit), at))
    return check


def new_reference() -> str:
    """A random reference of ten signs, 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(LENGTH))


def new_short_code() -> str:
    """A random code of six signs, 30 bits: short enough for a poster, and no secret."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(SHORT))


def read_short_code(typed: str) -> str | None:
    """A short code as it was typed: case, spaces and look-alikes forgiven; None if it is none."""
    return _read(typed, SHORT)


def read_reference(typed: str) -> str | None:
    """A reference as it was typed: case, spaces and look-alikes forgiven; None if it is none."""
    return _read(typed, LENGTH)


def _read(typed: str, length: int) -> str | None:
    bare = typed.upper().replace(" ", "").replace("-", "").translate(_FOLDED)
    return bare if len(bare) == length and set(bare) <= set(ALPHABET) else None


def new_receipt_code() -> str:
    """Twenty digits: nineteen random ones (63 bits) and a check digit."""
    digits = "".join(secrets.choice("0123456789") for _digit in range(19))
    return next(digits + str(last) for last in range(10) if _verhoeff(digits + str(last)) == 0)


def read_receipt_code(typed: str) -> str | None:
    """A receipt code as typed, in any script's digits; None when its check digit is wrong."""
    bare = "".join(sign for sign in typed if not sign.isspace() and sign != "-")
    if len(bare) != 20 or not bare.isdecimal():
        return None
    digits = plain_digits(bare)
    return digits if _verhoeff(digits) == 0 else None


def in_fives(code: str) -> str:
    """A receipt code as it is shown."""
    return " ".join(code[at : at + 5] for at in range(0, len(code), 5))
