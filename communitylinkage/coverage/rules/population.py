"""A file of the population by origin and region: read, checked row by row, not written."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from communitylinkage.coverage.rules.weights import Row
from communitylinkage.values.lists import unguarded

COLUMNS = ("region", "origin", "women")
MOST_ROWS = 50_000
MOST_WOMEN = 100_000_000


class Why(StrEnum):
    """What is wrong with a row, or with the file."""

    NOT_TEXT = "not_text"
    COLUMNS = "columns"
    EMPTY = "empty"
    TOO_MANY = "too_many"
    CELLS = "cells"
    REGION = "region"
    ORIGIN = "origin"
    LANGUAGE = "language"
    WOMEN = "women"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Fault:
    """A row of the file that cannot be taken; `line` counts from one, the head included."""

    line: int
    why: Why
    said: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would bring, and what is wrong with it."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]

    @property
    def women(self) -> int:
        """All together."""
        return sum(row.women for row in self.rows)


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16"):
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            told = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in told:
            return told
    raise ValueError


def _reader(text: str) -> "csv.DictReader[str]":
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)


def read(data: bytes, knows: Callable[[str], str], speaks: Mapping[str, str]) -> Plan:
    """The rows of a CSV file, and each fault at its line.

    Args:
        knows: a region as it is named -> its code here; empty where there is none.
        speaks: the known origins -> the language that each is counted with; empty: none of ours.
    """
    try:
        reader = _reader(_text(data))
        names = [(name or "").strip().casefold() for name in reader.fieldnames or []]
    except (ValueError, csv.Error):
        return Plan((), (Fault(1, Why.NOT_TEXT),))
    if not set(COLUMNS) <= set(names):
        missing = ", ".join(name for name in COLUMNS if name not in names)
        return Plan((), (Fault(1, Why.COLUMNS, missing),))
    reader.fieldnames = names
    return _rows(reader, knows, speaks)


def _rows(
    reader: "csv.DictReader[str]", knows: Callable[[str], str], speaks: Mapping[str, str]
) -> Plan:
    rows: dict[tuple[str, str], Row] = {}
    faults: list[Fault] = []
    try:
        for told in reader:
            line = reader.line_num
            if len(rows) + len(faults) >= MOST_ROWS:
                faults.append(Fault(line, Why.TOO_MANY, str(MOST_ROWS)))
                break
            found = _row(told, line, knows, speaks)
            if isinstance(found, Fault):
                faults.append(found)
            elif (found.region, found.origin) in rows:
                faults.append(Fault(line, Why.TWICE, f"{found.region} {found.origin}"))
            else:
                rows[found.region, found.origin] = found
    except csv.Error:
        faults.append(Fault(reader.line_num, Why.NOT_TEXT))
    if not rows and not faults:
        faults.append(Fault(1, Why.EMPTY))
    return Plan(tuple(rows.values()), tuple(faults))


def _row(
    told: Mapping[str, str], line: int, knows: Callable[[str], str], speaks: Mapping[str, str]
) -> Row | Fault:
    if None in told or None in told.values():
        return Fault(line, Why.CELLS)
    region, origin, women = (unguarded(told[name]).strip() for name in COLUMNS)
    code = knows(region)
    if not code:
        return Fault(line, Why.REGION, region[:80])
    if origin.upper() not in speaks:
        return Fault(line, Why.ORIGIN, origin[:80])
    if not speaks[origin.upper()]:
        return Fault(line, Why.LANGUAGE, origin[:80])
    if not (women.isascii() and women.isdecimal() and len(women) < 10):
        return Fault(line, Why.WOMEN, women[:80])
    if int(women) > MOST_WOMEN:
        return Fault(line, Why.WOMEN, women[:80])
    return Row(code, origin.upper(), int(women))
