"""A file of the population, and an answer to what mentors found."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communitylinkage.coverage import queries, wording
from communitylinkage.coverage.rules import population
from communitylinkage.coverage.rules.population import Plan, Why
from communitylinkage.directory.entries.fields import BareForm
from communitylinkage.directory.files.upload import too_large
from communitylinkage.people.forms import no_hidden_signs

_WHOLE = (Why.NOT_TEXT, Why.COLUMNS, Why.EMPTY)


class PeopleForm(BareForm):
    """A CSV file, and where its figures are from."""

    source = forms.CharField(
        label=_("Where the figures are from"), max_length=200, validators=[no_hidden_signs],
        help_text=_("For example: national statistics office, census 2025"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    file = forms.FileField(
        label=_("File"), allow_empty_file=True,
        help_text=_("CSV with the columns region, origin, women."),
    )  # fmt: skip

    def __init__(self, *args: Any, large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = Plan((), ())
        if large:
            self.fields["file"].error_messages["required"] = too_large()

    def clean_file(self) -> Any:
        """What is no such file is told beside the field; rows with a fault are left to the page."""
        file = self.cleaned_data["file"]
        known = queries.known_regions()
        self.plan = population.read(
            file.read(), lambda named: known.get(named, ""), queries.languages_of_origins()
        )
        for fault in self.plan.faults:
            if fault.why in _WHOLE:
                raise ValidationError(str(wording.WHY[fault.why]) % {"said": fault.said})
        return file


class HeardForm(forms.Form):
    """What came of looking."""

    answer = forms.ChoiceField(
        label=_("What did you find?"), choices=wording.ANSWERS, widget=forms.RadioSelect
    )
