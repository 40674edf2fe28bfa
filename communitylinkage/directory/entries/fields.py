"""Fields that the forms of entries share."""

import unicodedata
from typing import Any

from django import forms


def plain(text: str) -> str:
    """A text without signs that nobody sees: control signs, and those that turn the writing."""
    return "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf")
        or sign in "\u200c\u200d"
    ).strip()  # fmt: skip


class Words(forms.CharField):
    """A text of people: signs that nobody sees are taken out."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"max_length": 200, "required": False, **kwargs})

    def to_python(self, value: Any) -> str:
        """The text that stays."""
        return plain(super().to_python(value) or "")


def ticks(label: Any, choices: Any, required: bool = False) -> forms.MultipleChoiceField:
    """Any of several."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple
    )


def one_of(label: Any, choices: Any) -> forms.ChoiceField:
    """Exactly one of several."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
