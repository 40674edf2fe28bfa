"""Cells of an export: whole numbers and days, as platforms write them; plain Python."""

import re
from datetime import date, timedelta
from enum import StrEnum

from communitylinkage.campaign.rules.reach import Period
from communitylinkage.values.text import plain_digits

HIGHEST = 2_000_000_000
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'’"))
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_SHORT = re.compile(r"[\d.,]+\s*[kKmM]")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_CLOSED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


class Order(StrEnum):
    """How a date with slashes is written."""

    ASK = ""
    DAY = "day"
    MONTH = "month"


class Wrong(StrEnum):
    """What is wrong with a file, a column or a cell; wording turns it into a sentence."""

    EMPTY = "empty"
    LARGE = "large"
    KIND = "kind"
    QUOTES = "quotes"
    NO_HEAD = "no_head"
    NO_ROWS = "no_rows"
    MANY = "many"
    TIMES = "times"
    CELLS = "cells"
    BLANK = "blank"
    DATE = "date"
    ORDER = "order"
    BACKWARDS = "backwards"
    AHEAD = "ahead"
    NUMBER = "number"
    SHORT = "short"
    NEGATIVE = "negative"
    HUGE = "huge"
    TWICE = "twice"
    THERE = "there"


def number_of(typed: str) -> int | Wrong:
    """A whole number as platforms write it, or what is wrong with it."""
    bare = plain_digits(typed.strip()).translate(_SPACES)
    if not bare:
        return Wrong.BLANK
    if _SHORT.fullmatch(bare):
        return Wrong.SHORT
    if bare.startswith("-") and bare[1:].replace(".", "").replace(",", "").isdecimal():
        return Wrong.NEGATIVE
    digits = bare if bare.isascii() and bare.isdecimal() else ""
    if _GROUPED.fullmatch(bare):
        digits = bare.replace(",", "").replace(".", "")
    if not digits:
        return Wrong.NUMBER
    return int(digits) if len(digits) < 12 and int(digits) <= HIGHEST else Wrong.HUGE


def slashed(typed: str) -> tuple[int, int] | None:
    """The two numbers of a date with slashes that could each be the day."""
    found = _SLASHED.fullmatch(plain_digits(typed.strip()))
    return (int(found[1]), int(found[2])) if found else None


def day_of(typed: str, order: Order) -> Period | Wrong:
    """The day of a cell, or the whole month that it names."""
    bare = plain_digits(typed.strip())
    if not bare:
        return Wrong.BLANK
    try:
        if found := _ISO.fullmatch(bare) or _CLOSED.fullmatch(bare):
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return Period(day, day)
        if found := _MONTH.fullmatch(bare):
            return _month(int(found[1]), int(found[2]))
        if found := _SLASHED.fullmatch(bare):
            return _slashed(int(found[1]), int(found[2]), int(found[3]), order)
    except ValueError:
        return Wrong.DATE
    return Wrong.DATE


def _month(year: int, month: int) -> Period:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return Period(first, after - timedelta(days=1))


def _slashed(one: int, two: int, year: int, order: Order) -> Period | Wrong:
    if order == Order.ASK and one != two:
        return Wrong.ORDER
    day = date(year, one, two) if order == Order.MONTH else date(year, two, one)
    return Period(day, day)
