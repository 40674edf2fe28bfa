"""One respondent's answers: what pages talk to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from . import saving
from .checking import check, joined
from .evaluating import MOST, Tree, build
from .moments import stamp
from .nodes import HIDDEN, Choice, Definition, Page, Question, Repeat
from .problems import Problem
from .runs import Run, place
from .showing import Shown, Teller
from .tree import Node

if TYPE_CHECKING:
    from .form import Form

__all__ = ["Answers", "Choice", "Record", "Shown"]


@dataclass(frozen=True)
class Record:
    """Finished answers: every relevant value by its place, blanks too, and as XML."""

    values: dict[str, str]
    xml: str
    problems: tuple[Problem, ...] = field(default=())
    """What still stands in the way; a caller keeps a record only when there is none."""


class Answers:
    """Answers while they are given. Places name instances: /data/child[2]/age."""

    def __init__(self, tree: Tree, dropped: tuple[str, ...] = ()) -> None:
        self.tree = tree
        self.form = tree.form
        self.dropped = dropped
        """Places of saved values that this version of the form has no room for."""
        self.teller = Teller(tree)

    @classmethod
    def begin(cls, form: Form, *, now: dt.datetime, seed: int, saved: str | None) -> Answers:
        """See `Form.start`. Raises ValueError when `saved` is neither its JSON nor XML."""
        if now.tzinfo is None:
            raise ValueError("now needs a zone")
        kept = None
        if saved is not None:
            kept = (saving.from_xml if saved.lstrip()[:1] == "<" else saving.from_json)(saved)
        root = build(form.prototype, None)
        seed = kept.seed if kept is not None and kept.seed is not None else seed
        run = Run(root, now, seed, form.version, form.default_language, form.instances)
        answers = cls(Tree(form, run))
        if kept is not None:
            answers.dropped = saving.restore(answers.tree, kept)
        if kept is None:
            answers.tree.everything()
            answers.tree.first_load()
        elif kept.form == form.fingerprint:
            saving.switch(answers.tree, kept.off)
            answers.tree.clocked()
        else:
            answers.tree.everything()
        return answers

    def set(self, ref: str, raw: str | Iterable[str]) -> Problem | None:
        """Answers a question. What is wrong comes back; then what was typed is kept to be shown,
        and the question counts as blank. Several choices come as a list or with spaces.

        Raises LookupError when the form has no such question, or no such instance.
        """
        node, question = self._question(ref)
        text = joined(raw)
        if self.teller.read_only(question, node):
            return Problem("read_only", ref)
        values = self.teller.values(question, node)
        value, wrong = check(question, text, values, self.tree.run.now)
        node.raw, node.problem = (text, wrong) if wrong else (None, None)
        if self.tree.write(node, value):
            self.tree.fire(node)
        return Problem(wrong[0], ref, wrong[1]) if wrong else None

    def typed(self, ref: str) -> str:
        """What stands in a question's box: its answer, or what was typed wrongly.

        Raises LookupError when the form has no such question, or no such instance.
        """
        node, _question = self._question(ref)
        return node.text if node.raw is None else node.raw

    def locked(self, ref: str) -> bool:
        """Whether a question can only be read now; nothing that is no question can be written."""
        try:
            node, question = self._question(ref)
        except LookupError:
            return True
        return self.teller.read_only(question, node)

    def add(self, repeat: str) -> str | None:
        """One more instance of a repeat; its place. None when the form fixes their number.

        Raises LookupError when there is no such repeat.
        """
        parent, ref, name = self._repeat(repeat)
        definition = self.form.nodes[ref]
        if not isinstance(definition, Repeat) or definition.fixed:
            return None
        if len(parent.children.get(name, ())) >= MOST:
            return None
        node = self.tree.grow(parent, ref)
        self.tree.settle()
        return place(node)

    def remove(self, repeat: str, i: int) -> bool:
        """Takes out the i-th instance (from 1); False when the form fixes their number or there
        is no such instance. Raises LookupError when there is no such repeat."""
        parent, ref, name = self._repeat(repeat)
        definition = self.form.nodes[ref]
        nodes = parent.children.get(name, [])
        if not isinstance(definition, Repeat) or definition.fixed or not 1 <= i <= len(nodes):
            return False
        self.tree.cut(nodes[i - 1])
        return True

    def show(self, ref: str, language: str = "") -> Shown:
        """A question, group or instance as it stands. Raises LookupError when there is none."""
        node = self._node(ref)
        definition = self.form.nodes.get(node.ref)
        if definition is None:
            raise LookupError(ref)
        return self.teller.show(node, definition, place(node), language)

    def walk(self, page: Page | None, language: str = "") -> Iterator[Shown]:
        """Everything on a page (or on all) that people see now, in order, with its depth.

        Groups and instances come before what they hold; what is not relevant is left out.
        """
        tops = page.nodes if page else self.form.root.children
        for top in tops:
            yield from self._walk(self.tree.root, top, language, 0)

    def _walk(
        self, above: Node, definition: Definition, language: str, depth: int
    ) -> Iterator[Shown]:
        for node in self._nodes(above, definition):
            if not node.live or (isinstance(definition, Question) and definition.kind in HIDDEN):
                continue
            shown = self.teller.show(node, definition, place(node), language)
            yield replace(shown, depth=depth)
            for child in getattr(definition, "children", ()):
                yield from self._walk(node, child, language, depth + 1)

    def _nodes(self, above: Node, definition: Definition) -> list[Node]:
        """The nodes of a definition below an instance; a group without a place stands above."""
        if "~" in definition.ref:
            return [above]
        found = [above]
        for name in definition.ref[len(above.ref) :].strip("/").split("/"):
            found = [n for node in found for n in node.children.get(name, ())]
        return found

    def count(self, repeat: str) -> int:
        """How many instances a repeat has now."""
        parent, _, name = self._repeat(repeat)
        return sum(not node.extra for node in parent.children.get(name, ()))

    def visible(self, page: Page) -> bool:
        """Whether a page has anything to ask or tell now."""
        return any(n.live for top in page.nodes for n in self._nodes(self.tree.root, top)) or any(
            isinstance(top, Repeat) and not top.fixed for top in page.nodes
        )

    def problems(self, language: str = "", page: Page | None = None) -> tuple[Problem, ...]:
        """What stands in the way on a page, or on all, in order."""
        found = []
        run = self.tree.run
        kept, run.language = run.language, language or run.language
        for question in self.form.questions():
            if question.visible and (page is None or question.ref in page.refs):
                for node in self.tree.at(question.ref):
                    if node.live:
                        found.append(self.teller.problem(question, node, place(node), language))
        run.language = kept
        return tuple(p for p in found if p is not None)

    def values(self) -> dict[str, str]:
        """Every relevant value by its place, notes left out."""
        return {
            place(node): node.text
            for node in self.tree.root.below()
            if node.live and self._kept(node)
        }

    def _kept(self, node: Node) -> bool:
        question = self.form.nodes.get(node.ref)
        return isinstance(question, Question) and question.kind != "note"

    def finish(self, now: dt.datetime, language: str = "") -> Record:
        """Everything evaluated again from the start, at `now`; what is not relevant drops out."""
        self.tree.run.now = now
        for question in self.form.questions():
            if question.kind == "end":
                for node in self.tree.at(question.ref):
                    self.tree.write(node, stamp(now))
        self.tree.everything()
        xml = saving.to_xml(self.tree, everything=False)
        return Record(self.values(), xml, self.problems(language))

    def to_json(self) -> str:
        """Everything, also what was typed wrongly: for `Form.start(saved=...)`."""
        return saving.to_json(self.tree)

    def to_xml(self) -> str:
        """The whole instance as XML, relevant or not: for `Form.start(saved=...)`."""
        return saving.to_xml(self.tree)

    def _node(self, ref: str) -> Node:
        node = saving.find(self.tree.root, ref)
        if node is None:
            raise LookupError(ref)
        return node

    def _question(self, ref: str) -> tuple[Node, Question]:
        node = self._node(ref)
        question = self.form.nodes.get(node.ref)
        if not isinstance(question, Question):
            raise LookupError(ref)
        return node, question

    def _repeat(self, ref: str) -> tuple[Node, str, str]:
        above, _, name = ref.rpartition("/")
        parent = self._node(above)
        found = f"{parent.ref}/{name}"
        if not isinstance(self.form.nodes.get(found), Repeat):
            raise LookupError(ref)
        return parent, found, name
