"""Forms of reach: channels, figures with evidence, exports, overlaps, a period."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communitylinkage.campaign import wording
from communitylinkage.campaign.counting import figures_of
from communitylinkage.campaign.figures import About, File, Said
from communitylinkage.campaign.models import Channel
from communitylinkage.campaign.reckoning import ALWAYS, measure
from communitylinkage.campaign.rules import reach
from communitylinkage.campaign.rules.cells import HIGHEST, Order
from communitylinkage.campaign.rules.platforms import (
    LARGEST,
    Choice,
    Export,
    NotAnExportError,
    export_of,
)
from communitylinkage.campaign.rules.reach import Figure, How, Period
from communitylinkage.learning.forms import PlainForm, day, words
from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.surveys.answering import uploads
from communitylinkage.surveys.answering.uploads import WrongFileError, kind_of


class ChannelForm(PlainForm):
    """A channel and how its numbers are read."""

    name = words(_("What we call it"), help_text=_("Such as: posters in Barcelona."))
    kind = forms.ChoiceField(label=_("What is it?"), choices=wording.CHANNELS)
    side = forms.ChoiceField(label=_("Whom does it reach?"), choices=wording.SIDES)
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("all countries")), *COUNTRIES]
    )
    how = forms.ChoiceField(label=_("Where does the number come from?"), choices=wording.HOW)
    margin = forms.IntegerField(
        label=_("By how many of 100 may it be wrong?"), min_value=0, max_value=100, initial=0
    )
    times = forms.IntegerField(
        label=_("How often is one person in it, at most?"), min_value=1, max_value=1000,
        required=False,
        help_text=_("1 where each person is counted once. Empty where nobody knows."),
    )  # fmt: skip
    method = words(
        _("How the number comes about"), 1000, lines=3,
        help_text=_("So that somebody else would come to the same number."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What was counted is not wrong by a margin, a door counts each person once, and nobody
        knows how often one person is in the visits.
        """
        data: dict[str, Any] = super().clean() or {}
        if data.get("how") == How.COUNTED and data.get("margin"):
            self.add_error("margin", wording.COUNTED_HAS_NO_MARGIN)
        counted = data.get("how") == How.COUNTED and data.get("times") == 1
        if data.get("kind") == "doors" and not counted:
            self.add_error("kind", wording.DOORS_ARE_COUNTED)
        if data.get("kind") == "visits" and data.get("times"):
            self.add_error("times", wording.VISITS_ARE_NO_PEOPLE)
        return data

    def said(self) -> About:
        """What was typed."""
        return About(**{name: self.cleaned_data[name] for name in About.__slots__})


def channel_before(row: Channel) -> dict[str, Any]:
    """A channel as the form shows it."""
    return {name: getattr(row, name) for name in About.__slots__}


class FigureForm(PlainForm):
    """A number of some days, and the file that proves it."""

    first = day(_("From which day"))
    last = day(_("To which day"))
    number = forms.IntegerField(label=_("How many"), min_value=0, max_value=HIGHEST)
    file = forms.FileField(
        label=_("The file that proves it"), allow_empty_file=True,
        help_text=_("A list without names, a photograph of the counter, the bill of the printer, "
                    "the page of the platform: at most 5 megabytes."),
    )  # fmt: skip

    def clean_file(self) -> File:
        """A file of a kind that we keep, whatever its name says."""
        given = self.cleaned_data["file"]
        try:
            if given.size > uploads.LARGEST:
                raise WrongFileError("large")
            content = given.read()
            kind_of(content, "file")
        except WrongFileError as wrong:
            raise forms.ValidationError(str(wording.FILE_FAULTS[wrong.args[0]])) from wrong
        return File(given.name or "", content)

    def clean(self) -> dict[str, Any]:
        """The days in order, and none to come."""
        data: dict[str, Any] = super().clean() or {}
        if {"first", "last"} <= set(data) and data["last"] < data["first"]:
            self.add_error("last", wording.LAST_BEFORE_FIRST)
        if "last" in data and data["last"] > timezone.localdate():
            self.add_error("last", wording.STILL_TO_COME)
        return data

    def said(self) -> Figure:
        """What was typed."""
        data = self.cleaned_data
        return Figure(data["number"], Period(data["first"], data["last"]))


