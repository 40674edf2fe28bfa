"""Why a doubt is set aside."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.impact import wording


class ReasonForm(forms.Form):
    """A choice; words could tell of somebody."""

    reason = forms.ChoiceField(
        label=_("Why is there nothing to mend?"), choices=wording.REASONS,
        widget=forms.RadioSelect,
    )  # fmt: skip
