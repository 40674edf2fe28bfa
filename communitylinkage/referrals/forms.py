"""Three of the four steps of making a referral; the fourth is her yes (consent_forms.py).

Nothing is stored between the steps.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory.queries import town_near
from communitylinkage.guide.forms import FindForm
from communitylinkage.guide.wording import country_name
from communitylinkage.matching.need import Need
from communitylinkage.people.forms import PlainForm
from communitylinkage.referrals import wording
from communitylinkage.referrals.candidates import Candidate, Way, excludable, offers_of
from communitylinkage.referrals.following import withheld
from communitylinkage.referrals.following.wording import YES_OR_NO
from communitylinkage.referrals.papers import Channel, Content, Summary, Warm
from communitylinkage.referrals.rules import Urgency

# What an agreement may ask besides, of what she needs.
ASKED = ("minor", "elsewhere")
_NEEDED = _("Needed for a call, a message or an e-mail.")


class NeedForm(FindForm):
    """First step: what she needs, how soon, and who must not know of it."""

    urgency = forms.ChoiceField(
        label=_("How soon must somebody answer?"),
        choices=wording.URGENCIES,
        widget=forms.RadioSelect,
        initial=Urgency.THREE_DAYS,
    )
    must_not_know = forms.MultipleChoiceField(
        label=_("Which organisations must not know of it?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, country: str = "", own: UUID | None = None, **kwargs: Any
    ) -> None:
        """`country`: of those whose organisations stand first; the others are folded.

        `own`: her mentor's organisation, which cannot be kept from knowing.
        """
        super().__init__(*args, **kwargs)
        self.near, far = excludable(country, own)
        self.fields["must_not_know"].choices = [*self.near, *far]  # type: ignore[attr-defined]  # a choice

    @property
    def must_not_know_near(self) -> list[BoundWidget]:
        """The boxes of her own country's organisations."""
        return self["must_not_know"].subwidgets[: len(self.near)]

    @property
    def must_not_know_far(self) -> list[BoundWidget]:
        """Those of other countries."""
        return self["must_not_know"].subwidgets[len(self.near) :]

    def clean(self) -> dict[str, Any]:
        """Asks which place, where one name means several."""
        data = super().clean()
        if self.places and data.get("found") is None:
            choices = [(p.id, f"{p.name} ({country_name(p.country)})") for p in self.places]
            self.fields["place_id"].widget = forms.RadioSelect(choices=choices)
            self.fields["place_id"].label = _("Which of these places?")
            self.add_error("place_id", _("Several places have this name. Please choose one."))
        return data

    def need(self) -> Need:
        """As the rule reads it, without the organisations that she excluded."""
        return replace(super().need(), not_organisations=offers_of(self.excluded))

    @property
    def excluded(self) -> tuple[str, ...]:
        """The organisations of the platform that must not know."""
        return tuple(self.cleaned_data["must_not_know"])

    def summary(self, warm: str) -> Summary:
        """The coded need, which a service reads before it answers: a large town, no village."""
        said = self.cleaned_data
        place = said["found"]
        return Summary(
            kind=said["kind"],
            languages=(said["language"],) if said["language"] else (),
            interpreter=said["interpreter"],
            country=place.country if place else said["country"],
            area=town_near(place) if place else "",
            papers=said["papers"] or "unsaid",
            children=said["children"],
            step_free=said["step_free"],
            urgency=said["urgency"],
            warm=warm,
        )


