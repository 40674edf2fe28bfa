"""Forms of members who are engaged."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.network import queries, wording
from communitylinkage.network.rules.papers import LONGEST
from communitylinkage.network.ties.forms import DatedForm, DayField, SinceForm
from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.values.references import read_reference


class EngageForm(SinceForm):
    """A member, by as little as needed."""

    how = forms.ChoiceField(label=_("How is she engaged?"), choices=wording.HOW)
    reach = forms.CharField(
        label=_("How did she agree to be reached?"),
        required=False,
        max_length=LONGEST,
        validators=[no_hidden_signs],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only what she agreed to. It is locked: "
            "only colleagues with the key of your post can read it."
        ),
    )
    field_order = ("how", "since", "reach")


class FurtherForm(SinceForm):
    """The same person in one more community, or in another way."""

    community = forms.ChoiceField(label=_("In which community?"))
    how = forms.ChoiceField(label=_("How is she engaged?"), choices=wording.HOW)
    field_order = ("community", "how", "since")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = queries.choices()  # type: ignore[attr-defined]  # a choice


class LeaveForm(DatedForm):
    """The last day on which she was engaged."""

    day = DayField(label=_("Last day on which she was engaged"))

    def clean_day(self) -> date:
        """A day that has come."""
        return self.past("day")


class MergeForm(forms.Form):
    """The reference of the other record of the same person."""

    reference = forms.CharField(
        label=_("Reference of the other record"),
        max_length=20,
        validators=[no_hidden_signs],
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def clean_reference(self) -> str:
        """A reference as it is kept."""
        code = read_reference(self.cleaned_data["reference"])
        if code is None:
            raise forms.ValidationError(_("A reference has ten letters and digits."))
        return code
