"""From columns to what a template writes: words, figures, bars. It sees only what was let out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.formats import localize, number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from communitylinkage.disclosure.published import Shown, State
from communitylinkage.disclosure.ratios import Estimate
from communitylinkage.surveys.analysis import wording
from communitylinkage.surveys.analysis.codebook import Item, Shape, said
from communitylinkage.surveys.analysis.drawing import Drawing
from communitylinkage.surveys.analysis.matrix import Need
from communitylinkage.surveys.analysis.results import Answered
from communitylinkage.surveys.analysis.tables import Column
from communitylinkage.surveys.answering.coding import FILES

WIDTH, ROW, LABEL = 320, 44, 30  # units of the picture: one is a pixel on the smallest phone


@dataclass(frozen=True)
class Bar:
    """One bar of a picture. `start` is its left edge, also where reading goes from the right."""

    label: str
    said: str
    start: float
    width: float
    text_y: int
    bar_y: int
    hidden: bool


@dataclass(frozen=True)
class Picture:
    """Bars with a title and a description for who does not see them."""

    id: str
    title: str
    says: str
    height: int
    edge: int
    other_edge: int
    direction: str
    bars: tuple[Bar, ...]

    @property
    def drawn(self) -> SafeString:
        """The bars as SVG. A page has thousands: a template's loop takes three times as long."""
        parts = []
        for one in self.bars:
            parts.append(
                f'<text x="{self.edge}" y="{one.text_y}" text-anchor="start">{escape(one.label)}'
                f'</text><text class="figure" x="{self.other_edge}" y="{one.text_y}"'
                f' text-anchor="end">{escape(one.said)}</text><rect class="track'
                f'{" hidden" * one.hidden}" x="0" y="{one.bar_y}" width="320" height="12" rx="3"/>'
            )
            if not one.hidden:
                at = f'x="{one.start}" y="{one.bar_y}"'
                parts.append(f'<rect {at} width="{one.width}" height="12" rx="3"/>')
        return SafeString("".join(parts))  # nosec B703 -- words are escaped, the rest is numbers


@dataclass(frozen=True)
class TableLine:
    """A line of the table: words, and for each column a count and a share."""

    label: str
    cells: tuple[tuple[str, str], ...]

    @property
    def drawn(self) -> SafeString:
        """The cells as HTML."""
        return SafeString(  # nosec B703 -- all of it is escaped
            "".join(
                f'<td>{escape(count)} <span class="quiet">({escape(share)})</span></td>'
                if share
                else f"<td>{escape(count)}</td>"
                for count, share in self.cells
            )
        )


@dataclass(frozen=True)
class Question:
    """One question, ready for a page.

    `files`: it is answered with files. `only_rows`: it is told in no table, only in the rows of the
    answers (a day, a time, what is asked in each turn of a repeat and is no choice).
    """

    number: int
    name: str
    label: str
    text: bool
    heads: tuple[str, ...]
    lines: tuple[TableLine, ...]
    apart: tuple[TableLine, ...]
    pictures: tuple[Picture, ...]
    drawing: Drawing | None = None
    files: bool = False
    only_rows: bool = False


def percent(estimate: Estimate | None) -> str:
    """A share in whole percent; nothing where it cannot be known."""
    if estimate is None:
        return ""
    return _percent(round(100 * estimate.value), get_language())


# The same few figures stand on a page again and again.
@lru_cache(maxsize=1000)
def _percent(share: int, _language: str | None) -> str:
    return _("%(share)s %%") % {"share": number_format(share, 0)}


@lru_cache(maxsize=10_000)
def _number(value: int, _language: str | None) -> str:
    return str(localize(value))


def figure(cell: Shown | None) -> str:
    """A count as it may be said."""
    if cell is None or cell.state is State.HIDDEN:
        return str(wording.HIDDEN)
    count = _number(cell.value or 0, get_language())
    return _("about %(count)s") % {"count": count} if cell.state is State.ROUNDED else count


def label_of(item: Item, code: str, language: str) -> str:
    """The form's words for a choice, ours for what stands beside them."""
    if code in wording.CODES and item.label(code, language) == code:
        return str(wording.CODES[code])
    return item.label(code, language)


def group_name(code: str, names: dict[str, str]) -> str:
    """A column's head."""
    return names.get(code) or (str(wording.CODES[code]) if code in wording.CODES else code)


