"""Rows and tables as CSV and XLSX, in codes or in labels, with a codebook. No cell is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from communitylinkage.disclosure.published import State
from communitylinkage.surveys.analysis.codebook import Item, Shape, said
from communitylinkage.surveys.analysis.results import Answered
from communitylinkage.surveys.analysis.tally import place_of
from communitylinkage.surveys.answering.queries import Row
from communitylinkage.surveys.xlsform.exporting import RISKY, safe

Cell = str | int | float | None
Sheets = dict[str, list[list[Cell]]]
# What was not asked; R, pandas and people read it as a missing value. Left empty is empty.
NOT_ASKED = "n/a"


def codebook_rows(items: Iterable[Item], languages: Sequence[str]) -> list[list[Cell]]:
    """One row for each question and for each of its choices, with the words of every language."""
    head: list[Cell] = [
        "place",
        "name",
        "type",
        "code",
        *(f"label::{one}" if one else "label" for one in languages),
    ]
    rows = [head]
    for item in items:
        rows.append(
            [item.place, item.name, item.kind, None, *(said(item.words, one) for one in languages)]
        )
        for choice in item.choices:
            words = [said(choice.words, one) for one in languages]
            rows.append([item.place, item.name, item.kind, choice.code, *words])
    return rows


def answer_rows(
    items: Sequence[Item], rows: Iterable[Row], language: str | None, texts: bool = False,
    blanks: bool = False,
) -> list[list[Cell]]:  # fmt: skip
    """One row for each respondent, in no order that tells anything; no tag, no day.

    Args:
        blanks: the answers tell what was left empty from what was not asked.
        language: of the labels; None: codes.
        texts: the rows bring their opened free text.
    """
    kept = list(rows)
    by_place = {item.place: item for item in items}
    groups = sorted({key for row in kept for key in row.group})
    found = ([row.answers for row in kept], [row.texts for row in kept])
    places = _places([item.place for item in items], *found)
    if not texts:  # of a text the answers say no more than that it is empty
        sealed = {item.place for item in items if item.shape is Shape.TEXT}
        places = [one for one in places if place_of(one) not in sealed]
    missing = NOT_ASKED if blanks else None
    table: list[list[Cell]] = [[*groups, *(_head(p, by_place, language) for p in places)]]
    for row in kept:
        said_there = {**dict.fromkeys(places, missing), **row.texts, **row.answers}
        cells = [_cell(by_place.get(place_of(p)), said_there[p], language) for p in places]
        table.append([*(row.group.get(key) for key in groups), *cells])
    return table


def _places(order: list[str], *found: Iterable[Mapping[str, Any]]) -> list[str]:
    """Places in the form's order, the numbers of repeats in theirs; only those that stand."""
    known = {place: at for at, place in enumerate(order)}
    there = {place for some in found for one in some for place in one}
    return sorted(there, key=lambda p: (known.get(place_of(p), len(known)), len(p), p))


def _head(place: str, items: Mapping[str, Item], language: str | None) -> str:
    item = items.get(place_of(place))
    return place if language is None or item is None else said(item.words, language) or place


def _cell(item: Item | None, value: Any, language: str | None) -> Cell:
    if value is None or isinstance(value, bool):
        return None if value is None else int(value)
    if isinstance(value, int | float):
        return value
    codes = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    if language is None or item is None:
        return " ".join(codes)
    return "; ".join(item.label(code, language) for code in codes)


def table_rows(found: Iterable[Answered], language: str | None) -> list[list[Cell]]:
    """What the gate let out, one cell a row; a hidden one has no figure."""
    table: list[list[Cell]] = [
        ["question", "group", "answer", "count", "low", "high", "share", "state"]
    ]
    for one in found:
        head = (
            one.item.place if language is None else said(one.item.words, language) or one.item.place
        )
        for column in one.columns:
            for line in column.lines:
                cell = line.cell
                known = cell.state is not State.HIDDEN
                share = round(line.share.value, 4) if line.share else None
                code = line.code if language is None else one.item.label(line.code, language)
                figures = [cell.value, cell.low, cell.high, share] if known else [None] * 4
                table.append([head, column.at, code, *figures, cell.state.value])
    return table


def csv_text(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Lines of CSV; a text that a spreadsheet would run gets an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([safe(c) if isinstance(c, str) else c for c in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def xlsx(
    sheets: Sheets,
    *,
    right_to_left: bool = False,
    widths: Mapping[str, Sequence[int]] | None = None,
) -> bytes:
    """A workbook; texts are marked as texts, numbers are numbers.

    Args:
        right_to_left: the first column stands on the right. widths: of the columns of a sheet, in
            signs.
    """
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        sheet.sheet_view.rightToLeft = right_to_left
        for at, wide in enumerate((widths or {}).get(name, ()), 1):
            sheet.column_dimensions[get_column_letter(at)].width = wide
        for number, row in enumerate(rows):
            sheet.append([_written(sheet, cell, bold=number == 0) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _written(sheet: Any, value: Cell, *, bold: bool) -> Any:
    cell = WriteOnlyCell(sheet, value=None)
    if isinstance(value, str):
        cell.value = "".join(c for c in value if c >= " " or c in "\t\n\r")[:32_000]
        cell.data_type = "s"  # also where it begins with an equals sign
        cell.quotePrefix = value.startswith(RISKY)
    elif value is not None:
        cell.value = value
    if bold:
        cell.font = Font(bold=True)
    return cell
