"""What a question is at this moment, in one language: for a page to lay out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .evaluating import Tree
from .nodes import Choice, Definition, Parts, Question, Text
from .problems import Problem
from .tree import Node
from .values import string, truth

MEDIA = ("image", "big-image", "audio", "video")


@dataclass(frozen=True)
class Shown:
    """One question, group or instance of a repeat, as it stands now.

    `value` is the answer; `typed` is what to put back into the box (the same, or what was typed
    wrongly). `kind` is the question's, or "group" or "repeat". `depth` counts what is around it.
    """

    ref: str
    kind: str
    definition: Definition
    label: str = ""
    hint: str = ""
    guidance: str = ""
    media: Mapping[str, str] = field(default_factory=dict)
    relevant: bool = True
    required: bool = False
    required_message: str = ""
    read_only: bool = False
    value: str = ""
    typed: str = ""
    choices: tuple[Choice, ...] = ()
    problem: Problem | None = None
    appearance: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    index: int = 0
    """Which instance of a repeat, from 1; 0 for anything else."""


class Teller:
    """Writes labels and choices of a tree in a language."""

    def __init__(self, tree: Tree) -> None:
        self.tree, self.form, self.run = tree, tree.form, tree.run
        self.run.choice_name = lambda run, ref, value: self.choice_name(ref, value)
        self.run.itext = lambda run, key: self.text(
            self.form.texts.get(key), run.language, run.current
        )

    def forms(self, text: Text | None, language: str) -> Mapping[str, Parts]:
        """A text's forms in a language; else in the default one; else in any.

        pyxform writes "-" where a translation is missing; that is missing here too.
        """
        if text is None:
            return {}
        keys = [language, self.form.default_language, "", *text.languages]
        merged: dict[str, Parts] = {}
        for key in keys:
            for form, parts in text.languages.get(key, {}).items():
                if parts != ("-",):
                    merged.setdefault(form, parts)
        return merged

    def parts(self, parts: Parts, node: Node) -> str:
        """A sentence with its values written in."""
        return "".join(
            p if isinstance(p, str) else string(p(self.run, node)) for p in parts
        ).strip()

    def text(self, text: Text | None, language: str, node: Node, form: str = "") -> str:
        """One form of a text; the plain one falls back to the long and short ones."""
        forms = self.forms(text, language)
        wanted = [form] if form else ["", "long", "short"]
        return next((self.parts(forms[f], node) for f in wanted if f in forms), "")

    def media(self, text: Text | None, language: str, node: Node) -> dict[str, str]:
        """Pictures and sounds of a text: kind -> file name."""
        forms = self.forms(text, language)
        return {k: self.parts(forms[k], node).rpartition("/")[2] for k in MEDIA if k in forms}

    def choices(self, question: Question, node: Node, language: str) -> tuple[Choice, ...]:
        """The choices that are shown now, in their order."""
        kept, self.run.language = self.run.language, language
        try:
            if question.itemset is None:
                return tuple(
                    Choice(
                        c.value,
                        self.text(c.label, language, node),
                        self.media(c.label, language, node),
                    )
                    for c in question.choices
                )
            return tuple(
                self.choice(question, item, node, language) for item in self.items(question, node)
            )
        finally:
            self.run.language = kept

    def items(self, question: Question, node: Node) -> list[Node]:
        """The nodes behind the choices; those without a value are none."""
        if question.itemset is None:
            return []
        found = question.itemset.nodeset(self.run, node)
        value = question.itemset.value
        return [n for n in found if n.first(value)] if isinstance(found, list) else []

    def values(self, question: Question, node: Node) -> Sequence[str]:
        """The values of the choices, without their labels."""
        if question.itemset is None:
            return [c.value for c in question.choices]
        return [item.first(question.itemset.value) for item in self.items(question, node)]

    def choice(self, question: Question, item: Node, node: Node, language: str) -> Choice:
        itemset = question.itemset
        if itemset is None:
            raise LookupError(question.ref)
        value, label = item.first(itemset.value), item.first(itemset.label)
        if not itemset.itext:
            return Choice(value, label or value)
        text = self.form.texts.get(label)
        return Choice(
            value, self.text(text, language, node) or value, self.media(text, language, node)
        )

    def choice_name(self, ref: str, value: str) -> str:
        """jr:choice-name(): the label of one choice; the value where there is none."""
        question = self.form.nodes.get(ref)
        node = next(iter(self.tree.nearest(ref, self.run.current)), None)
        if not isinstance(question, Question) or node is None or not value:
            return ""
        if question.itemset is None:
            fixed = next((c for c in question.choices if c.value == value), None)
            return self.text(fixed.label, self.run.language, node) if fixed else ""
        for item in self.items(question, node):
            if item.first(question.itemset.value) == value:
                return self.choice(question, item, node, self.run.language).label
        return ""

    def show(self, node: Node, definition: Definition, place: str, language: str) -> Shown:
        """One node as it stands."""
        kept, self.run.language = self.run.language, language
        try:
            return self._show(node, definition, place, language)
        finally:
            self.run.language = kept

    def _show(self, node: Node, definition: Definition, place: str, language: str) -> Shown:
        common = {
            "label": self.text(definition.label, language, node),
            "media": self.media(definition.label, language, node),
            "relevant": node.live,
            "appearance": definition.appearance,
        }
        if not isinstance(definition, Question):
            repeat = "repeat" in node.attributes
            kind = "repeat" if repeat else "group"
            index = node.position() if repeat else 0
            return Shown(place, kind, definition, index=index, **common)  # type: ignore[arg-type] # a table of mixed values
        rules, hint = definition.rules, definition.hint
        return Shown(
            place,
            definition.kind,
            definition,
            hint=self.text(hint, language, node),
            guidance=self.text(hint, language, node, "guidance"),
            required=self.holds(rules.required, node),
            required_message=self.text(rules.required_message, language, node),
            read_only=self.read_only(definition, node),
            value=node.text,
            typed=node.text if node.raw is None else node.raw,
            choices=self.choices(definition, node, language),
            problem=self.problem(definition, node, place, language, ask=False),
            parameters=definition.parameters,
            **common,  # type: ignore[arg-type] # a table of mixed values
        )

    def holds(self, expression: object, node: Node) -> bool:
        """Whether an expression is there and true."""
        return expression is not None and truth(expression(self.run, node))  # type: ignore[operator] # an Expression

    def read_only(self, question: Question, node: Node) -> bool:
        """Whether people may not change it: said so, computed, or only to read."""
        rules = question.rules
        computed = rules.calculate is not None or question.kind == "note"
        return computed or self.holds(rules.read_only, node)

    def problem(
        self, question: Question, node: Node, place: str, language: str, ask: bool = True
    ) -> Problem | None:
        """What is wrong with it now; with `ask`, also that an answer is missing."""
        rules = question.rules
        if node.problem:
            return Problem(node.problem[0], place, node.problem[1])
        if not node.text:
            if not ask or question.kind == "note" or self.read_only(question, node):
                return None
            if self.holds(rules.required, node):
                message = self.text(rules.required_message, language, node)
                return Problem("required", place, message=message)
            return None
        if rules.constraint is not None and not self.holds(rules.constraint, node):
            message = self.text(rules.constraint_message, language, node)
            return Problem("constraint", place, message=message)
        return self.stale(question, node, place)

    def stale(self, question: Question, node: Node, place: str) -> Problem | None:
        """A choice that is no longer among those shown."""
        if question.kind not in ("select_one", "select_multiple", "rank"):
            return None
        values = self.values(question, node)
        chosen = [node.text] if question.kind == "select_one" else node.text.split()
        gone = next((v for v in chosen if v not in values), None)
        return Problem("not_a_choice", place, {"value": gone}) if gone is not None else None
