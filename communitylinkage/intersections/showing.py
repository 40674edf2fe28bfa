"""From what the gate let out to words, shares and bars. It sees nothing else."""

from collections.abc import Iterable

from django.utils.formats import localize, number_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from communitylinkage.disclosure.published import Published, Shown, State
from communitylinkage.disclosure.table import TOTAL
from communitylinkage.intersections import wording
from communitylinkage.intersections.queries import Proposal
from communitylinkage.intersections.rules.populations import (
    OTHER,
    UNSAID,
    Population,
    What,
    asks_for_context,
)
from communitylinkage.intersections.rules.telling import Cell, Heading, Line, Told, in_order
from communitylinkage.intersections.rules.wilson import likely
from communitylinkage.surveys.analysis.showing import LABEL, ROW, WIDTH, Bar, Picture

_TOGETHER = "+"


def population_of(series: str) -> Population:
    """Whom a series counts."""
    return Population(series.rpartition("/")[2])


def said(what: str, code: str) -> str:
    """The words of a code; of several put together, all of them; the code where we have none."""
    if code in wording.LEFT:
        return str(wording.LEFT[code])
    if _TOGETHER in code:
        return " + ".join(sorted(said(what, one) for one in code.split(_TOGETHER)))
    return str(wording.CODES[What(what)].get(code, code))


def quarter(code: str) -> str:
    """A quarter in words."""
    year, _dash, number = code.partition("-")
    return _("quarter %(number)s of %(year)s") % {"number": number, "year": year}


def _when(periods: tuple[str, ...]) -> str:
    first, last = quarter(periods[0]), quarter(periods[-1])
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _name(whats: list[str], of: Population, periods: tuple[str, ...]) -> str:
    words = [wording.WHATS[What(one)] for one in whats]
    named = {
        "who": wording.POPULATIONS[of], "when": _when(periods),
        **dict(zip(("rows", "columns"), words, strict=False)),
    }  # fmt: skip
    if not whats:
        return _("%(who)s, %(when)s") % named
    if len(whats) == 1:
        return _("%(who)s by “%(rows)s”, %(when)s") % named
    return _("%(who)s by “%(rows)s” and “%(columns)s”, %(when)s") % named


def heading(published: Published) -> Heading:
    """The name of a table, and what must be read with it."""
    whats = _whats(published)
    name = _name(whats, population_of(published.series), published.periods)
    return Heading(name, str(wording.CONTEXT) if asks_for_context(*whats) else "")


def _whats(published: Published) -> list[str]:
    """What it is cut by; what was dropped has no codes but the sum."""
    return [name for name, codes in published.dimensions if len(codes) > 1]


def told(published: Published) -> Told:
    """The whole table, as page, file and paper tell it."""
    whats, cells = _whats(published), {cell.box: cell for cell in published.cells}
    codes = {name: in_order(list(some), lambda code, name=name: said(name, code))  # type: ignore[misc]
             for name, some in published.dimensions}  # fmt: skip
    rows = whats[0] if whats else published.dimensions[0][0]
    columns = whats[1] if len(whats) > 1 else ""
    heads = codes[columns] if columns else [TOTAL]

    def at(row: str, column: str) -> Shown:
        wanted = {rows: row, **({columns: column} if columns else {})}
        return cells[tuple(wanted.get(name, TOTAL) for name, _codes in published.dimensions)]

    shown = [one for one in heads if _stands(one, [at(row, one) for row in codes[rows]])]
    lines = [
        Line(row, said(rows, row), tuple(_cell(at(row, one), at(TOTAL, one)) for one in shown))
        for row in codes[rows]
        if _stands(row, [at(row, one) for one in heads])
    ]
    shares = any(cell.share for line in lines for cell in line.cells)
    said_besides = [*notes(published), *([str(wording.SURE)] if shares else [])]
    return Told(
        heading(published), asks_for_context(*whats),
        tuple((one, said(columns, one)) for one in shown), tuple(lines), tuple(said_besides),
    )  # fmt: skip


def _stands(code: str, cells: Iterable[Shown]) -> bool:
    """What is left over is told only where it holds somebody, or may."""
    return code not in (OTHER, UNSAID) or any(one.value != 0 for one in cells)


def _cell(part: Shown, whole: Shown) -> Cell:
    if part.state is State.HIDDEN:
        return Cell(str(wording.HIDDEN), hidden=True)
    figure = str(localize(part.value))
    if part.state is State.ROUNDED:
        figure = _("about %(count)s") % {"count": figure}
    found = likely(part, whole) if part.box != whole.box else None
    if found is None:
        return Cell(figure)
    ends = {"low": _whole(found.low), "high": _whole(found.high)}
    sure = _("between %(low)s and %(high)s %%") % ends
    return Cell(figure, _("%(share)s %%") % {"share": _whole(found.share)}, sure, found.share)


def _whole(share: float) -> str:
    return number_format(round(100 * share), 0)


def notes(published: Published) -> list[str]:
    """What must be known to read the figures."""
    of = population_of(published.series)
    return [
        str(wording.ABOUT[of]),
        *(str(wording.NOTES[note.code]) % dict(note.arguments) for note in published.notes),
    ]


def pictures(table: Told) -> list[Picture]:
    """For each column a bar for each line, as long as its share; hidden ones have none."""
    bars = [line for line in table.lines if line.code != TOTAL]
    if not bars:
        return []
    return [
        _picture(f"picture-{at}", f"{words}. {table.heading}", bars, at)
        for at, (_code, words) in enumerate(table.heads)
    ]


def _picture(number: str, title: str, lines: list[Line], at: int) -> Picture:
    backwards, bars = get_language_bidi(), []
    for place, line in enumerate(lines):
        cell = line.cells[at]
        width = round(WIDTH * (cell.part or 0.0), 1)
        start = round(WIDTH - width, 1) if backwards else 0.0
        label = line.words if len(line.words) <= LABEL else f"{line.words[: LABEL - 1].rstrip()}…"
        bars.append(
            Bar(label, cell.share or cell.figure, start, width, place * ROW + 16, place * ROW + 23,
                cell.hidden)
        )  # fmt: skip
    says = "; ".join(f"{line.words}: {line.cells[at].figure}" for line in lines)
    edges = (WIDTH, 0) if backwards else (0, WIDTH)
    direction = "rtl" if backwards else "ltr"
    return Picture(number, title, says, len(bars) * ROW, *edges, direction, tuple(bars))


def offer(one: Proposal) -> str:
    """A cut in words: what is put together or left out."""
    if not one.how:
        return _("As you asked for it")
    kind = one.how.partition(":")[0]
    names = " + ".join(str(wording.WHATS[What(name)]) for name in one.names)
    if kind == "drop":
        return _("Without “%(what)s”") % {"what": names}
    parts = ", ".join(sorted(said(one.names[0], code) for code in one.codes))
    return _("“%(what)s” with these put together: %(parts)s") % {"what": names, "parts": parts}


def file_rows(table: Told) -> tuple[list[str], list[list[str]]]:
    """Head and lines of the file. The heading is its first cell, so the note is in it too."""
    head = [str(table.heading)]
    for _code, words in table.heads:
        head += [words, _("share"), _("how sure")]
    rows = []
    for line in table.lines:
        cells = [text for one in line.cells for text in (one.figure, one.share, one.sure)]
        rows.append([line.words, *cells])
    return head, [*rows, *([note] for note in table.notes)]