class RecipientsForm(forms.Form):
    """Second step: one service at a time, in her order, at most three."""

    first = forms.ChoiceField(
        label=_("Ask first"), error_messages={"required": _("Please choose a service.")}
    )
    second = forms.ChoiceField(label=_("If it says no, ask"), required=False)
    third = forms.ChoiceField(label=_("And then"), required=False)

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_number = {one.number: one for one in candidates if one.way != Way.CALL}
        named = [(number, one.name) for number, one in self.by_number.items()]
        for name in ("first", "second", "third"):
            self.fields[name].choices = [("", _("Nobody")), *named]  # type: ignore[attr-defined]  # a choice
        self.fields["first"].initial = next(iter(self.by_number), None)
        organisations = len({one.organisation for one in self.by_number.values()})
        for name in ("second", "third")[max(0, organisations - 1) :]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Each organisation once: one of its posts is asked in place of another."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("third") and not data.get("second"):
            self.add_error("second", _("Please fill the places in their order."))
        where = [one.organisation for one in self._chosen(data)]
        if len(set(where)) < len(where):
            self.add_error(None, _("Please choose each organisation only once."))
        return data

    def _chosen(self, data: dict[str, Any]) -> list[Candidate]:
        numbers = [data.get(name) for name in ("first", "second", "third")]
        return [self.by_number[number] for number in numbers if number]

    def chosen(self) -> list[Candidate]:
        """In her order."""
        return self._chosen(self.cleaned_data)


class ContactForm(PlainForm):
    """Third step: what opens only to the service that says yes."""

    minor = forms.ChoiceField(
        label=_("Is she younger than 18?"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        help_text=_("The agreement has a way of its own for it. Only who reads her need sees it."),
        error_messages={"required": _("The agreement needs an answer.")},
    )
    elsewhere = forms.ChoiceField(
        label=_("Is she outside the area of the agreement?"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        help_text=_("The agreement has a way of its own for it. Only who reads her need sees it."),
        error_messages={"required": _("The agreement needs an answer.")},
    )
    name = forms.CharField(
        label=_("What shall they call her?"),
        max_length=100,
        help_text=_("It need not be her real name. If she gave none, choose a word with her."),
        error_messages={"required": _("Please write a name or a word.")},
    )
    warm = forms.ChoiceField(
        label=_("How does she come to the service?"),
        choices=wording.WARMS,
        widget=forms.RadioSelect,
        initial="joint_call",
        error_messages={"required": _("Please choose how she comes to the service.")},
    )
    meeting = forms.CharField(
        label=_("Proposed time and place of a meeting"),
        max_length=200,
        required=False,
        help_text=_("Needed where you meet. Choose it with her."),
    )
    channel = forms.ChoiceField(
        label=_("How can she be reached without danger?"),
        choices=wording.CHANNELS,
        widget=forms.RadioSelect,
        initial=Channel.THROUGH_MENTOR,
    )
    number = forms.CharField(
        label=_("Number or address"), max_length=200, required=False, help_text=_NEEDED
    )
    when = forms.CharField(
        label=_("At which hours is it safe?"), max_length=200, required=False, help_text=_NEEDED
    )
    cover_name = forms.CharField(
        label=_("Who shall the caller say that she is?"),
        max_length=100,
        required=False,
        help_text=_("For example: the dentist's office."),
    )
    agreed_word = forms.CharField(
        label=_("A word that shows that it is the right person"), max_length=60, required=False
    )
    note = forms.CharField(
        label=_("What else must the service know?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever is to be called needs a number, and the safe hours; a meeting needs a time."""
        data: dict[str, Any] = super().clean() or {}
        withheld.refuse(self, self.never)
        if data.get("channel") not in (None, Channel.THROUGH_MENTOR):
            for name in ("number", "when"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("This is needed, or choose her mentor."))
        if data.get("warm") == Warm.MEETING and not data.get("meeting"):
            self.add_error(
                "meeting", _("Please propose a time and a place, or choose another way.")
            )
        return data

    def __init__(self, *args: Any, asked: frozenset[str] = frozenset(),
                 never: frozenset[str] = frozenset(), **kwargs: Any) -> None:  # fmt: skip
        """`asked`, `never`: what its agreement asks besides, and what it never lets be shared."""
        super().__init__(*args, **kwargs)
        self.never = never
        withheld.loosen(self, never)
        for name in ASKED:
            if name not in asked:
                del self.fields[name]

    def content(self, not_told: str, not_organisations: tuple[str, ...] = ()) -> Content:
        """As it is sealed, with the persons and organisations that must never hear of it."""
        need = ("warm", *ASKED)
        said = {key: value for key, value in self.cleaned_data.items() if key not in need}
        return Content(**said, not_told=not_told, not_organisations=not_organisations)
