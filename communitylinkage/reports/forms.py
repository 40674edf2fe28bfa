"""Forms of the plan, the template and the words of a report. None takes a figure but days."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communitylinkage.learning.forms import PlainForm, address, day, words
from communitylinkage.organisations.models import Organisation
from communitylinkage.reports import telling, wording
from communitylinkage.reports.models import WorkPackage
from communitylinkage.reports.rules.plan import LAST_NUMBER, MOST_DAYS, half_days
from communitylinkage.values.quarters import quarter_of

LONGEST_TITLE, LONGEST_WORDS, LONGEST_BODY = 200, 1_000, 8_000
LATEST = date(2199, 12, 31)


def _auto(field: Any) -> Any:
    field.widget.attrs["dir"] = "auto"
    return field


def _number() -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "dir": "ltr"})
    return forms.IntegerField(label=_("Number"), min_value=1, max_value=LAST_NUMBER, widget=widget)


def _days(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal(0), max_value=MOST_DAYS, decimal_places=1,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.5", "dir": "ltr"}),
        help_text=_("Whole or half days."), validators=[_halves],
    )  # fmt: skip


def _halves(typed: Decimal) -> None:
    if not half_days(typed):
        raise ValidationError(_("Only whole or half days, please."))


def title_field() -> Any:
    """A title, in the language that the page names."""
    return _auto(words(_("Title"), LONGEST_TITLE))


class WithOrganisation(PlainForm):
    """Something that an organisation of the programme answers for."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Who answers for it"), empty_label=None
    )

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(
            pk__in=[one.pk for one in organisations]
        ).order_by("country", "name")


class PackageForm(WithOrganisation):
    """A work package."""

    number = _number()
    title = title_field()
    begins = day(_("First day"))
    ends = day(_("Last day"))
    field_order = ["number", "title", "organisation", "begins", "ends"]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data: dict[str, Any] = super().clean() or {}
        if {"begins", "ends"} <= set(data) and data["ends"] < data["begins"]:
            self.add_error("ends", _("The last day is before the first."))
        return data


class ItemForm(WithOrganisation):
    """A deliverable or a milestone."""

    number = _number()
    title = title_field()
    due = day(_("Due on"))
    field_order = ["number", "title", "organisation", "due"]


class DoneForm(PlainForm):
    """When it was done, and what shows it."""

    done = day(_("Done on"))
    evidence = _auto(words(
        _("What shows it"), 300,
        help_text=_("In a few words: the file, the list, the page. Never write about one woman."),
    ))  # fmt: skip
    address = address(_("Its address, if it has one"))

    def clean_done(self) -> date:
        """Nothing was done on a day that has not come."""
        found: date = self.cleaned_data["done"]
        if found > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return found


class RiskForm(WithOrganisation):
    """A risk."""

    number = _number()
    title = _auto(words(_("What could happen"), LONGEST_TITLE))
    package = forms.ModelChoiceField(
        WorkPackage.objects.none(), label=_("Work package"), required=False,
        empty_label=_("The whole programme"),
    )  # fmt: skip
    likelihood = forms.TypedChoiceField(
        label=_("How likely it is"), choices=wording.LEVELS, coerce=int
    )
    severity = forms.TypedChoiceField(
        label=_("How much it would harm"), choices=wording.LEVELS, coerce=int
    )
    mitigation = _auto(words(_("What we do about it"), LONGEST_WORDS, lines=3))
    state = forms.ChoiceField(label=_("State"), choices=wording.RISK_STATES)
    field_order = ["number", "title", "package", "likelihood", "severity", "mitigation",
                   "organisation", "state"]  # fmt: skip

    def __init__(self, *args: Any, packages: list[WorkPackage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["package"]
        keys = [one.pk for one in packages]
        field.queryset = WorkPackage.objects.filter(pk__in=keys)
        field.label_from_instance = lambda row: f"{row}: {telling.said(row.titles)}"


def quarters(first: date, last: date) -> list[str]:
    """The quarters from a day to a day."""
    found, at = [], quarter_of(f"{first:%Y-%m}")
    while at <= quarter_of(f"{last:%Y-%m}"):
        found.append(at)
        year, _dash, number = at.partition("-")
        at = f"{year}-{int(number) + 1}" if number != "4" else f"{int(year) + 1}-1"
    return found


class DaysForm(WithOrganisation):
    """Days of work in a quarter; what was there for the same quarter is changed."""

    quarter = forms.ChoiceField(label=_("Quarter"))
    planned = _days(_("Days planned"))
    used = _days(_("Days used"))
    field_order = ["organisation", "quarter", "planned", "used"]

    def __init__(self, *args: Any, package: WorkPackage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["quarter"]
        found = quarters(package.begins, package.ends)
        field.choices = [(one, telling.quarter(one)) for one in found]
        self.fields["organisation"].label = _("Organisation")


class HeadingForm(PlainForm):
    """Heading and guidance of a section, in the language that the page names."""

    heading = _auto(words(_("Heading"), LONGEST_TITLE))
    guidance = _auto(words(
        _("What to write here"), LONGEST_WORDS, required=False, lines=3,
        help_text=_("One sentence for whoever writes. It does not stand in the report."),
    ))  # fmt: skip


class SectionForm(HeadingForm):
    """A new section."""

    kind = forms.ChoiceField(label=_("What it holds"), choices=wording.SECTION_KINDS)
    field_order = ["kind", "heading", "guidance"]


class WordsForm(PlainForm):
    """The words under a section."""

    body = _auto(words(
        _("Text"), LONGEST_BODY, required=False, lines=12,
        help_text=_("An empty line begins a new paragraph, # a heading, - a point. Never write "
                    "about one woman."),
    ))  # fmt: skip
    # What the page showed: two who write at once lose no words.
    began = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
