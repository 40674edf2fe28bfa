"""What a form is made of: frozen, shared by every respondent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .compiling import Expression
from .runs import Run
from .tree import Node
from .values import Value

Part = str | Expression
Parts = tuple[Part, ...]


@dataclass(frozen=True)
class Language:
    """`key` as the form writes it ("English (en)"), its name and BCP 47 code ("" if not said)."""

    key: str
    name: str
    code: str


@dataclass(frozen=True)
class Text:
    """A sentence in every language and form (plain, long, short, guidance, image, ...)."""

    languages: Mapping[str, Mapping[str, Parts]]


@dataclass(frozen=True)
class Itemset:
    """Where choices come from: a nodeset, its value, and its label (a path or an itext id)."""

    nodeset: Expression
    value: str
    label: str
    itext: bool


@dataclass(frozen=True)
class FixedChoice:
    """A choice written in the question itself."""

    value: str
    label: Text


@dataclass(frozen=True)
class Choice:
    """A choice as shown: its value, its label, pictures and sound by kind."""

    value: str
    label: str
    media: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules:
    """The expressions bound to a node; None where the form says nothing."""

    relevant: Expression | None = None
    required: Expression | None = None
    read_only: Expression | None = None
    constraint: Expression | None = None
    calculate: Expression | None = None
    required_message: Text | None = None
    constraint_message: Text | None = None


@dataclass(frozen=True)
class Setvalue:
    """A value that is set by an event: first-load, new-repeat, or a change of `trigger`."""

    target: str
    events: frozenset[str]
    value: Expression | None
    literal: str = ""
    trigger: str = ""

    def expression_value(self, run: Run, target: Node) -> Value:
        """What it sets, at the target's place."""
        return self.value(run, target) if self.value else self.literal


@dataclass(frozen=True)
class Question:
    """One leaf. `kind` is one of: text integer decimal date time dateTime select_one
    select_multiple rank range note acknowledge calculate hidden file image audio video barcode
    start end today uid.
    """

    ref: str
    name: str
    kind: str
    type: str = "string"
    appearance: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    label: Text | None = None
    hint: Text | None = None
    rules: Rules = Rules()
    itemset: Itemset | None = None
    choices: tuple[FixedChoice, ...] = ()
    default: str = ""

    @property
    def visible(self) -> bool:
        """Whether people see it: it stands in the form's body."""
        return self.kind not in HIDDEN


HIDDEN = frozenset({"calculate", "hidden", "start", "end", "today", "uid"})


@dataclass(frozen=True)
class Group:
    """Questions that belong together."""

    ref: str
    name: str
    appearance: tuple[str, ...] = ()
    label: Text | None = None
    rules: Rules = Rules()
    children: tuple[Question | Group | Repeat, ...] = ()


@dataclass(frozen=True)
class Repeat:
    """A group that is answered as often as needed, or as `count` says."""

    ref: str
    name: str
    appearance: tuple[str, ...] = ()
    label: Text | None = None
    rules: Rules = Rules()
    children: tuple[Question | Group | Repeat, ...] = ()
    count: Expression | None = None
    fixed: bool = False
    """Whether people may not add or remove (jr:count or jr:noAddRemove)."""
    first: int = 1
    """How many there are at the start."""


Definition = Question | Group | Repeat


@dataclass(frozen=True)
class Page:
    """What is shown at once. `key` is stable within a version, fit for an address."""

    key: str
    nodes: tuple[Definition, ...]
    label: Text | None = None
    refs: frozenset[str] = frozenset()


def walk(node: Definition) -> Iterator[Definition]:
    """A node and all below it, in order."""
    yield node
    for child in getattr(node, "children", ()):
        yield from walk(child)
