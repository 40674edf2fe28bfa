"""The light tree that expressions read: names, texts, parents, and whether a node is live."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # nosec B405 # only built and walked here; parsed by defusedxml
from collections.abc import Iterator


class Node:
    """One element. `live` is its relevance with that of all above; `ref` its place in the form.

    `extra` marks an instance beyond jr:count: kept, so that a slip in the count loses nothing,
    but not live.
    """

    __slots__ = (
        "attributes",
        "children",
        "extra",
        "live",
        "name",
        "own",
        "parent",
        "problem",
        "raw",
        "ref",
        "text",
    )

    def __init__(self, name: str, parent: Node | None = None, text: str = "", ref: str = ""):
        self.name = name
        self.parent = parent
        self.text = text
        self.ref = ref
        self.children: dict[str, list[Node]] = {}
        self.attributes: dict[str, str] = {}
        self.own = self.live = True
        self.extra = False
        self.raw: str | None = None
        self.problem: tuple[str, dict[str, str]] | None = None
        if parent is not None:
            parent.children.setdefault(name, []).append(self)

    def all(self) -> Iterator[Node]:
        """The children, grouped by name in the order of the form."""
        for nodes in self.children.values():
            yield from nodes

    def below(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.all():
            yield from child.below()

    def value(self) -> str:
        """XPath's string value: the text of a leaf, all texts below a branch."""
        if not self.children:
            return self.text
        return "".join(node.text for node in self.below() if node.live)

    def above(self) -> Iterator[Node]:
        """The parents, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def first(self, name: str) -> str:
        """The text of the first child of that name, or ''."""
        found = self.children.get(name)
        return found[0].value() if found else ""

    def position(self) -> int:
        """1-based place among its namesakes."""
        siblings = self.parent.children[self.name] if self.parent else [self]
        return next(i for i, other in enumerate(siblings, 1) if other is self)


def local(tag: str) -> str:
    """An element's or attribute's name without its namespace."""
    return tag.rpartition("}")[2]


def grow(element: ET.Element, parent: Node | None = None) -> Node:
    """A tree from XML, comments left out."""
    node = Node(local(element.tag), parent, (element.text or "").strip() if len(element) else "")
    if not len(element):
        node.text = element.text or ""
    else:
        node.text = ""
    node.attributes = {local(k): v for k, v in element.attrib.items()}
    for child in element:
        if isinstance(child.tag, str):
            grow(child, node)
    return node
