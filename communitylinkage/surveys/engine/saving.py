"""A tree as plain values, as JSON and as XML, and back, also into another version of the form."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET  # nosec B405 # builds; defusedxml parses
from dataclasses import dataclass, field
from typing import Any

from defusedxml.ElementTree import fromstring

from .evaluating import MOST, Tree, build, relive
from .runs import place
from .tree import Node, local

FORMAT = 1
STEP = re.compile(r"([^\[\]/]+)(?:\[(\d{1,4})\])?\Z")


@dataclass
class Saved:
    """What was kept: values and counts of instances by place, what was typed wrongly, the seed."""

    values: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    typed: dict[str, tuple[str, str, dict[str, str]]] = field(default_factory=dict)
    seed: int | None = None
    off: list[str] = field(default_factory=list)
    form: str = ""
    """Fingerprint of the form that kept it: the same form need not evaluate again."""


def plain(root: Node) -> Saved:
    """Everything in a tree, relevant or not, so that nothing is lost on the way back."""
    saved = Saved()
    for node in root.below():
        here = place(node)
        for name, nodes in node.children.items():
            if any("repeat" in n.attributes for n in nodes) or not nodes:
                saved.counts[f"{here}/{name}"] = len(nodes)
        if not node.children:
            saved.values[here] = node.text
        if not node.own:
            saved.off.append("own:" + here)
        if node.extra:
            saved.off.append("extra:" + here)
        if node.raw is not None and node.problem:
            saved.typed[here] = (node.raw, *node.problem)
    return saved


def to_json(tree: Tree) -> str:
    """The state as JSON: what `Form.start(saved=...)` takes."""
    saved = plain(tree.root)
    return json.dumps(
        {
            "format": FORMAT,
            "form": tree.form.id,
            "version": tree.form.version,
            "fingerprint": tree.form.fingerprint,
            "off": saved.off,
            "seed": tree.run.seed,
            "values": {k: v for k, v in saved.values.items() if v},
            "counts": saved.counts,
            "typed": saved.typed,
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def from_json(text: str) -> Saved:
    """Raises ValueError when it is not what `to_json` wrote."""
    try:
        return unpacked(json.loads(text))
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a saved answer") from error


def unpacked(data: Any) -> Saved:
    """The parts of what `to_json` wrote."""
    if data["format"] != FORMAT:
        raise ValueError("not a saved answer")
    typed = {k: (raw, code, dict(args)) for k, (raw, code, args) in data["typed"].items()}
    return Saved(
        dict(data["values"]),
        dict(data["counts"]),
        typed,
        int(data["seed"]),
        list(data["off"]),
        data["fingerprint"],
    )


def to_xml(tree: Tree, everything: bool = True) -> str:
    """The instance as XML; with `everything` off, what is not relevant or was refused drops out."""
    return ET.tostring(element(tree, tree.root, everything), encoding="unicode")


def element(tree: Tree, node: Node, everything: bool) -> ET.Element:
    made = ET.Element(node.name)
    if node.parent is None:
        made.attrib.update({"id": tree.form.id, "version": tree.form.version})
    if not node.children:
        made.text = node.text
    for child in node.all():
        if everything or (child.live and (child.children or child.ref in tree.form.nodes)):
            made.append(element(tree, child, everything))
    return made


def from_xml(text: str) -> Saved:
    """Raises ValueError for what is not XML or has a DOCTYPE."""
    saved = Saved()
    try:
        root = fromstring(text.encode(), forbid_dtd=True)
        collect(root, "/" + local(root.tag), saved)
    except (ET.ParseError, ValueError, RecursionError) as error:
        raise ValueError("not a saved answer") from error
    return saved


def collect(element: ET.Element, here: str, saved: Saved) -> None:
    """Values by place; every child is numbered, `restore` ignores the number where none is due."""
    seen: dict[str, int] = {}
    for child in element:
        name = local(child.tag)
        seen[name] = seen.get(name, 0) + 1
        collect(child, f"{here}/{name}[{seen[name]}]", saved)
    for name, count in seen.items():
        saved.counts[f"{here}/{name}"] = count
    if not len(element):
        saved.values[here] = element.text or ""


def restore(tree: Tree, saved: Saved) -> tuple[str, ...]:
    """Puts what was kept where the form still has its place; the rest is handed back by place."""
    values, counts = dict(saved.values), saved.counts
    if saved.seed is None:  # from XML: every child is numbered
        values = {strip(tree, k): v for k, v in values.items()}
        counts = {strip(tree, k): v for k, v in counts.items()}
    shape(tree, tree.root, tree.form.prototype, counts)
    fill(tree.root, "/" + tree.root.name, values)
    for where, (raw, code, args) in saved.typed.items():
        node = find(tree.root, where)
        if node is not None and not node.children:
            node.raw, node.problem = raw, (code, args)
    return tuple(where for where, text in values.items() if text)


def fill(node: Node, here: str, values: dict[str, str]) -> None:
    """Gives each leaf its kept value and takes that out of `values`; a blank was not kept."""
    for name, nodes in node.children.items():
        for i, child in enumerate(nodes, 1):
            at = f"{here}/{name}[{i}]" if "repeat" in child.attributes else f"{here}/{name}"
            if child.children:
                fill(child, at, values)
            else:
                child.text = values.pop(at, "")


def switch(tree: Tree, off: list[str]) -> None:
    """Puts relevance back as it was kept, without evaluating."""
    for where in off:
        kind, _, at = where.partition(":")
        node = find(tree.root, at)
        if node is not None and kind == "extra":
            node.extra = True
        elif node is not None:
            node.own = False
    if off:
        relive(tree.root, True)


def strip(tree: Tree, where: str) -> str:
    """A place with numbers only at repeats, as `place` writes it; its last name bare."""
    out, ref = [], ""
    for part in where.strip("/").split("/"):
        name, _, number = part.partition("[")
        ref += "/" + name
        repeat = ref in tree.form.nodes and hasattr(tree.form.nodes[ref], "fixed")
        out.append(part if repeat and number else name)
    return "/" + "/".join(out)


def shape(tree: Tree, node: Node, template: Node, counts: dict[str, int]) -> None:
    """As many instances as were kept."""
    for name, namesakes in template.children.items():
        sample = namesakes[0]
        if "repeat" in sample.attributes:
            have = node.children.setdefault(name, [])
            wanted = max(0, counts.get(f"{place(node)}/{name}", len(have)))
            while len(have) < min(wanted, MOST):
                build(sample, node)
            del have[wanted:]
        if sample.children:
            for child in node.children.get(name, ()):
                shape(tree, child, sample, counts)


def find(root: Node, where: str) -> Node | None:
    """The node at a place: a number picks an instance, without one the first."""
    parts = [STEP.match(part) for part in where.strip("/").split("/")]
    if not parts or parts[0] is None or parts[0][1] != root.name:
        return None
    node = root
    for part in parts[1:]:
        nodes = node.children.get(part[1], []) if part else []
        at = int(part[2] or 1) - 1 if part else 0
        if not 0 <= at < len(nodes):
            return None
        node = nodes[at]
    return node
