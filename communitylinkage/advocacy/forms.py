"""Forms of advocacy: bodies, words, evidence, meetings, promises and what became of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communitylinkage.advocacy import wording
from communitylinkage.advocacy.models import Body
from communitylinkage.advocacy.promising import Source
from communitylinkage.advocacy.rules import demands
from communitylinkage.advocacy.rules.demands import Kind, Level
from communitylinkage.advocacy.rules.promises import Act, Said
from communitylinkage.advocacy.telling import place
from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.practices.forms import area
from communitylinkage.values.languages import OWN_NAMES


def _line(label: Any, *, most: int, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text,
        validators=[no_hidden_signs], widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip


def _leads(typed: str) -> None:
    if typed and not demands.is_address(typed):
        raise ValidationError(wording.NO_ADDRESS)


def _address(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=300, required=required, validators=[no_hidden_signs, _leads],
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "url"}),
        help_text=_("Such as https://example.org/report"),
    )  # fmt: skip


def _day(label: Any, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=required, help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


def _language() -> forms.ChoiceField:
    words = _("In which language you write")
    return forms.ChoiceField(label=words, choices=list(OWN_NAMES.items()))


def _no_day_ahead(day: date | None) -> date | None:
    if day and day > timezone.localdate():
        raise ValidationError(wording.REFUSED[demands.Why.DAY_AHEAD])
    return day


class DemandWordsForm(forms.Form):
    """A demand in one language."""

    what = _line(
        _("What you ask for"), most=300,
        help_text=_("One sentence: who shall do what, until when."),
    )  # fmt: skip
    why = area(_("Why"), help_text=_("What it is like now, and what would change. Never write "
                                     "about one woman."))  # fmt: skip


class BeginForm(DemandWordsForm):
    """The first words, and in which language they are."""

    language = _language()
    field_order = ["language", "what", "why"]


class BodyForm(forms.Form):
    """A body."""

    name = _line(_("Its name"), most=200,
                 help_text=_("As it calls itself. Never the name of a person."))  # fmt: skip
    level = forms.ChoiceField(label=_("Where it decides"), choices=wording.LEVELS)
    country = forms.ChoiceField(label=_("Country"), choices=wording.PLACES)
    address = _address(_("Its page in the web"), required=False)

    def __init__(self, *args: Any, body: Body | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body

    def clean(self) -> dict[str, Any]:
        """Level and country fit, and no other body has this name there."""
        said = super().clean() or self.cleaned_data
        level, country, name = said.get("level"), said.get("country"), said.get("name")
        if level and country and not demands.fits(Level(level), country):
            self.add_error("country", wording.LEVEL_COUNTRY)
        same = Body.objects.filter(country=country, name=(name or "").strip())
        if self.body:
            same = same.exclude(pk=self.body.pk)
        if name and same.exists():
            self.add_error("name", _("This body is in the list already."))
        return said


class AddressedForm(forms.Form):
    """Whom it asks."""

    bodies = forms.ModelMultipleChoiceField(
        queryset=Body.objects.none(), label=_("Whom you ask"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": wording.ONE_LEAST},
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["bodies"]
        field.queryset = bodies
        field.label_from_instance = lambda row: f"{row.name} ({place(row.country)})"


class EvidenceForm(forms.Form):
    """What it stands on: one of ours that is public, or an address."""

    offered = forms.ChoiceField(label=_("One of ours that is public"), required=False)
    kind = forms.ChoiceField(label=_("Or: what is it?"), choices=wording.KINDS)
    address = _address(_("Where it can be read"), required=False)
    label = _line(_("Its title"), most=200, required=False)

    def __init__(self, *args: Any, offered: Iterable[tuple[Kind, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ours = {address: (kind, label) for kind, address, label in offered}
        words = dict(wording.KINDS)
        field: Any = self.fields["offered"]
        field.choices = [("", _("none of these"))] + [
            (address, f"{words[kind.value]}: {label}")
            for address, (kind, label) in self.ours.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Either one that is offered, or an address with its title."""
        said = super().clean() or self.cleaned_data
        chosen = said.get("offered")
        if chosen:
            kind, label = self.ours[chosen]
            return said | {"kind": kind.value, "address": chosen, "label": label}
        for name in ("address", "label"):
            if name not in self.errors and not said.get(name):
                self.add_error(name, wording.EVIDENCE_WHICH)
        return said


