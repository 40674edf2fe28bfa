"""From bytes to rows. What a file is, its first bytes say; its name is not asked."""

import csv
import io
import re

from communitylinkage.surveys.xlsform import workbooks
from communitylinkage.surveys.xlsform.limits import LARGEST_FILE, MOST_COLUMNS, MOST_ROWS
from communitylinkage.surveys.xlsform.problems import NotReadError
from communitylinkage.surveys.xlsform.sheets import USED, Sheets

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ESCAPED = re.compile(r"^'(?=[=+\-@\t\r])")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[\s|:-]*-[\s|:-]*$")
# Prose may stand around the tables; two lines of a table tell.
_MARKDOWN = re.compile(r"^\s*\|[^\n]*\n\s*\|", re.MULTILINE)


def read(content: bytes) -> Sheets:
    """The rows of an XLSX, XLS, CSV or Markdown file.

    Raises:
        NotReadError: with the problem that stopped it.
    """
    if len(content) > LARGEST_FILE:
        raise NotReadError("file.large", megabytes=LARGEST_FILE // 1_000_000)
    if not content.strip():
        raise NotReadError("file.empty")
    if content.startswith(ZIP):
        return _tidy(workbooks.xlsx(content))
    if content.startswith(OLE):
        return _tidy(workbooks.xls(content))
    text = _text(content)
    return _tidy(_markdown(text) if _MARKDOWN.search(text[:20_000]) else _csv(text))


def _text(content: bytes) -> str:
    try:
        wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotReadError("file.unknown") from error
    if "\x00" in text or text.lstrip()[:1] == "<":
        raise NotReadError("file.unknown")
    return text


def _csv(text: str) -> Sheets:
    """Sheets one below the other, each begun by its name in the first column; or one survey."""
    lines = _lines(text)
    if _is_head(lines):
        return {"survey": lines}
    return _below_each_other(lines)


def _lines(text: str) -> list[list[str]]:
    """By the sign that gives a form; texts may hold more of another than lie between cells."""
    first: list[list[str]] | None = None
    broken: csv.Error | None = None
    for sign in sorted(",;\t", key=text[:5000].count, reverse=True):
        try:
            read = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
            lines = [[_ESCAPED.sub("", one) for one in line] for line in read]
        except csv.Error as error:
            broken = broken or error
            continue
        if _is_head(lines) or _is_below_each_other(lines):
            return lines
        first = first or lines
    if first is None:
        raise NotReadError("file.broken") from broken
    return first


def _is_head(lines: list[list[str]]) -> bool:
    return bool(lines) and {"type", "name"} <= {one.strip().lower() for one in lines[0]}


def _is_below_each_other(lines: list[list[str]]) -> bool:
    """Whether a sheet's name stands alone, with rows below it that begin with an empty cell."""
    names = any(line and line[0].strip().lower() in USED for line in lines)
    return names and any(line and not line[0].strip() and any(line[1:]) for line in lines)


def _markdown(text: str) -> Sheets:
    lines = []
    for line in text.splitlines():
        bare = line.strip()
        if not bare.startswith("|") or _RULE.match(bare):
            continue
        cells = _PIPE.split(bare)[1:]
        if cells and not cells[-1].strip():
            cells.pop()
        lines.append([one.strip().replace(r"\|", "|").replace("&#10;", "\n") for one in cells])
    return _below_each_other(lines)


def _below_each_other(lines: list[list[str]]) -> Sheets:
    sheets: Sheets = {}
    rows: list[list[str]] | None = None
    for line in lines:
        name = line[0].strip().lower() if line else ""
        if name:
            if name in sheets:
                raise NotReadError("sheet.twice", sheet=name)
            rows = sheets.setdefault(name, [])
        filled = any(one.strip() for one in line[1:])
        if filled and rows is None:
            raise NotReadError("file.unknown")
        # An empty row within a sheet stays: names that pyxform makes up carry row numbers.
        if rows is not None and (filled or (rows and not name and len(line) > 1)):
            rows.append(line[1:])
    if not sheets or not any(sheets.values()):
        raise NotReadError("file.unknown")
    return sheets


def _tidy(sheets: Sheets) -> Sheets:
    """Without spaces around cells, headings with one space at a time, no empty end."""
    tidy: Sheets = {}
    for name, rows in sheets.items():
        bare = [_bare(row) for row in rows]
        while bare and not bare[-1]:
            bare.pop()
        if len(bare) > MOST_ROWS:
            raise NotReadError("sheet.rows", name, MOST_ROWS + 1, most=MOST_ROWS)
        wide = next((n for n, row in enumerate(bare, 1) if len(row) > MOST_COLUMNS), 0)
        if wide:
            raise NotReadError("sheet.columns", name, wide, most=MOST_COLUMNS)
        if bare:
            bare[0] = [" ".join(one.split()) for one in bare[0]]
        tidy[name] = bare
    return tidy


def _bare(row: list[str]) -> list[str]:
    bare = [cell.replace("\r\n", "\n").replace("\xa0", " ").strip() for cell in row]
    while bare and not bare[-1]:
        bare.pop()
    return bare
