"""What is asked of whoever makes a round, invites, or adds one."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communitylinkage.assessment import rules, shelf, wording
from communitylinkage.assessment.models import Door
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.surveys.answering.rules import MOST_THROUGH_A_LINK
from communitylinkage.surveys.models import Questionnaire


def start_of(day: date) -> datetime:
    """Midnight at its beginning, on the clock of who reads the page."""
    return timezone.make_aware(datetime.combine(day, time()), timezone.get_current_timezone())


class QuestionnaireForm(forms.Form):
    """A ready questionnaire, or one's own."""

    questionnaire = forms.ChoiceField(
        label=_("What do you ask with?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one questionnaire.")},
    )

    def __init__(self, *args: Any, own: Iterable[Questionnaire], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = [
            (f"ready:{one.name}", f"{one.title} · {wording.SHELF.get(one.name, '')}")
            for one in shelf.every()
        ]
        mine = [(f"own:{one.pk}", _("%(title)s · your own") % {"title": one.title}) for one in own]
        groups = [(_("Ready questionnaires"), ready)]
        field = self.fields["questionnaire"]
        assert isinstance(field, forms.ChoiceField)  # nosec B101 -- tells mypy what stands above
        field.choices = [*groups, (_("Your own questionnaires"), mine)] if mine else groups


class AboutForm(forms.Form):
    """What it is for, where, of whom."""

    programme = forms.ModelChoiceField(Programme.objects.none(), label=_("Programme"))
    title = forms.CharField(label=_("Title"), max_length=200, validators=[no_hidden_signs])
    purpose = forms.CharField(
        label=_("What is it for?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[no_hidden_signs],
        help_text=_("One or two sentences. Your colleagues read them, and your partners."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Who is asked?"), choices=wording.KINDS, widget=forms.CheckboxSelectMultiple
    )
    countries = forms.MultipleChoiceField(
        label=_("In which countries?"), widget=forms.CheckboxSelectMultiple
    )
    partners = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("Who runs it with you?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They invite people too, and read the results."),
    )

    def __init__(self, *args: Any, programmes: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = list(programmes)
        codes = {code for one in found for code in one.countries}
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]  # django-stubs
        self.fields["partners"].queryset = partners  # type: ignore[attr-defined]  # django-stubs
        self.fields["countries"].choices = [  # type: ignore[attr-defined]  # django-stubs
            (code, name) for code, name in COUNTRIES if not codes or code in codes
        ]
        if len(found) == 1:
            self.fields["programme"].initial = found[0].pk
            self.fields["programme"].widget = forms.HiddenInput()
        if not partners:
            del self.fields["partners"]


class WhenForm(forms.Form):
    """Which time it is, in which languages, from when until when."""

    wave = forms.ChoiceField(
        label=_("Which time do you ask?"),
        choices=wording.WAVES,
        widget=forms.RadioSelect,
        initial=rules.Wave.BASELINE,
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Letters and sheets name them. Whoever answers chooses the language there."),
    )
    opens = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    closes = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, languages: Iterable[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, names = today, list(languages)
        offered = self.fields["languages"]
        assert isinstance(offered, forms.MultipleChoiceField)  # nosec B101 -- as above
        offered.choices, offered.initial = [(name, name) for name in names], names
        if not names:
            del self.fields["languages"]
        self.fields["opens"].initial = today
        self.fields["closes"].initial = today + timedelta(days=28)

    def clean(self) -> dict[str, Any]:
        """The last day is neither past nor before the first, and an open end is no round."""
        said = super().clean() or {}
        opens, closes = said.get("opens"), said.get("closes")
        if opens and opens > self.today + timedelta(days=1000):
            self.add_error("opens", _("This day is too far away."))
        elif closes and closes < self.today:
            self.add_error("closes", _("This day is past."))
        elif opens and closes and closes < opens:
            self.add_error("closes", _("The last day is before the first."))
        elif opens and closes and closes - opens > timedelta(days=400):
            self.add_error("closes", _("A round lasts a year at most. Then ask once more."))
        return said

    def moments(self) -> tuple[datetime, datetime]:
        """When it opens, and when it is closed: at the end of its last day."""
        opens, closes = self.cleaned_data["opens"], self.cleaned_data["closes"]
        return start_of(opens), start_of(closes + timedelta(days=1))


class DatesForm(WhenForm):
    """Other days for a round; once it is open only the last one moves."""

    def __init__(self, *args: Any, begun: bool, today: date, first: date, **kwargs: Any) -> None:
        super().__init__(*args, languages=[], today=today, **kwargs)
        del self.fields["wave"]
        self.first = first
        if begun:
            del self.fields["opens"]

    def clean(self) -> dict[str, Any]:
        """As in a new round; its first day stays where it is begun."""
        said = super().clean()
        opens, closes = said.get("opens"), said.get("closes")
        if opens and opens < self.today and opens != self.first:
            self.add_error("opens", _("This day is past."))
        if closes and "opens" not in self.fields and closes - self.first > timedelta(days=400):
            self.add_error("closes", _("A round lasts a year at most. Then ask once more."))
        return said

    def moments(self) -> tuple[datetime, datetime]:
        """When it opens (as it was where that stays) and when it is closed."""
        closes = start_of(self.cleaned_data["closes"] + timedelta(days=1))
        return start_of(self.cleaned_data.get("opens", self.first)), closes


class PublishForm(forms.Form):
    """Which figures, for whom, under which words."""

    what = forms.ChoiceField(label=_("Which figures?"), widget=forms.RadioSelect)
    audience = forms.ChoiceField(
        label=_("For whom?"),
        choices=[("partners", _("Partners, who get the address from you")),
                 ("public", _("Everybody: more small figures are hidden"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    title = forms.CharField(
        label=_("Title that they read"), max_length=200, validators=[no_hidden_signs]
    )
    words = forms.CharField(
        label=_("Some words before the figures"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[no_hidden_signs],
        help_text=_("Who was asked, when, by whom. Do not name anybody who answered."),
    )

    def __init__(self, *args: Any, offers: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {one.key: one for one in offers}
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)  # nosec B101 -- as above
        what.choices = [(key, one.name) for key, one in self.offers.items()]

    def clean_what(self) -> Any:
        """What was chosen, as it was offered."""
        return self.offers[self.cleaned_data["what"]]


class LinkForm(forms.Form):
    """How many answers an open link takes."""

    most = forms.IntegerField(
        label=_("How many may answer through this link?"),
        min_value=1,
        max_value=MOST_THROUGH_A_LINK,
        help_text=_("Whoever comes after that reads that it is full. You can raise it any time."),
    )


class NextRoundForm(WhenForm):
    """A further round of an assessment; it may ask with another questionnaire, and fewer kinds."""

    field_order = ["questionnaire", "kinds", "wave", "languages", "opens", "closes"]
    questionnaire = forms.ModelChoiceField(
        Questionnaire.objects.none(),
        label=_("Questionnaire"),
        help_text=_("Ask with the same one, and you can compare."),
    )
    kinds = forms.MultipleChoiceField(label=_("Who is asked?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, kinds: list[str], own: Any, **kwargs: Any) -> None:
        spoken = {name: name for row in own for name in row.versions.all()[0].languages}
        super().__init__(*args, languages=spoken, **kwargs)
        self.fields["questionnaire"].queryset = own  # type: ignore[attr-defined]  # django-stubs
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)  # nosec B101 -- as above
        field.choices = [one for one in wording.KINDS if one[0] in kinds]
        field.initial = kinds
        self.fields["wave"].initial = rules.Wave.FOLLOW_UP

    def clean(self) -> dict[str, Any]:
        """Of the languages those that the chosen questionnaire speaks, at least one."""
        said = super().clean()
        asked, chosen = said.get("questionnaire"), said.get("languages", [])
        if asked and chosen:
            speaks = asked.versions.all()[0].languages
            said["languages"] = [one for one in chosen if one in speaks]
            if not said["languages"]:
                names = ", ".join(speaks) or "–"
                self.add_error(
                    "languages",
                    _("This questionnaire speaks only: %(names)s") % {"names": names},
                )
        return said


class InviteForm(forms.Form):
    """Addresses for one door."""

    door = forms.ModelChoiceField(
        Door.objects.none(), label=_("Whom do you invite?"), empty_label=None
    )
    addresses = forms.CharField(
        label=_("E-mail addresses"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "ltr", "autocomplete": "off"}),
        help_text=_("One on each line, or with commas between them. 500 at most at once."),
    )

    def __init__(self, *args: Any, doors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["door"].queryset = doors  # type: ignore[attr-defined]  # django-stubs
        self.fields["door"].label_from_instance = door_name  # type: ignore[attr-defined]  # as above

    def clean_addresses(self) -> list[str]:
        """Each address once, or the first that is none, named by its place."""
        text = self.cleaned_data["addresses"]
        for sign in ",;<>":
            text = text.replace(sign, " ")
        found = list(dict.fromkeys(one.casefold() for one in text.split()))
        if len(found) > rules.MOST_ADDRESSES:
            raise ValidationError(
                _("These are %(n)s addresses. Please send 500 at most at once."),
                params={"n": len(found)},
            )
        for number, one in enumerate(found, 1):
            try:
                validate_email(one)
            except ValidationError as error:
                said = _("Number %(n)s is no e-mail address: %(it)s")
                raise ValidationError(said, params={"n": number, "it": one[:100]}) from error
        return found


def door_name(door: Any) -> str:
    """A door as people say it: the country, and who is asked there."""
    return f"{dict(COUNTRIES).get(door.country, door.country)} · {door.get_kind_display()}"