class ExportForm(PlainForm):
    """A platform's file."""

    file = forms.FileField(
        label=_("The file of the platform (CSV)"), allow_empty_file=True,
        help_text=_("As it comes, at most one megabyte. Nothing is written before you say yes."),
    )  # fmt: skip

    def clean_file(self) -> File:
        """A file with columns that we know; what it is not is told beside the field."""
        given = self.cleaned_data["file"]
        file = File(given.name or "", given.read(LARGEST + 1))
        try:
            export_of(file.content)
        except NotAnExportError as wrong:
            raise forms.ValidationError(str(wording.FAULTS[wrong.wrong])) from wrong
        return file


class ColumnsForm(PlainForm):
    """Which columns of an export are read."""

    first = forms.TypedChoiceField(label=_("The column with the day, or the first day"), coerce=int)
    last = forms.TypedChoiceField(
        label=_("The column with the last day"), coerce=int, required=False, empty_value=None
    )
    number = forms.TypedChoiceField(label=_("The column with the number"), coerce=int)
    order = forms.ChoiceField(
        label=_("How the days are written"), choices=wording.ORDERS, required=False
    )

    def __init__(self, *args: Any, export: Export, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(at, name or str(at + 1)) for at, name in enumerate(export.columns)]
        for name in ("first", "number"):
            self.fields[name].choices = named  # type: ignore[attr-defined]  # a choice
        self.fields["last"].choices = [("", _("there is none")), *named]  # type: ignore[attr-defined]  # a choice

    def said(self) -> Choice:
        """What was chosen."""
        data = self.cleaned_data
        return Choice(data["first"], data["number"], data["last"], Order(data["order"]))


def columns_before(choice: Choice) -> dict[str, Any]:
    """A choice as the form shows it."""
    return {"first": choice.first, "last": choice.last, "number": choice.number,
            "order": choice.order.value}  # fmt: skip


class OverlapForm(PlainForm):
    """How many people are in a channel and in others too."""

    others = forms.MultipleChoiceField(
        label=_("With which others?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one.")},
    )  # fmt: skip
    least = forms.IntegerField(
        label=_("At least so many people are in both"), min_value=0, max_value=HIGHEST,
        required=False,
    )  # fmt: skip
    most = forms.IntegerField(
        label=_("At most so many people are in both"), min_value=0, max_value=HIGHEST,
        required=False,
    )  # fmt: skip
    counted = forms.BooleanField(
        label=_("We know it because two lists were compared"), required=False
    )
    reason = words(_("How do you know?"), 1000, lines=3)

    def __init__(self, *args: Any, channel: Channel, others: list[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel, self.rows = channel, {str(one.pk): one for one in others}
        self.fields["others"].choices = [(key, one.name) for key, one in self.rows.items()]  # type: ignore[attr-defined]  # a choice

    def clean(self) -> dict[str, Any]:
        """At least is below at most, and neither is more than one of the two reached."""
        data: dict[str, Any] = super().clean() or {}
        least, most = data.get("least"), data.get("most")
        if not {"least", "most"} & set(self.errors):
            if least is None and most is None:
                self.add_error("most", wording.SAY_ONE)
            elif most is not None and (least or 0) > most:
                self.add_error("least", wording.LEAST_ABOVE_MOST)
            elif least:
                self._check_least(least, data.get("others", []))
        return data

    def _check_least(self, least: int, others: list[str]) -> None:
        sizes = [_most(one) for one in (self.channel, *(self.rows[key] for key in others))]
        if least > min(sizes):
            self.add_error("least", wording.MORE_THAN_EITHER % {"most": min(sizes)})

    def chosen(self) -> list[Channel]:
        """The other channels."""
        return [self.rows[key] for key in self.cleaned_data["others"]]

    def said(self) -> Said:
        """What was typed."""
        data = self.cleaned_data
        return Said(data["least"] or 0, data["most"], data["counted"], data["reason"].strip())


def _most(row: Channel) -> int:
    return reach.part("", figures_of(row, ALWAYS), measure(row), ALWAYS).highest


class PeriodForm(PlainForm):
    """Of which days; empty: of all."""

    first = day(_("From which day"), required=False)
    last = day(_("To which day"), required=False)

    def period(self) -> Period:
        """What was asked; an end that is no day, or before the beginning, is left open."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        first, last = data.get("first") or ALWAYS.first, data.get("last") or ALWAYS.last
        return Period(first, last) if first <= last else ALWAYS
