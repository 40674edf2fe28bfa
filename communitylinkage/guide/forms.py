"""What a woman may say when she looks for help. Only the kind of help is asked of her."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory import queries
from communitylinkage.guide import wording
from communitylinkage.matching.need import Authority, Help, Need, Papers
from communitylinkage.values.text import folded

# What is longer is no town; it is not carried along when the language is switched.
MOST_SIGNS = 200


def _name(choice: tuple[str, str]) -> str:
    return folded(choice[1])


class FindForm(forms.Form):
    """One page of choices; every one but the first may stay as it is."""

    kind = forms.ChoiceField(
        label=_("What do you need?"),
        choices=wording.KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one kind of help.")},
    )
    place = forms.CharField(
        label=_("In or near which town?"),
        required=False,
        max_length=100,
        help_text=_("A large town near you is enough. You may write it in your own letters."),
    )
    place_id = forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )
    country = forms.ChoiceField(
        label=_("In which country are you?"),
        help_text=_("Not needed where you name a town. Without both, several countries are mixed."),
        required=False,
    )
    language = forms.ChoiceField(label=_("Which language do you speak?"), required=False)
    interpreter = forms.BooleanField(
        label=_("An interpreter is fine for me"), required=False, initial=True
    )
    papers = forms.ChoiceField(
        label=_("Do you have residence papers?"),
        help_text=_("We do not keep your answer. Without it you also get results."),
        choices=wording.PAPERS,
        initial=Papers.UNSAID,
        required=False,
    )
    reach = forms.TypedChoiceField(
        label=_("How far can you go?"),
        choices=wording.REACHES,
        coerce=int,
        initial=wording.USUAL_REACH,
        required=False,
        empty_value=None,
    )
    open_now = forms.BooleanField(label=_("It must be open now"), required=False)
    remote_only = forms.BooleanField(label=_("Only by telephone"), required=False)
    women_only = forms.BooleanField(label=_("Only women work there"), required=False)
    children = forms.BooleanField(label=_("My children come with me"), required=False)
    step_free = forms.BooleanField(label=_("I cannot climb stairs"), required=False)
    free = forms.BooleanField(label=_("It must cost nothing"), required=False)
    not_police = forms.BooleanField(
        label=_("It must not be obliged to tell the police"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = [(one.code, one.name) for one in queries.languages_spoken()]
        self.fields["language"].choices = [("", _("Any language")), *spoken]  # type: ignore[attr-defined]  # a ChoiceField
        named = sorted(((code, str(name)) for code, name in wording.COUNTRIES.items()), key=_name)
        self.fields["country"].choices = [("", _("Any country")), *named]  # type: ignore[attr-defined]  # as above
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"
        self.fields["place"].widget.attrs |= {
            "hx-post": reverse("places"),
            "hx-trigger": "input changed delay:400ms",
            "hx-params": "place",
            "hx-target": "#places",
            "hx-sync": "this:replace",
        }
        self.places: list[queries.PlaceFound] = []

    @classmethod
    def filled(cls, data: QueryDict) -> "FindForm":
        """The form as she filled it in so far, without a word about what is missing."""
        said: dict[str, Any] = {}
        for name, field in cls.base_fields.items():
            if isinstance(field, forms.BooleanField):
                said[name] = name in data
            elif name in data:
                said[name] = data[name][:MOST_SIGNS]
        return cls(initial=said)

    def clean(self) -> dict[str, Any]:
        """Finds the place; one name may mean several, and then she is asked which."""
        data: dict[str, Any] = super().clean() or {}
        typed, chosen = data.get("place", ""), data.get("place_id")
        data["found"] = None
        if not typed:
            return data
        self.places = queries.places_named(typed)
        # The country tells places of one name apart.
        there = [place for place in self.places if place.country == data.get("country")]
        self.places = there or self.places
        found = next((place for place in self.places if place.id == chosen), None)
        if found is None and len(self.places) == 1:
            found = self.places[0]
        if not self.places:
            self.add_error(
                "place",
                _("We do not know this place. Try a larger town nearby, or leave it empty."),
            )
        data["found"] = found
        return data

    @property
    def must_choose_place(self) -> bool:
        """Whether the name that she typed means several places."""
        return bool(self.places) and self.cleaned_data.get("found") is None

    def need(self) -> Need:
        """What she said, as the rule reads it."""
        said = self.cleaned_data
        place = said["found"]
        return Need(
            kind=Help(said["kind"]),
            languages=(said["language"],) if said["language"] else (),
            interpreter=said["interpreter"],
            place=place.point if place else None,
            country=place.country if place else said["country"],
            reach_km=float(said["reach"] or wording.USUAL_REACH),
            open_now=said["open_now"],
            papers=Papers(said["papers"] or Papers.UNSAID),
            children=said["children"],
            step_free=said["step_free"],
            free=said["free"],
            women_only=said["women_only"],
            remote_only=said["remote_only"],
            tells_none_of=frozenset({Authority.POLICE}) if said["not_police"] else frozenset(),
        )
