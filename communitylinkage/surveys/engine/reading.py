"""From an XForm to a Form. Source: ODK XForms specification; the dialect is pyxform 4.5's."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET  # nosec B405 # names only; defusedxml parses
from collections.abc import Mapping

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .bodies import Body
from .form import Form
from .gathering import Gathering
from .graph import draw
from .lists import secondary
from .nodes import Group, walk
from .problems import Problem, UnreadableError
from .texts import languages, translations
from .tree import Node, grow, local


def read(xform: str, files: Mapping[str, bytes] | None = None) -> Form:
    """The form in `xform`; `files` holds the files that it names.

    Raises UnreadableError with every reason that was found first (see its docstring). A DOCTYPE
    is refused before anything in it is expanded.
    """
    try:
        return assembled(parsed(xform), digest(xform, files or {}), files or {})
    except RecursionError as error:
        raise UnreadableError(Problem("too_deep")) from error


def assembled(top: ET.Element, fingerprint: str, files: Mapping[str, bytes]) -> Form:
    """The form of a parsed document."""
    model, body = child(child(top, "head"), "model"), child(top, "body")
    if model is None or body is None:
        raise UnreadableError(Problem("not_an_xform"))
    primary = next((i for i in model if local(i.tag) == "instance" and len(i)), None)
    if primary is None:
        raise UnreadableError(Problem("not_an_xform"))
    prototype = grow(primary[0])
    settle(prototype)
    lists = secondary(model, files)
    gathering = Gathering(lists.problems)
    texts = translations(model, gathering)
    reader = Body(model, body, prototype, texts, gathering)
    children = reader.children()
    gathering.check()
    root = Group("/" + prototype.name, prototype.name, children=children)
    nodes = {n.ref: n for n in walk(root)}
    refs = list(dict.fromkeys(n.ref for n in prototype.below()))
    known, default = languages(model)
    title = child(child(top, "head"), "title")
    return Form(
        id=prototype.attributes.get("id", ""),
        title=title.text or "" if title is not None else "",
        version=prototype.attributes.get("version", ""),
        languages=known,
        default_language=default,
        root=root,
        refusals=tuple(reader.refusals),
        missing_files=tuple(lists.missing),
        file_sizes=lists.sizes,
        setvalues=tuple(reader.setvalues),
        texts=texts,
        instances=lists.roots,
        prototype=prototype,
        nodes=nodes,
        graph=draw(nodes, refs),
        fingerprint=fingerprint,
    )


def digest(xform: str, files: Mapping[str, bytes]) -> str:
    """What tells one form from another."""
    made = hashlib.sha256(xform.encode("utf-8", "replace"))
    for name in sorted(files):
        made.update(name.encode() + b"\0" + files[name] + b"\0")
    return made.hexdigest()[:24]


def parsed(xform: str) -> ET.Element:
    """The XML, without entities. Raises UnreadableError(not_xml, doctype)."""
    try:
        element: ET.Element = fromstring(xform.encode(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableError(Problem("doctype")) from error
    except (ET.ParseError, UnicodeError, ValueError) as error:
        raise UnreadableError(Problem("not_xml", args={"reason": str(error)[:200]})) from error
    return element


def child(element: ET.Element | None, name: str) -> ET.Element | None:
    """The first child of that name, in any namespace."""
    if element is None:
        return None
    return next((c for c in element if isinstance(c.tag, str) and local(c.tag) == name), None)


def settle(node: Node, ref: str = "") -> None:
    """Gives each node its place, and keeps a repeat's template instead of its first instances."""
    node.ref = f"{ref}/{node.name}"
    for name, namesakes in node.children.items():
        templates = [n for n in namesakes if "template" in n.attributes]
        if templates:
            rest = [n for n in namesakes if "template" not in n.attributes]
            templates[0].attributes["first"] = str(len(rest))
        node.children[name] = (templates or namesakes)[:1]
    for below in node.all():
        settle(below, node.ref)
