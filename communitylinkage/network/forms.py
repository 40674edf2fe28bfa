"""The list of communities, and a mentor's own."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.mentors.forms import TownForm
from communitylinkage.network import queries
from communitylinkage.network.models import Community
from communitylinkage.network.rules.origins import read_origin
from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.values.languages import OWN_NAMES


class CommunityForm(TownForm):
    """One community; a language and a town are enough."""

    name = forms.CharField(
        label=_("Name, in words"),
        max_length=120,
        validators=[no_hidden_signs],
        help_text=_("For example: Bengali speakers in Palermo. Never the name of a person."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("", "–"), *OWN_NAMES.items()])
    origin = forms.CharField(
        label=_("Country or region of origin, as a code"),
        max_length=6,
        required=False,
        # A code is read from the left in every language.
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Two letters, such as MA; a region has more, such as BD-C. It may stay empty."),
    )
    listed = forms.BooleanField(
        label=_("Offer it in forms"),
        required=False,
        initial=True,
        help_text=_(
            "Without this tick it leaves the map after today. "
            "The map of earlier days stays as it was."
        ),
    )
    field_order = ("name", "language", "place", "place_id", "origin", "listed")

    def clean_origin(self) -> str:
        """A code, or nothing."""
        code = read_origin(self.cleaned_data["origin"])
        if code is None:
            raise forms.ValidationError(_("This is no code of a country or a region."))
        return code


def said_before(row: Community) -> dict[str, Any]:
    """A community as the form shows it."""
    return {
        "name": row.name,
        "language": row.language,
        "place": row.place.name,
        "place_id": row.place_id,
        "origin": row.origin,
        "listed": row.listed,
    }


class CircleForm(forms.Form):
    """Which communities are her own."""

    communities = forms.MultipleChoiceField(
        label=_("Which of these do you belong to?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Leave all empty where it is none of them."),
    )
    abroad = forms.MultipleChoiceField(
        label=_("Communities of other countries"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    folded = ("abroad",)

    def __init__(self, *args: Any, country: str, own: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"communities": own}
        near, far = queries.choices_by({country})
        hers = [one for one in (*near, *far) if one[0] in own]
        others = [one for one in near if one[0] not in own]
        away = [one for one in far if one[0] not in own]
        self.fields["communities"].choices = [*hers, *others]  # type: ignore[attr-defined]  # a choice
        self.fields["abroad"].choices = away  # type: ignore[attr-defined]  # as above
        if not away:
            self.fields["abroad"].widget = forms.MultipleHiddenInput()

    def said(self) -> list[str]:
        """All that she ticked."""
        return [*self.cleaned_data["communities"], *self.cleaned_data["abroad"]]
