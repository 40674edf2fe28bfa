"""Forms of mentors, and the question for a town that others of this side ask too."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory import queries
from communitylinkage.directory.models import Place
from communitylinkage.mentors import wording
from communitylinkage.mentors.models import Mentor
from communitylinkage.mentors.rules import MOST_AT_A_TIME, USUAL_AT_A_TIME, Part, Week, week_of
from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.values.countries import country_named
from communitylinkage.values.languages import OWN_NAMES
from communitylinkage.values.text import folded


class HiddenNumber(forms.IntegerField):
    """A number that the page itself carries along; a forged one counts as none."""

    def clean(self, value: Any) -> int | None:
        """The number; an error here would stand beside no field that she can see."""
        try:
            number: int | None = super().clean(value)
        except ValidationError:
            return None
        return number


class TownForm(forms.Form):
    """Asks for a town by its name in any script; one name may mean several."""

    place = forms.CharField(label=_("Town"), max_length=100, validators=[no_hidden_signs])
    place_id = HiddenNumber(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Finds the town; asks which, where the name means several."""
        data: dict[str, Any] = super().clean() or {}
        data["found"] = None
        if data.get("place"):
            data["found"] = self._found(data["place"], data.get("place_id"))
        return data

    def _found(self, typed: str, chosen: int | None) -> Place | None:
        rows = Place.objects.filter(names__folded=folded(typed)).distinct()
        places = queries.places_named(typed)
        near = next((place.id for place in places if place.id == chosen), None)
        if len(places) == 1:
            near = places[0].id
        kept = Place.objects.filter(pk=near or 0).first() or rows.filter(pk=chosen or 0).first()
        if kept:
            return kept
        if not places:
            self.add_error("place", wording.NO_SUCH_PLACE)
            return None
        language = get_language() or "en"
        choices = [
            (place.id, f"{place.name} ({country_named(place.country, language)})")
            for place in places
        ]
        self.fields["place_id"].widget = forms.RadioSelect(choices=choices)
        self.fields["place_id"].label = _("Which of these places?")
        self.add_error("place_id", wording.WHICH_PLACE)
        return None


class ProfileForm(TownForm):
    """What a mentor says about herself."""

    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak well?"),
        choices=list(OWN_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one language.")},
    )
    morning = forms.MultipleChoiceField(
        choices=wording.DAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Which days are good? Leave all empty where it is always different."),
    )
    afternoon = forms.MultipleChoiceField(
        choices=wording.DAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    evening = forms.MultipleChoiceField(
        choices=wording.DAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    most = forms.IntegerField(
        label=_("How many women can you go with at the same time?"),
        min_value=1,
        max_value=MOST_AT_A_TIME,
        initial=USUAL_AT_A_TIME,
    )
    paused = forms.BooleanField(
        label=_("I take a rest: do not ask me now"),
        required=False,
        help_text=_("Nobody asks why."),
    )
    paused_until = forms.DateField(
        label=_("Last day of the rest, if you know it"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        # What a browser's date field sends, whatever the language of the page.
        input_formats=["%Y-%m-%d"],
    )
    # Short choices stand side by side on a phone.
    in_columns = ("languages", *Part)
    field_order = (
        "languages", "place", "place_id", "morning", "afternoon", "evening", "most", "paused",
        "paused_until",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].label = _("In or near which town are you?")
        for part in Part:
            self.fields[part].label = str(wording.PARTS[part])
        self.fields["place"].help_text = _("Only the town, never your street.")

    def week(self) -> Week:
        """Her week, as the rule reads it."""
        return week_of({part: self.cleaned_data[part] for part in Part})


def said_before(row: Mentor) -> dict[str, Any]:
    """Her page as the form shows it."""
    return {
        "languages": row.languages,
        "place": row.place.name,
        "place_id": row.place_id,
        **{str(part): days for part, days in week_of(row.week).items()},
        "most": row.most,
        "paused": row.paused,
        "paused_until": row.paused_until,
    }
