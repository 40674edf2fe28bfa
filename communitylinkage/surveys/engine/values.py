"""XPath's values and ODK's conversions between them.

A value is a string, a number (float), a truth (bool) or a list of nodes. Source: ODK XForms
specification, "XPath Functions" (number() reads dates) and JavaRosa for what that leaves open:
an empty list of nodes is a blank, '' is no number, a number that is none is stored as ''.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable

from .tree import Node

Value = str | float | bool | list[Node]
NAN = math.nan
EPOCH = dt.date(1970, 1, 1)
NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*\Z", re.ASCII)
DATE = re.compile(r"\d{4}-\d\d?-\d\d?(?:T.*)?\Z", re.ASCII | re.S)


def string(value: Value) -> str:
    """As string() says; of several nodes the first."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return value[0].value() if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value)


def number_text(value: float) -> str:
    """A number as people write it: no exponent, no needless '.0'."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    text = repr(value)
    return text if "e" not in text else f"{value:.15f}".rstrip("0")


def number(value: Value) -> float:
    """As number() says, dates and moments as days since 1 January 1970."""
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    text = string(value)
    if NUMBER.match(text):
        return float(text)
    return days(text) if DATE.match(text) else NAN


def truth(value: Value) -> bool:
    """As boolean() says: a text that is not empty, a number that is not 0, any node."""
    if isinstance(value, float):
        return bool(value) and not math.isnan(value)
    return bool(value)


def moment(text: str) -> dt.datetime | None:
    """A date (its midnight) or a moment, as written; None when it is neither."""
    text = text.strip()
    try:
        if "T" not in text:
            year, month, day = (int(part) for part in text.split("-"))
            return dt.datetime(year, month, day)  # noqa: DTZ001 - a day has no zone
        return dt.datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None


def days(text: str) -> float:
    """Days since 1 January 1970 (UTC where an offset is written), not a number if no date."""
    when = moment(text)
    if when is None:
        return NAN
    if when.tzinfo is not None:
        when = when.astimezone(dt.UTC).replace(tzinfo=None)
    return (when - dt.datetime(1970, 1, 1)) / dt.timedelta(days=1)  # noqa: DTZ001 - as above


def from_days(value: float) -> dt.datetime | None:
    """The moment of so many days since 1 January 1970; None outside the calendar."""
    try:
        return dt.datetime(1970, 1, 1) + dt.timedelta(days=value)  # noqa: DTZ001 - as above
    except (OverflowError, ValueError):
        return None


def as_date(value: Value) -> str:
    """What date() gives: YYYY-MM-DD from a date, a moment or days; '' from anything else."""
    when: dt.datetime | None
    if isinstance(value, float):
        when = from_days(value)
    else:
        text = string(value)
        when = from_days(float(text)) if NUMBER.match(text) else moment(text)
    return when.date().isoformat() if when else ""


COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}


def items(value: Value) -> list[Value]:
    """What a comparison looks at in turn: each node; a blank where there is none."""
    if not isinstance(value, list):
        return [value]
    return [node.value() for node in value] if value else [""]


def equal(left: Value, right: Value, wanted: bool = True) -> bool:
    """`=` (or `!=`): true when one pair is so. Truths, then numbers, then texts."""
    if isinstance(left, bool) or isinstance(right, bool):
        return (truth(left) == truth(right)) is wanted
    for a in items(left):
        for b in items(right):
            if isinstance(a, float) or isinstance(b, float):
                same = number(a) == number(b)
            else:
                same = a == b
            if same is wanted:
                return True
    return False


def ordered(symbol: str, left: Value, right: Value) -> bool:
    """`<` and its kin, always between numbers; a blank is never smaller nor greater."""
    test = COMPARE[symbol]
    return any(test(number(a), number(b)) for a in items(left) for b in items(right))
