"""What a service says when it asks for a mentor. Nothing is stored until it asks."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory import taxonomy
from communitylinkage.directory.queries import town_near
from communitylinkage.matching.mentors import MentorNeed, words_of
from communitylinkage.mentors.forms import TownForm
from communitylinkage.mentors.rules import PARTS, Part
from communitylinkage.network import queries as network
from communitylinkage.organisations.models import Organisation, Post
from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.referrals.mentor_requests import wording
from communitylinkage.referrals.mentor_requests.papers import Company, Details, Summary
from communitylinkage.referrals.papers import named
from communitylinkage.referrals.rules import Urgency
from communitylinkage.values.languages import OWN_NAMES

FARTHEST_DAY = timedelta(days=365)


def _words(label: Any, most: int, *, help_text: Any = "", required: bool = False) -> Any:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        validators=[no_hidden_signs],
    )


def check_day(day: date | None, today: date) -> date | None:
    """Today or later, within a year.

    Raises:
        django.core.exceptions.ValidationError: another day.
    """
    if day and not today <= day <= today + FARTHEST_DAY:
        raise forms.ValidationError(_("Please choose a day from today on, within a year."))
    return day


def check_names(typed: str) -> str:
    """Names to avoid, one on each line: a line without a letter would keep nobody away.

    Raises:
        django.core.exceptions.ValidationError: there is one.
    """
    if not all(map(words_of, named(typed))):
        raise forms.ValidationError(_("Each line needs a name."))
    return typed


def begins_without(persons: Iterable[str], organisations: Iterable[str]) -> dict[str, Any]:
    """How the form begins where it is known already whom she excluded.

    Args:
        persons: in words, as she said them at different times. organisations: ids.
    """
    said = (name for words in persons for name in named(words))
    return {
        "not_told": "\n".join(dict.fromkeys(filter(words_of, said))),
        "not_organisations": list(dict.fromkeys(organisations)),
    }


class RequestForm(TownForm):
    """First what a mentor reads before she answers, then whom to avoid, then the rest."""

    post = forms.ChoiceField(label=_("For which post do you ask?"))
    language = forms.ChoiceField(
        label=_("Which language must she speak?"),
        choices=[("", "–"), *OWN_NAMES.items()],
        error_messages={"required": _("Please choose a language.")},
    )
    company = forms.ChoiceField(
        label=_("What shall the mentor do?"), choices=wording.COMPANIES, widget=forms.RadioSelect
    )
    reach = forms.TypedChoiceField(
        label=_("How far may she have to travel?"), choices=wording.REACHES, coerce=int, initial=50
    )
    day = forms.DateField(
        label=_("On which day?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=_("Leave it empty where you arrange it together."),
    )
    part = forms.ChoiceField(
        label=_("At what time of the day?"), choices=wording.DAY_PARTS, required=False
    )
    urgency = forms.ChoiceField(
        label=_("How long has each mentor to answer?"),
        choices=wording.URGENCIES,
        initial=Urgency.DAY,
    )
    community = forms.ChoiceField(
        label=_("Is the woman from one of these communities?"),
        required=False,
        help_text=_("A mentor from the same community is then asked last."),
    )
    not_her_circle = forms.BooleanField(
        label=_("Nobody from this community may be asked at all"), required=False
    )
    not_communities = forms.MultipleChoiceField(
        label=_("Which other communities must be avoided?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    not_organisations = forms.MultipleChoiceField(
        label=_("Which organisations must be avoided?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    not_communities_abroad = forms.MultipleChoiceField(
        label=_("Communities of other countries"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    not_organisations_abroad = forms.MultipleChoiceField(
        label=_("Organisations of other countries"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    not_told = forms.CharField(
        label=_("Which persons must be avoided?"),
        max_length=1200,
        required=False,
        validators=[no_hidden_signs],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One name on each line. No mentor of such a name is asked; who says yes reads them."
        ),
    )
    contact = _words(_("Whom shall the mentor ask for?"), 100, required=True)
    number = _words(_("On which telephone number?"), 60, required=True)
    where = _words(
        _("Where exactly?"), 300, required=True, help_text=_("Only who says yes reads it.")
    )
    when = _words(_("At what time exactly?"), 100)
    call_her = _words(
        _("How does the woman want to be called?"), 60, help_text=_("It need not be her name.")
    )
    note = forms.CharField(
        label=_("What else must the mentor know?"),
        max_length=1000,
        required=False,
        validators=[no_hidden_signs],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agreed = forms.BooleanField(
        label=_("I asked the woman. She wants a mentor, and that the mentor reads this.")
    )
    field_order = (
        "post", "language", "company", "place", "place_id", "reach", "day", "part", "urgency",
        "community", "not_her_circle", "not_communities", "not_organisations",
        "not_communities_abroad", "not_organisations_abroad", "not_told",
        "contact", "number", "where", "when", "call_her", "note", "agreed",
    )  # fmt: skip

    def __init__(self, *args: Any, posts: Sequence[Post], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.posts = {str(post.pk): post for post in posts}
        self.today = today
        self._offer("post", [(pk, f"{p.name} · {p.organisation}") for pk, p in self.posts.items()])
        self._offer_whom_to_avoid({post.organisation.country for post in posts})
        self.fields["place"].label = _("In or near which town?")
        self.fields["number"].widget.attrs["dir"] = "ltr"

    # Shown folded: what is rarely meant hides what is.
    folded = (
        "not_communities",
        "not_organisations",
        "not_communities_abroad",
        "not_organisations_abroad",
    )

    def _offer_whom_to_avoid(self, countries: Collection[str]) -> None:
        """First those of the service's own country; mentors are of organisations of any side."""
        near, far = network.choices_by(countries)
        unsaid = [("", _("I do not know, or I do not say")), *near]
        abroad = [(_("Communities of other countries"), far)] if far else []
        self._offer("community", [*unsaid, *abroad])
        self._offer("not_communities", near)
        self._offer("not_communities_abroad", far)
        everyone = Organisation.objects.order_by("name", "pk")
        here = [(str(one.pk), one.name) for one in everyone if one.country in countries]
        away = [(str(one.pk), one.name) for one in everyone if one.country not in countries]
        self._offer("not_organisations", here)
        self._offer("not_organisations_abroad", away)
        self._begin_without(dict(here), dict(away))
        for name, offered in (("not_communities_abroad", far), ("not_organisations_abroad", away)):
            if not offered:
                # Still a field: what is sent for it and is not known is refused.
                self.fields[name].widget = forms.MultipleHiddenInput()

    def _begin_without(self, here: Collection[str], away: Collection[str]) -> None:
        """What is known already is ticked where it is offered."""
        known = self.initial.get("not_organisations", ())
        self.initial = {
            **self.initial,
            "not_organisations": [one for one in known if one in here],
            "not_organisations_abroad": [one for one in known if one in away],
        }

    def _avoided(self, name: str) -> frozenset[str]:
        said = self.cleaned_data
        return frozenset([*said[name], *said[f"{name}_abroad"]])

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice

    def clean_day(self) -> date | None:
        """Today or later, within a year."""
        return check_day(self.cleaned_data["day"], self.today)

    def clean_not_told(self) -> str:
        """A line without a letter would keep nobody away."""
        return check_names(self.cleaned_data["not_told"])

    def _at(self) -> datetime | None:
        said = self.cleaned_data
        if not said["day"] or not said["part"]:
            return None
        town = said["found"]
        zone = taxonomy.zone(town.country, town.point)
        begins, _ends = PARTS[Part(said["part"])]
        return datetime.combine(said["day"], begins, ZoneInfo(zone))

    def need(self) -> MentorNeed:
        """As the rule reads it."""
        said, town = self.cleaned_data, self.cleaned_data["found"]
        by_telephone = said["company"] == Company.CALL
        return MentorNeed(
            language=said["language"],
            country=town.country,
            place=None if by_telephone else town.point,
            reach_km=float(said["reach"]),
            at=self._at(),
            community=network.group(said["community"]),
            not_her_circle=said["not_her_circle"],
            not_groups=self._avoided("not_communities"),
            not_organisations=self._avoided("not_organisations"),
            not_names=named(said["not_told"]),
        )

    def summary(self) -> Summary:
        """What a mentor reads before she answers: a large town, no village."""
        said, town = self.cleaned_data, self.cleaned_data["found"]
        return Summary(
            language=said["language"],
            area=town_near(town),
            country=town.country,
            company=said["company"],
            day=said["day"].isoformat() if said["day"] else "",
            part=said["part"],
        )

    def details(self) -> Details:
        """What opens after her yes."""
        names = ("contact", "number", "where", "when", "call_her", "not_told", "note")
        return Details(**{name: self.cleaned_data[name] for name in names})
