"""What was counted of asking and of answers, through the gate of `disclosure`; nothing passes by.

Shown are halves of a year that are over, each once and for good.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from communitylinkage.coverage.rules.periods import before, half_of, months_of
from communitylinkage.disclosure.gate import publish
from communitylinkage.disclosure.ledger import Ledger
from communitylinkage.disclosure.policy import PARTNERS, organisations_known
from communitylinkage.disclosure.published import Published
from communitylinkage.disclosure.suppress import UnsafeError
from communitylinkage.disclosure.table import TOTAL, Dimension, Table
from communitylinkage.facts import queries as facts
from communitylinkage.facts.rules import month_of
from communitylinkage.guide.counting import KIND as SEARCHED
from communitylinkage.matching.index import LANGUAGES
from communitylinkage.referrals.promised import ANSWERED, AS_SAID, NOTHING, code_of
from communitylinkage.referrals.rules import Differs, Outcome, Reason

FOUND, NOT_FOUND = "found", "not_found"
DECLINED = "declined"
ANSWERS = (*(one.value for one in Outcome), DECLINED, "expired")
MOST_HALVES = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its code, and its figures; None where few are hidden."""

    code: str
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it may be shown. `too_few`: nothing of it may."""

    lines: tuple[Line, ...] = ()
    too_few: bool = False

    @property
    def hidden(self) -> bool:
        """Whether something is."""
        return self.too_few or any(None in line.cells for line in self.lines)

    @property
    def most(self) -> int:
        """The largest figure, for the length of the bars."""
        return max((cell or 0 for line in self.lines for cell in line.cells), default=0)


Fact = tuple[dict[str, list[str]], int]


def halves(kind: str, now: datetime) -> list[str]:
    """Halves of a year that are over and wholly written on, the newest first."""
    found = [before(half_of(month_of(now)))]
    while len(found) < MOST_HALVES:
        found.append(before(found[-1]))
    return [one for one in found if facts.whole(kind, months_of(one)[1])]


def _counted(kind: str, half: str, country: str = "") -> list[Fact]:
    rows = facts.sums(kind, *months_of(half))
    found: list[Fact] = []
    for row in rows:
        if not country or row.region == country:
            codes: dict[str, list[str]] = {}
            for code in row.codes:
                name, _colon, value = code.partition(":")
                codes.setdefault(name, []).append(value)
            found.append((codes, row.number))
    return found


def _first(codes: Mapping[str, list[str]], name: str) -> str:
    return codes.get(name, [""])[0]


def _gated(
    series: str, half: str, dims: Sequence[Dimension], counts: Sequence[object], ledger: Ledger,
    by: Mapping[str, Sequence[int]] | None = None,
) -> Published | None:  # fmt: skip
    """Through the gate; `by` whom it was counted: each of them knows its own part, and no more."""
    array = np.array([counts], dtype=np.int64)
    parts = {one: np.array([part], dtype=np.int64) for one, part in (by or {}).items()}
    try:
        table = Table(series, tuple(dims), (half,), array, parts)
        return publish(table, organisations_known(PARTNERS), ledger)
    except (UnsafeError, ValueError):
        return None


def _crossed(series: str, half: str, name: str, rows: Counter[tuple[str, str]],
             across: Sequence[str], ledger: Ledger) -> tuple[Shown, Ledger]:  # fmt: skip
    """A table of codes by two or three columns, and the ledger with it."""
    codes = sorted({code for code, _column in rows})
    if not codes:
        return Shown(), ledger
    counts = [[rows[code, column] for column in across] for code in codes]
    dims = (Dimension.of(name, codes), Dimension.of("column", list(across)))
    told = _gated(series, half, dims, counts, ledger)
    if told is None:
        return Shown(too_few=True), ledger
    lines = tuple(
        Line(code, tuple(told.cell(code, column).value for column in across)) for code in codes
    )
    return Shown(lines), ledger.add(told.entry)


@dataclass(frozen=True, slots=True)
class Asked:
    """Searches of the guide in one country: found and not found, by kind of help, by language."""

    kinds: Shown
    languages: Shown


def asked(country: str, half: str) -> Asked:
    """What was asked for there; a kind or language that nobody asked for is left out."""
    kinds: Counter[tuple[str, str]] = Counter()
    spoken: Counter[tuple[str, str]] = Counter()
    for codes, number in _counted(SEARCHED, half, country):
        answer = FOUND if _first(codes, "answer") == FOUND else NOT_FOUND
        kinds[_first(codes, "help"), answer] += number
        language = _first(codes, "language")
        spoken[language if language in LANGUAGES else "other", answer] += number
    series, both = f"searches/{country}", (NOT_FOUND, FOUND)
    by_kind, ledger = _crossed(series, half, "help", kinds, both, Ledger())
    by_language, _ledger = _crossed(series, half, "language", spoken, both, ledger)
    return Asked(by_kind, by_language)


@dataclass(frozen=True, slots=True)
class Answered:
    """What services answered to referrals in one country, and why they said no."""

    answers: Shown
    reasons: Shown


def _lines(told: Published, named: Mapping[str, str]) -> Shown:
    """The cells of some codes, each under its name; what did not happen is left out."""
    lines = (Line(name, (told.cell(code).value,)) for code, name in named.items())
    return Shown(tuple(line for line in lines if line.cells != (0,)))


def answered(country: str, half: str) -> Answered:
    """Referrals that came to an answer there.

    Answers and reasons are one table: the reasons sum to those that were declined, which could
    else be worked out where the answers hide it. Each service knows what it answered itself.
    """
    counts: Counter[str] = Counter()
    of_each: dict[str, Counter[str]] = defaultdict(Counter)
    for codes, number in _counted(ANSWERED, half, country):
        answer = _first(codes, "answer")
        if answer == DECLINED:
            answer = _refused(_first(codes, "reason") or Reason.OTHER.value)
        counts[answer] += number
        if service := _first(codes, "service"):
            of_each[service][answer] += number
    why = {_refused(one): one.value for one in Reason}
    leaves = (*(one for one in ANSWERS if one != DECLINED), *why)
    if not any(counts[leaf] for leaf in leaves):
        return Answered(Shown(), Shown())
    nodes = {TOTAL: leaves, DECLINED: tuple(why), **{leaf: (leaf,) for leaf in leaves}}
    dims = (Dimension("answer", leaves, nodes),)
    by = {one: [told[leaf] for leaf in leaves] for one, told in of_each.items()}
    every = [counts[leaf] for leaf in leaves]
    told = _gated(f"answers/{country}", half, dims, every, Ledger(), by)
    if told is None:
        return Answered(Shown(too_few=True), Shown(too_few=True))
    return Answered(_lines(told, {one: one for one in ANSWERS}), _lines(told, why))


def _refused(reason: str) -> str:
    return f"{DECLINED}/{reason}"


@dataclass(frozen=True, slots=True)
class Told:
    """What mentors found of a service, or of all in a country, beside what its entry says.

    `reports`: how many there are; None where that is hidden. `differs`: code -> how often; only
    codes that were told, None where few are hidden. Nothing at all below the gate's least number.
    """

    reports: int | None
    differs: tuple[tuple[str, int | None], ...]


def told(half: str, service: UUID | None = None, country: str = "") -> Told | None:
    """Promised against true; None where nothing was told, or so little that nothing may be shown.

    One report may name several things, so each is a table of its own, of the same reports: how
    many there are, known from one, must give nothing of another away. A service reads its own
    beside those of its country.
    """
    wanted = code_of(service) if service else ""
    rows = [
        (codes.get("differs", [NOTHING]), _first(codes, "service"), number)
        for codes, number in _counted(AS_SAID, half, country)
        if not wanted or _first(codes, "service") == wanted
    ]
    if not rows:
        return None
    services = {one for _codes, one, _number in rows} if not wanted else set()
    split = {one: _yes_and_no(rows, one) for one in Differs}
    # First what hides nothing: of two tables the later one bears what the earlier one said.
    named = sorted((one for one in Differs if split[one][0]), key=lambda one: -min(split[one]))
    whole, found, ledger = None, dict[str, int | None](), Ledger()
    for one in named or [Differs.LANGUAGE]:
        dims = (Dimension.of(one.value, ["yes", "no"]),)
        by = {each: _yes_and_no([row for row in rows if row[1] == each], one) for each in services}
        told = _gated(f"told/{wanted or country}", half, dims, split[one], ledger, by)
        if told is not None:
            ledger = ledger.add(told.entry)
            whole = told.cell(TOTAL).value if whole is None else whole
            if split[one][0]:
                found[one.value] = told.cell("yes").value
    if whole is None:
        return None
    return Told(whole, tuple((one.value, found[one.value]) for one in Differs if one in found))


def _yes_and_no(rows: Iterable[tuple[list[str], str, int]], one: Differs) -> list[int]:
    told = list(rows)
    yes = sum(number for codes, _service, number in told if one.value in codes)
    return [yes, sum(number for _codes, _service, number in told) - yes]
