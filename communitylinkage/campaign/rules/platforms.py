"""What a platform's export says, row by row; plain Python.

An export is a text of rows, as the platforms write it: UTF-8 or UTF-16 with or without its mark,
a line `sep=,`, lines that begin with `#`, a title above the head, commas, semicolons or tabs.
Nothing is guessed where a wrong guess would change a number: such a cell is a fault with its row
and column, and an export with a fault is not taken.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communitylinkage.campaign.rules.cells import Order, Wrong, day_of, number_of, slashed
from communitylinkage.campaign.rules.reach import Figure, Period
from communitylinkage.values.text import folded

LARGEST = 1_000_000
MOST_ROWS = 3000
# How the platforms name their columns, in the languages in which partners export, folded.
FIRST = {
    "date", "day", "start", "from", "start date", "period start", "reporting starts", "month",
    "fecha", "dia", "desde", "inicio", "fecha de inicio", "mes", "inicio del informe",
    "data", "giorno", "inizio", "datum", "ημερομηνια", "التاريخ",
}  # fmt: skip
LAST = {
    "end", "to", "until", "end date", "period end", "reporting ends", "hasta", "fin",
    "fecha de fin", "fin del informe", "fine",
}  # fmt: skip
PEOPLE = {
    "reach", "accounts reached", "accounts center accounts reached", "people reached",
    "unique viewers", "unique users", "total users", "active users", "users", "unique visitors",
    "alcance", "cuentas alcanzadas", "personas alcanzadas", "usuarios", "espectadores unicos",
    "copertura", "utenti", "dosah", "uporabniki",
}  # fmt: skip
TIMES = {
    "impressions", "views", "page views", "video views", "clicks", "link clicks", "sessions",
    "plays", "impresiones", "visualizaciones", "clics", "sesiones", "visualizzazioni",
}  # fmt: skip
_TOTAL = {"total", "totals", "grand total", "totales", "totale"}


class NotAnExportError(ValueError):
    """A file that is none; the first argument is a `Wrong`."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__(wrong.value)
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where. `row`: as in the file, from 1; 0: the whole column."""

    row: int
    column: str
    wrong: Wrong
    value: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """The head and the rows below it, each with its line in the file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which columns are read, by their place, and how dates are written."""

    first: int
    number: int
    last: int | None = None
    order: Order = Order.ASK


@dataclass(frozen=True, slots=True)
class Read:
    """What an export would bring. `totals`: lines left out, because nobody brings a total."""

    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...]
    totals: tuple[int, ...] = ()


def export_of(content: bytes) -> Export:
    """The table in a file.

    Raises:
        NotAnExportError: empty, too large, no text, or without a head that we know.
    """
    text = _text(content)
    lines = text.splitlines()
    delimiter = _delimiter(lines)
    rows = list(_rows(text, delimiter))
    head = next((at for at, (_line, cells) in enumerate(rows) if _is_head(cells)), None)
    if head is None:
        raise NotAnExportError(Wrong.NO_HEAD)
    below = tuple(rows[head + 1 :])
    if not below:
        raise NotAnExportError(Wrong.NO_ROWS)
    if len(below) > MOST_ROWS:
        raise NotAnExportError(Wrong.MANY)
    return Export(tuple(cell.strip()[:80] for cell in rows[head][1]), below)


def _text(content: bytes) -> str:
    if not content.strip():
        raise NotAnExportError(Wrong.EMPTY)
    if len(content) > LARGEST:
        raise NotAnExportError(Wrong.LARGE)
    code = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(code)
    except UnicodeDecodeError as error:
        raise NotAnExportError(Wrong.KIND) from error
    if "\x00" in text:
        raise NotAnExportError(Wrong.KIND)
    return text


def _delimiter(lines: Sequence[str]) -> str:
    for line in lines[:1]:
        if line.lower().startswith("sep=") and line[4:] in (",", ";", "\t", "|"):
            return line[4]
    for line in lines:
        for sign in ("\t", ";", ","):
            if _is_head(line.split(sign)):
                return sign
    return ","


def _rows(text: str, delimiter: str) -> list[tuple[int, tuple[str, ...]]]:
    found = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            bare = "".join(cells).strip()
            if bare and not bare.startswith("#") and not bare.lower().startswith("sep="):
                found.append((reader.line_num, tuple(cells)))
    except csv.Error as error:
        raise NotAnExportError(Wrong.QUOTES) from error
    return found


def _named(cell: str) -> str:
    return folded(cell)


def _is_head(cells: Sequence[str]) -> bool:
    names = {_named(cell.strip('" ')) for cell in cells}
    return bool(names & FIRST) and bool(names & (PEOPLE | TIMES))


def guess(export: Export) -> Choice:
    """The columns by their names: people rather than times."""
    names = [_named(one) for one in export.columns]

    def at(known: set[str]) -> int | None:
        return next((place for place, name in enumerate(names) if name in known), None)

    number = at(PEOPLE)
    number = at(TIMES) if number is None else number
    return Choice(first=at(FIRST) or 0, number=number or 0, last=at(LAST))


def read(
    export: Export, choice: Choice, *, today: date, once: bool, there: Sequence[Period] = ()
) -> Read:
    """The figures of an export, and each fault by its row and column.

    Args:
        today: nothing after it can have happened. once: whether the channel says that each person
            is in its numbers once. there: periods that the channel has figures of already.
    """
    faults: list[Fault] = []
    named = _named(export.columns[choice.number])
    if once and named in TIMES:
        faults.append(Fault(0, export.columns[choice.number], Wrong.TIMES))
    order = _order(export, choice)
    figures: list[Figure] = []
    totals: list[int] = []
    seen: list[Period] = []
    for line, cells in export.rows:
        if _named(cells[min(choice.first, len(cells) - 1)]) in _TOTAL:
            totals.append(line)
            continue
        if len(cells) != len(export.columns):
            faults.append(Fault(line, "", Wrong.CELLS, str(len(cells))))
            continue
        found = _figure(line, dict(enumerate(cells)), export.columns, choice, order, faults)
        if found is None:
            continue
        column, value = export.columns[choice.first], cells[choice.first].strip()[:40]
        wrong = _misplaced(found.period, today, seen, there)
        if wrong:
            faults.append(Fault(line, column, wrong, value))
        else:
            seen.append(found.period)
            figures.append(found)
    return Read(tuple(figures), tuple(faults), tuple(totals))


def _misplaced(
    period: Period, today: date, seen: Sequence[Period], there: Sequence[Period]
) -> Wrong | None:
    if period.last < period.first:
        return Wrong.BACKWARDS
    if period.first > today:
        return Wrong.AHEAD
    if any(period.touches(one) for one in seen):
        return Wrong.TWICE
    return Wrong.THERE if any(period.touches(one) for one in there) else None


def _figure(
    line: int, cells: Mapping[int, str], columns: Sequence[str], choice: Choice, order: Order,
    faults: list[Fault],
) -> Figure | None:  # fmt: skip
    first = day_of(cells[choice.first], order)
    last = first if choice.last is None else day_of(cells[choice.last], order)
    number = number_of(cells[choice.number])
    for place, found in ((choice.first, first), (choice.last, last), (choice.number, number)):
        if isinstance(found, Wrong) and place is not None:
            faults.append(Fault(line, columns[place], found, cells[place].strip()[:40]))
    if isinstance(first, Wrong) or isinstance(last, Wrong) or isinstance(number, Wrong):
        return None
    return Figure(number, Period(first.first, last.last))


def _order(export: Export, choice: Choice) -> Order:
    """How this file writes its dates: by what was said, else by one that can be read one way."""
    if choice.order:
        return choice.order
    places = [choice.first] if choice.last is None else [choice.first, choice.last]
    pairs = [
        pair
        for _line, cells in export.rows
        for place in places
        if place < len(cells) and (pair := slashed(cells[place]))
    ]
    day, month = any(one > 12 for one, _ in pairs), any(two > 12 for _, two in pairs)
    if day == month:
        return Order.ASK
    return Order.DAY if day else Order.MONTH
