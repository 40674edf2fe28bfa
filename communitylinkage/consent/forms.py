"""Forms about the texts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import PlainForm
from communitylinkage.values import languages

LANGUAGES = [(code, name) for code, name in languages.OWN_NAMES.items()]


class TextForm(PlainForm):
    """A new version of the text in one language."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    body = forms.CharField(label=_("The text"), max_length=8000, widget=forms.Textarea)


class ReviewForm(PlainForm):
    """Who has read it and stands for it."""

    name = forms.CharField(
        label=_("Name of the person who has read the text and stands for it"), max_length=120
    )
