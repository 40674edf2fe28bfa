"""The chain as a safe table and as a picture: countries only, small groups hidden."""

from dataclasses import dataclass, replace

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import PARTNERS
from communitylinkage.disclosure.published import Shown, State
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import TOTAL, Dimension, Table
from communitylinkage.learning.chain import queries
from communitylinkage.organisations.wording import COUNTRIES

COUNTRY = dict(COUNTRIES)
# As for partners, but for one rule: that everybody of a country was taught by mentors of one
# country says nothing private of any of them, so a row with one figure need not be hidden.
POLICY = replace(PARTNERS, group=False)
SEVERAL_WORDS = _("several countries")
WIDE, HIGH, EDGE, STEP = 640, 60, 200, 70
_THICKEST = 26


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, or that it is hidden."""

    n: int | None

    @property
    def hidden(self) -> bool:
        """Whether too few people stand behind it, or it would give others away."""
        return self.n is None


@dataclass(frozen=True, slots=True)
class Line:
    """Professionals of one country, by the country of the mentors who taught them."""

    country: str
    cells: tuple[Cell, ...]
    all: Cell


@dataclass(frozen=True, slots=True)
class Chain:
    """The safe table. `heads`: where the mentors come from."""

    heads: tuple[str, ...]
    mentors: tuple[Cell, ...]
    lines: tuple[Line, ...]
    all: Line


def words_of(code: str) -> str:
    """A country's name, or that there were several."""
    told: Promise | str = SEVERAL_WORDS if code == queries.SEVERAL else COUNTRY.get(code, code)
    return str(told)


def _published(
    series: str, dimensions: tuple[Dimension, ...], counts: object
) -> dict[object, Cell]:
    table = Table(series, dimensions, ("all",), np.array([counts]))
    try:
        shown = publish(table, POLICY, Ledger())
    except UnsafeError:
        return dict.fromkeys(table.boxes, Cell(None))
    return {cell.box: _cell(cell) for cell in shown.cells}


def _cell(cell: Shown) -> Cell:
    return Cell(None if cell.state is State.HIDDEN else cell.value)


def chain() -> Chain | None:
    """Who was trained by whom, per country; None where nobody was trained yet."""
    rows = queries.taught()
    if not rows:
        return None
    mentors = queries.certified_mentors()
    by = sorted({one.by for one in rows} | set(mentors), key=lambda c: (c == queries.SEVERAL, c))
    where = sorted({one.country for one in rows})
    counts = [
        [sum(one.country == country and one.by == code for one in rows) for code in by]
        for country in where
    ]
    cells = _published(
        "learning/chain", (Dimension.of("where", where), Dimension.of("by", by)), counts
    )
    certified = _published("learning/mentors", (Dimension.of("by", by),), [mentors[c] for c in by])

    def line(country: str) -> Line:
        told = tuple(cells[country, code] for code in by)
        return Line("" if country == TOTAL else words_of(country), told, cells[country, TOTAL])

    return Chain(
        tuple(words_of(code) for code in by),
        tuple(certified[(code,)] for code in by),
        tuple(line(country) for country in where),
        line(TOTAL),
    )


@dataclass(frozen=True, slots=True)
class End:
    """One side of the picture."""

    y: int
    words: str
    n: int | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Mentors on the left, professionals on the right, a band for each shown figure."""

    wide: int
    high: int
    left: int
    right: int
    mentors: tuple[End, ...]
    professionals: tuple[End, ...]
    bands: tuple[tuple[int, int, int], ...]


def drawing(told: Chain) -> Drawing:
    """Where everything stands. What is hidden has no band, as in the table."""
    rows = max(len(told.heads), len(told.lines))
    place = [HIGH + at * STEP for at in range(rows)]
    shown = [cell.n or 0 for line in told.lines for cell in line.cells]
    most = max([*shown, 1])
    bands = [
        (place[left], place[right], max(2, round(_THICKEST * cell.n / most)))
        for right, line in enumerate(told.lines)
        for left, cell in enumerate(line.cells)
        if cell.n
    ]
    return Drawing(
        WIDE, place[-1] + STEP, EDGE, WIDE - EDGE,
        tuple(
            # Of no country of their own are those who came together from several.
            End(place[at], words, None if words == str(SEVERAL_WORDS) else told.mentors[at].n)
            for at, words in enumerate(told.heads)
        ),
        tuple(End(place[at], line.country, line.all.n) for at, line in enumerate(told.lines)),
        tuple(bands),
    )  # fmt: skip
