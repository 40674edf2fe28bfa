"""What an administrator says about a help line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory import wording
from communitylinkage.directory.entries.fields import BareForm
from communitylinkage.directory.lines import rules
from communitylinkage.directory.lines.shown import Shown
from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.values import languages


def _words(*, rows: int = 0, required: bool = False, **kwargs: Any) -> forms.CharField:
    """A text that a source or a person said: what nobody sees in it is refused, not taken out."""
    auto = {"dir": "auto"}
    widget = forms.Textarea({"rows": rows, **auto}) if rows else forms.TextInput(auto)
    return forms.CharField(widget=widget, required=required, validators=[no_hidden_signs], **kwargs)


def _why() -> forms.CharField:
    return _words(
        label=_("Why? Where do you know it from?"),
        rows=2,
        max_length=1000,
        required=True,
        help_text=_("Only who keeps this site reads this."),
    )


class CorrectForm(BareForm):
    """The fields of a line as everybody shall read them."""

    name = _words(label=wording.LINE_FIELDS["name"], required=True, max_length=300)
    number = _words(
        label=wording.LINE_FIELDS["number"],
        required=True,
        max_length=60,
        help_text=_("Several numbers: put a semicolon between them."),
    )
    hours = _words(label=wording.LINE_FIELDS["hours"], max_length=300)
    languages = forms.MultipleChoiceField(
        label=wording.LINE_FIELDS["languages"],
        choices=lambda: sorted(languages.OWN_NAMES.items(), key=lambda one: one[1].casefold()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    cost = _words(label=wording.LINE_FIELDS["cost"], max_length=300)
    other_channels = _words(label=wording.LINE_FIELDS["other_channels"], rows=2, max_length=1000)
    why = _why()

    def __init__(self, data: Any = None, *, shown: Shown) -> None:
        self.shown = shown
        spoken = shown.said["languages"].split()
        super().__init__(data, initial={**shown.said, "languages": spoken})

    def clean_number(self) -> str:
        """A number that a telephone can dial."""
        number: str = self.cleaned_data["number"]
        if not rules.are_numbers(number):
            raise forms.ValidationError(_("This is not a telephone number."))
        return number

    def clean_languages(self) -> str:
        """The codes, in the order in which they stood; those that have no name here stay."""
        ticked = set(self.cleaned_data["languages"])
        before = self.shown.said["languages"].split()
        kept = [code for code in before if code in ticked or code not in languages.OWN_NAMES]
        spoken = [*kept, *sorted(ticked - set(kept))]
        source = self.shown.source["languages"]
        return source if set(source.split()) == set(spoken) else " ".join(spoken)

    def clean(self) -> dict[str, Any]:
        """Something must be said otherwise than now."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and self.typed() == self.shown.said:
            raise forms.ValidationError(_("Nothing is different from what women read now."))
        return said

    def typed(self) -> dict[str, str]:
        """Every field as it was typed."""
        return {field: self.cleaned_data[field] for field in rules.FIELDS}


class HideForm(BareForm):
    """Why a line is taken out."""

    why = _why()
