"""Labels, hints and messages: their languages, their forms, and what is written into them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # nosec B405 # names only; defusedxml parses

from .gathering import BLANK, Gathering
from .nodes import Language, Part, Parts, Text
from .tree import local

CODE = re.compile(r"(.*?)\s*\(([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\)\s*\Z")
ITEXT = re.compile(r"\s*jr:itext\(\s*(['\"])(.*?)\1\s*\)\s*\Z", re.S)


def languages(model: ET.Element) -> tuple[tuple[Language, ...], str]:
    """The languages in the form's order and the key of the default one ("" without itext)."""
    found: list[Language] = []
    default = ""
    for translation in model.iter():
        if not isinstance(translation.tag, str) or local(translation.tag) != "translation":
            continue
        key = translation.get("lang", "")
        match = CODE.match(key)
        found.append(Language(key, match[1] if match else key, match[2] if match else ""))
        if translation.get("default") is not None:
            default = key
    return tuple(found), default or (found[0].key if found else "")


def translations(model: ET.Element, gathering: Gathering) -> dict[str, Text]:
    """Every itext by its id."""
    texts: dict[str, dict[str, dict[str, Parts]]] = {}
    for translation in model.iter():
        if not isinstance(translation.tag, str) or local(translation.tag) != "translation":
            continue
        for text in translation:
            key = text.get("id", "")
            forms = texts.setdefault(key, {}).setdefault(translation.get("lang", ""), {})
            for value in text:
                forms[value.get("form", "")] = parts(value, key.rpartition(":")[0], gathering)
    return {key: Text(languages) for key, languages in texts.items()}


def parts(element: ET.Element, ref: str, gathering: Gathering) -> Parts:
    """A sentence and the expressions of its <output>s, which stand at `ref`."""
    out: list[Part] = [element.text or ""]
    place = re.sub(r":jr$", "", ref) if ref.startswith("/") else "/data"
    for output in element:
        source = output.get("value") or output.get("ref") or BLANK
        out.append(gathering.expression(source, place, "label"))
        out.append(output.tail or "")
    return tuple(part for part in out if part != "")


def written(
    element: ET.Element | None, ref: str, texts: dict[str, Text], gathering: Gathering
) -> Text | None:
    """The text of a <label> or <hint>: by reference or written there."""
    if element is None:
        return None
    match = ITEXT.match(element.get("ref", ""))
    if match:
        return texts.get(match[2])
    return Text({"": {"": parts(element, ref, gathering)}})


def message(attribute: str | None, texts: dict[str, Text]) -> Text | None:
    """The text of jr:constraintMsg or jr:requiredMsg."""
    if not attribute:
        return None
    match = ITEXT.match(attribute)
    return texts.get(match[2]) if match else Text({"": {"": (attribute,)}})
