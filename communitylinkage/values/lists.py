"""What every list has: which rows a search finds, and the rows as a file.

A spreadsheet would run a cell that begins with `=`, `+`, `-` or `@`. Such a text is written with an
apostrophe before it; a telephone number or another plain number cannot run anything and stays as
it is.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from communitylinkage.values.text import folded

# The media type of a workbook.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RUNS = re.compile(r"'*[=+\-@\t\r]")
_PLAIN_NUMBER = re.compile(r"[+-][\d ()./-]*")


def finds(search: str, *fields: object) -> bool:
    """Whether every word of a search stands somewhere in the fields; an empty search finds all."""
    there = folded(" ".join(str(field) for field in fields))
    return all(word in there for word in folded(search).split())


def guarded(text: str) -> str:
    """A text as a spreadsheet may open it."""
    runs = _RUNS.match(text) and not _PLAIN_NUMBER.fullmatch(text)
    return "'" + text if runs else text


def unguarded(text: str) -> str:
    """The same text as it was before."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text


def csv_text(columns: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """The rows as a CSV file below the names of their columns, each cell guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in (columns, *rows):
        writer.writerow([guarded(_spelled(cell)) for cell in row])
    return out.getvalue()


def _spelled(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return "" if cell is None else str(cell)
