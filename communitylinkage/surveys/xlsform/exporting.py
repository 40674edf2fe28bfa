"""Rows -> a file that converts to the same form again. No cell of it runs as a formula.

In a workbook each cell is text, and marked so: it is the file to leave with. In CSV a cell that a
spreadsheet would run gets an apostrophe, which `reading` takes off again; Kobo and pyxform see it.
A cell that is a number as a whole or the dash of a missing translation runs nothing and gets none.
"""

import csv
import io
import re

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from communitylinkage.surveys.xlsform.sheets import Sheets

RISKY = ("=", "+", "-", "@", "\t", "\r")
_HARMLESS = re.compile(r"[+-]?\d+([.,]\d+)?|-", re.ASCII)


def xlsx(sheets: Sheets) -> bytes:
    """A workbook, headings in bold and kept in sight."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows):
            cells = []
            for value in row:
                cell = WriteOnlyCell(sheet, value=None)
                if value:
                    cell.value = value
                    cell.data_type = "s"  # text, also where it begins with an equals sign
                    cell.quotePrefix = value.startswith(RISKY)
                if number == 0:
                    cell.font = Font(bold=True)
                cells.append(cell)
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_text(sheets: Sheets) -> str:
    """Sheets one below the other, as pyxform reads them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for name, rows in sheets.items():
        writer.writerow([name])
        for row in rows:
            writer.writerow(["", *(safe(one) for one in row or [""])])
    return out.getvalue()


def safe(value: str) -> str:
    """A cell of CSV that no spreadsheet runs."""
    risky = value.startswith(RISKY) and not _HARMLESS.fullmatch(value)
    return "'" + value if risky else value


def markdown(sheets: Sheets) -> str:
    """Tables, as pyxform reads them; a line break within a cell is written &#10;."""
    lines = []
    for name, rows in sheets.items():
        lines.append(f"| {name} |")
        width = max((len(row) for row in rows), default=0)
        for row in rows:
            cells = [one.replace("|", r"\|").replace("\n", "&#10;") for one in row]
            lines.append("| | " + " | ".join(cells + [""] * (width - len(row))) + " |")
        lines.append("")
    return "\n".join(lines)
