"""From columns to what a template writes: words, figures, bars. It sees only what was let out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import localize, number_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from communitylinkage.disclosure.published import Shown, State
from communitylinkage.disclosure.ratios import Estimate
from communitylinkage.surveys.analysis import wording
from communitylinkage.surveys.analysis.codebook import Item, said
from communitylinkage.surveys.analysis.drawing import Drawing
from communitylinkage.surveys.analysis.matrix import Need
from communitylinkage.surveys.analysis.results import Answered
from communitylinkage.surveys.analysis.tables import Column

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


@dataclass(frozen=True)
class TableLine:
    """A line of the table: words, and for each column a count and a share."""

    label: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Question:
    """One question, ready for a page."""

    number: int
    name: str
    label: str
    text: bool
    heads: tuple[str, ...]
    lines: tuple[TableLine, ...]
    apart: tuple[TableLine, ...]
    pictures: tuple[Picture, ...]
    drawing: Drawing | None = None


def percent(estimate: Estimate | None) -> str:
    """A share in whole percent; nothing where it cannot be known."""
    if estimate is None:
        return ""
    return _("%(share)s %%") % {"share": number_format(round(100 * estimate.value), 0)}


def figure(cell: Shown | None) -> str:
    """A count as it may be said."""
    if cell is None or cell.state is State.HIDDEN:
        return str(wording.HIDDEN)
    if cell.state is State.ROUNDED:
        return _("about %(count)s") % {"count": localize(cell.value)}
    return str(localize(cell.value))


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
    )


def _lines(one: Answered, language: str) -> Iterable[TableLine]:
    for code in dict.fromkeys(line.code for column in one.columns for line in column.lines):
        cells = []
        for column in one.columns:
            line = next((each for each in column.lines if each.code == code), None)
            cells.append((figure(line.cell), percent(line.share)) if line else (figure(None), ""))
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
    bars = []
    for at, line in enumerate(column.lines):
        width = round(WIDTH * line.share.value, 1) if line.share else 0.0
        bars.append(
            Bar(
                _short(label_of(item, line.code, language)),
                percent(line.share) or figure(line.cell),
                round(WIDTH - width, 1) if backwards else 0.0,
                width,
                at * ROW + 16,
                at * ROW + 23,
                line.cell.state is State.HIDDEN,
            )
        )
    says = "; ".join(f"{label_of(item, line.code, language)}: {bar.said}"
                     for line, bar in zip(column.lines, bars, strict=True))  # fmt: skip
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
