"""What people type about passkeys, and what the browser answers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import PlainForm, code_field
from communitylinkage.people.models import Account
from communitylinkage.people.passkeys import queries, wording
from communitylinkage.people.passkeys.rules import LONGEST_ANSWER, LONGEST_NAME


class NameForm(PlainForm):
    """What she calls a passkey."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        max_length=LONGEST_NAME,
        help_text=_("Your own words, such as “blue key”. Your device may show them."),
    )


class NewPasskeyForm(NameForm):
    """A name, and once more a code: whoever finds the screen open shall not add a passkey."""

    code = code_field()

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._account = account

    def clean_name(self) -> str:
        """The name, if it is free: found out before the code is used up."""
        name = str(self.cleaned_data["name"])
        if queries.is_named(self._account, name):
            raise ValidationError(wording.NAMED_ALREADY)
        return name


class AnswerForm(PlainForm):
    """What the browser says for the device; the script puts it in."""

    answer = forms.CharField(max_length=LONGEST_ANSWER, widget=forms.HiddenInput)

    @property
    def told(self) -> str:
        """The answer; empty where there is none that could be one."""
        return str(self.cleaned_data["answer"]) if self.is_valid() else ""
