"""Comparing a number on paper."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communitylinkage.journal.rules import read_hash
from communitylinkage.overseeing import wording
from communitylinkage.people.forms import PlainForm


class CompareForm(PlainForm):
    """A day, and the number that stands on paper beside it."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    number = forms.CharField(
        label=_("The number on paper"), max_length=200, widget=forms.TextInput(attrs={"dir": "ltr"})
    )

    def clean_number(self) -> str:
        """Without its gaps."""
        plain = read_hash(self.cleaned_data["number"])
        if plain is None:
            raise ValidationError(wording.NOT_A_NUMBER)
        return plain
