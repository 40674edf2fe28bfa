"""A workbook as plain rows: the row at index 0 is row 1, empty rows stay, so numbers hold."""

import re
from collections.abc import Iterator
from typing import Any

# Sheet in lower case, then its rows, then its cells as text. It is JSON as it stands.
Sheets = dict[str, list[list[str]]]

USED = ("survey", "choices", "settings", "external_choices", "entities", "osm")


def headings(rows: list[list[str]]) -> list[str]:
    """The names of the columns."""
    return rows[0] if rows else []


def records(rows: list[list[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row below the headings: its number and its cells by column, the empty ones left out."""
    names = headings(rows)
    for number, row in enumerate(rows[1:], start=2):
        cells = zip(names, row, strict=False)
        yield number, {name: cell for name, cell in cells if name and cell}


def as_definition(sheets: Sheets) -> dict[str, Any]:
    """What pyxform takes in place of a file."""
    definition: dict[str, Any] = {"sheet_names": list(sheets)}
    for name, rows in sheets.items():
        if name in USED:
            definition[name] = [record for _number, record in records(rows)]
            heading = {one: None for one in headings(rows) if one}
            definition[f"{name}_header"] = [heading] if heading else []
    return definition


def column_named(rows: list[list[str]], *names: str) -> int | None:
    """Where a column is, by any of its names in lower case."""
    for index, name in enumerate(headings(rows)):
        if name.lower().replace(" ", "_") in names:
            return index
    return None


_BEGINS = re.compile(r"\s*begin[ _]", re.IGNORECASE)
_ENDS = re.compile(r"\s*end[ _]", re.IGNORECASE)


def begins(kind: str) -> bool:
    """Whether a group or a repeat begins with a row of this type."""
    return _BEGINS.match(kind) is not None


def ends(kind: str) -> bool:
    """Whether one ends; `end` alone is the question for the moment at which she is done."""
    return _ENDS.match(kind) is not None


def cell(row: list[str], index: int | None) -> str:
    """A cell; empty where the row or the column ends before it."""
    return row[index] if index is not None and index < len(row) else ""


def list_column(rows: list[list[str]]) -> int | None:
    """The column that names the list of a choice."""
    return column_named(rows, "list_name", "list")
