"""Forms of who keeps an event: the event, its words, its sessions, invitations, what stays."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from communitylinkage.events import wording
from communitylinkage.events.keeping import Plan, Slot
from communitylinkage.events.models import Event, Session
from communitylinkage.events.rules.days import lies_outside
from communitylinkage.learning.courses.forms import MaterialForm as CourseMaterialForm
from communitylinkage.learning.forms import (
    PlainForm,
    address,
    clock,
    country,
    language,
    words,
    zones,
)
from communitylinkage.learning.forms import day as day_field
from communitylinkage.learning.rules.time import NoSuchTime, moment
from communitylinkage.people.rules import zone_of
from communitylinkage.surveys.models import Questionnaire
from communitylinkage.values.languages import OWN_NAMES

LARGEST, LONGEST, LONGEST_MINUTES, MOST_INVITED = 100_000, 4000, 9000, 200
LANGUAGES = list(OWN_NAMES.items())


def _languages(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )


class _Times(PlainForm):
    """Days and clocks that exist, in order."""

    def moment(self, day_name: str, clock_name: str, zone: str) -> datetime | None:
        """The instant; None where something was wrong, said beside the clock."""
        said = self.cleaned_data
        if said.get(day_name) is None or said.get(clock_name) is None:
            return None
        try:
            return moment(said[day_name], said[clock_name], zone)
        except (NoSuchTime, OverflowError):
            self.add_error(clock_name, wording.NO_SUCH_TIME)
            return None


class EventForm(_Times):
    """An event without its words."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=wording.KINDS)
    audience = forms.ChoiceField(
        label=_("Who may register?"), choices=wording.AUDIENCES, widget=forms.RadioSelect
    )
    country = country(_("Country"))
    zone = forms.ChoiceField(label=_("By the clock of"), choices=zones)
    day = day_field(_("Day"))
    from_time = clock(_("From"))
    last_day = day_field(_("Last day"))
    to_time = clock(_("To"))
    closes_day = day_field(
        _("Until which day do people register?"), required=False,
        help_text=_("Empty: until it begins."),
    )  # fmt: skip
    place = words(_("Place"), 300, required=False)
    online = address(_("Link, if it is online"), help_text=_("Only who has a place sees it."))
    capacity = forms.IntegerField(label=_("How many places?"), min_value=1, max_value=LARGEST)
    back = forms.BooleanField(
        label=_("Where there are fewer places than guests: those who came last wait again, "
                "and are told if they gave an address"), required=False,
    )  # fmt: skip
    languages = _languages(_("Which languages are spoken there?"))
    childcare = forms.BooleanField(label=_("Children are looked after"), required=False)
    travel = forms.BooleanField(label=_("There is money for travel"), required=False)
    in_columns = ("languages",)

    def __init__(self, *args: Any, row: Event | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stands = row.ends.replace(second=0, microsecond=0) if row else None

    def clean(self) -> dict[str, Any]:
        """Times that exist, in order, not over unless they were before, and somewhere to be."""
        data: dict[str, Any] = super().clean() or {}
        if not {"place", "online"} & set(self.errors) and not (
            data.get("place") or data.get("online")
        ):
            self.add_error("place", wording.PLACE_OR_LINK)
        zone = data.get("zone")
        if zone:
            data["begins"] = self.moment("day", "from_time", zone)
            data["ends"] = self.moment("last_day", "to_time", zone)
            data["closes"] = self._closes(data, zone)
            if data["begins"] and data["ends"] and data["ends"] <= data["begins"]:
                self.add_error("to_time", wording.END_BEFORE_START)
            elif data["ends"] and timezone.now() >= data["ends"] != self.stands:
                self.add_error("last_day", wording.PAST)
        return data

    def _closes(self, data: dict[str, Any], zone: str) -> datetime | None:
        """The end of that day, by the clock there."""
        last, begins = data.get("closes_day"), data.get("begins")
        if last is None:
            return None
        if begins and last > begins.astimezone(ZoneInfo(zone)).date():
            self.add_error("closes_day", wording.CLOSES_LATE)
            return None
        try:
            return moment(last + timedelta(days=1), time(0), zone)
        except (NoSuchTime, OverflowError):
            return None

    def plan(self) -> Plan:
        """What it is to be."""
        return Plan(**{name: self.cleaned_data[name] for name in Plan.__slots__})


class WordsForm(PlainForm):
    """An event in one language."""

    title = words(_("Title"), 200)
    about = words(_("What it is about"), LONGEST, lines=5)
    access = words(
        _("How to get there and in"), LONGEST, required=False, lines=3,
        help_text=_("Steps, lift, toilet, a quiet room, how travel is paid."),
    )  # fmt: skip


class BeginForm(EventForm, WordsForm):
    """A new event, with its first words."""

    language = language(_("In which language do you write?"))
    back = None  # type: ignore[assignment]  # nobody is registered yet
    field_order = ["language", "title", "about", "access"]


def event_before(row: Event) -> dict[str, Any]:
    """An event as the form shows it."""
    zone = ZoneInfo(row.zone)
    begins, ends = row.begins.astimezone(zone), row.ends.astimezone(zone)
    same = ("kind", "audience", "country", "zone", "place", "online", "capacity", "languages",
            "childcare", "travel")  # fmt: skip
    last = row.closes and (row.closes.astimezone(zone) - timedelta(days=1)).date()
    return {name: getattr(row, name) for name in same} | {
        "day": begins.date(), "from_time": begins.time(), "last_day": ends.date(),
        "to_time": ends.time(), "closes_day": last,
    }  # fmt: skip


def new_event(country_code: str) -> dict[str, Any]:
    """What a new event begins with."""
    return {"country": country_code, "zone": zone_of(country_code), "audience": "public",
            "capacity": 100}  # fmt: skip


class SessionForm(_Times):
    """A session of the programme, with its words in one language."""

    language = language(_("In which language do you write?"))
    title = words(_("Title"), 200)
    about = words(_("What it is about"), LONGEST, required=False, lines=3)
    day = day_field(_("Day"))
    from_time = clock(_("From"))
    to_time = clock(_("To"))
    room = words(_("Room"), 100, required=False)
    online = address(_("Link, if it is online"), help_text=_("Only who has a place sees it."))
    speakers = words(
        _("Who speaks, one on each line"), 1000, required=False, lines=3,
        help_text=_("Name and organisation, as they agreed. Everybody reads it."),
    )  # fmt: skip
    interpreted = _languages(_("Interpreted into"))
    capacity = forms.IntegerField(
        label=_("How many places, if not everybody fits in"), required=False, min_value=1,
        max_value=LARGEST,
    )  # fmt: skip
    back = forms.BooleanField(
        label=_("Where there are fewer places than guests: those who came last wait again"),
        required=False,
    )
    in_columns = ("interpreted",)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def clean(self) -> dict[str, Any]:
        """Within the event, and in order."""
        data: dict[str, Any] = super().clean() or {}
        begins = data["begins"] = self.moment("day", "from_time", self.event.zone)
        ends = data["ends"] = self.moment("day", "to_time", self.event.zone)
        if begins and ends:
            if ends <= begins:
                self.add_error("to_time", wording.END_BEFORE_START)
            elif lies_outside(begins, ends, self.event.begins, self.event.ends):
                self.add_error("day", wording.OUTSIDE % self._frame())
        return data

    def _frame(self) -> dict[str, str]:
        zone = ZoneInfo(self.event.zone)
        return {
            name: formats.date_format(getattr(self.event, name).astimezone(zone), "DATETIME_FORMAT")
            for name in ("begins", "ends")
        }

    def slot(self) -> Slot:
        """When and where it is to be."""
        said = self.cleaned_data
        lines = [line.strip() for line in said["speakers"].splitlines() if line.strip()]
        rest = ("begins", "ends", "room", "online", "interpreted", "capacity")
        return Slot(speakers=lines, **{name: said[name] for name in rest})


def session_before(event: Event, row: Session | None, language_code: str) -> dict[str, Any]:
    """A session as the form shows it; a new one begins when the event does."""
    begins = (row or event).begins.astimezone(ZoneInfo(event.zone))
    start: dict[str, Any] = {"day": begins.date(), "language": language_code}
    if row is None:
        return start | {"from_time": begins.time()}
    text = row.texts.filter(language=language_code).first()
    same = {name: getattr(row, name) for name in ("room", "online", "interpreted", "capacity")}
    told = {"title": text.title, "about": text.about} if text else {}
    ends = row.ends.astimezone(ZoneInfo(event.zone))
    return start | same | told | {
        "from_time": begins.time(), "to_time": ends.time(), "speakers": "\n".join(row.speakers),
    }  # fmt: skip


class InviteForm(PlainForm):
    """E-mail addresses, one on each line, and the language of the letter."""

    addresses = words(_("E-mail addresses, one on each line"), 20_000, lines=6)
    language = language(_("In which language do we write to them?"))

    def clean_addresses(self) -> list[str]:
        """Each line an address."""
        typed = dict.fromkeys(self.cleaned_data["addresses"].split())
        if len(typed) > MOST_INVITED:
            raise ValidationError(wording.TOO_MANY % {"n": MOST_INVITED})
        for line in typed:
            try:
                validate_email(line)
            except ValidationError as wrong:
                raise ValidationError(wording.NOT_ADDRESSES % {"line": line[:80]}) from wrong
        return list(typed)

    def pairs(self) -> list[tuple[str, str]]:
        """Each address with its language."""
        return [(one, self.cleaned_data["language"]) for one in self.cleaned_data["addresses"]]


class MinutesForm(PlainForm):
    """What was said and decided."""

    minutes = words(
        _("What was said and decided"), LONGEST_MINUTES, required=False, lines=10,
        help_text=_("Everybody can read it. Names only of those who agreed."),
    )  # fmt: skip


class MaterialForm(CourseMaterialForm):
    """Something to read or see: a link or a file, as in courses."""

    title = words(_("Title"), 200)
    file = forms.FileField(
        label=_("Or a file"), required=False,
        help_text=_("A picture, PDF, text or office file of at most 5 megabytes. Everybody who "
                    "sees the event can read it; look into it for names first."),
    )  # fmt: skip


class AsksForm(PlainForm):
    """Which questionnaire the form of registration asks, or none. The one that stands is always
    among them: what is kept without a change changes nothing."""

    questionnaire = forms.ChoiceField(label=_("Which questionnaire?"), required=False)

    def __init__(
        self, *args: Any, offered: list[Questionnaire], stands: Questionnaire | None,
        retired: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in (*([stands] if stands else []), *offered)}
        titles = {key: one.title for key, one in self.offered.items()}
        if stands is not None:
            self.initial["questionnaire"] = str(stands.pk)
            if retired:
                titles[str(stands.pk)] = _("%(title)s (retired)") % {"title": stands.title}
        self.fields["questionnaire"].choices = [  # type: ignore[attr-defined]  # a choice
            ("", _("None: only the usual fields")),
            *titles.items(),
        ]

    def chosen(self) -> Questionnaire | None:
        """The one that was chosen."""
        return self.offered.get(self.cleaned_data["questionnaire"])


class QuestionsForm(PlainForm):
    """Which questionnaire is asked."""

    questionnaire = forms.ChoiceField(label=_("Which questionnaire?"))

    def __init__(self, *args: Any, offered: list[Questionnaire], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in offered}
        self.fields["questionnaire"].choices = [  # type: ignore[attr-defined]  # a choice
            (key, one.title) for key, one in self.offered.items()
        ]

    def chosen(self) -> Questionnaire:
        """The one that was chosen."""
        return self.offered[self.cleaned_data["questionnaire"]]
