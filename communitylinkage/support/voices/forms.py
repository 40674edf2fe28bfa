"""What is ticked and said."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.organisations.models import Organisation
from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.support.voices import wording
from communitylinkage.support.voices.papers import Letter


class SignsForm(forms.Form):
    """The signs that somebody noticed, and where."""

    signs = forms.MultipleChoiceField(
        label=_("What did you notice?"),
        choices=wording.SIGNS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please tick at least one sign.")},
    )
    met = forms.ChoiceField(label=_("Where did you meet her?"), choices=wording.MET)


class HowForm(forms.Form):
    """How a visit went, in two answers."""

    helped = forms.ChoiceField(
        label=_("Did it help?"), choices=wording.HELPED, widget=forms.RadioSelect
    )
    respected = forms.TypedChoiceField(
        label=_("Was everybody treated with respect?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )


class ComplaintForm(forms.Form):
    """What was wrong, and with whom."""

    about = forms.ChoiceField(
        label=_("At which organisation was it?"),
        error_messages={"required": _("Please choose the organisation.")},
    )
    wrong = forms.MultipleChoiceField(
        label=_("What was wrong?"),
        choices=wording.WRONG,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please tick at least one.")},
    )
    words = forms.CharField(
        label=_("In your own words, if you like"),
        required=False,
        max_length=3000,
        validators=[no_hidden_signs],
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    reach = forms.CharField(
        label=_("How may somebody answer you?"),
        required=False,
        max_length=200,
        validators=[no_hidden_signs],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Only if you want an answer. Only a way that is safe for you."),
    )

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *((str(one.pk), one.name) for one in organisations)]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]  # a choice

    def organisation(self) -> UUID:
        """About whom it is."""
        return UUID(self.cleaned_data["about"])

    def letter(self) -> Letter:
        """As it is sealed."""
        said = self.cleaned_data
        return Letter(tuple(said["wrong"]), said["words"], said["reach"])
