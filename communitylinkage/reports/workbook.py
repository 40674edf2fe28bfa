"""A report as a workbook: one sheet for each table, the words on the first, the annex on the last.

No cell is a formula; numbers are numbers.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from communitylinkage.reports.rules.content import Cell, Content, Definition, Note, Table, Words
from communitylinkage.surveys.analysis.exports import Sheets, xlsx
from communitylinkage.values.languages import direction

Rows = list[list[str | int | float | None]]
# What a sheet's name may not hold; longer names are refused by older programs.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME, NARROWEST, WIDEST = 31, 8, 60


def xlsx_of(content: Content) -> bytes:
    """The file."""
    sheets: Sheets = {}
    _put(sheets, _("Report"), _first(content))
    for section in content.sections:
        for part in section.parts:
            if isinstance(part, Table):
                _put(sheets, part.caption, _table(part))
    annex = list(_annex(content))
    if len(annex) > 1:
        _put(sheets, _("Definitions"), annex)
    widths = {name: _widths(rows) for name, rows in sheets.items()}
    return xlsx(sheets, right_to_left=direction(content.language) == "rtl", widths=widths)


def _put(sheets: Sheets, named: str, rows: Rows) -> None:
    bare = _FORBIDDEN.sub(" ", named).strip()[:LONGEST_NAME] or "-"
    name, at = bare, 1
    # A workbook does not tell large letters from small ones.
    while name.casefold() in {one.casefold() for one in sheets}:
        at += 1
        name = f"{bare[: LONGEST_NAME - 4]} {at}"
    sheets[name] = rows


def _table(part: Table) -> Rows:
    """The cells and, where something can be read elsewhere, its address at the end: what shows a
    deliverable rather than its page in the plan."""
    rows: Rows = [list(part.head)]
    rows += [[_value(cell) for cell in row] for row in part.rows]
    addresses = [
        next((cell.address for cell in row[::-1] if cell.address), "") for row in part.rows
    ]
    if any(addresses):
        for row, last in zip(rows, [_("Address"), *addresses], strict=True):
            row.append(last)
    return rows


def _value(cell: Cell) -> str | float:
    return cell.text if cell.number is None else cell.number


def _first(content: Content) -> Rows:
    rows: Rows = [[content.title, ""]]
    rows += [[word, text] for word, text in content.about]
    rows += [[text, ""] for text in (content.sentence, content.disclaimer) if text]
    for section in content.sections:
        said = [part.text for part in section.parts if isinstance(part, Words | Note)]
        rows += [["", ""], [section.heading, ""]]
        rows += [["", text] for text in said]
    return rows


def _annex(content: Content) -> Iterable[list[str | int | float | None]]:
    found = [part for one in content.sections for part in one.parts if isinstance(part, Definition)]
    if found:
        yield [_("Number"), _("Indicator"), *(word for word, _text, _code in found[0].lines)]
    for one in found:
        yield [one.number, one.title, *(text for _word, text, _code in one.lines)]


def _widths(rows: Rows) -> list[int]:
    columns = range(max(map(len, rows), default=0))
    longest = [max((len(str(row[at])) for row in rows if at < len(row)), default=0)
               for at in columns]  # fmt: skip
    return [min(WIDEST, max(NARROWEST, one + 2)) for one in longest]
