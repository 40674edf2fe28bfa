"""What somebody wants to see of a population."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.intersections import wording
from communitylinkage.intersections.rules.asking import Asked
from communitylinkage.intersections.rules.populations import WHOM, Population, What
from communitylinkage.intersections.showing import quarter


class AskForm(forms.Form):
    """Rows, columns, quarters, audience. `how`: a coarser cut, from a button."""

    rows = forms.ChoiceField(label=_("Lines of the table"))
    columns = forms.ChoiceField(
        label=_("Columns of the table"), required=False,
        help_text=_("Leave it empty for a table with one column."),
    )  # fmt: skip
    first = forms.ChoiceField(label=_("From"))
    last = forms.ChoiceField(label=_("To"))
    audience = forms.ChoiceField(label=_("For whom"))
    how = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, population: Population, quarters: Sequence[str],
        audiences: Sequence[str], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.population = population
        whats = [(one.value, wording.WHATS[one]) for one in WHOM[population].whats]
        times = [(one, quarter(one)) for one in quarters]
        choices: dict[str, Any] = {
            "rows": whats, "columns": [("", _("None")), *whats], "first": times, "last": times,
            "audience": [(one, wording.AUDIENCES[one]) for one in audiences],
        }  # fmt: skip
        for name, some in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # nosec B101
            field.choices = some
        if quarters:
            self.initial = {"first": quarters[0], "last": quarters[-1], **self.initial}

    def clean(self) -> dict[str, Any]:
        """Two different characteristics, and a beginning before the end."""
        said = super().clean() or {}
        if said.get("columns") and said.get("columns") == said.get("rows"):
            self.add_error("columns", wording.TWICE)
        if said.get("first", "") > said.get("last", "9"):
            self.add_error("last", wording.LAST_BEFORE_FIRST)
        return said

    def asked(self) -> Asked:
        """What was chosen."""
        said = self.cleaned_data
        columns = What(said["columns"]) if said["columns"] else None
        return Asked(
            self.population, What(said["rows"]), columns, said["first"], said["last"],
            said["audience"], said["how"],
        )  # fmt: skip
