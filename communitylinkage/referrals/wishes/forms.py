"""What she ticks and writes when she wants somebody at her side."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import PlainForm
from communitylinkage.referrals.candidates import excludable
from communitylinkage.referrals.mentor_requests import wording as requests
from communitylinkage.referrals.mentor_requests.forms import check_day, check_names
from communitylinkage.referrals.wishes import wording
from communitylinkage.referrals.wishes.papers import Wish
from communitylinkage.referrals.wishes.rules import LONGEST_TEXT
from communitylinkage.values.languages import OWN_NAMES


class WishForm(PlainForm):
    """Two answers are wanted; all the rest may stay empty."""

    number = forms.UUIDField(widget=forms.HiddenInput)
    kinds = forms.MultipleChoiceField(
        label=_("What shall somebody do?"),
        choices=wording.KINDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please tick at least one.")},
    )
    language = forms.ChoiceField(
        label=_("Which language must she speak?"),
        choices=[("", "–"), *OWN_NAMES.items()],
        error_messages={"required": _("Please choose a language.")},
    )
    day = forms.DateField(
        label=_("On which day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=_("Leave it empty if you do not know yet."),
    )
    part = forms.ChoiceField(
        label=_("At what time of the day?"), choices=requests.DAY_PARTS, required=False
    )
    not_her_circle = forms.BooleanField(
        label=_("Nobody from my own community may be asked"), required=False
    )
    not_told = forms.CharField(
        label=_("Who must not come, and must not hear of it?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One name on each line."),
    )
    not_organisations = forms.MultipleChoiceField(
        label=_("Nobody of these organisations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("Something else, in your own words"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # Shown folded: most leave it as it is.
    folded = ("not_organisations",)

    def __init__(self, *args: Any, country: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        near, far = excludable(country)
        self.fields["not_organisations"].choices = [*near, *far]  # type: ignore[attr-defined]  # a choice

    def clean_day(self) -> date | None:
        """Today or later, within a year."""
        return check_day(self.cleaned_data["day"], self.today)

    def clean_not_told(self) -> str:
        """A line without a letter would keep nobody away."""
        return check_names(self.cleaned_data["not_told"])

    def wish(self) -> Wish:
        """As it is sealed."""
        said = self.cleaned_data
        return Wish(
            kinds=tuple(said["kinds"]),
            language=said["language"],
            day=said["day"].isoformat() if said["day"] else "",
            part=said["part"],
            not_told=said["not_told"],
            not_organisations=tuple(said["not_organisations"]),
            not_her_circle=said["not_her_circle"],
            text=said["text"],
        )

    @property
    def sent_as(self) -> UUID:
        """The number of this form, so that it is sent once."""
        number: UUID = self.cleaned_data["number"]
        return number


def begins_with(wish: Wish) -> dict[str, Any]:
    """How the form for a mentor begins, because she wished for one."""
    return {
        "language": wish.language,
        "company": wish.kinds[0] if wish.kinds else "",
        "day": wish.day,
        "part": wish.part,
        "not_her_circle": wish.not_her_circle,
        "not_told": wish.not_told,
        "not_organisations": list(wish.not_organisations),
        "note": wish.text,
    }
