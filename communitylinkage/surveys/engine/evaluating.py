"""Keeps one respondent's tree true to the form's rules: after a change, what depends on it."""

from __future__ import annotations

import heapq
import math
import uuid
from collections.abc import Iterable

from .form import Form
from .graph import CALCULATE, COUNT, RELEVANT, Rule
from .moments import stamp
from .nodes import Setvalue
from .runs import Run
from .tree import Node
from .values import NUMBER, Value, as_date, from_days, number, string, truth

MOST = 1000
"""Instances of one repeat; a form that asks for more gets this many."""


class Tree:
    """The instance and its rules. Changes go through `write`, `add` and `remove`."""

    def __init__(self, form: Form, run: Run) -> None:
        self.form, self.run = form, run
        self.root = run.root
        self.waiting: list[int] = []
        self.queued: set[int] = set()
        self.fresh: list[Node] = []

    def at(self, ref: str) -> list[Node]:
        """Every node at a place of the form."""
        names = ref.strip("/").split("/")
        found = [self.root] if self.root.name == names[0] else []
        for name in names[1:]:
            found = [n for node in found for n in node.children.get(name, ())]
        return found

    def nearest(self, ref: str, node: Node) -> list[Node]:
        """The nodes at a place that share the most repeats with a node."""
        mine = {id(n) for n in (node, *node.above()) if "repeat" in n.attributes}
        found = self.at(ref)
        if not mine or len(found) < 2:
            return found
        shared = [sum(id(a) in mine for a in (n, *n.above())) for n in found]
        return [n for n, count in zip(found, shared, strict=True) if count == max(shared)]

    # What changed, and what follows from it

    def everything(self) -> None:
        """Evaluates every rule."""
        self.push(range(len(self.form.graph.rules)))
        self.settle()

    def clocked(self) -> None:
        """Evaluates the rules that read the clock, and what follows."""
        self.push(self.form.graph.clocked)
        self.settle()

    def changed(self, refs: Iterable[str]) -> None:
        """Queues the rules that read these places."""
        for ref in refs:
            self.push(self.form.graph.readers.get(ref, ()))

    def push(self, rules: Iterable[int]) -> None:
        for rule in rules:
            if rule not in self.queued:
                self.queued.add(rule)
                heapq.heappush(self.waiting, rule)

    def settle(self) -> None:
        """Evaluates what is queued, in order, then the defaults of what was added."""
        while self.waiting or self.fresh:
            while self.waiting:
                rule = heapq.heappop(self.waiting)
                self.queued.discard(rule)
                self.evaluate(self.form.graph.rules[rule])
            for node in self.fresh[:1]:
                del self.fresh[0]
                self.defaults(node)

    def evaluate(self, rule: Rule) -> None:
        if rule.kind == COUNT:
            self.count(rule)
            return
        for node in self.at(rule.ref):
            value = rule.expression(self.run, node)
            if rule.kind == RELEVANT:
                self.relate(node, truth(value))
            elif rule.kind == CALCULATE:
                self.write(node, stored(value, self.type_of(rule.ref)), settle=False)

    def type_of(self, ref: str) -> str:
        return getattr(self.form.nodes.get(ref), "type", "string")

    def relate(self, node: Node, own: bool) -> None:
        """Sets a node's relevance, and that of all below it."""
        if node.own is not own:
            node.own = own
            self.changed(dict.fromkeys(relive(node, node.parent is None or node.parent.live)))

    def count(self, rule: Rule) -> None:
        """As many instances as jr:count says, in every parent."""
        above, _, name = rule.ref.rpartition("/")
        for parent in self.at(above):
            asker = Node(name, None, ref=rule.ref)
            asker.parent, asker.live = parent, parent.live
            asked = number(rule.expression(self.run, asker))
            wanted = 0 if math.isnan(asked) else int(max(0.0, min(float(MOST), asked)))
            have = parent.children.setdefault(name, [])
            while len(have) < wanted:
                self.grow(parent, rule.ref)
            for i, node in enumerate(have):
                if node.extra is not (i >= wanted):
                    node.extra = i >= wanted
                    relive(node, parent.live)
                    self.structure(rule.ref)

    def write(self, node: Node, text: str, settle: bool = True) -> bool:
        """Gives a leaf its value; tells whether it changed."""
        if node.text == text:
            return False
        node.text = text
        self.changed([node.ref])
        if settle:
            self.settle()
        return True

    def structure(self, ref: str) -> None:
        """A repeat has more or fewer instances: whoever reads it or its inside looks again."""
        self.changed((ref, *self.form.graph.below.get(ref, ())))

    # Instances

    def grow(self, parent: Node, ref: str) -> Node:
        """One more instance of a repeat, with its defaults."""
        node = build(self.template(ref), parent)
        relive(node, parent.live)
        self.push(self.form.graph.inside.get(ref, ()))
        self.structure(ref)
        self.fresh.append(node)
        return node

    def template(self, ref: str) -> Node:
        node = self.form.prototype
        for name in ref.strip("/").split("/")[1:]:
            node = node.children[name][0]
        return node

    def cut(self, node: Node) -> None:
        """Takes one instance out."""
        if node.parent is not None:
            node.parent.children[node.name].remove(node)
            self.structure(node.ref)
            self.push(self.form.graph.inside.get(node.ref, ()))
            self.settle()

    # Events

    def defaults(self, node: Node) -> None:
        """Dynamic defaults of a new instance."""
        for rule in self.form.setvalues:
            if "odk-new-repeat" in rule.events and (rule.target + "/").startswith(node.ref + "/"):
                for target in self.at(rule.target):
                    if node in (target, *target.above()):
                        self.act(rule, target)

    def first_load(self) -> None:
        """Preloads and dynamic defaults, once per respondent."""
        for question in self.form.questions():
            if question.kind in ("start", "today", "uid"):
                for node in self.at(question.ref):
                    self.write(node, preload(question.kind, self.run, node))
        for rule in self.form.setvalues:
            if rule.events & {"odk-instance-first-load", "xforms-ready"}:
                for target in self.at(rule.target):
                    self.act(rule, target)

    def fire(self, node: Node) -> None:
        """What a change by the respondent sets off."""
        for rule in self.form.setvalues:
            if rule.trigger == node.ref and "xforms-value-changed" in rule.events:
                for target in self.nearest(rule.target, node):
                    self.act(rule, target)

    def act(self, rule: Setvalue, target: Node) -> None:
        value: Value = rule.expression_value(self.run, target)
        target.raw = target.problem = None
        self.write(target, stored(value, self.type_of(rule.target)))


