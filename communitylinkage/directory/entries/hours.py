"""The hours of an entry as forms: weekly openings, and days on which nothing opens."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from communitylinkage.directory.entries.content import Closed, Weekly
from communitylinkage.directory.entries.fields import ticks
from communitylinkage.values import opening

ALWAYS = (Weekly(opening.WEEKDAYS, "00:00", "00:00"),)
DAYS = list(zip(opening.WEEKDAYS, WEEKDAYS.values(), strict=True))


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class WeeklyForm(forms.Form):
    """One weekly opening; empty, it says nothing."""

    days = ticks(_("On these days"), DAYS)
    opens = _time(_("opens at"))
    closes = _time(_("closes at"))
    first = _day(_("only from this day"))
    last = _day(_("only until this day"))

    def clean(self) -> dict[str, Any]:
        """Days and both times, or nothing."""
        data: dict[str, Any] = super().clean() or {}
        told = [
            bool(data.get("days")),
            data.get("opens") is not None,
            data.get("closes") is not None,
        ]
        if any(told) and not all(told):
            raise forms.ValidationError(_("Please say the days, when you open and when you close."))
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            raise forms.ValidationError(_("The last day is before the first."))
        return data

    def weekly(self) -> Weekly | None:
        """What was said."""
        said = self.cleaned_data
        if not said.get("days"):
            return None
        first, last = (said[day].isoformat() if said[day] else "" for day in ("first", "last"))
        days = tuple(day for day in opening.WEEKDAYS if day in said["days"])
        return Weekly(days, f"{said['opens']:%H:%M}", f"{said['closes']:%H:%M}", first, last)


class ClosedForm(forms.Form):
    """Days on which nothing opens; empty, it says nothing."""

    first = _day(_("closed from"))
    last = _day(_("until and with"))

    def clean(self) -> dict[str, Any]:
        """Both days, in their order, or nothing; one day alone is its own end."""
        data: dict[str, Any] = super().clean() or {}
        data["last"] = data.get("last") or data.get("first")
        data["first"] = data.get("first") or data.get("last")
        if data["first"] and data["last"] < data["first"]:
            raise forms.ValidationError(_("The last day is before the first."))
        return data

    def closed(self) -> Closed | None:
        """What was said."""
        said = self.cleaned_data
        if not said.get("first"):
            return None
        return Closed(said["first"].isoformat(), said["last"].isoformat())


WeeklySet = forms.formset_factory(WeeklyForm, extra=2, max_num=20, absolute_max=24)
ClosedSet = forms.formset_factory(ClosedForm, extra=1, max_num=20, absolute_max=24)
