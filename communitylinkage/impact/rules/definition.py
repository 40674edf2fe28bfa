"""A definition of an indicator: what is counted, how, against which targets, who answers for it.

It is written in TOML (docs/indicators.md). `read` gives the definition or every mistake with its
field and line. There is no place for a value: who writes one is told so.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from communitylinkage.impact.rules.formula import (
    Count,
    Distinct,
    Formula,
    FormulaError,
    Gives,
    Known,
    Median,
    atoms,
    gives,
    parse,
)
from communitylinkage.values.languages import OWN_NAMES
from communitylinkage.values.text import has_hidden_signs

LONGEST_FILE, LONGEST_WORDS, LONGEST_TITLE = 20_000, 1_000, 120
LAST_MONTH, GREATEST = 120, 10_000_000
REGION = "region"


class Unit(StrEnum):
    """What is counted."""

    PERSONS = "persons"
    WOMEN = "women"
    REACHED = "reached"
    TIMES = "times"
    PRACTICES = "practices"
    PROCEDURES = "procedures"
    MEETINGS = "meetings"
    FINDINGS = "findings"
    SHARE = "share"
    POINTS = "points"
    DAYS = "days"


# What stands for persons passes the gate with its thresholds.
PERSONAL = frozenset({Unit.PERSONS, Unit.WOMEN, Unit.TIMES, Unit.SHARE, Unit.POINTS, Unit.DAYS})
_FITS = {Gives.SHARE: {Unit.SHARE}, Gives.SCORE: {Unit.POINTS}, Gives.BAND: {Unit.DAYS}}
_NUMBERS = set(Unit) - {Unit.SHARE, Unit.POINTS, Unit.DAYS}


class Better(StrEnum):
    """Whether more is better, or less."""

    MORE = "more"
    LESS = "less"


class Answers(StrEnum):
    """Who answers for it."""

    LEAD = "lead"
    COORDINATOR = "coordinator"
    MENTOR = "mentor"
    PROFESSIONAL = "professional"


class Fault(StrEnum):
    """What is wrong with a field."""

    NOT_TOML = "not_toml"
    TOO_LONG = "too_long"
    MISSING = "missing"
    UNKNOWN = "unknown"
    VALUE_TYPED = "value_typed"
    WRONG_TYPE = "wrong_type"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_CODE = "not_a_code"
    FORMULA = "formula"
    UNIT = "unit"
    BY = "by"
    NUMBER = "number"
    MONTH = "month"
    TWICE = "twice"
    WORDS = "words"
    HIDDEN_SIGNS = "hidden_signs"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One mistake: the field as a path such as `targets.0.month`, the line (from 1; 0: none).

    Args:
        word: what it is about. formula: where the fault is a formula's.
    """

    path: str
    fault: Fault
    word: str = ""
    line: int = 0
    formula: FormulaError | None = None

    @property
    def field(self) -> str:
        """The first part of the path: the field of a form."""
        return self.path.partition(".")[0]


class DefinitionError(ValueError):
    """A definition with mistakes, in the order of its lines."""

    def __init__(self, wrong: Iterable[Wrong]) -> None:
        self.wrong = tuple(sorted(wrong, key=lambda one: (one.line, one.path)))
        super().__init__("; ".join(f"{one.line}: {one.path} {one.fault}" for one in self.wrong))


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached at the end of a month of the programme (from 1); `country` or all."""

    month: int
    value: float
    country: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """An indicator in one language.

    Args:
        what: it stands for. how: it is counted. limits: what it does not say. ask: what to ask
            whoever answers for it when it is late.
    """

    title: str
    what: str
    how: str
    limits: str
    ask: str


PARTS = ("title", "what", "how", "limits", "ask")


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of an indicator, without a value."""

    code: str
    order: int
    unit: Unit
    formula: Formula
    words: Mapping[str, Words]
    answers: Answers
    by: tuple[str, ...] = ()
    baseline: float = 0
    better: Better = Better.MORE
    targets: tuple[Target, ...] = field(default=())

    def told(self, language: str) -> tuple[str, Words]:
        """Its words in a language, else in English, else in any; with the language they are in."""
        for one in (language, "en", *self.words):
            if one in self.words:
                return one, self.words[one]
        raise KeyError(self.code)

    @property
    def stands_for_people(self) -> bool:
        """Whether its figures pass the gate with thresholds: by its unit, or because it counts
        facts or distinct persons, whatever unit somebody wrote."""
        counts = (Count, Median, Distinct)
        return self.unit in PERSONAL or any(isinstance(one, counts) for one in atoms(self.formula))

    def targets_of(self, country: str) -> tuple[Target, ...]:
        """The targets of a country, or of the whole (empty), by month."""
        mine = (one for one in self.targets if one.country == country)
        return tuple(sorted(mine, key=lambda one: one.month))


