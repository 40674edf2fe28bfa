"""Which answers are codes that may be counted, and which are words that are sealed. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from communitylinkage.surveys.answering.rules import OWN_CODE
from communitylinkage.surveys.engine import Form, Question
from communitylinkage.surveys.engine.nodes import walk

FILES = frozenset({"file", "image", "audio", "video"})
WORDS = frozenset({"text", "barcode"})
MANY = frozenset({"select_multiple", "rank"})
NUMBERS = frozenset({"integer", "decimal", "range"})
WORKED_OUT = frozenset({"calculate", "hidden"})
# The heading row that pyxform makes for a table of choices; nobody answers it.
HEADING = "reserved_name_for_field_list_labels"
CLOCKS = frozenset({"start", "end", "today"})
NEVER = CLOCKS | {"uid", "note"}
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
_CODE = re.compile(r"[a-z0-9_-]{1,40}")
_ASKS_CLOCK = re.compile(r"\b(now|today)\s*\(")
_PLACE = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Coded:
    """A finished answer in its parts. ``own_code`` is to become a tag and to be thrown away."""

    answers: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    own_code: str = ""


def coded(form: Form, values: Mapping[str, str], *, anonymous: bool, blanks: bool = False) -> Coded:
    """Takes finished values apart.

    Args:
        values: every relevant value by its place, blanks too.
        blanks: a question that stood there and was left empty gives None.

    What repeats typed words (a calculation that reads a text) is sealed with them; what repeats
    the clock (start, end, a calculation with now()) is left out of anonymous answers.
    """
    words = spread(form, _words(form))
    clock = spread(form, _clocks(form)) if anonymous else set()
    answers: dict[str, Any] = {}
    texts: dict[str, str] = {}
    files: list[str] = []
    own = ""
    for place, value in values.items():
        question = form.nodes.get(_PLACE.sub("", place))
        if not isinstance(question, Question) or question.kind in NEVER:
            continue
        if not value:
            if blanks and _asks(question) and not _tells_time(question, clock):
                answers[key_of(place)] = None
            continue
        if question.name == OWN_CODE:
            own = own or value
        elif question.kind in FILES:
            files.append(place)
        elif _tells_time(question, clock):
            continue
        elif question.ref in words or not _countable(question, value):
            texts[key_of(place)] = value
        else:
            answers[key_of(place)] = _value(question, value)
    return Coded(answers, texts, tuple(files), own)


def _asks(question: Question) -> bool:
    """Whether an answer to it could be kept with the codes or the words: no file, no heading."""
    apart = question.kind in FILES or question.name == OWN_CODE
    return question.visible and not apart and not question.name.startswith(HEADING)


def key_of(place: str) -> str:
    """A place without the form's root."""
    return place.strip("/").partition("/")[2]


def _tells_time(question: Question, clock: set[str]) -> bool:
    # A day that she saw and could change is an answer; a moment that the form took is a trace.
    return question.ref in clock and not (question.kind == "date" and question.visible)


def _words(form: Form) -> Iterator[str]:
    return (q.ref for q in form.questions() if q.kind in WORDS | FILES or q.name == OWN_CODE)


def _clocks(form: Form) -> Iterator[str]:
    for question in form.questions():
        rule = question.rules.calculate
        if question.kind in CLOCKS or (rule and _ASKS_CLOCK.search(rule.source)):
            yield question.ref
    for one in form.setvalues:
        if one.value and _ASKS_CLOCK.search(one.value.source):
            yield one.target


def spread(form: Form, sources: Iterator[str]) -> set[str]:
    """These places and every place whose value is worked out from one of them."""
    reads = list(_reads(form))
    found, size = set(sources), -1
    while size != len(found):
        size = len(found)
        found |= {target for target, read in reads if read & found}
    return found


def _reads(form: Form) -> Iterator[tuple[str, set[str]]]:
    below = {ref: {one.ref for one in walk(node)} for ref, node in form.nodes.items()}
    pairs = [(q.ref, q.rules.calculate) for q in form.questions() if q.rules.calculate]
    pairs += [(one.target, one.value) for one in form.setvalues if one.value]
    for target, expression in pairs:
        read = set(expression.deps)
        for top in expression.deep:
            read |= below.get(top, set(form.nodes))
        yield target, read


def _countable(question: Question, value: str) -> bool:
    if question.kind in WORKED_OUT:
        return bool(_NUMBER.fullmatch(value) or _CODE.fullmatch(value))
    return True


def _value(question: Question, value: str) -> Any:
    if question.kind in MANY:
        return value.split()
    if question.kind == "date":
        return _coarse(question, value)
    if question.kind in NUMBERS or (question.kind in WORKED_OUT and _NUMBER.fullmatch(value)):
        return _number(value)
    return True if question.kind == "acknowledge" else value


def _coarse(question: Question, value: str) -> str:
    """A day as coarse as it was asked: "2026" or "2026-05"."""
    if "year" in question.appearance:
        return value[:4]
    return value[:7] if "month-year" in question.appearance else value


def _number(value: str) -> Any:
    try:
        number = float(value)
    except ValueError:
        return value
    return int(value) if re.fullmatch(r"[+-]?\d+", value) else number