class MeetingForm(forms.Form):
    """A meeting that will be, or was."""

    body = forms.ModelChoiceField(queryset=Body.objects.none(), label=_("With whom"))
    day = _day(_("On which day"), help_text=_("Also a day to come. Everybody can read the day and "
                                              "with whom."))  # fmt: skip
    notes = area(_("What was said"), required=False, help_text=_("Only your organisation reads "
                 "this. Name offices, not persons. Never write about a woman."))  # fmt: skip

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]
        field.queryset = bodies


class PromiseForm(forms.Form):
    """A promise."""

    body = forms.ModelChoiceField(queryset=Body.objects.none(), label=_("Who promised"))
    language = _language()
    words = _line(_("What they promised"), most=500, help_text=_("As they said it."))
    made_on = _day(_("On which day they said so"))
    deadline = _day(_("Until when they will do it"), required=False,
                    help_text=_("Leave it empty if they named no day."))  # fmt: skip
    source = _address(_("Where everybody can read it"))
    source_label = _line(_("Title of what is read there"), most=200)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]
        field.queryset = bodies

    def clean_made_on(self) -> date | None:
        """Not a day to come."""
        return _no_day_ahead(self.cleaned_data["made_on"])

    def clean(self) -> dict[str, Any]:
        """No last day before the promise."""
        said = super().clean() or self.cleaned_data
        made_on, deadline = said.get("made_on"), said.get("deadline")
        if made_on and deadline and deadline < made_on:
            self.add_error("deadline", wording.DEADLINE_BEFORE)
        return said

    def where(self) -> Source:
        """Where it can be read."""
        return Source(self.cleaned_data["source"], self.cleaned_data["source_label"])


class PromiseWordsForm(forms.Form):
    """A promise in a further language."""

    words = _line(_("What they promised"), most=500)


class SequelForm(forms.Form):
    """What became of it."""

    act = forms.ChoiceField(label=_("What became of it?"), widget=forms.RadioSelect)
    day = _day(_("On which day"))
    deadline = _day(_("If it was put off: until when?"), required=False)
    source = _address(_("Where everybody can read it"), required=False)
    source_label = _line(_("Title of what is read there"), most=200, required=False)
    words = area(_("More about it"), rows=3, required=False,
                 help_text=_("Everybody can read this."))  # fmt: skip

    def __init__(self, *args: Any, acts: Iterable[Act], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ones = {act.value for act in acts}
        field: Any = self.fields["act"]
        field.choices = [pair for pair in wording.SEQUELS if pair[0] in open_ones]

    def clean_day(self) -> date | None:
        """Not a day to come."""
        return _no_day_ahead(self.cleaned_data["day"])

    def clean(self) -> dict[str, Any]:
        """A source, but where it was a mistake of ours; then a reason."""
        said = super().clean() or self.cleaned_data
        needed = ["words"] if said.get("act") == Act.TAKE_OUT else ["source", "source_label"]
        if said.get("act") == Act.POSTPONE:
            needed.append("deadline")
        for name in needed:
            if name not in self.errors and not said.get(name):
                self.add_error(name, wording.MISSING)
        return said

    def said(self) -> Said:
        """The line as the rules read it."""
        told = self.cleaned_data
        return Said(Act(told["act"]), told["day"], told["deadline"])

    def where(self) -> Source | None:
        """Where it can be read; None where it was a mistake."""
        told = self.cleaned_data
        if told["act"] == Act.TAKE_OUT:
            return None
        return Source(told["source"], told["source_label"])


class WithdrawForm(forms.Form):
    """Why it is not asked for any more; anybody reads it."""

    reason = area(_("Why you do not ask for it any more"),
                  help_text=_("Anybody can read this on its page."))  # fmt: skip
