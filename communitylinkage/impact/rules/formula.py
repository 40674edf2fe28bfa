"""The language of formulas: small, pure and total (docs/indicators.md says it for people).

    count(kind, name:value, ...)          how many facts of a kind, with all these codes
    distinct(source, name:value, ...)     how many different persons or things a part counts
    given(source, name:value, ...)        a figure that a part computes: a paired gain, a number
    median(kind, name, name:value, ...)   the middle band of a code of facts, such as `waited`
    sum(a, b, ...)   less(a, b)   share(part, whole)

Nothing else can be written: no number, no loop, no reading of anything. `parse` gives a value or
says what is wrong at which sign; whatever it gives can be evaluated.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

LONGEST, DEEPEST = 500, 6

_SIGNS = re.compile(r"\s*([A-Za-z0-9_.\-]+|[():,])")
_NAME = re.compile(r"[a-z_]{1,30}")
_VALUE = re.compile(r"[A-Za-z0-9_-]{1,30}")


class Mistake(StrEnum):
    """What is wrong with a formula."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    SIGN = "sign"
    FUNCTION = "function"
    EXPECTED = "expected"
    NOT_A_CODE = "not_a_code"
    KIND = "kind"
    SOURCE = "source"
    CODE = "code"
    SCALE = "scale"
    NOT_A_NUMBER = "not_a_number"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    MORE = "more"
    GIVES = "gives"


class FormulaError(ValueError):
    """A formula cannot be read: what is wrong, at which sign (from 0), and about which word."""

    def __init__(self, mistake: Mistake, place: int, word: str = "") -> None:
        super().__init__(f"{mistake} at {place}: {word}")
        self.mistake, self.place, self.word = mistake, place, word


class Gives(StrEnum):
    """What a formula comes to."""

    NUMBER = "number"
    SHARE = "share"
    SCORE = "score"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a formula may ask a source for.

    Args:
        gives: a number or a score. codes: name -> values that it knows.
        computed: `given` asks for it; else `distinct` does.
    """

    gives: Gives = Gives.NUMBER
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to count.

    Args:
        kinds: of facts -> the names of their codes. scales: name of a code -> its values in order.
    """

    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[str, SourceFacts] = field(default_factory=dict)
    scales: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many facts of a kind have all of some codes."""

    kind: str
    codes: Codes = ()


@dataclass(frozen=True, slots=True)
class Distinct:
    """How many different ones a part counts."""

    source: str
    codes: Codes = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that a part computes."""

    source: str
    codes: Codes = ()


@dataclass(frozen=True, slots=True)
class Median:
    """The middle band of facts, by a code whose values have an order."""

    kind: str
    by: str
    codes: Codes = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """All together."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Less:
    """The first without the second."""

    whole: "Formula"
    off: "Formula"


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the whole the part is."""

    part: "Formula"
    whole: "Formula"


Atom = Count | Distinct | Given | Median
Formula = Atom | Sum | Less | Share


def atoms(formula: Formula) -> tuple[Atom, ...]:
    """What has to be counted for a formula, each once, in the order of reading."""
    match formula:
        case Sum(parts):
            found = [one for part in parts for one in atoms(part)]
        case Less(first, second) | Share(first, second):
            found = [*atoms(first), *atoms(second)]
        case _:
            found = [formula]
    return tuple(dict.fromkeys(found))


def written(formula: Formula) -> str:
    """The formula as text; `parse` gives the same formula back."""
    match formula:
        case Sum(parts):
            return f"sum({', '.join(written(part) for part in parts)})"
        case Less(first, second):
            return f"less({written(first)}, {written(second)})"
        case Share(first, second):
            return f"share({written(first)}, {written(second)})"
        case Median(kind, by, codes):
            return f"median({', '.join((kind, by, *codes))})"
        case Count(name, codes):
            return f"count({', '.join((name, *codes))})"
        case Distinct(name, codes):
            return f"distinct({', '.join((name, *codes))})"
        case Given(name, codes):
            return f"given({', '.join((name, *codes))})"


def gives(formula: Formula, known: Known) -> Gives:
    """What it comes to."""
    match formula:
        case Share():
            return Gives.SHARE
        case Median():
            return Gives.BAND
        case Given(source):
            return known.sources[source].gives
        case _:
            return Gives.NUMBER


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    place: int


def _words(text: str) -> Iterator[_Word]:
    at = 0
    while at < len(text.rstrip()):
        found = _SIGNS.match(text, at)
        if found is None:
            place = len(text) - len(text[at:].lstrip())
            raise FormulaError(Mistake.SIGN, place, text[place])
        yield _Word(found[1], found.start(1))
        at = found.end()