_FIELDS = frozenset(
    {"code", "order", "unit", "formula", "by", "baseline", "better", "answers", "targets", "words"}
)
_TYPED = frozenset({"value", "values", "result", "figure", "achieved", "actual", "number"})
_CODE = re.compile(r"[a-z][a-z0-9_]{2,39}")
_COUNTRY = re.compile(r"[A-Z]{2}")


def read(text: str, known: Known) -> Definition:
    """Reads a file.

    Raises:
        DefinitionError: with every mistake and its line.
    """
    if len(text) > LONGEST_FILE:
        raise DefinitionError([Wrong("", Fault.TOO_LONG, line=1)])
    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of more digits than int() takes
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise DefinitionError([Wrong("", Fault.NOT_TOML, line=line)]) from error
    try:
        return of_values(said, known)
    except DefinitionError as error:
        lines = lines_of(text)
        raise DefinitionError(_at(one, lines) for one in error.wrong) from error


def _at(one: Wrong, lines: Mapping[str, int]) -> Wrong:
    path = one.path
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return Wrong(one.path, one.fault, one.word, lines.get(path, 1), one.formula)


def lines_of(text: str) -> dict[str, int]:
    """On which line each field of a file stands: `words.en.title` -> 12."""
    found: dict[str, int] = {}
    table, counts = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if head := re.match(r"\[\[\s*([\w.\-]+)\s*\]\]", bare):
            at = counts.get(head[1], 0)
            counts[head[1]], table = at + 1, f"{head[1]}.{at}"
            found.setdefault(table, number)
        elif head := re.match(r"\[\s*([\w.\-]+)\s*\]", bare):
            table = head[1]
            found.setdefault(table, number)
        elif key := re.match(r"\"?([\w\-]+)\"?\s*=", bare):
            found.setdefault(f"{table}.{key[1]}" if table else key[1], number)
    return found


def of_values(said: Mapping[str, Any], known: Known) -> Definition:
    """A definition from plain values, as a file or a form gives them.

    Raises:
        DefinitionError: with every mistake, without lines.
    """
    wrong = list(_strangers(said))
    reader = _Values(said, wrong)
    code = reader.text("code", 40)
    if code and not _CODE.fullmatch(code):
        wrong.append(Wrong("code", Fault.NOT_A_CODE, code))
    unit = reader.choice("unit", Unit)
    formula = _formula(reader, known)
    by = _by(reader, formula, known)
    better = reader.choice("better", Better, Better.MORE)
    answers = reader.choice("answers", Answers)
    order = reader.number("order", 1000, whole=True)
    baseline = reader.number("baseline", GREATEST)
    targets, words = _targets(said.get("targets", []), wrong), _words(said.get("words"), wrong)
    if formula is not None and unit is not None:
        fits = _FITS.get(gives(formula, known), _NUMBERS)
        if unit not in fits:
            wrong.append(Wrong("unit", Fault.UNIT, ", ".join(sorted(fits))))
    if wrong or formula is None or unit is None or answers is None or better is None:
        raise DefinitionError(wrong)
    return Definition(
        code=code, order=int(order), unit=unit, formula=formula, words=words, answers=answers,
        by=by, baseline=baseline, better=better, targets=targets,
    )  # fmt: skip


def _strangers(said: Mapping[str, Any]) -> Iterable[Wrong]:
    for name in said:
        if name in _TYPED:
            yield Wrong(name, Fault.VALUE_TYPED, name)
        elif name not in _FIELDS:
            yield Wrong(name, Fault.UNKNOWN, name[:40])


