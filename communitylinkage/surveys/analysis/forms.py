"""What to take out, and how a text is coded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import PlainForm
from communitylinkage.surveys.analysis.models import Code

WHAT = {
    "tables": _("The tables"),
    "rows": _("One row for each answer"),
    "codebook": _("The codebook"),
}


class ExportForm(forms.Form):
    """Rows are offered to the team only; texts only where her key is at hand."""

    what = forms.ChoiceField(label=_("What"), choices=list(WHAT.items()))
    words = forms.ChoiceField(label=_("Codes or words"))
    form = forms.ChoiceField(label=_("File"), choices=[("xlsx", "XLSX"), ("csv", "CSV")])
    texts = forms.BooleanField(
        label=_("With the free text, opened with my key. This is written into the journal."),
        required=False,
    )

    def __init__(
        self, data: Any = None, *, languages: list[tuple[str, str]], team: bool, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        labels = [(f"l:{key}", name or _("Words of the form")) for key, name in languages]
        self.fields["words"].choices = [("codes", _("Codes")), *labels]  # type: ignore[attr-defined]  # a ChoiceField
        if not team:
            less = [pair for pair in WHAT.items() if pair[0] != "rows"]
            self.fields["what"].choices = less  # type: ignore[attr-defined]  # as above
            del self.fields["texts"]

    @property
    def language(self) -> str | None:
        """The chosen language of labels; None: codes."""
        words = str(self.cleaned_data["words"])
        return None if words == "codes" else words.removeprefix("l:")


class CodeForm(PlainForm):
    """A new code."""

    name = forms.CharField(
        label=_("New code"),
        max_length=80,
        help_text=_("A few words for what texts say. Do not write what one person said."),
    )


class TickForm(forms.Form):
    """The codes of one text."""

    text = forms.UUIDField(widget=forms.HiddenInput)
    codes = forms.ModelMultipleChoiceField(
        label=_("What does it say?"),
        queryset=Code.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, codes: list[Code], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].queryset = Code.objects.filter(pk__in=[one.pk for one in codes])  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
