"""What a woman may say when she looks for help. Only the kind of help is asked of her."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory import queries, taxonomy
from communitylinkage.guide import wording
from communitylinkage.matching.need import Authority, Help, Need, Papers
from communitylinkage.values.text import folded

# What is longer is no town; it is not carried along when the language is switched.
MOST_SIGNS = 200
# Child protection is not among them: every service that meets children must tell it, so that this
# would only hide them all; each card says it before she says anything.
NOT_TOLD = {"not_police": Authority.POLICE, "not_immigration": Authority.IMMIGRATION}


# A week, and today's weekday once more: nobody has to count.
DAYS = 8


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
    day = forms.ChoiceField(
        label=_("On which day must it be open?"),
        help_text=_("By the clock of the country where you are."),
        required=False,
    )
    hour = forms.TypedChoiceField(
        label=_("At what time?"), coerce=int, required=False, empty_value=None
    )
    remote_only = forms.BooleanField(label=_("Only by telephone"), required=False)
    women_only = forms.BooleanField(label=_("Only women work there"), required=False)
    children = forms.BooleanField(label=_("My children come with me"), required=False)
    step_free = forms.BooleanField(label=_("I cannot climb stairs"), required=False)
    free = forms.BooleanField(label=_("It must cost nothing"), required=False)
    not_police = forms.BooleanField(
        label=_("It must not be obliged to tell the police"), required=False
    )
    not_immigration = forms.BooleanField(
        label=_("It must not be obliged to tell the office for foreigners"), required=False
    )

    def __init__(
        self, *args: Any, now: datetime, asked_before: bool = False, **kwargs: Any
    ) -> None:
        """`asked_before`: an hour that has passed since then is no mistake of hers."""
        super().__init__(*args, **kwargs)
        self.now, self.asked_before = now, asked_before
        self.fields["day"].choices = [("", _("Any day")), *self._days()]  # type: ignore[attr-defined]  # a ChoiceField
        hours = [(str(hour), f"{hour:02}:00") for hour in range(24)]
        self.fields["hour"].choices = [("", "–"), *hours]  # type: ignore[attr-defined]  # as above
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

    def _days(self) -> list[tuple[str, str]]:
        today = timezone.localdate(self.now)
        coming = [today + timedelta(days=more) for more in range(-self.asked_before, DAYS)]
        return [(day.isoformat(), date_format(day, "l j F")) for day in coming]

    @classmethod
    def filled(cls, data: QueryDict, now: datetime) -> "FindForm":
        """The form as she filled it in so far, without a word about what is missing."""
        said: dict[str, Any] = {}
        for name, field in cls.base_fields.items():
            if isinstance(field, forms.BooleanField):
                said[name] = name in data
            elif name in data:
                said[name] = data[name][:MOST_SIGNS]
        return cls(initial=said, now=now)

    def clean(self) -> dict[str, Any]:
        """Finds the place; one name may mean several, and then she is asked which."""
        data: dict[str, Any] = super().clean() or {}
        typed, chosen = data.get("place", ""), data.get("place_id")
        data["found"] = None
        if not typed:
            data["at"] = self._at(data)
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
        data["at"] = self._at(data)
        return data

    def _at(self, data: dict[str, Any]) -> datetime | None:
        """The moment at which it must be open, by the clock of where she is."""
        day, hour, place = data.get("day"), data.get("hour"), data.get("found")
        country = place.country if place else data.get("country")
        if data.get("open_now") and (day or hour is not None):
            self.add_error("day", _("Please choose one: open now, or on another day."))
        elif day and hour is None:
            self.add_error("hour", _("Please choose the time too."))
        elif hour is not None and not day:
            self.add_error("day", _("Please choose the day too."))
        elif day and hour is not None and country:
            zone = ZoneInfo(taxonomy.zone(country, place.point if place else None))
            at = datetime.combine(date.fromisoformat(day), time(hour), zone)
            # Within the hour that runs she means what is left of it.
            if self.asked_before or at + timedelta(hours=1) > self.now:
                return max(at, self.now)
            self.add_error("hour", _("This time is over. Choose a later one."))
        elif day and not data.get("place"):
            self.add_error("country", _("Please say the country or the town: we need its clock."))
        return None

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
            at=said["at"],
            papers=Papers(said["papers"] or Papers.UNSAID),
            children=said["children"],
            step_free=said["step_free"],
            free=said["free"],
            women_only=said["women_only"],
            remote_only=said["remote_only"],
            tells_none_of=frozenset(one for name, one in NOT_TOLD.items() if said[name]),
        )
