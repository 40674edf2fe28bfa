"""What a form asks, as analysis needs it: places, shapes, words per language, choices, scales."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from communitylinkage.surveys.answering.coding import HEADING
from communitylinkage.surveys.engine import Form, Question
from communitylinkage.surveys.engine.nodes import Definition, Repeat, Text


class Shape(StrEnum):
    """How the answers to a question are counted."""

    ONE = "one"
    SEVERAL = "several"
    RANK = "rank"
    NUMBER = "number"
    TEXT = "text"
    OTHER = "other"


SHAPES = {
    "select_one": Shape.ONE, "acknowledge": Shape.ONE, "select_multiple": Shape.SEVERAL,
    "rank": Shape.RANK, "integer": Shape.NUMBER, "decimal": Shape.NUMBER, "range": Shape.NUMBER,
    "calculate": Shape.NUMBER, "text": Shape.TEXT,
}  # fmt: skip
COUNTED = frozenset({Shape.ONE, Shape.SEVERAL, Shape.RANK, Shape.NUMBER})
Words = Mapping[str, str]  # language key -> words; "" where the form has no languages


def said(words: Words, language: str) -> str:
    """In that language, or in the first that has them."""
    return words.get(language) or next((one for one in words.values() if one), "")


@dataclass(frozen=True)
class Choice:
    """A code and its words."""

    code: str
    words: Words


@dataclass(frozen=True)
class Item:
    """One question. `conditional`: not everybody is asked. `repeated`: asked several times."""

    place: str
    name: str
    kind: str
    shape: Shape
    words: Words
    choices: tuple[Choice, ...] = ()
    conditional: bool = False
    repeated: bool = False

    @property
    def scores(self) -> Mapping[str, float]:
        """Code -> score where every choice's code is a number, as in a Likert scale; else empty."""
        found = {}
        for choice in self.choices:
            number = as_number(choice.code)
            if number is None:
                return {}
            found[choice.code] = number
        return found

    def label(self, code: str, language: str) -> str:
        """The words of a choice; the code itself where there are none."""
        words = next((one.words for one in self.choices if one.code == code), {})
        return said(words, language) or code


def as_number(text: str | None) -> float | None:
    """The finite number that a text is; None for any other text."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None


def plain(text: Text | None) -> dict[str, str]:
    """The plain form in each language; what is filled in for each respondent is an ellipsis."""
    found = {}
    for language, forms in (text.languages if text else {}).items():
        parts = forms.get("") or forms.get("long") or next(iter(forms.values()), ())
        found[language] = "".join(one if isinstance(one, str) else "…" for one in parts).strip()
    return found


def codebook(form: Form) -> tuple[Item, ...]:
    """Every question that asks something, in order.

    Notes, the form's own clockwork and the headings of tables are left out.
    """
    skipped = {"note", "hidden", "start", "end", "today", "uid"}
    asked = (one for one in form.questions() if one.kind not in skipped)
    return tuple(_item(form, one) for one in asked if not one.name.startswith(HEADING))


def _item(form: Form, question: Question) -> Item:
    above = list(_above(form, question.ref))
    repeated = any(isinstance(one, Repeat) for one in above)
    shape = SHAPES.get(question.kind, Shape.OTHER)
    if repeated and shape in COUNTED:  # a person gives several answers, as with several choices
        shape = Shape.SEVERAL if shape in (Shape.ONE, Shape.SEVERAL) else Shape.OTHER
    return Item(
        question.ref.strip("/").partition("/")[2],
        question.name,
        question.kind,
        shape,
        plain(question.label),
        tuple(_choices(form, question)),
        any(one.rules.relevant is not None or isinstance(one, Repeat) for one in above),
        repeated,
    )


def _above(form: Form, ref: str) -> Iterator[Definition]:
    parts = ref.split("/")
    for end in range(2, len(parts) + 1):
        node = form.nodes.get("/".join(parts[:end]))
        if node is not None:
            yield node


def _choices(form: Form, question: Question) -> Iterator[Choice]:
    if question.kind == "acknowledge":
        yield Choice("OK", {})
    for fixed in question.choices:
        yield Choice(fixed.value, plain(fixed.label))
    itemset, listed = question.itemset, form.list_of(question)
    if itemset is None or listed is None:
        return
    seen: set[str] = set()
    for node in listed.below():
        code = node.first(itemset.value) if node.children else ""
        if not code or code in seen:
            continue
        seen.add(code)
        label = node.first(itemset.label)
        words = plain(form.texts.get(label)) if itemset.itext else {"": label}
        yield Choice(code, words)
