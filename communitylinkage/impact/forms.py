"""Forms of definitions and of freezing. No field takes a figure: figures are counted."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communitylinkage.impact import telling, wording
from communitylinkage.impact.rules.definition import (
    LONGEST_FILE,
    LONGEST_TITLE,
    LONGEST_WORDS,
    PARTS,
    Definition,
    DefinitionError,
    of_values,
    read,
)
from communitylinkage.impact.rules.writing import file_of, values_of
from communitylinkage.impact.sources import known

_TARGET = re.compile(r"\s*(\d{1,3})\s*([A-Z]{2})?\s*:\s*(\d{1,8}(?:\.\d{1,3})?)\s*")
_LIST = re.compile(r"[\s,]+")
LABELS = {
    "title": _("Title"), "what": _("What it stands for"), "how": _("How it is counted"),
    "limits": _("What it does not say"), "ask": _("What to ask when it is late"),
}  # fmt: skip


def _area(label: Any, rows: int = 2, help_text: Any = "", longest: int = LONGEST_WORDS,
          direction: str = "auto") -> forms.CharField:  # fmt: skip
    widget = forms.Textarea(attrs={"rows": rows, "dir": direction})
    return forms.CharField(label=label, max_length=longest, widget=widget, help_text=help_text)


class DefinitionForm(forms.Form):
    """A definition, with its words in one language. Mistakes stand beside their fields."""

    unit = forms.ChoiceField(label=_("What is counted"), choices=list(wording.UNITS.items()))
    formula = _area(_("Formula"), direction="ltr", help_text=_(
        "Such as: count(signs_noticed). The list below says what can be counted."))  # fmt: skip
    by = forms.CharField(
        label=_("Laid apart by"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("region, and names of codes of a single count, with spaces between."),
    )  # fmt: skip
    baseline = forms.FloatField(label=_("Where it began"), min_value=0)
    better = forms.ChoiceField(label=_("Which way is better"), choices=wording.BETTER)
    answers = forms.ChoiceField(label=_("Who answers for it"), choices=wording.ANSWERS)
    targets = _area(_("Targets"), 4, direction="ltr", help_text=_(
        "One on each line: month of the programme, a colon, the number. For one country put its "
        "two letters after the month. Such as 24: 60 or 24 ES: 15."))  # fmt: skip

    def __init__(self, *args: Any, before: Definition, language: str, **kwargs: Any) -> None:
        self.before, self.language = before, language
        super().__init__(*args, **{"initial": self._initial()} | kwargs)
        self.fields["targets"].required = False
        for part in PARTS:
            longest = LONGEST_TITLE if part == "title" else LONGEST_WORDS
            self.fields[part] = _area(LABELS[part], 1 if part == "title" else 2, longest=longest)

    def _initial(self) -> dict[str, Any]:
        told: dict[str, Any] = values_of(self.before)
        lines = [
            " ".join(filter(None, (str(one["month"]), one.get("country")))) + f": {one['value']:g}"
            for one in told["targets"]
        ]
        words: dict[str, Any] = told["words"].get(self.language, {})
        return told | words | {"by": " ".join(told["by"]), "targets": "\n".join(lines)}

    def clean_targets(self) -> list[dict[str, Any]]:
        """Each line a month and a number, perhaps a country."""
        found = []
        for line in filter(str.strip, self.cleaned_data["targets"].splitlines()):
            match = _TARGET.fullmatch(line)
            if match is None:
                said = {"line": line.strip()[:40]}
                raise ValidationError(_("This line cannot be read: %(line)s") % said)
            month, country, value = match.groups()
            number = float(value)
            one: dict[str, Any] = {"month": int(month)}
            one["value"] = int(number) if number.is_integer() else number
            found.append(one | ({"country": country} if country else {}))
        return found

    def clean(self) -> dict[str, Any]:
        """The whole is read like a file; each mistake goes to its field."""
        said = super().clean() or {}
        if self.errors:
            return said
        told = values_of(self.before)
        told |= {name: said[name] for name in ("unit", "formula", "baseline", "better", "answers")}
        told |= {"by": _LIST.split(said["by"].strip()) if said["by"].strip() else []}
        told |= {"targets": said["targets"]}
        told["words"] = told["words"] | {self.language: {part: said[part] for part in PARTS}}
        try:
            self.text = file_of(of_values(told, known()))
        except DefinitionError as error:
            for one in error.wrong:
                field = one.path.rpartition(".")[2] if one.field == "words" else one.field
                self.add_error(field if field in self.fields else None, telling.wrong(one))
        return said


class FileForm(forms.Form):
    """A definition as its file. Mistakes are told with their lines."""

    text = _area(_("The file"), 24, longest=LONGEST_FILE, direction="ltr")

    def clean_text(self) -> str:
        """Every mistake, with its line."""
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            read(text, known())
        except DefinitionError as error:
            raise ValidationError([telling.wrong_at(one) for one in error.wrong]) from error
        return text


class FreezeForm(forms.Form):
    """Up to which month figures are frozen."""

    through = forms.ChoiceField(label=_("Up to the end of"))

    def __init__(self, *args: Any, months: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["through"].choices = months  # type: ignore[attr-defined]  # a choice
