"""What happened against what was agreed, step by step, through the gate of `disclosure`.

Shown are quarters that are over, each once and for good: two that overlap could be subtracted.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import PARTNERS
from communitylinkage.disclosure.published import Published, State
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import TOTAL, Dimension, Table
from communitylinkage.facts import queries as facts
from communitylinkage.procedures.models import Version
from communitylinkage.procedures.telling import told
from communitylinkage.referrals.following import counting, rules, wording
from communitylinkage.referrals.following.wording import AS_AGREED, HOWS
from communitylinkage.values.quarters import months_of, quarter_of

# A month, its codes by name, how often.
Row = tuple[str, dict[str, list[str]], int]


@dataclass(frozen=True, slots=True)
class Line:
    """A step with its figures, in the order of `HOWS`, the sum last; None where few are hidden."""

    numbers: tuple[int, ...]
    words: str
    cells: tuple[int | None, ...]

    @property
    def shown(self) -> list[tuple[object, int | None]]:
        """Each figure with its words, the sum first; what did not happen is left out."""
        *each, together = self.cells
        named = zip(HOWS.values(), each, strict=True)
        return [(_("Together"), together), *(pair for pair in named if pair[1] != 0)]


@dataclass(frozen=True, slots=True)
class Figures:
    """One version in one quarter. `reasons`: words and figure. `hidden`: whether something is."""

    quarter: str
    lines: tuple[Line, ...]
    reasons: tuple[tuple[str, int | None], ...]
    hidden: bool
    too_few: bool

    @property
    def most(self) -> int:
        """The largest figure, for the length of the bars."""
        return max((cell or 0 for line in self.lines for cell in line.cells), default=0)


def _codes(one: facts.Sum) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in one.codes:
        name, _colon, value = code.partition(":")
        found.setdefault(name, []).append(value)
    return found


def _counted(
    version: Version, first: str, last: str
) -> list[tuple[str, dict[str, list[str]], int]]:
    wanted = counting.code_of(version.pk)
    rows = ((one.month, _codes(one), one.number) for one in facts.sums(counting.KIND, first, last))
    return [row for row in rows if row[1].get("version") == [wanted]]


def quarters(version: Version, now: datetime) -> list[str]:
    """Quarters that are over and in which something was counted, the newest first."""
    here = quarter_of(f"{now:%Y-%m}")
    rows = _counted(version, "0000-01", months_of(here)[1])
    found = {quarter_of(month) for month, *_more in rows}
    over = {one for one in found if one < here and facts.whole(counting.KIND, months_of(one)[1])}
    return sorted(over, reverse=True)


def _how(codes: dict[str, list[str]]) -> str:
    """Of done: how soon. Of the rest: what happened instead."""
    how = codes.get("how", [""])[0]
    found = codes.get("waited", [""])[0] if how == "done" else how
    return found if found in HOWS else "closed"


def _steps(codes: dict[str, list[str]]) -> tuple[int, ...]:
    return tuple(sorted(int(one) for one in codes.get("step", []) if one.isdecimal()))


def figures(version: Version, quarter: str) -> Figures:
    """What may be shown to the parties."""
    rows = _counted(version, *months_of(quarter))
    cells: Counter[tuple[tuple[int, ...], str]] = Counter()
    why: Counter[str] = Counter()
    for _month, codes, number in rows:
        cells[_steps(codes), _how(codes)] += number
        why[codes.get("reason", [AS_AGREED])[0]] += number
    places = sorted({steps for steps, _how in cells})
    series = f"{counting.code_of(version.pk)}/{quarter}"
    names = {one: "+".join(map(str, one)) for one in places}
    counts = np.array([[[cells[place, how] for how in HOWS] for place in places]], dtype=np.int64)
    dims = (Dimension.of("step", names.values()), Dimension.of("how", list(HOWS)))
    try:
        steps = publish(Table(series, dims, (quarter,), counts), PARTNERS, Ledger())
        reasons = _reasons(series, quarter, why, steps)
    except (UnsafeError, ValueError):
        return Figures(quarter, (), (), True, True)
    texts = {one.number: one.what for one in told(version.value, get_language() or "en")}
    lines = tuple(
        Line(place, _or(texts.get(n, "?") for n in place), _row(steps, names[place]))
        for place in places
    )
    hidden = any(cell.state == State.HIDDEN for cell in steps.cells)
    return Figures(quarter, lines, reasons, hidden, False)


def of_step(*, version: Version, step: str, now: datetime) -> list[str]:
    """A step of the text in one line, for who writes the next version: how often what happened.

    Of the newest quarter that is shown; two lines where it stood together with another step.
    """
    quarter = next(iter(quarters(version, now)), "")
    codes = [one.code for one in version.value.steps]
    if not quarter or step not in codes:
        return []
    number = codes.index(step) + 1
    lines = [one for one in figures(version, quarter).lines if number in one.numbers]
    return [f"{quarter} · {_numbered(one)}: {_listed(one)}" for one in lines]


def _numbered(line: Line) -> str:
    said = {"number": _or(map(str, line.numbers))}
    return _("Step %(number)s") % said


def _listed(line: Line) -> str:
    hidden = _("few or hidden")
    return " · ".join(f"{words} {hidden if n is None else n}" for words, n in line.shown)


def _or(words: Iterable[str]) -> str:
    return f" {_('or')} ".join(words)


def _row(table: Published, name: str) -> tuple[int | None, ...]:
    return tuple(table.cell(name, how).value for how in (*HOWS, TOTAL))


def _reasons(
    series: str, quarter: str, why: Counter[str], before: Published
) -> tuple[tuple[str, int | None], ...]:
    """Why another way was taken, over all steps; nothing where it would give a cell away."""
    codes = [AS_AGREED, counting.PASSED_ON, *(one.value for one in rules.Reason)]
    counts = np.array([[why[code] for code in codes]], dtype=np.int64)
    table = Table(series, (Dimension.of("reason", codes),), (quarter,), counts)
    try:
        shown = publish(table, PARTNERS, Ledger().add(before.entry))
    except UnsafeError:
        return ()
    words = dict(wording.REASONS) | {counting.PASSED_ON: wording.PASSED_ON}
    found = ((str(words[code]), shown.cell(code).value) for code in codes[1:])
    return tuple(pair for pair in found if pair[1] != 0)