def parse(text: str, known: Known) -> Formula:
    """Reads a formula.

    Raises:
        FormulaError: it cannot be read; never anything else, whatever the text.
    """
    if not text.strip():
        raise FormulaError(Mistake.EMPTY, 0)
    if len(text) > LONGEST:
        raise FormulaError(Mistake.TOO_LONG, LONGEST)
    reader = _Reader(list(_words(text)), len(text), known)
    found = reader.formula(1)
    reader.end()
    return found


class _Reader:
    """Reads words from left to right, each rule of the grammar one function."""

    def __init__(self, words: list[_Word], length: int, known: Known) -> None:
        self.words, self.at, self.length, self.known = words, 0, length, known

    def _next(self) -> _Word:
        word = self._peek()
        self.at += 1
        return word

    def _peek(self) -> _Word:
        return self.words[self.at] if self.at < len(self.words) else _Word("", self.length)

    def _want(self, sign: str) -> _Word:
        word = self._next()
        if word.text != sign:
            raise FormulaError(Mistake.EXPECTED, word.place, sign)
        return word

    def end(self) -> None:
        """Nothing may follow."""
        if self._peek().text:
            raise FormulaError(Mistake.MORE, self._peek().place, self._peek().text)

    def formula(self, depth: int) -> Formula:
        name = self._next()
        if depth > DEEPEST:
            raise FormulaError(Mistake.TOO_DEEP, name.place)
        read = {
            "count": self._count, "distinct": self._source, "given": self._source,
            "median": self._median,
        }.get(name.text)  # fmt: skip
        if read is None and name.text not in ("sum", "less", "share"):
            raise FormulaError(Mistake.FUNCTION, name.place, name.text)
        self._want("(")
        found = read(name.text) if read else self._of_numbers(name, depth)
        self._want(")")
        return found

    def _of_numbers(self, name: _Word, depth: int) -> Formula:
        parts = [self._number(depth)]
        while self._peek().text == ",":
            self._next()
            parts.append(self._number(depth))
        if len(parts) < 2:
            raise FormulaError(Mistake.TOO_FEW, self._peek().place, name.text)
        if name.text == "sum":
            return Sum(tuple(parts))
        if len(parts) > 2:
            raise FormulaError(Mistake.TOO_MANY, name.place, name.text)
        return Less(*parts) if name.text == "less" else Share(*parts)

    def _number(self, depth: int) -> Formula:
        place = self._peek().place
        found = self.formula(depth + 1)
        if gives(found, self.known) != Gives.NUMBER:
            raise FormulaError(Mistake.NOT_A_NUMBER, place, written(found))
        return found

    def _kind(self) -> str:
        word = self._next()
        if word.text not in self.known.kinds:
            raise FormulaError(Mistake.KIND, word.place, word.text)
        return word.text

    def _count(self, _name: str) -> Formula:
        kind = self._kind()
        return Count(kind, self._codes(dict.fromkeys(self.known.kinds[kind], ())))

    def _median(self, _name: str) -> Formula:
        kind = self._kind()
        self._want(",")
        by = self._next()
        if by.text not in self.known.kinds[kind] or by.text not in self.known.scales:
            raise FormulaError(Mistake.SCALE, by.place, by.text)
        return Median(kind, by.text, self._codes(dict.fromkeys(self.known.kinds[kind], ())))

    def _source(self, name: str) -> Formula:
        word = self._next()
        source = self.known.sources.get(word.text)
        if source is None:
            raise FormulaError(Mistake.SOURCE, word.place, word.text)
        if source.computed != (name == "given"):
            raise FormulaError(Mistake.GIVES, word.place, word.text)
        codes = self._codes(source.codes)
        return Given(word.text, codes) if name == "given" else Distinct(word.text, codes)

    def _codes(self, allowed: Mapping[str, tuple[str, ...]]) -> Codes:
        """`name:value`, each after a comma. `allowed`: name -> its values; none: any value."""
        found = []
        while self._peek().text == ",":
            self._next()
            name = self._next()
            if not _NAME.fullmatch(name.text):
                raise FormulaError(Mistake.NOT_A_CODE, name.place, name.text)
            self._want(":")
            value = self._next()
            if not _VALUE.fullmatch(value.text):
                raise FormulaError(Mistake.NOT_A_CODE, value.place, value.text)
            values = allowed.get(name.text)
            if values is None or (values and value.text not in values):
                word = name if values is None else value
                raise FormulaError(Mistake.CODE, word.place, word.text)
            found.append(f"{name.text}:{value.text}")
        return tuple(sorted(set(found)))
