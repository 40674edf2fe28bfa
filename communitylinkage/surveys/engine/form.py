"""A form that was read: what it asks, in which languages, and in which order things depend."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .graph import Graph
from .nodes import (
    HIDDEN,
    Definition,
    Group,
    Language,
    Page,
    Question,
    Setvalue,
    Text,
    walk,
)
from .problems import Refusal
from .tree import Node

if TYPE_CHECKING:
    from .answers import Answers

_INSTANCE = re.compile(r"""\binstance\(\s*['"]([^'"]+)['"]\s*\)""")
LOOSE_TOGETHER = 8
"""Loose questions in a row that share a page: about what a phone shows in three screens."""


@dataclass(frozen=True)
class Form:
    """A form, shared by all respondents; nothing in it changes while it is answered."""

    id: str
    title: str
    version: str
    languages: tuple[Language, ...]
    default_language: str
    root: Group
    refusals: tuple[Refusal, ...]
    missing_files: tuple[str, ...]
    """Files that the form names and `files` lacked: their lists are empty."""
    file_sizes: Mapping[str, int] = field(default_factory=dict)
    """How many rows each file holds that a list comes from."""
    setvalues: tuple[Setvalue, ...] = ()
    texts: Mapping[str, Text] = field(default_factory=dict)
    instances: Mapping[str, Node] = field(default_factory=dict)
    prototype: Node = field(default_factory=lambda: Node("data"))
    """The primary instance as the form carries it, each repeat once."""
    nodes: Mapping[str, Definition] = field(default_factory=dict)
    graph: Graph = field(default_factory=Graph)
    fingerprint: str = ""
    """A digest of the form and its files: two forms with the same one behave alike."""

    def questions(self) -> Iterator[Question]:
        """Every question that was not refused, hidden ones too, in order."""
        return (n for n in self.nodes.values() if isinstance(n, Question))

    def list_of(self, question: Question) -> Node | None:
        """The list of its choices, with those that a filter leaves out; None: it has none."""
        found = _INSTANCE.search(question.itemset.nodeset.source) if question.itemset else None
        return self.instances.get(found[1]) if found else None

    def pages(self) -> tuple[Page, ...]:
        """One page for each group or repeat at the top; loose questions eight at a time."""
        pages: list[Page] = []
        loose: list[Definition] = []
        for node in self.root.children:
            if isinstance(node, Question):
                if node.kind not in HIDDEN:
                    loose.append(node)
                continue
            self._close(pages, loose)
            if any(isinstance(n, Question) and n.visible for n in walk(node)):
                pages.append(page([node], node.label))
        self._close(pages, loose)
        return tuple(pages)

    @staticmethod
    def _close(pages: list[Page], loose: list[Definition]) -> None:
        for i in range(0, len(loose), LOOSE_TOGETHER):
            pages.append(page(loose[i : i + LOOSE_TOGETHER], None))
        loose.clear()

    def start(self, *, now: dt.datetime, seed: int = 0, saved: str | None = None) -> Answers:
        """One respondent's answers: fresh, or from what `Answers.to_json` or `to_xml` gave.

        `now` needs a zone; `seed` decides every shuffle, random number and uuid. Saved answers
        of another version keep what still has its place; the rest is in `Answers.dropped`.
        """
        from .answers import Answers

        return Answers.begin(self, now=now, seed=seed, saved=saved)


def page(nodes: list[Definition], label: Text | None) -> Page:
    """A page of these nodes, named after the first."""
    refs = frozenset(n.ref for top in nodes for n in walk(top))
    return Page(nodes[0].name, tuple(nodes), label, refs)
