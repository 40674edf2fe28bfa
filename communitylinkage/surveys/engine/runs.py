"""What an evaluation may see besides the tree: the moment, the seed, the language, the form."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .tree import Node


def _no_name(run: Run, question: str, value: str) -> str:
    return value


def _no_text(run: Run, key: str) -> str:
    return key


@dataclass
class Run:
    """One respondent's evaluation. `current`, `position` and `size` move while it runs."""

    root: Node
    now: dt.datetime
    seed: int = 0
    version: str = ""
    language: str = ""
    instances: Mapping[str, Node] = field(default_factory=dict)
    choice_name: Callable[[Run, str, str], str] = _no_name
    itext: Callable[[Run, str], str] = _no_text
    current: Node = field(default_factory=lambda: Node(""))
    position: int = 1
    size: int = 1
    calls: int = 0

    def chance(self) -> bytes:
        """32 bytes that look random and are the same for the same seed, place and call."""
        self.calls += 1
        spot = f"{self.seed}|{place(self.current)}|{self.calls}"
        return hashlib.sha256(spot.encode()).digest()


def place(node: Node) -> str:
    """Where a node stands, with the number of each repeat: /data/child[2]/age."""
    parts = []
    while node.parent is not None:
        many = "repeat" in node.attributes
        parts.append(f"{node.name}[{node.position()}]" if many else node.name)
        node = node.parent
    parts.append(node.name)
    return "/" + "/".join(reversed(parts))
