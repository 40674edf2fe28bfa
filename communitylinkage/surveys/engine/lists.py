"""Secondary instances: the lists that choices come from, inside the form or in files."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET  # nosec B405 # names only; defusedxml parses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .problems import Problem
from .tree import Node, grow, local

SOURCES = ("jr://file-csv/", "jr://file/")
ITEMSETS = "itemsets.csv"
"""What pyxform makes of the sheet external_choices: all lists in one file, told by `list_name`."""


@dataclass
class Lists:
    """Every list by its id; the files that are missing, and how many rows the others hold."""

    roots: dict[str, Node] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def secondary(model: ET.Element, files: Mapping[str, bytes]) -> Lists:
    """The lists of a form; a file that cannot be read is among the problems: bad_csv, bad_file."""
    found = Lists()
    for instance in model:
        name = instance.get("id") if local(str(instance.tag)) == "instance" else None
        if not name:
            continue
        source = instance.get("src", "")
        file = next((source.removeprefix(s) for s in SOURCES if source.startswith(s)), "")
        if len(instance):
            found.roots[name] = rooted(grow(instance[0]))
        elif file in files:
            found.roots[name] = rooted(read_file(file, files[file], found))
        elif file:
            found.missing.append(file)
        found.roots.setdefault(name, rooted(Node("root")))
    if ITEMSETS in files:
        for name, root in itemsets(read_file(ITEMSETS, files[ITEMSETS], found)).items():
            found.roots.setdefault(name, rooted(root))
    return found


def rooted(node: Node) -> Node:
    """The document above a list, so that /root is its child."""
    top = Node("")
    top.children[node.name] = [node]
    node.parent = top
    return top


def read_file(file: str, data: bytes, found: Lists) -> Node:
    """What a file holds: CSV, XML or GeoJSON, as its ending says. Broken, it is an empty list."""
    ending = file.lower().rpartition(".")[2]
    try:
        root = {"xml": branches, "geojson": features}.get(ending, rows)(data)
    except (UnicodeDecodeError, csv.Error):
        found.problems.append(Problem("bad_csv", args={"file": file}))
    except (ET.ParseError, DefusedXmlException, ValueError, TypeError, LookupError, AttributeError):
        found.problems.append(Problem("bad_file", args={"file": file}))
    else:
        found.sizes[file] = sum(1 for _one in root.all())
        return root
    return Node("root")


def rows(data: bytes) -> Node:
    """A CSV file with a first line of names, as <root><item>."""
    root = Node("root")
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig")), strict=True):
        item = Node("item", root)
        for column, value in row.items():
            if isinstance(column, str) and column.strip():
                Node(column.strip(), item, value or "")
    return root


def branches(data: bytes) -> Node:
    """An XML file as it stands."""
    element: ET.Element = fromstring(data, forbid_dtd=True)
    return grow(element)


def features(data: bytes) -> Node:
    """A GeoJSON file as <root><item>: the id and properties of each feature, not where it lies."""
    root = Node("root")
    for feature in json.loads(data)["features"]:
        known = {"id": feature.get("id"), **(feature.get("properties") or {})}
        item = Node("item", root)
        for name, value in known.items():
            if value is not None:
                Node(name, item, plain(value))
    return root


def plain(value: Any) -> str:
    """A value of JSON as text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def itemsets(root: Node) -> dict[str, Node]:
    """The lists of external choices; where only translated labels stand, the first is the label."""
    found: dict[str, Node] = {}
    for item in list(root.all()):
        labels = [name for name in item.children if name.partition("::")[0] == "label"]
        if labels and "label" not in item.children:
            Node("label", item, item.first(labels[0]))
        name = item.first("list_name") or item.first("list name")
        top = found.setdefault(name, Node("root"))
        item.parent = top
        top.children.setdefault("item", []).append(item)
    return found
