"""The buttons and fields of the link's page: one form, each button sends its own act."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.referrals.outside import rules, wording
from communitylinkage.referrals.rules import Act

OPEN, CODE = "open", "code"
ACTS = [OPEN, CODE, Act.ACCEPT, Act.DECLINE, Act.CONTACT, Act.BEGIN, Act.CLOSE]
_CHOOSE = ("", _("Please choose"))


class LinkForm(forms.Form):
    """What was pressed, with what belongs to it."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    reason = forms.ChoiceField(
        label=_("Why can you not help?"), choices=[_CHOOSE, *wording.REASONS], required=False
    )
    outcome = forms.ChoiceField(
        label=_("How did it end?"), choices=[_CHOOSE, *wording.OUTCOMES], required=False
    )
    code = forms.CharField(
        label=_("The code: eight digits"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )

    def clean(self) -> dict[str, Any]:
        """Each act wants its own field."""
        told: dict[str, Any] = super().clean() or {}
        act = told.get("act")
        if act == Act.DECLINE and "reason" not in self.errors and not told.get("reason"):
            self.add_error("reason", _("Please choose a reason."))
        if act == Act.CLOSE and "outcome" not in self.errors and not told.get("outcome"):
            self.add_error("outcome", _("Please choose how it ended."))
        if act == CODE and "code" not in self.errors:
            told["code"] = rules.read_code(told.get("code", ""))
            if told["code"] is None:
                self.add_error("code", _("The code has eight digits."))
        return told
