"""What she says for her plan. Nothing is wanted, and nothing is kept by default."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.support.hers.wording import PARTS

MOST_WORDS = 400


class PlanForm(forms.Form):
    """Ticks and own words for each part; one may be empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS:
            self.fields[part.name] = forms.MultipleChoiceField(
                label=str(part.question),
                choices=part.ticks,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"{part.name}_words"] = forms.CharField(
                label=_("In my own words"),
                required=False,
                max_length=MOST_WORDS,
                validators=[no_hidden_signs],
                widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
            )

    def plan(self) -> dict[str, Any]:
        """What she said, by part; parts of which she said nothing are left out."""
        found = {
            part.name: {
                "ticks": self.cleaned_data[part.name],
                "words": self.cleaned_data[f"{part.name}_words"],
            }
            for part in PARTS
        }
        return {name: said for name, said in found.items() if said["ticks"] or said["words"]}
