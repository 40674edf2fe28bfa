"""Secondary instances: the lists that choices come from, inside the form or in CSV files."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET  # nosec B405 # names only; defusedxml parses
from collections.abc import Mapping

from .problems import Problem, UnreadableError
from .tree import Node, grow, local


def secondary(
    model: ET.Element, files: Mapping[str, bytes]
) -> tuple[dict[str, Node], tuple[str, ...]]:
    """Every list by its id, and the names of the files that are missing."""
    lists: dict[str, Node] = {}
    missing: list[str] = []
    for instance in model:
        name = instance.get("id") if local(str(instance.tag)) == "instance" else None
        if not name:
            continue
        source = instance.get("src", "")
        if len(instance):
            lists[name] = rooted(grow(instance[0]))
        elif source.startswith("jr://file-csv/"):
            file = source.removeprefix("jr://file-csv/")
            lists[name] = rooted(rows(files.get(file, b""), file))
            if file not in files:
                missing.append(file)
        elif source and "last-saved" not in source:
            missing.append(source.rpartition("/")[2])
        lists.setdefault(name, rooted(Node("root")))
    return lists, tuple(missing)


def rooted(node: Node) -> Node:
    """The document above a list, so that /root is its child."""
    top = Node("")
    top.children[node.name] = [node]
    node.parent = top
    return top


def rows(data: bytes, name: str) -> Node:
    """A CSV file with a first line of names, as <root><item>. Raises UnreadableError(bad_csv)."""
    root = Node("root")
    try:
        text = data.decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(text), strict=True):
            item = Node("item", root)
            for column, value in row.items():
                if isinstance(column, str) and column.strip():
                    Node(column.strip(), item, value or "")
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(Problem("bad_csv", args={"file": name})) from error
    return root
