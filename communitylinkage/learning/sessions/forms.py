"""Forms of sessions and of who was there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from communitylinkage.learning import wording
from communitylinkage.learning.forms import (
    PlainForm,
    address,
    clock,
    country,
    day,
    words,
    zones,
)
from communitylinkage.learning.models import Cohort, Learner, Module, Session
from communitylinkage.learning.rules import time
from communitylinkage.learning.sessions.actions import Plan, Seen, Whom
from communitylinkage.learning.sessions.queries import Line
from communitylinkage.organisations.models import Organisation
from communitylinkage.values.languages import OWN_NAMES


class SessionForm(PlainForm):
    """One session."""

    title = words(_("Title"), help_text=_("Neutral words: it stands in calendars."))
    kind = forms.ChoiceField(label=_("What is it?"), choices=wording.KINDS)
    day = day(_("Day"))
    from_time = clock(_("From"))
    to_time = clock(_("To"))
    country = country(_("Country"))
    zone = forms.ChoiceField(label=_("By the clock of"), choices=zones)
    place = words(_("Place"), 200, required=False)
    online = address(_("Link, if it is online"))
    trainers = forms.MultipleChoiceField(
        label=_("Who teaches?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    cohorts = forms.MultipleChoiceField(
        label=_("Which groups come?"), widget=forms.CheckboxSelectMultiple
    )
    interpreters = forms.MultipleChoiceField(
        label=_("Interpreters for"), required=False, choices=list(OWN_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    access = forms.MultipleChoiceField(
        label=_("What the place offers"), required=False, choices=wording.ACCESS,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    childcare = forms.BooleanField(label=_("Children are looked after"), required=False)
    travel = forms.BooleanField(label=_("Travel is paid"), required=False)
    module = forms.ChoiceField(label=_("Module"), required=False)
    host = forms.ChoiceField(label=_("Who is visited, in an exchange?"), required=False)
    visitors = forms.MultipleChoiceField(
        label=_("Who visits?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    in_columns = ("interpreters", "access")

    def __init__(
        self, *args: Any, modules: Iterable[Module], teachers: list[Learner], certified: set[UUID],
        groups: Iterable[Cohort], partners: Iterable[Organisation], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.teachers = {str(row.pk): row for row in teachers}
        self.groups = {str(row.pk): row for row in groups}
        self.partners = {str(row.pk): row for row in partners}
        self.modules = {str(row.pk): row for row in modules}
        sure = str(_("certified mentor"))
        self._offer(
            trainers=[
                (key, f"{row.name} · {sure}" if row.pk in certified else row.name)
                for key, row in self.teachers.items()
            ],
            cohorts=[
                (key, f"{row.name} ({row.country}) · {row.course.get_track_display()}")
                for key, row in self.groups.items()
            ],
            module=[("", "–"), *((key, row.title) for key, row in self.modules.items())],
            host=[("", "–"), *((key, row.name) for key, row in self.partners.items())],
            visitors=[(key, row.name) for key, row in self.partners.items()],
        )

    def _offer(self, **choices: list[tuple[str, str]]) -> None:
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a choice

    def clean(self) -> dict[str, Any]:
        """Times that exist, in order, and somewhere to be."""
        data: dict[str, Any] = super().clean() or {}
        if (
            "place" not in self.errors
            and "online" not in self.errors
            and not (data.get("place") or data.get("online"))
        ):
            self.add_error("place", wording.PLACE_OR_LINK)
        if not {"day", "from_time", "to_time", "zone"} & set(self.errors):
            data["begins"] = self._moment(data, "from_time")
            data["ends"] = self._moment(data, "to_time")
            self._in_order(data)
        return data

    def _moment(self, data: dict[str, Any], name: str) -> datetime | None:
        try:
            return time.moment(data["day"], data[name], data["zone"])
        except (time.NoSuchTime, OverflowError):
            self.add_error(name, wording.NO_SUCH_TIME)
            return None

    def _in_order(self, data: dict[str, Any]) -> None:
        begins, ends = data["begins"], data["ends"]
        if begins is None or ends is None:
            return
        if ends <= begins:
            self.add_error("to_time", wording.END_BEFORE_START)
        elif time.minutes_between(begins, ends) > time.LONGEST_MINUTES:
            self.add_error("to_time", wording.TOO_LONG)

    def plan(self) -> Plan:
        """What it is to be."""
        said = self.cleaned_data
        same = ("kind", "title", "country", "zone", "begins", "ends", "place", "online",
                "childcare", "travel")  # fmt: skip
        return Plan(
            **{name: said[name] for name in same},
            interpreters=tuple(said["interpreters"]),
            access=tuple(said["access"]),
            module=self.modules.get(said["module"]),
            host=self.partners.get(said["host"]),
        )

    def whom(self) -> Whom:
        """Who comes, teaches and visits."""
        said = self.cleaned_data
        return Whom(
            [self.groups[one] for one in dict.fromkeys(said["cohorts"])],
            [self.teachers[one] for one in dict.fromkeys(said["trainers"])],
            [self.partners[one] for one in dict.fromkeys(said["visitors"])],
        )


def session_before(row: Session) -> dict[str, Any]:
    """A session as the form shows it."""
    zone = ZoneInfo(row.zone)
    begins, ends = row.begins.astimezone(zone), row.ends.astimezone(zone)
    same = ("title", "kind", "country", "zone", "place", "online", "interpreters", "access",
            "childcare", "travel")  # fmt: skip
    return {name: getattr(row, name) for name in same} | {
        "day": begins.date(),
        "from_time": begins.time(),
        "to_time": ends.time(),
        "module": str(row.module_id or ""),
        "host": str(row.host_id or ""),
        "trainers": [str(one) for one in row.trainers.values_list("learner", flat=True)],
        "cohorts": [str(one) for one in row.cohorts.values_list("pk", flat=True)],
        "visitors": [str(one) for one in row.visitors.values_list("pk", flat=True)],
    }


def new_session(cohort: Cohort, zone: str) -> dict[str, Any]:
    """What a new session begins with."""
    return {"country": cohort.country, "zone": zone, "cohorts": [str(cohort.pk)]}


def read_sheet(sent: QueryDict, lines: Iterable[Line], longest: int) -> list[Seen]:
    """What was changed on the sheet that was sent: a tick set or taken away, minutes corrected.

    Not a form of two hundred fields: the page must weigh little and answer at once. Each line that
    was ticked when the page was made says so (`was`), so only what its reader did is read, and an
    open page undoes nothing that was noted meanwhile with the code or on another telephone.
    Minutes that are no number count as the whole session.
    """
    ticked, before = set(sent.getlist("there")), _before(sent, longest)
    found = []
    for line in lines:
        key = line.learner.hex
        told = _minutes(sent.get(f"m-{key}", ""), longest) if key in ticked else _AWAY
        if told == before.get(key, _AWAY):
            continue
        # Two tick her: who wrote no minutes does not take away those of the other.
        if line.there and told is None and key not in before:
            continue
        found.append(Seen(line.learner, key in ticked, told or None))
    return found


# Of somebody who is not there; None is the whole session.
_AWAY = 0


def _before(sent: QueryDict, longest: int) -> dict[str, int | None]:
    """Who was ticked when the page was made, and with how many minutes."""
    marks = (one.partition("-") for one in sent.getlist("was"))
    return {key: _minutes(typed, longest) for key, _dash, typed in marks}


def _minutes(typed: str, longest: int) -> int | None:
    minutes = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    return min(minutes, longest) or None
