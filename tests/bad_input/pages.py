"""The forms of a page, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = frozenset(
    {"text", "textarea", "email", "url", "search", "tel", "password", "number", "date", "time"}
)
GOOD = {
    "place": "Barcelona",
    "email": "someone@example.org",
    "url": "https://example.org/",
    "digits": "2468",
    "area": "Girona",
    "street": "",
    "number": "+34 600 000 001",
    "phones": "+34 600 000 001",
    "origin": "",
    "country": "ES",
    "code": "",
    "closes": "17:00",
}
BY_TYPE = {"number": "3", "date": "2026-12-24", "email": "someone@example.org", "time": "09:00"}
CHOICES = {"country": "ES", "soon": "7 days"}  # the first would lead to whom to call
UNTICKED = frozenset({"secret", "always"})  # what a tick would rightly empty other fields of
IGNORED = frozenset({"csrfmiddlewaretoken"})


@dataclass
class Field:
    """One name of a form: what it is, what it holds, what it offers."""

    name: str
    kind: str
    value: str = ""
    offered: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    described: set[str] = field(default_factory=set)
    invalid: bool = False
    required: bool = False

    @property
    def typed(self):
        return self.kind in TYPED

    @property
    def of_a_list(self):
        """Whether it offers choices; a lone tick is none."""
        return bool(self.offered) and not (self.kind == "checkbox" and len(self.offered) == 1)

    @property
    def good(self):
        """What a patient person would send; of the buttons, what the return key presses."""
        if self.chosen or self.name in UNTICKED:
            return self.chosen
        if self.offered:
            return self._choice()
        if self.typed:
            usual = GOOD.get(self.name.rpartition("-")[2], BY_TYPE.get(self.kind, "Something"))
            return [self.value or usual]
        return [] if self.kind == "button" else [self.value]

    def _choice(self):
        some = [value for value in self.offered if value] or [""]
        if self.kind == "select" and not self.required:
            return self.offered[:1]
        if self.kind == "checkbox" and not self.required:
            return [] if len(self.offered) == 1 or "not_" in self.name else some[:1]
        return [CHOICES.get(self.name, some[0])]


@dataclass
class Form:
    """One form of a page."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def names(self):
        return frozenset(self.fields)

    @property
    def good(self):
        return {name: one.good for name, one in self.fields.items() if one.kind != "file"}


class Reader(HTMLParser):
    """Collects the forms, and the texts of what is shown as an error."""

    def __init__(self):
        super().__init__()
        self.forms, self.errors, self._by_id = [], [], {}
        self._group, self._buttons = set(), 0
        self._form = self._select = self._area = self._error = None

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self._buttons = 0
            self._form = Form(told.get("action") or "", (told.get("method") or "get").lower())
            self.forms.append(self._form)
        if {"error", "errorlist"} & set((told.get("class") or "").split()) or told.get(
            "role"
        ) == "alert":
            self._error = tag
            self.errors.append("")
            self._by_id[told.get("id")] = len(self.errors) - 1
            if self._form is not None:
                self._form.errors.append(told.get("id") or tag)
        if tag == "fieldset":
            self._group = set((told.get("aria-describedby") or "").split())
        if self._form is not None:
            self._control(tag, told)

    def _control(self, tag, told):
        name = told.get("name")
        if tag == "button":
            self._buttons += 1
        if tag == "option" and self._select:
            self._offer(self._select, told.get("value") or "", "selected" in told)
        if not name or name in IGNORED:
            return
        if tag == "select":
            self._select = self._form.fields.setdefault(name, Field(name, "select"))
        elif tag == "textarea":
            self._area = self._form.fields.setdefault(name, Field(name, "textarea"))
        elif tag == "input":
            kind, value = told.get("type") or "text", told.get("value") or ""
            one = self._form.fields.setdefault(name, Field(name, kind, value))
            if kind in {"radio", "checkbox"}:
                self._offer(one, value or "on", "checked" in told)
        elif tag == "button":
            kind = "hidden" if self._buttons == 1 else "button"
            self._form.fields.setdefault(name, Field(name, kind, told.get("value") or ""))
        if name in self._form.fields:
            one = self._form.fields[name]
            one.described |= self._group | set((told.get("aria-describedby") or "").split())
            one.required |= "required" in told
            one.invalid |= told.get("aria-invalid") == "true"

    def beside(self, one):
        """The errors that a screen reader says with a field."""
        return "".join(self.errors[self._by_id[key]] for key in one.described & {*self._by_id})

    def _offer(self, one, value, chosen):
        one.offered.append(value)
        if chosen and value:
            one.chosen.append(value)

    def handle_data(self, data):
        if self._area is not None:
            self._area.value += data
        if self._error:
            self.errors[-1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None
        if tag == "fieldset":
            self._group = set()
        if tag == "textarea":
            self._area = None
        if tag == self._error:
            self._error = None


def read(answer):
    """The forms and errors of an answer; nothing where it is not a page."""
    reader = Reader()
    if "html" in answer.headers.get("Content-Type", ""):
        reader.feed(answer.content.decode())
    return reader