class _Values:
    """Takes fields out, and writes down what is wrong with them."""

    def __init__(self, said: Mapping[str, Any], wrong: list[Wrong], path: str = "") -> None:
        self.said, self.wrong, self.path = said, wrong, path

    def _note(self, name: str, fault: Fault, word: object = "") -> None:
        self.wrong.append(Wrong(f"{self.path}{name}", fault, str(word)[:80]))

    def text(self, name: str, longest: int) -> str:
        found = self.said.get(name)
        if found is None or found == "":
            self._note(name, Fault.MISSING)
        elif not isinstance(found, str):
            self._note(name, Fault.WRONG_TYPE)
        elif len(found) > longest:
            self._note(name, Fault.TOO_LONG, longest)
        elif has_hidden_signs(found.replace("\n", " ").replace("\r", " ")):
            self._note(name, Fault.HIDDEN_SIGNS)
        else:
            return found.strip()
        return ""

    def choice(self, name: str, kinds: Any, default: Any = None) -> Any:
        found = self.said.get(name, default)
        if found is None:
            self._note(name, Fault.MISSING)
        elif not isinstance(found, str) or found not in set(kinds):
            self._note(name, Fault.NOT_A_CHOICE, ", ".join(kinds))
        else:
            return kinds(found)
        return None

    def number(self, name: str, most: float, *, least: float = 0, whole: bool = False,
               must: bool = False) -> float:  # fmt: skip
        found = self.said.get(name, None if must else 0)
        if found is None:
            self._note(name, Fault.MISSING)
            return 0
        right = int if whole else (int, float)
        if isinstance(found, bool) or not isinstance(found, right):
            self._note(name, Fault.WRONG_TYPE)
        elif not least <= found <= most:  # also what is not a number at all
            self._note(name, Fault.NUMBER, f"{least:g}–{most:g}")
        else:
            return found
        return 0


def _formula(reader: _Values, known: Known) -> Formula | None:
    text = reader.text("formula", LONGEST_WORDS)
    if not text:
        return None
    try:
        return parse(text, known)
    except FormulaError as error:
        reader.wrong.append(Wrong("formula", Fault.FORMULA, error.word[:40], formula=error))
        return None


def _by(reader: _Values, formula: Formula | None, known: Known) -> tuple[str, ...]:
    """By what it is laid apart: the country, or one code of a formula that is a single count."""
    found = reader.said.get("by", [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        reader.wrong.append(Wrong("by", Fault.WRONG_TYPE))
        return ()
    codes = known.kinds[formula.kind] if isinstance(formula, Count) else ()
    for one in found:
        if one != REGION and one not in codes and formula is not None:
            reader.wrong.append(Wrong("by", Fault.BY, one[:40]))
    return tuple(dict.fromkeys(found))


def _targets(said: Any, wrong: list[Wrong]) -> tuple[Target, ...]:
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        wrong.append(Wrong("targets", Fault.WRONG_TYPE))
        return ()
    found: dict[tuple[int, str], Target] = {}
    for at, one in enumerate(said):
        path = f"targets.{at}."
        wrong += [Wrong(path + name, Fault.UNKNOWN, str(name)[:40])
                  for name in one if name not in ("month", "value", "country")]  # fmt: skip
        reader = _Values(one, wrong, path)
        month = int(reader.number("month", LAST_MONTH, least=1, whole=True, must=True))
        value = reader.number("value", GREATEST, must=True)
        country = one.get("country", "")
        if not isinstance(country, str) or (country and not _COUNTRY.fullmatch(country)):
            wrong.append(Wrong(f"{path}country", Fault.NOT_A_CODE, str(country)[:40]))
        elif (month, country) in found:
            wrong.append(Wrong(f"{path}month", Fault.TWICE, str(month)))
        else:
            found[month, country] = Target(month, value, country)
    return tuple(found.values())


def _words(said: Any, wrong: list[Wrong]) -> dict[str, Words]:
    if not isinstance(said, dict) or not said:
        wrong.append(Wrong("words", Fault.MISSING))
        return {}
    found = {}
    for language, texts in said.items():
        path = f"words.{language}"
        if language not in OWN_NAMES or not isinstance(texts, dict):
            wrong.append(Wrong(path, Fault.WORDS, str(language)[:40]))
            continue
        reader = _Values(texts, wrong, f"{path}.")
        longest = dict.fromkeys(PARTS, LONGEST_WORDS) | {"title": LONGEST_TITLE}
        found[language] = Words(**{part: reader.text(part, longest[part]) for part in PARTS})
        wrong += [Wrong(f"{path}.{name}", Fault.UNKNOWN, str(name)[:40])
                  for name in texts if name not in PARTS]  # fmt: skip
    return found
