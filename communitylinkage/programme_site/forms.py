"""Forms of a programme's pages: words, and who pays."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.programme_site import wording
from communitylinkage.values.languages import OWN_NAMES

LONGEST = 8_000


class WordsForm(forms.Form):
    """A page in one language."""

    title = forms.CharField(
        label=_("Title"), max_length=200, validators=[no_hidden_signs],
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Say it so that it betrays nobody who has it on her phone."),
    )  # fmt: skip
    body = forms.CharField(
        label=_("Text"), max_length=LONGEST, validators=[no_hidden_signs],
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text=_("An empty line begins a new paragraph, # a heading, - a point. A web address "
                    "becomes a link. Never write about one woman."),
    )  # fmt: skip


class NewsForm(WordsForm):
    """A new piece of news, and in which language it is."""

    language = forms.ChoiceField(label=_("In which language you write"))
    field_order = ["language", "title", "body"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = list(OWN_NAMES.items())


class FundingForm(forms.Form):
    """Who pays."""

    funding = forms.ChoiceField(
        label=_("Who pays for the programme?"), choices=wording.FUNDING, widget=forms.RadioSelect
    )
    authority = forms.CharField(
        label=_("Who granted it"), max_length=200, required=False, validators=[no_hidden_signs],
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("As the contract names them. The sentence at the bottom of each page says so."),
    )  # fmt: skip
