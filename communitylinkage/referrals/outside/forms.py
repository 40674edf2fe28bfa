"""The buttons and fields of the link's page: one form, each button sends its own act."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.referrals.answering_forms import CloseForm, DeclineForm
from communitylinkage.referrals.outside import rules
from communitylinkage.referrals.rules import Act

OPEN, CODE = "open", "code"
ACTS = [OPEN, CODE, Act.ACCEPT, Act.DECLINE, Act.CONTACT, Act.BEGIN, Act.CLOSE]
# What an act cannot do without.
_WANTS = {Act.DECLINE: "reason", Act.CLOSE: "outcome", CODE: "code"}


class LinkForm(CloseForm, DeclineForm):
    """What was pressed, with what belongs to it."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    code = forms.CharField(
        label=_("The code: eight digits"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Only what belongs to the act that was pressed is wanted."""
        super().__init__(*args, **kwargs)
        for act, name in _WANTS.items():
            self.fields[name].required = self.data.get("act") == act

    def clean_code(self) -> str:
        """The code in plain digits."""
        typed = self.cleaned_data["code"]
        code = rules.read_code(typed)
        if typed and code is None:
            raise forms.ValidationError(_("The code has eight digits."))
        return code or ""
