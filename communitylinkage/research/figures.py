"""What is counted of a cycle: codes, and themes by the situations of those who gave something."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import PARTNERS
from communitylinkage.disclosure.published import State
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import TOTAL, Dimension, Record, tabulate
from communitylinkage.research import queries, sealing, wording
from communitylinkage.research.models import Cycle, Evidence
from communitylinkage.research.rules.overlap import AXES, Given, only_in_overlap
from communitylinkage.research.rules.papers import Paper

NOT_SAID = "not_said"


def by_code(cycle: Cycle) -> Counter[int]:
    """Code -> in how many sentences it holds."""
    return Counter(code for _piece, _unit, code in queries.held(cycle))


def given(cycle: Cycle, papers: Mapping[Evidence, Paper]) -> list[Given]:
    """The opened pieces as the rule of overlaps wants them."""
    codes = {code.pk: code.theme for code in queries.codes(cycle)}
    themes: dict[object, set[str]] = {}
    for piece, _unit, code in queries.held(cycle):
        themes.setdefault(piece, set()).add(codes[code])
    return [
        Given(
            giver=sealing.made_up_name(paper.giver or row.reference, cycle.pk),
            situations=paper.situations,
            themes=frozenset(themes.get(row.pk, ())),
        )
        for row, paper in papers.items()
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: words, and what may be shown of each column."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crossed:
    """How many persons spoke of a theme, by two situations; no lines where it is not safe."""

    theme: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def _words(axis: str, code: str) -> str:
    if code == TOTAL:
        return str(wording.ALL)
    return str(wording.NOT_SAID if code == NOT_SAID else wording.CODES[axis, code])


def _people(pieces: list[Given]) -> dict[str, tuple[dict[str, str], set[str]]]:
    """Each person once: her situations as first said, all her themes."""
    found: dict[str, tuple[dict[str, str], set[str]]] = {}
    for piece in pieces:
        situations, themes = found.setdefault(piece.giver, ({}, set()))
        for axis, code in piece.situations.items():
            situations.setdefault(axis, code)
        themes |= piece.themes
    return found


def tables(pieces: list[Given], axes: tuple[str, str]) -> list[Crossed]:
    """For each theme a table that lets nobody be told from it (policy: partners, k = 5).

    The group itself sees it so: its members know some of those who gave something, and a table
    gets copied into minutes.
    """
    people = _people(pieces)
    dimensions = tuple(Dimension.of(axis, (*AXES[axis], NOT_SAID)) for axis in axes)
    return [
        _crossed(theme, dimensions, axes, people)
        for theme in sorted({one for _said, themes in people.values() for one in themes})
    ]


def _crossed(
    theme: str,
    dimensions: tuple[Dimension, ...],
    axes: tuple[str, str],
    people: Mapping[str, tuple[dict[str, str], set[str]]],
) -> Crossed:
    records = [
        Record(name, "all", tuple(said.get(axis, NOT_SAID) for axis in axes))
        for name, (said, themes) in people.items()
        if theme in themes
    ]
    columns = (*dimensions[1].leaves, TOTAL)
    labels = tuple(_words(axes[1], code) for code in columns)
    try:
        table = tabulate("research", dimensions, ("all",), records)
        published = publish(table, PARTNERS, Ledger())
    except UnsafeError:
        return Crossed(theme, labels, ())
    if published.cell(TOTAL, TOTAL).state == State.HIDDEN:
        return Crossed(theme, labels, ())
    lines = [
        Line(
            _words(axes[0], code),
            tuple(_shown(published.cell(code, column)) for column in columns),
        )
        for code in (*dimensions[0].leaves, TOTAL)
    ]
    return Crossed(theme, labels, tuple(lines))


def _shown(cell: object) -> str:
    state, value = getattr(cell, "state", State.HIDDEN), getattr(cell, "value", None)
    return str(wording.HIDDEN) if state == State.HIDDEN or value is None else str(value)


def overlaps(pieces: list[Given], axes: tuple[str, str]) -> list[dict[str, str]]:
    """What shows only where two situations meet, in words and whole percents."""
    found = only_in_overlap(pieces, axes, PARTNERS.k)
    return [
        {
            "theme": one.theme,
            "one": _words(*one.one),
            "other": _words(*one.other),
            "together": f"{one.together:.0%}",
            "only_one": f"{one.only_one:.0%}",
            "only_other": f"{one.only_other:.0%}",
        }
        for one in found
    ]
