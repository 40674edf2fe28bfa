"""The chain as a safe table and as a picture: countries only, small groups hidden.

The table is let out once for each quarter that is over (`settings.WHO_TAUGHT_WHOM`) and remembered,
so that no two showings can be subtracted; nothing here counts anybody.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from communitylinkage.disclosure.published import Published, Shown, State
from communitylinkage.disclosure.table import TOTAL
from communitylinkage.learning.chain import queries
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.values.quarters import last_day

COUNTRY = dict(COUNTRIES)
SEVERAL_WORDS = _("several countries")
_OTHERS = {queries.SEVERAL: SEVERAL_WORDS, "unsaid": _("not known"), "other": _("other countries")}
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
    """The safe table. `heads`: where the mentors come from. `until`: what came later is not in.

    `mentor_sum`: all who have finished as mentors, where that was let out.
    """

    heads: tuple[str, ...]
    mentors: tuple[Cell, ...]
    lines: tuple[Line, ...]
    all: Line
    until: date | None = None
    mentor_sum: Cell = Cell(None)


def words_of(code: str) -> str:
    """A country's name, or that there were several."""
    return str(_OTHERS[code] if code in _OTHERS else COUNTRY.get(code, code))


def _cell(cell: Shown) -> Cell:
    return Cell(None if cell.state is State.HIDDEN else cell.value)


def chain() -> Chain | None:
    """Who was trained by whom, per country; None before the first quarter that was let out."""
    told = import_string(settings.WHO_TAUGHT_WHOM)()
    return None if told is None else _chain(*told)


def _chain(professionals: Published, mentors: Published | None) -> Chain:
    cells = {cell.box: _cell(cell) for cell in professionals.cells}
    certified = {cell.box[0]: _cell(cell) for cell in mentors.cells} if mentors else {}
    where, by = (
        [code for code in codes if code != TOTAL] for _name, codes in professionals.dimensions
    )
    # Countries in which there is nobody, and where nobody's mentors come from, are left out.
    where = [one for one in where if cells[one, TOTAL].n != 0]
    by = [one for one in by if cells[TOTAL, one].n != 0 or certified.get(one, Cell(0)).n != 0]

    def line(country: str) -> Line:
        told = tuple(cells[country, code] for code in by)
        return Line("" if country == TOTAL else words_of(country), told, cells[country, TOTAL])

    return Chain(
        tuple(words_of(code) for code in by),
        tuple(certified.get(code, Cell(None)) for code in by),
        tuple(line(country) for country in where),
        line(TOTAL),
        last_day(professionals.periods[-1]),
        certified.get(TOTAL, Cell(None)),
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
