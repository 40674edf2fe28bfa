"""Taking a certificate back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.learning import wording
from communitylinkage.learning.forms import PlainForm


class RevokeForm(PlainForm):
    """Why it does not stand any more; nothing is written about her in words."""

    why = forms.ChoiceField(label=_("Why?"), choices=wording.WHYS, widget=forms.RadioSelect)
