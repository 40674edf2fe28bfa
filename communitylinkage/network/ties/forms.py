"""Forms for associations, ties and the map."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.network import wording
from communitylinkage.network.models import Node
from communitylinkage.network.rules.graph import Kind
from communitylinkage.network.ties import queries
from communitylinkage.people.access import Viewer
from communitylinkage.people.forms import no_hidden_signs

EARLIEST = date(1950, 1, 1)


class DayField(forms.DateField):
    """A day that has come; browsers show a calendar for it."""

    widget = forms.DateInput(attrs={"type": "date", "dir": "ltr"}, format="%Y-%m-%d")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"])
        super().__init__(*args, **kwargs)


class DatedForm(forms.Form):
    """A form with days, which knows today."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def past(self, name: str) -> date:
        """A day that is not in the future and not absurd."""
        day: date = self.cleaned_data[name]
        if day > self.today:
            raise forms.ValidationError(wording.NOT_IN_FUTURE)
        if day < EARLIEST:
            raise forms.ValidationError(wording.TOO_LONG_AGO)
        return day


class SinceForm(DatedForm):
    """Something that began."""

    since = DayField(label=_("Since which day?"))

    def clean_since(self) -> date:
        """A day that has come."""
        return self.past("since")


class AssociationForm(SinceForm):
    """An association or a group of a community."""

    name = forms.CharField(
        label=_("Name of the association or group"),
        max_length=120,
        validators=[no_hidden_signs],
        help_text=_("Never the name of a person."),
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=wording.GROUPS)
    field_order = ("name", "kind", "since")


class EndForm(DatedForm):
    """Until when something held."""

    until = DayField(label=_("Until which day?"))

    def __init__(self, *args: Any, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.since = since

    def clean_until(self) -> date:
        """A day that has come, not before the first."""
        day = self.past("until")
        if day < self.since:
            raise forms.ValidationError(wording.END_BEFORE_START)
        return day


class TieForm(SinceForm):
    """A tie to somebody found by name.

    From a community, from one of its associations, or from who goes between it and others.
    """

    mine = forms.ChoiceField(label=_("From"))
    other_kind = forms.ChoiceField(label=_("To a"), choices=wording.KINDS)
    other = forms.CharField(
        label=_("Its name, or a part of it"),
        max_length=120,
        validators=[no_hidden_signs],
    )
    chosen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=36)
    kind = forms.ChoiceField(label=_("What ties them"), choices=wording.TIES)
    strength = forms.TypedChoiceField(
        label=_("How strong"), choices=wording.STRENGTHS, coerce=int, initial=2
    )
    source = forms.ChoiceField(label=_("Who told us"), choices=wording.SOURCES)
    field_order = ("mine", "other_kind", "other", "chosen", "kind", "strength", "source", "since")

    def __init__(self, *args: Any, viewer: Viewer, own: list[Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer, self.own = viewer, own
        told = queries.names(viewer, [node.code for node in own])
        choices = [(node.code, told[node.code]) for node in own]
        self.fields["mine"].choices = choices  # type: ignore[attr-defined]  # a choice

    def clean(self) -> dict[str, Any]:
        """Finds the other end; asks which, where the name means several."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("other") and data.get("other_kind"):
            data["number"] = self._found(data["other_kind"], data["other"], data.get("chosen", ""))
        return data

    def _found(self, kind: str, name: str, chosen: str) -> UUID | None:
        offered = queries.offered(self.viewer, kind, name)
        if not offered:
            self.add_error("other", wording.NOBODY_LIKE_THIS)
            return None
        numbers = {number for number, _said in offered}
        if len(offered) == 1 or chosen in numbers:
            return UUID(chosen if chosen in numbers else offered[0][0])
        self.fields["chosen"].widget = forms.RadioSelect(choices=offered)
        self.fields["chosen"].label = _("Which of these?")
        self.add_error("chosen", wording.WHICH_OF_THESE)
        return None

    def near(self) -> Node:
        """The end that is the community's, or goes between."""
        code = self.cleaned_data["mine"]
        return next(node for node in self.own if node.code == code)

    def is_node(self) -> bool:
        """Whether the number found is a node's already."""
        return self.cleaned_data["other_kind"] in {Kind.COMMUNITY, Kind.ASSOCIATION}


class MapForm(DatedForm):
    """As of which day, in which country."""

    day = DayField(label=_("As of which day?"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("All")), *((code, code) for code in queries.countries())]
        self.fields["country"].choices = every  # type: ignore[attr-defined]  # a choice

    def clean_day(self) -> date:
        """Today where nothing was said."""
        return self.past("day") if self.cleaned_data["day"] else self.today
