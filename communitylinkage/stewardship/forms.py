"""Finding a case, and asking to keep it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.stewardship import wording
from communitylinkage.stewardship.rules.holds import Reason


class FindForm(forms.Form):
    """A reference, as it stands on a page or a paper."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        help_text=_("Of a referral, a visit, or of what she asked for, as it stands on its page."),
    )


class HoldForm(forms.Form):
    """Why; a choice, because words about her would lie open here."""

    reason = forms.ChoiceField(
        label=_("Why is it kept longer?"), choices=wording.REASONS, widget=forms.RadioSelect
    )

    def why(self) -> Reason:
        """As the rule reads it."""
        return Reason(self.cleaned_data["reason"])
