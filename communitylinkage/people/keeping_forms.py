"""What coordinators and administrators type: posts, rota, programmes, organisations."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.organisations.models import Organisation, Post, Programme
from communitylinkage.organisations.rules import DEMO_CONTRACT, read_telephone
from communitylinkage.organisations.wording import COUNTRIES, PARTNER_ROLES, SIDES
from communitylinkage.people import wording
from communitylinkage.people.forms import PlainForm, email_field
from communitylinkage.people.models import Account
from communitylinkage.people.posts import openers
from communitylinkage.people.rules import BY_ADMINISTRATOR, Shift, zone_of
from communitylinkage.values.languages import OWN_NAMES, own_name


def _date(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, input_formats=["%Y-%m-%d"], widget=widget)


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, input_formats=["%H:%M"], widget=widget)


def _organisation(label: Any) -> "forms.ModelChoiceField[Organisation]":
    every = Organisation.objects.order_by("name", "pk")
    return forms.ModelChoiceField(label=label, queryset=every)


def town_field() -> forms.CharField:
    """In which town an organisation's people are."""
    return forms.CharField(
        label=_("Town"),
        help_text=_("Women choose by it whom they ask. Everybody may read it."),
        required=False,
        max_length=100,
    )


class NewPostForm(PlainForm):
    """A post of one of her organisations."""

    name = forms.CharField(label=_("Name of the post"), max_length=120)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # a choice


class LanguagesForm(forms.Form):
    """What people of an organisation speak. None is an answer."""

    languages = forms.MultipleChoiceField(
        label=_("Which languages do your people speak?"),
        choices=[(code, own_name(code)) for code in sorted(OWN_NAMES, key=own_name)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class TelephoneForm(PlainForm):
    """The number of an organisation. None is an answer, but then nobody outside can ask."""

    telephone = forms.CharField(
        label=_("Telephone number"),
        help_text=_("With the country's code, for example +34 93 000 00 00."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "dir": "ltr"}),
    )
    town = town_field()

    def clean_telephone(self) -> str:
        """The number with plain digits, or nothing."""
        typed: str = self.cleaned_data["telephone"]
        number = read_telephone(typed) if typed else ""
        if number is None:
            raise forms.ValidationError(wording.NOT_A_NUMBER)
        return number


class RenameForm(PlainForm):
    """Another name."""

    name = forms.CharField(label=_("Name of the post"), max_length=120)


class _DutyForm(PlainForm):
    account = forms.ModelChoiceField(
        label=_("Who"), queryset=Account.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"id_{type(self).__name__}_%s", **kwargs)
        self.zone = ZoneInfo(zone_of(post.organisation.country))
        who = [account.pk for account in openers(post.organisation_id)]
        found = Account.objects.filter(pk__in=who).order_by("display_name", "pk")
        self.fields["account"].queryset = found  # type: ignore[attr-defined]  # a choice

    def shift(self) -> Shift:
        """When, as the rule reads it."""
        raise NotImplementedError


class WeeklyForm(_DutyForm):
    """Each week, on one day."""

    weekday = forms.TypedChoiceField(
        label=_("Day of the week"), choices=wording.WEEKDAYS, coerce=int
    )
    opens_at = _time(_("From"))
    closes_at = _time(_("Until (a night ends on the next day)"))

    def shift(self) -> Shift:
        """The times, as the rule reads them."""
        said = self.cleaned_data
        return Shift(said["weekday"], said["opens_at"], said["closes_at"])


class OnceForm(_DutyForm):
    """Once, whole days."""

    first = _date(_("First day"))
    last = _date(_("Last day"))

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", wording.ENDS_BEFORE)
        if said.get("last") and not 1970 < said["last"].year < 9000:
            self.add_error("last", wording.ENDS_BEFORE)
        return said

    def shift(self) -> Shift:
        """From the first midnight to the last, by the clock of the organisation's country."""
        said = self.cleaned_data
        starts = datetime.combine(said["first"], time(0), self.zone)
        ends = datetime.combine(said["last"] + timedelta(days=1), time(0), self.zone)
        return Shift(starts=starts, ends=ends)


class ProgrammeForm(PlainForm):
    """A funded piece of work."""

    name = forms.CharField(label=_("Name of the programme"), max_length=200)
    contract_number = forms.CharField(label=_("Contract number"), max_length=60)
    funder = forms.CharField(label=_("Funder"), max_length=200, required=False)
    starts = _date(_("First day"))
    ends = _date(_("Last day"))
    lead_organisation = _organisation(_("Lead organisation"))
    countries = forms.MultipleChoiceField(
        label=_("Countries"), choices=COUNTRIES, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, programme: Programme | None = None, **kwargs: Any) -> None:
        self.programme = programme
        if programme:
            kwargs["initial"] = {
                name: getattr(programme, name) for name in type(self).base_fields
            } | {"lead_organisation": programme.lead_organisation_id}
        super().__init__(*args, **kwargs)

    def clean_contract_number(self) -> str:
        """One programme for each contract; the demo's is kept for the demo."""
        number: str = self.cleaned_data["contract_number"]
        mine = self.programme
        same = Programme.objects.filter(contract_number__iexact=number)
        if any(one != mine for one in same):
            raise forms.ValidationError(wording.CONTRACT_TAKEN)
        if number.upper() == DEMO_CONTRACT and not (mine and mine.is_demo):
            raise forms.ValidationError(wording.CONTRACT_TAKEN)
        return number

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("starts") and said.get("ends") and said["ends"] < said["starts"]:
            self.add_error("ends", wording.ENDS_BEFORE)
        return said


class OrganisationForm(PlainForm):
    """An organisation of either side."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    side = forms.ChoiceField(label=_("Side"), choices=SIDES)
    country = forms.ChoiceField(label=_("Country"), choices=COUNTRIES)
    town = town_field()

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        if organisation:
            kwargs["initial"] = {
                name: getattr(organisation, name) for name in type(self).base_fields
            }
        super().__init__(*args, **kwargs)


class PartnershipForm(PlainForm):
    """What an organisation is in a programme."""

    organisation = _organisation(_("Organisation"))
    role = forms.ChoiceField(label=_("Role in the programme"), choices=PARTNER_ROLES[1:])
    project_holder = forms.CharField(label=_("Project holder"), max_length=200, required=False)
    institute = forms.CharField(label=_("Institute"), max_length=200, required=False)


class FirstForm(PlainForm):
    """Whom the administrator invites into an organisation."""

    email = email_field()
    role = forms.ChoiceField(
        label=_("Role"), choices=[one for one in wording.ROLES if one[0] in BY_ADMINISTRATOR]
    )
