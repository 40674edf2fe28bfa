"""What the forms of learning share."""

from typing import Any

from django import forms

from communitylinkage.organisations.wording import COUNTRIES
from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.values.languages import OWN_NAMES
from communitylinkage.values.zones import ZONES

DAY_FORMATS = ["%Y-%m-%d"]


class PlainForm(forms.Form):
    """Takes no signs that nobody can see, and lets no browser remember what was typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field) in (forms.CharField, forms.EmailField, forms.URLField):
                field.validators = [*field.validators, no_hidden_signs]
            field.widget.attrs["autocomplete"] = "off"


def words(
    label: Any, most: int = 120, *, required: bool = True, lines: int = 1, **more: Any
) -> Any:
    """A field for text; `lines` above one makes it a larger box."""
    widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, **more)


def language(label: Any) -> Any:
    """Any language, by its own name."""
    return forms.ChoiceField(label=label, choices=list(OWN_NAMES.items()))


def country(label: Any) -> Any:
    """A member state."""
    return forms.ChoiceField(label=label, choices=COUNTRIES)


def day(label: Any, **more: Any) -> Any:
    """A day, as a browser's date field sends it, whatever the language of the page."""
    widget = forms.DateInput(attrs={"type": "date", "dir": "ltr"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=DAY_FORMATS, **more)


def clock(label: Any) -> Any:
    """A time of the day."""
    widget = forms.TimeInput(attrs={"type": "time", "dir": "ltr"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, input_formats=["%H:%M", "%H:%M:%S"])


def address(label: Any, **more: Any) -> Any:
    """A link, written from the left in every language."""
    return forms.URLField(
        label=label, max_length=500, required=False, assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr"}), **more,
    )  # fmt: skip


def zones() -> list[tuple[str, str]]:
    """Each time zone of a member state once."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(set(ZONES.values()))]
