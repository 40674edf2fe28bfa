"""Pictures of several columns: needs by country, two rounds side by side, change around zero.

A picture is lines of words and bars on one width, so that it fits the smallest phone; where one
reads from the right, it is mirrored. It sees only what was let out. Its table stands beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from communitylinkage.disclosure.published import State
from communitylinkage.surveys.analysis import wording
from communitylinkage.surveys.analysis.codebook import Item, said
from communitylinkage.surveys.analysis.matrix import Need
from communitylinkage.surveys.analysis.results import Answered
from communitylinkage.surveys.analysis.tables import Column

WIDTH, LINE, BAR = 320, 18, 9  # units: one is a pixel on the smallest phone
LONGEST = 42  # letters of a label on one line
MOST_URGENT = 3.0


@dataclass(frozen=True)
class Words:
    """A line of words; `x` is the edge at which they begin, or end where `end` says so."""

    x: float
    y: float
    text: str
    kind: str = ""
    end: bool = False


@dataclass(frozen=True)
class Bar:
    """A bar. `kind` is its class: "", "track", "before", "hidden"."""

    x: float
    y: float
    width: float
    kind: str = ""
    height: int = BAR


@dataclass
class Drawing:
    """What a template writes as SVG. `says` tells it to whoever does not see it."""

    id: str
    title: str
    says: str = ""
    height: int = 0
    backwards: bool = False
    words: list[Words] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    @property
    def direction(self) -> str:
        """Of its words."""
        return "rtl" if self.backwards else "ltr"

    def write(self, x: float, text: str, *, kind: str = "", end: bool = False) -> None:
        """Words on the line at hand, from the side where one begins to read."""
        at = WIDTH - x if self.backwards else x
        self.words.append(Words(round(at, 1), self.height + 14, text, kind, end))

    def bar(self, x: float, width: float, kind: str = "") -> None:
        """A bar on the line at hand, from the side where one begins to read."""
        at = WIDTH - x - width if self.backwards else x
        self.bars.append(Bar(round(at, 1), self.height, round(width, 1), kind))

    def down(self, by: int) -> None:
        """The next line."""
        self.height += by


def short(words: str, most: int = LONGEST) -> str:
    """As many letters as fit on one line."""
    bare = " ".join(words.split())
    return bare if len(bare) <= most else bare[: most - 1].rstrip() + "…"


def _begun(id_: str, title: str) -> Drawing:
    return Drawing(id_, title, backwards=get_language_bidi())


def of_needs(id_: str, found: Sequence[Need], heads: Sequence[str], language: str) -> Drawing:
    """How urgent each need is, a small bar for each column, from 0 to the whole width for 3."""
    made, told = _begun(id_, _("How urgent each need is, from 0 to 3")), []
    step = WIDTH / max(len(heads), 1)
    for at, head in enumerate(heads):
        made.write(at * step, short(head, int(step // 7)), kind="head")
    made.down(LINE + 8)
    for need in found:
        label = said(need.item.words, language) or need.item.name
        made.write(0, short(label))
        made.down(LINE)
        figures = []
        for at, cell in enumerate(need.cells):
            text = number_format(cell.urgency.value, 1) if cell.urgency else str(wording.HIDDEN)
            made.write(at * step, text, kind="figure" if cell.urgency else "quiet")
            figures.append(f"{heads[at]} {text}")
        made.down(LINE + 2)
        for at, cell in enumerate(need.cells):
            made.bar(at * step, step - 6, "track" if cell.urgency else "track hidden")
            if cell.urgency:
                made.bar(at * step, (step - 6) * min(cell.urgency.value / MOST_URGENT, 1.0))
        made.down(BAR + 14)
        told.append(f"{label}: {', '.join(figures)}")
    made.says = "; ".join(told)
    return made


def of_columns(id_: str, one: Answered, language: str, names: Mapping[str, str]) -> Drawing | None:
    """Each choice with one bar for each column (two rounds); None where there is no choice."""
    made = _begun(id_, said(one.item.words, language) or one.item.name)
    kinds = ["before", *[""] * len(one.columns)]
    for column, kind in zip(one.columns, kinds, strict=False):
        made.bar(0, 14, kind)
        made.write(20, short(names.get(column.at, column.at)), kind="head")
        made.down(LINE)
    made.down(8)
    told = []
    for code in dict.fromkeys(line.code for column in one.columns for line in column.lines):
        label = _label(one.item, code, language)
        made.write(0, short(label))
        made.down(LINE + 3)
        figures = [_pair(made, column, code, kind)
                   for column, kind in zip(one.columns, kinds, strict=False)]  # fmt: skip
        made.down(8)
        told.append(f"{label}: {' → '.join(figures)}")
    made.says = "; ".join(told)
    return made if told else None


def _pair(made: Drawing, column: Column, code: str, kind: str) -> str:
    """The bar of one choice in one column; returns its figure."""
    line = next((each for each in column.lines if each.code == code), None)
    shown = line is not None and line.cell.state is not State.HIDDEN and line.share is not None
    share = line.share.value if line is not None and line.share is not None else 0.0
    text = str(wording.HIDDEN)
    if shown:
        text = _("%(share)s %%") % {"share": number_format(round(100 * share), 0)}
    wide = WIDTH - 56
    made.bar(0, wide, "track" if shown else "track hidden")
    if shown:
        made.bar(0, wide * share, kind)
    made.height -= 5  # words stand on the bar's own line
    made.write(WIDTH, text, kind="figure" if shown else "quiet", end=True)
    made.height += 5
    made.down(BAR + 6)
    return text


def _label(item: Item, code: str, language: str) -> str:
    label = item.label(code, language)
    return str(wording.CODES[code]) if code in wording.CODES and label == code else label


def of_changes(id_: str, title: str, found: Iterable[tuple[str, str, float]]) -> Drawing:
    """How far people moved: a bar from the middle, towards the end for more than before.

    Args:
        found: label, the figure as it is said, the figure.
    """
    made, told, lines = _begun(id_, title), [], list(found)
    most = max([1.0, *(abs(by) for _label_, _said, by in lines)])
    middle, half = (WIDTH - 56) / 2, (WIDTH - 56) / 2
    for label, text, by in lines:
        made.write(0, short(label))
        made.down(LINE + 3)
        width = half * min(abs(by) / most, 1.0)
        made.bar(0, 2 * half, "track")
        made.bar(middle if by >= 0 else middle - width, width, "" if by >= 0 else "before")
        made.height -= 5
        # A minus stays before its number, also among words that read from the right.
        made.write(WIDTH, f"\u2066{text}\u2069", kind="figure", end=True)
        made.height += 5
        made.down(BAR + 12)
        told.append(f"{label}: {text}")
    made.says = "; ".join(told)
    return made
