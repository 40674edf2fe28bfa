"""Another way than agreed: why, how far, and a note that is sealed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import PlainForm
from communitylinkage.referrals.following import wording


class DepartureForm(PlainForm):
    """Why people do it otherwise; `notes` says whether a note can be sealed now."""

    at = forms.IntegerField(min_value=0, max_value=10_000, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=wording.REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a reason.")},
    )
    far = forms.ChoiceField(
        label=_("How far?"), choices=wording.HOW_FAR, widget=forms.RadioSelect, initial="step"
    )
    note = forms.CharField(
        label=_("A note, if it helps"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The woman, her mentor and the service can read it."),
    )

    def __init__(self, *args: Any, notes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not notes:
            del self.fields["note"]
