"""XLSX and XLS. A packed file is measured before openpyxl opens it; entities are never read."""

import io
import zipfile
from datetime import time
from typing import Any

import xlrd
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from communitylinkage.surveys.xlsform.limits import (
    LARGEST_UNPACKED,
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_SHEETS,
)
from communitylinkage.surveys.xlsform.problems import NotReadError
from communitylinkage.surveys.xlsform.sheets import USED, Sheets

# A document type is where entities are declared; expat reads UTF-8 and UTF-16 alike.
_DOCTYPE = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def xlsx(content: bytes) -> Sheets:
    """The rows of a workbook, formulas by the value that was last seen.

    Raises:
        NotReadError: broken, too large when unpacked, with entities, or a formula without value.
    """
    computed = _measured(content)
    try:
        sheets = _grids(content, values=True)
        written = _grids(content, values=False) if computed else {}
    except Exception as error:  # openpyxl fails in a dozen ways on what is not a workbook
        raise NotReadError("file.broken") from error
    for name, rows in written.items():
        _need_values(name, rows, sheets[name])
    return sheets


def _measured(content: bytes) -> bool:
    """Reads every part once, within the limit; tells whether a sheet has formulas."""
    left, computed = LARGEST_UNPACKED, False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if len(packed.infolist()) > MOST_PARTS:
                raise NotReadError("file.unpacked", megabytes=LARGEST_UNPACKED // 1_000_000)
            for one in packed.infolist():
                with packed.open(one) as part:
                    # The size that a ZIP states may be a lie: read no more than we would take.
                    read = part.read(left + 1)
                left -= len(read)
                if left < 0:
                    raise NotReadError("file.unpacked", megabytes=LARGEST_UNPACKED // 1_000_000)
                if any(sign in read for sign in _DOCTYPE):
                    raise NotReadError("file.entities")
                computed |= one.filename.startswith("xl/worksheets/") and (
                    b"<f>" in read or b"<f " in read
                )
            if "xl/workbook.xml" not in packed.namelist():
                raise NotReadError("file.unknown")
    except NotReadError:
        raise
    except Exception as error:  # a ZIP may be broken, locked, or packed in ways nobody reads
        raise NotReadError("file.broken") from error
    return computed


def _grids(content: bytes, values: bool) -> Sheets:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=values, keep_links=False)
    try:
        sheets: Sheets = {}
        for sheet in book.worksheets[:MOST_SHEETS]:
            sheet.reset_dimensions()  # what a file says of its own size may be a lie
            wanted = sheet.title.lower() in USED or len(book.worksheets) == 1
            name = sheet.title.lower() if sheet.title.lower() in USED or not wanted else "survey"
            rows = sheet.iter_rows(
                max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True
            )
            # Only the name of a sheet that no form has: pyxform looks for misspelt ones.
            sheets[name] = [[_said(value) for value in row] for row in rows] if wanted else []
        return sheets
    finally:
        book.close()


def _said(value: Any) -> str:
    """A value as pyxform writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _need_values(name: str, written: list[list[str]], seen: list[list[str]]) -> None:
    for number, (formulas, values) in enumerate(zip(written, seen, strict=False), start=1):
        for index, (formula, value) in enumerate(zip(formulas, values, strict=False)):
            if formula.startswith("=") and not value:
                raise NotReadError("cell.formula", name, number, get_column_letter(index + 1))


def xls(content: bytes) -> Sheets:
    """The rows of an old workbook, whatever its name says.

    Raises:
        NotReadError: it is broken, locked with a password, or another kind of file.
    """
    try:
        with xlrd.open_workbook(file_contents=content, logfile=io.StringIO()) as book:
            alone = book.nsheets == 1
            return {_old_name(one.name, alone): _old_rows(book, one) for one in book.sheets()}
    except Exception as error:  # xlrd fails in a dozen ways on what is not a workbook
        raise NotReadError("file.locked") from error


def _old_name(name: str, alone: bool) -> str:
    return "survey" if alone and name.lower() not in USED else name.lower()


def _old_rows(book: Any, sheet: Any) -> list[list[str]]:
    many, wide = min(sheet.nrows, MOST_ROWS + 1), min(sheet.ncols, MOST_COLUMNS + 1)
    return [[_old(book, sheet.cell(row, col)) for col in range(wide)] for row in range(many)]


def _old(book: Any, one: Any) -> str:
    if one.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if one.value else "FALSE"
    if one.ctype == xlrd.XL_CELL_ERROR:
        return ""
    if one.ctype == xlrd.XL_CELL_DATE:
        parts = xlrd.xldate_as_tuple(one.value, book.datemode)
        when = xlrd.xldate_as_datetime(one.value, book.datemode)
        return str(time(*parts[3:])) if parts[:3] == (0, 0, 0) else str(when)
    return _said(one.value)
