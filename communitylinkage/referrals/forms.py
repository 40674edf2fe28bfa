"""Making a referral in four steps, and answering one. Nothing is stored between the steps."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from communitylinkage.consent.queries import Text
from communitylinkage.directory.queries import town_near
from communitylinkage.guide.forms import FindForm
from communitylinkage.guide.wording import country_name
from communitylinkage.matching.need import Need
from communitylinkage.people.forms import PlainForm
from communitylinkage.referrals import wording
from communitylinkage.referrals.candidates import Candidate, Way, excludable, offers_of
from communitylinkage.referrals.following import withheld
from communitylinkage.referrals.following.wording import YES_OR_NO
from communitylinkage.referrals.mentor_requests.forms import check_names
from communitylinkage.referrals.papers import Channel, Content, Paper, Summary, Warm, named
from communitylinkage.referrals.rules import Urgency
from communitylinkage.values import languages

# What an agreement may ask besides, of what she needs.
ASKED = ("minor", "elsewhere")
_CHILDREN_COME = _(
    "You chose that her children come with her. The service reads it only if you tick this."
)
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


class ConsentForm(PlainForm):
    """Fourth step: what was read to her, in which language, and that she said yes."""

    text = forms.ChoiceField(label=_("Which text did you use?"), widget=forms.RadioSelect)
    spoken = forms.ChoiceField(
        label=_("In which language was it said?"),
        error_messages={"required": _("Please choose the language.")},
    )
    how = forms.ChoiceField(label=_("How?"), choices=wording.HOW_READ, widget=forms.RadioSelect)
    capacity = forms.ChoiceField(
        label=_("Who decides?"),
        choices=wording.CAPACITY,
        widget=forms.RadioSelect,
        initial="alone",
        help_text=_(
            "Nobody decides in her place. A girl under age decides with somebody she trusts."
        ),
    )
    for_children = forms.BooleanField(
        label=_("It is also about her children, and we spoke about them"), required=False
    )
    days = forms.TypedChoiceField(
        label=_("How long does her yes hold?"), choices=wording.DAYS, coerce=int, initial=90
    )
    not_told = forms.CharField(
        label=_("Persons who must never hear of it"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One name on each line: no mentor of such a name is asked later. For example an "
            "interpreter, an officer or a relative. The service reads it."
        ),
    )
    stand_in = forms.BooleanField(
        label=_("If I am away, a colleague of my organisation may go on for me"), required=False
    )
    has_paper = forms.CharField(
        label=_("She has a paper with a number from us already: the number"),
        max_length=60,
        required=False,
        help_text=_(
            "Only if she still has it, and nobody else does: whoever has the paper sees both "
            "there. Leave it empty if you are not sure, or she wants the two apart."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
        error_messages={"max_length": wording.NOT_A_PAPER},
    )
    receipt = forms.BooleanField(
        label=_("She wants a paper with a code, to see and to stop all this herself"),
        required=False,
        help_text=_("It is safer without a paper where somebody looks through her things."),
    )
    digits = forms.RegexField(
        r"^\d{4}$",
        label=_("Four digits of her own choosing"),
        required=False,
        help_text=_("Needed with the paper. She keeps them in her head. Not her birthday."),
        error_messages={"invalid": _("Please type four digits.")},
    )
    agreed = forms.ChoiceField(
        label=_("How did she agree?"), choices=wording.HOW_AGREED, widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,
        texts: Sequence[Text],
        has_receipt: bool,
        on_her_page: bool = False,
        nobody_stands_in: bool = False,
        never: frozenset[str] = frozenset(),
        children: bool = False,
        **kwargs: Any,
    ) -> None:
        """`children`: whether she said that they come with her, which is not shared by that."""
        super().__init__(*args, **kwargs)
        if children:
            self.fields["for_children"].help_text = _CHILDREN_COME
        self.never = never
        if nobody_stands_in:
            del self.fields["stand_in"]
        if withheld.CHILDREN in never:
            del self.fields["for_children"]
        for name, choices in (("how", wording.HOW_READ), ("agreed", wording.HOW_AGREED)):
            offered = [c for c in choices if on_her_page or c[0] != wording.ON_HER_PAGE]
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a choice
        self.texts = {str(text.id): text for text in texts}
        named = [(pk, text.name) for pk, text in self.texts.items()]
        self.fields["text"].choices = named  # type: ignore[attr-defined]  # a choice
        spoken = [("", "…"), *languages.OWN_NAMES.items()]
        self.fields["spoken"].choices = spoken  # type: ignore[attr-defined]  # likewise
        if has_receipt:
            del self.fields["has_paper"], self.fields["receipt"], self.fields["digits"]

    def clean_not_told(self) -> str:
        """A line without a letter would keep nobody away."""
        return check_names(self.cleaned_data["not_told"])

    def clean(self) -> dict[str, Any]:
        """A receipt wants her four digits; she has one already, or gets one."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("has_paper") and data.get("receipt"):
            self.add_error("receipt", _("Either the paper that she has, or a new one."))
        if data.get("receipt") and not data.get("digits") and "digits" not in self.errors:
            self.add_error("digits", _("Please type four digits."))
        return data

    def paper(self, names: Sequence[str], excluded: Sequence[str], now: datetime) -> Paper:
        """As it is sealed, for her to read again.

        Args:
            names: of the recipients, in her order. excluded: of organisations that must not know.
        """
        said = self.cleaned_data
        text = self.texts[said["text"]]
        for_children = said.get("for_children", False)
        items = ("need", "name", "contact") + (("children",) if for_children else ())
        return Paper(
            purpose="link",
            items=tuple(item for item in items if item not in self.never),
            recipients=tuple(names),
            until=(now + timedelta(days=said["days"])).date().isoformat(),
            text=f"{text.language} {text.version}",
            text_language=text.language,
            spoken=said["spoken"],
            how=said["how"],
            agreed=said["agreed"],
            capacity=said["capacity"],
            for_children=for_children,
            excluded=tuple(filter(None, (*named(said["not_told"]), *excluded))),
        )


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