def shown(
    number: int, one: Answered, language: str, names: dict[str, str] | None = None
) -> Question:
    """One question's table and pictures, in a language of the form."""
    heads = tuple(group_name(column.at, names or {}) for column in one.columns)
    title = said(one.item.words, language) or one.item.name
    return Question(
        number,
        one.item.name,
        title,
        one.item.kind == "text",
        heads if one.by else (),
        tuple(_lines(one, language)),
        tuple(_apart(one)),
        tuple(
            picture(
                f"picture-{number}-{one.by}-{at}",
                f"{title} · {head}" if one.by else title,
                one.item,
                column,
                language,
            )
            for at, (head, column) in enumerate(zip(heads, one.columns, strict=True))
            if column.lines
        ),
        files=one.item.kind in FILES,
        only_rows=one.item.shape is Shape.OTHER and one.item.kind not in FILES,
    )


def _lines(one: Answered, language: str) -> Iterable[TableLine]:
    columns = [{line.code: line for line in column.lines} for column in one.columns]
    for code in dict.fromkeys(code for column in columns for code in column):
        found = [column.get(code) for column in columns]
        cells = [
            (figure(line.cell), percent(line.share)) if line else (figure(None), "")
            for line in found
        ]
        yield TableLine(label_of(one.item, code, language), tuple(cells))


def _apart(one: Answered) -> Iterable[TableLine]:
    """Who answered, who did not, who was not asked; the spread."""
    found = one.columns
    if not found:
        return
    rows = [(_("Answered"), [column.whole for column in found])]
    if any(column.empty is None or column.empty.value != 0 for column in found):
        rows.append((_("Left empty"), [column.empty for column in found]))
    if one.item.conditional:
        name = _("Not asked") if one.blanks else _("Not asked, or left empty")
        rows.append((name, [column.not_relevant for column in found]))
    for name, cells in rows:
        yield TableLine(name, tuple((figure(cell), "") for cell in cells))
    if any(column.spread for column in found):
        yield from _spread(found)


def _spread(found: Sequence[Column]) -> Iterable[TableLine]:
    for key, name in wording.SPREAD.items():
        cells = [_spread_cell(column, key) for column in found]
        yield TableLine(str(name), tuple((cell, "") for cell in cells))


def _spread_cell(column: Column, key: str) -> str:
    one = column.spread
    if one is None:
        return str(wording.HIDDEN)
    if key == "quartiles":
        return f"{number_format(one.low, 1)} – {number_format(one.high, 1)}"
    value = getattr(one, key)
    words = "–" if value is None else number_format(value, 2)
    return _("about %(count)s") % {"count": words} if one.about else words


def picture(number: str, title: str, item: Item, column: Column, language: str) -> Picture:
    """A bar for each choice, as long as its share; hidden ones have none."""
    backwards = get_language_bidi()
    labels = [label_of(item, line.code, language) for line in column.lines]
    bars = []
    for at, (line, label) in enumerate(zip(column.lines, labels, strict=True)):
        width = round(WIDTH * line.share.value, 1) if line.share else 0.0
        bars.append(
            Bar(
                _short(label),
                percent(line.share) or figure(line.cell),
                round(WIDTH - width, 1) if backwards else 0.0,
                width,
                at * ROW + 16,
                at * ROW + 23,
                line.cell.state is State.HIDDEN,
            )
        )
    says = "; ".join(f"{one}: {bar.said}" for one, bar in zip(labels, bars, strict=True))
    edges = (WIDTH, 0) if backwards else (0, WIDTH)
    direction = "rtl" if backwards else "ltr"
    return Picture(number, title, says, len(bars) * ROW, *edges, direction, tuple(bars))


def _short(words: str) -> str:
    return words if len(words) <= LABEL else words[: LABEL - 1].rstrip() + "…"


@dataclass(frozen=True)
class NeedLine:
    """One need: how many asked for it and how urgent, in each column."""

    label: str
    cells: tuple[tuple[str, str], ...]


def needs(found: Sequence[Need], language: str) -> list[NeedLine]:
    """The matrix in words: "12 of 40", "2.3"."""
    lines = []
    for need in found:
        cells = []
        for cell in need.cells:
            hidden = cell.asked_for is None or cell.answered is None
            many = str(wording.HIDDEN) if hidden else _("%(many)s of %(all)s") % {
                "many": localize(cell.asked_for), "all": localize(cell.answered)
            }  # fmt: skip
            cells.append((many, number_format(cell.urgency.value, 1) if cell.urgency else ""))
        lines.append(NeedLine(said(need.item.words, language) or need.item.name, tuple(cells)))
    return lines
