"""The body and the binds of an XForm as questions, groups and repeats."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # nosec B405 # names only; defusedxml parses
from collections.abc import Iterator

from .compiling import Expression
from .gathering import Gathering
from .nodes import Definition, FixedChoice, Group, Itemset, Question, Repeat, Rules, Setvalue, Text
from .problems import Refusal
from .texts import ITEXT, message, written
from .tree import Node, local

CONTROLS = {"input", "select", "select1", "upload", "range", "trigger", "rank", "secret"}
TYPES = {"int": "integer", "decimal": "decimal", "date": "date", "time": "time"}
TYPES |= {"dateTime": "dateTime", "barcode": "barcode"}
MEDIA = {"image": "image", "audio": "audio", "video": "video"}
LOCATION = {"geopoint", "geotrace", "geoshape"}
PRELOADS = {("timestamp", "start"): "start", ("timestamp", "end"): "end"}
PRELOADS |= {("date", "today"): "today", ("uid", ""): "uid"}
ACTIONS = {"setgeopoint": "location", "setlocation": "location", "recordaudio": "recording"}
PARAMETERS = ("start", "end", "step", "accuracyThreshold", "max-pixels", "mediatype", "rows")


class Body:
    """Reads the controls of a body; `refusals` and `setvalues` fill while `children` reads."""

    def __init__(
        self,
        model: ET.Element,
        body: ET.Element,
        prototype: Node,
        texts: dict[str, Text],
        gathering: Gathering,
    ) -> None:
        self.model, self.body, self.prototype, self.texts = model, body, prototype, texts
        self.gathering = gathering
        self.binds = {
            bind.get("nodeset", ""): {local(k): v for k, v in bind.attrib.items()}
            for bind in model.iter()
            if isinstance(bind.tag, str) and local(bind.tag) == "bind"
        }
        self.places = {node.ref: node for node in prototype.below()}
        self.refusals: list[Refusal] = []
        self.setvalues: list[Setvalue] = []
        self.shown: dict[str, Definition] = {}
        self.refused: set[str] = set()

    def children(self) -> tuple[Definition, ...]:
        """The form's nodes in order; those without a control come first."""
        self.events()
        shown = tuple(self.inside(self.body))
        return (*self.unseen(), *shown)

    def events(self) -> None:
        """Every setvalue, and the actions that are refused."""
        parents = {c: p for top in (self.model, self.body) for p in top.iter() for c in p}
        for top in (self.model, self.body):
            for element in top.iter():
                name = local(str(element.tag))
                if name in ACTIONS:
                    self.refuse(element.get("ref", ""), name, ACTIONS[name])
                elif name == "setvalue":
                    self.setvalue(element, parents.get(element))

    def setvalue(self, element: ET.Element, parent: ET.Element | None) -> None:
        target, value = element.get("ref", ""), element.get("value")
        trigger = parent.get("ref", "") if parent is not None else ""
        rule = "calculation" if trigger else "default"
        self.setvalues.append(
            Setvalue(
                target,
                frozenset(element.get("event", "").split()),
                self.gathering.expression(value, target, rule) if value else None,
                element.text or "",
                trigger,
            )
        )

    def refuse(self, ref: str, kind: str, reason: str) -> None:
        """Notes a refused question once."""
        if ref not in self.refused:
            self.refused.add(ref)
            self.refusals.append(Refusal(ref, ref.rsplit("/", 1)[-1], kind, reason))

    def inside(self, element: ET.Element) -> Iterator[Definition]:
        """The definitions that an element of the body holds."""
        for part in element:
            name = local(str(part.tag))
            node: Definition | None = None
            if name == "group":
                node = self.group(part)
            elif name == "repeat":
                node = self.repeat(part, None, ())
            elif name in CONTROLS:
                node = self.question(part, name)
            if node is not None:
                self.shown[node.ref] = node
                yield node

    def group(self, element: ET.Element) -> Definition | None:
        """A group, or the repeat that it wraps."""
        label = self.written(element, "label", element.get("ref", ""))
        looks = tuple(element.get("appearance", "").split())
        repeat = named(element, "repeat")
        if repeat is not None:
            return self.repeat(repeat, label, looks)
        children = tuple(self.inside(element))
        ref = element.get("ref", "")
        if not ref:  # a group that only gathers looks: it has no place of its own
            ref = children[0].ref.rsplit("/", 1)[0] + "/~" + children[0].name if children else ""
            if not ref:
                return None
        return Group(ref, ref.rsplit("/", 1)[1], looks, label, self.rules(ref), children)

    def repeat(
        self, element: ET.Element, label: Text | None, looks: tuple[str, ...]
    ) -> Repeat | None:
        """A repeat; how many there are at first is what the form's instance shows."""
        ref = element.get("nodeset", "")
        if ref not in self.places:
            return None
        attributes = {local(k): v for k, v in element.attrib.items()}
        place = self.places[ref]
        first = int(place.attributes.get("first", "1"))
        place.attributes["repeat"] = ""
        count = attributes.get("count")
        looks += tuple(attributes.get("appearance", "").split())
        return Repeat(
            ref,
            place.name,
            looks,
            label,
            self.rules(ref),
            tuple(self.inside(element)),
            self.gathering.expression(count, ref, "repeat_count") if count else None,
            bool(count) or attributes.get("noAddRemove", "").startswith("true"),
            0 if count else first,
        )

    def rules(self, ref: str) -> Rules:
        """What is bound to a place."""
        bind = self.binds.get(ref, {})

        def read(name: str, column: str) -> Expression | None:
            source = bind.get(name, "").strip()
            if not source or source == {"relevant": "true()"}.get(name, "false()"):
                return None
            return self.gathering.expression(source, ref, column)

        return Rules(
            read("relevant", "relevant"),
            read("required", "required"),
            read("readonly", "read_only"),
            read("constraint", "constraint"),
            read("calculate", "calculation"),
            message(bind.get("requiredMsg"), self.texts),
            message(bind.get("constraintMsg"), self.texts),
        )

    def question(self, element: ET.Element, control: str) -> Question | None:
        """A question of the body, or None when it is refused."""
        ref = element.get("ref", "")
        bind = self.binds.get(ref, {})
        place = self.places.get(ref)
        if place is None or ref in self.refused:
            return None
        if bind.get("type") in LOCATION:
            self.refuse(ref, bind["type"], "location")
            return None
        if bind.get("preload") == "property":
            self.refuse(ref, bind.get("preloadParams", ""), "device")
            return None
        attributes = {local(k): v for k, v in {**bind, **element.attrib}.items()}
        rules = self.rules(ref)
        return Question(
            ref,
            place.name,
            self.kind(element, control, bind, rules, place),
            bind.get("type", "string"),
            tuple(element.get("appearance", "").split()),
            {k: attributes[k] for k in PARAMETERS if k in attributes},
            self.written(element, "label", ref),
            self.written(element, "hint", ref),
            rules,
            self.itemset(element, ref),
            tuple(self.fixed(element, ref)),
            place.text,
        )

    def kind(
        self, element: ET.Element, control: str, bind: dict[str, str], rules: Rules, place: Node
    ) -> str:
        """What a question is to people."""
        if control == "upload":
            return MEDIA.get(element.get("mediatype", "").partition("/")[0], "file")
        if control in ("range", "rank"):
            return control
        if control == "trigger":
            return "acknowledge"
        if control == "select":
            return "select_multiple"
        if control == "select1" or element.get("query"):
            return "select_one"
        kind = TYPES.get(bind.get("type", ""), "text")
        set_ = any(s.target == place.ref for s in self.setvalues)
        if kind == "text" and bind.get("readonly", "").strip() == "true()":
            return "text" if rules.calculate or place.text or set_ else "note"
        return kind

    def itemset(self, element: ET.Element, ref: str) -> Itemset | None:
        """Where its choices come from, if not written in the question."""
        query = element.get("query")
        if query:
            nodeset = self.gathering.expression(query, ref, "choice_filter")
            return Itemset(nodeset, "name", "label", itext=False)
        source = named(element, "itemset")
        if source is None:
            return None
        value, label = named(source, "value"), named(source, "label")
        shown = label.get("ref", "") if label is not None else ""
        itext = shown.startswith("jr:itext(")
        return Itemset(
            self.gathering.expression(source.get("nodeset", ""), ref, "choice_filter"),
            value.get("ref", "name") if value is not None else "name",
            shown[9:-1].strip() if itext else shown or "label",
            itext,
        )

    def fixed(self, element: ET.Element, ref: str) -> Iterator[FixedChoice]:
        """Choices written in the question."""
        for item in element:
            if local(str(item.tag)) == "item":
                value = named(item, "value")
                label = self.written(item, "label", ref) or Text({"": {"": ()}})
                yield FixedChoice((value.text or "").strip() if value is not None else "", label)

    def written(self, element: ET.Element, name: str, ref: str) -> Text | None:
        """Its label or hint."""
        return written(named(element, name), ref, self.texts, self.gathering)

    def unseen(self) -> Iterator[Definition]:
        """Leaves without a control: calculations, hidden values, preloads, and what is refused."""
        for ref, place in self.places.items():
            if ref in self.shown or ref in self.refused:
                continue
            bind = self.binds.get(ref, {})
            if place.children:
                if bind.get("relevant") or bind.get("calculate"):
                    yield Group(ref, place.name, rules=self.rules(ref))
                continue
            preload = bind.get("preload"), bind.get("preloadParams", "")
            if bind.get("type") in LOCATION:
                self.refuse(ref, bind["type"], "location")
            elif preload[0] == "property":
                self.refuse(ref, preload[1], "device")
            elif ref.endswith("/meta/audit"):
                self.refuse(ref, "audit", "device")
            else:
                yield self.leaf(place, bind)

    def leaf(self, place: Node, bind: dict[str, str]) -> Question:
        """A question that nobody sees."""
        rules = self.rules(place.ref)
        preload = (bind.get("preload", ""), bind.get("preloadParams", ""))
        kind = PRELOADS.get(preload) or ("calculate" if rules.calculate else "hidden")
        return Question(
            place.ref, place.name, kind, bind.get("type", "string"), rules=rules, default=place.text
        )


def named(element: ET.Element, name: str) -> ET.Element | None:
    """The first child of that name, in any namespace."""
    return next((c for c in element if local(str(c.tag)) == name), None)


__all__ = ["ITEXT", "Body"]