def relive(node: Node, above: bool) -> list[str]:
    """Puts `live` right from a node down; the places where it changed."""
    live = above and node.own and not node.extra
    changed = []
    if node.live is not live:
        node.live = live
        changed.append(node.ref)
    elif node.children and live is False:
        return []  # it was off and stays off, with all below
    for child in node.all():
        changed += relive(child, live)
    return changed


def build(template: Node, parent: Node | None) -> Node:
    """A copy of the form's node, each repeat inside as often as the form starts with."""
    node = Node(template.name, parent, template.text, template.ref)
    node.attributes = template.attributes
    for name, namesakes in template.children.items():
        node.children[name] = []
        for _ in range(firsts(namesakes[0])):
            build(namesakes[0], node)
    return node


def firsts(template: Node) -> int:
    """How often a node stands at the start."""
    return int(template.attributes.get("first", "1")) if "repeat" in template.attributes else 1


def preload(kind: str, run: Run, node: Node) -> str:
    """What a harmless preload gives."""
    if kind == "today":
        return run.now.date().isoformat()
    if kind == "uid":
        run.current, run.calls = node, 0
        return f"uuid:{uuid.UUID(bytes=run.chance()[:16], version=4)}"
    return stamp(run.now)


def stored(value: Value, kind: str) -> str:
    """A computed value as the instance keeps it: no number is '', days are dates where asked."""
    if isinstance(value, float) and math.isnan(value):
        return ""
    text = string(value)
    if kind == "date" and text:
        return as_date(value) or text
    if kind == "dateTime" and NUMBER.match(text):
        when = from_days(float(text))
        return when.isoformat(timespec="milliseconds") if when else text
    if kind == "int" and NUMBER.match(text) and math.isfinite(float(text)):
        return str(int(float(text)))
    return text


__all__ = ["Tree", "build", "relive", "stored"]
