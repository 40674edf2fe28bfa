"""Dates and times of day in ODK's formats."""

from __future__ import annotations

import datetime as dt
import re

from .values import NAN, NUMBER, Value, from_days, moment, string

TIME = re.compile(r"(\d\d?):(\d\d)(?::(\d\d(?:\.\d+)?))?")


def stamp(when: dt.datetime) -> str:
    """A moment with its offset and thousandths, as now() writes it."""
    return when.isoformat(timespec="milliseconds")


def read(value: Value) -> dt.datetime | None:
    """A moment from a text or from days since 1970."""
    if isinstance(value, float):
        return from_days(value)
    text = string(value)
    return from_days(float(text)) if NUMBER.match(text) else moment(text)


def as_moment(value: Value) -> str:
    """What date-time() gives; '' from anything that is no date."""
    when = read(value)
    return when.isoformat(timespec="milliseconds") if when else ""


def part_of_day(text: str) -> float:
    """decimal-time(): noon is 0.5."""
    match = TIME.match(text.partition("T")[2] or text)
    if not match:
        return NAN
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    inside = hours < 24 and minutes < 60 and seconds < 61
    return (hours * 3600 + minutes * 60 + seconds) / 86400 if inside else NAN


def formatted(value: Value, pattern: str, language: str) -> str:
    """format-date() and format-date-time(). Names of months and days are English ones:
    the standard leaves the language to the client, and a stored value should not vary."""
    when = read(value)
    if when is None:
        return ""
    parts = {
        "Y": f"{when.year:04d}",
        "y": f"{when.year % 100:02d}",
        "m": f"{when.month:02d}",
        "n": str(when.month),
        "b": MONTHS[when.month - 1],
        "d": f"{when.day:02d}",
        "e": str(when.day),
        "a": DAYS[when.weekday()],
        "W": f"{when.isocalendar().week:02d}",
        "H": f"{when.hour:02d}",
        "h": str(when.hour),
        "M": f"{when.minute:02d}",
        "S": f"{when.second:02d}",
        "3": f"{when.microsecond // 1000:03d}",
        "%": "%",
    }
    return re.sub("%(.)", lambda m: parts.get(m[1], m[0]), pattern)


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
