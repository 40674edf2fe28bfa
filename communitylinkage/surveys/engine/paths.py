"""Following a path through the tree, as ODK does.

Two departures from XPath 1.0 (ODK XForms specification, "Repeats"): an absolute path that passes
a repeat in which the asking question stands means *this* instance; what is not relevant is not
found.
"""

from __future__ import annotations

from collections.abc import Callable

from .runs import Run
from .tree import Node
from .values import Value, truth

Compiled = Callable[[Run, Node], Value]


class Step:
    """One step: an axis and a name (or `*`), with its predicates."""

    __slots__ = ("axis", "function", "name", "tests")

    def __init__(self, axis: str, name: str = "*", function: Compiled | None = None) -> None:
        self.axis = axis
        self.name = name
        self.function = function
        self.tests: list[Compiled] = []


def follow(steps: list[Step], run: Run, node: Node, absolute: bool) -> list[Node]:
    """The live nodes at the end of a path, in the order of the tree."""
    found = [node]
    mine = [n for n in (run.current, *run.current.above()) if "repeat" in n.attributes]
    last = len(steps) - 1
    for i, step in enumerate(steps):
        here = many(step, run, found)
        if mine and absolute and i < last and not step.tests and len(here) > 1:
            here = [n for n in here if n in mine] or here
        for test in step.tests:
            here = kept(test, run, here)
        found = here
    return [n for n in found if n.live]


def many(step: Step, run: Run, nodes: list[Node]) -> list[Node]:
    """One step from several nodes, each node once."""
    if len(nodes) == 1:
        return one(step, run, nodes[0])
    seen: dict[int, Node] = {}
    for node in nodes:
        for reached in one(step, run, node):
            seen[id(reached)] = reached
    return list(seen.values())


def one(step: Step, run: Run, node: Node) -> list[Node]:
    """One step from one node."""
    axis, name = step.axis, step.name
    if axis == "child":
        return list(node.children.get(name, ())) if name != "*" else list(node.all())
    if axis == "root":
        return [document(run.root)]
    if axis == "self":
        return [node] if name in ("*", node.name) else []
    if axis == "current":
        return [run.current]
    if axis == "expression" and step.function:
        value = step.function(run, node)
        return value if isinstance(value, list) else []
    if axis == "attribute":
        return [Node(name, None, node.attributes[name])] if name in node.attributes else []
    return [n for n in far(axis, node) if name in ("*", n.name)]


def document(root: Node) -> Node:
    """What stands above the root element, so that /data is a child like any other."""
    top = Node("")
    top.children[root.name] = [root]
    return top


def far(axis: str, node: Node) -> list[Node]:
    """The axes that ODK forms hardly use."""
    if axis == "parent":
        return [node.parent] if node.parent else []
    if axis == "descendant-or-self":
        return list(node.below())
    if axis == "descendant":
        return list(node.below())[1:]
    if axis == "ancestor":
        return list(node.above())
    if axis == "ancestor-or-self":
        return [node, *node.above()]
    siblings = list(node.parent.all()) if node.parent else [node]
    at = next(i for i, n in enumerate(siblings) if n is node)
    return siblings[at + 1 :] if axis == "following-sibling" else siblings[:at]


def kept(test: Compiled, run: Run, nodes: list[Node]) -> list[Node]:
    """The nodes that pass a predicate; a number means a place in the list."""
    outer = run.position, run.size
    run.size = len(nodes)
    out = []
    for i, node in enumerate(nodes, 1):
        run.position = i
        value = test(run, node)
        if (value == i) if type(value) is float else truth(value):
            out.append(node)
    run.position, run.size = outer
    return out
