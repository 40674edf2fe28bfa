"""What is said when a referral is answered, closed, opened again or handed over."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.referrals import wording


class DeclineForm(forms.Form):
    """Why not: a list, so that the programme can learn."""

    reason = forms.ChoiceField(
        label=_("Why not?"),
        choices=wording.REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a reason.")},
    )


class CloseForm(forms.Form):
    """How it ended, and where the service was not as its entry says."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=wording.OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how it ended.")},
    )
    differed = forms.MultipleChoiceField(
        label=_("What was not as the directory says?"),
        choices=wording.DIFFERS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Leave it empty where all was so. The service reads it without her name."),
    )


class ReopenForm(forms.Form):
    """Why it is opened again: sealed, and read by who reads the referral."""

    note = forms.CharField(
        label=_("Why is it opened again?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The woman, her mentor and the service can read it."),
        error_messages={"required": _("Please write a few words.")},
    )


class ToldForm(forms.Form):
    """Whom the service had to tell by law."""

    authority = forms.ChoiceField(
        label=_("Whom did the law oblige you to tell?"),
        choices=wording.AUTHORITIES,
        widget=forms.RadioSelect,
    )


class ColleagueForm(forms.Form):
    """Who goes on."""

    colleague = forms.ChoiceField(label=_("Who goes on?"))
    agreed = forms.BooleanField(label=_("I have asked the woman, and she agrees"))

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].choices = list(colleagues)  # type: ignore[attr-defined]  # a choice
