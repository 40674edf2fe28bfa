"""What is said of a group."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.support import wording
from communitylinkage.support.counting.rules import LONGEST_CODE, SHORTEST_CODE, Standing
from communitylinkage.support.forms import EffortForm
from communitylinkage.support.groups import rules
from communitylinkage.support.groups.actions import Group
from communitylinkage.support.papers import Next, Where
from communitylinkage.support.wording import NOT_COUNTED


class GroupForm(EffortForm):
    """When, where, how many; then the codes of those who said one."""

    number = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(
        label=_("On which day was it?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    where = forms.ChoiceField(label=_("Where was it?"), choices=wording.WHERE, initial="elsewhere")
    women = forms.IntegerField(
        label=_("How many women came?"),
        min_value=rules.FEWEST,
        max_value=rules.MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("Mentors and colleagues are not counted."),
    )
    standing = forms.ChoiceField(
        label=_("How are they counted?"),
        choices=wording.GROUP_STANDINGS,
        widget=forms.RadioSelect,
        help_text=_("Nobody learns from it who they are."),
    )
    codes = forms.CharField(
        label=_("The codes that they chose themselves"),
        required=False,
        max_length=rules.MOST * (LONGEST_CODE + 2),
        validators=[no_hidden_signs],
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_(
            "One code on each line, never a name. Who says the same code each time counts once. "
            "Codes are not kept. Who wants none may be counted twice, and the figures say so."
        ),
    )
    follows = forms.ChoiceField(label=_("What follows?"), choices=wording.FOLLOWS)
    field_order = (
        "number", "day", "where", "women", "standing", "codes", "follows", "minutes", "expense",
        "amount", "has_paper",
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        """Not to come, and not so long ago that its figures may be frozen."""
        day: date = self.cleaned_data["day"]
        if not rules.is_its_day(day, self.today):
            raise forms.ValidationError(_("Please choose a day of the last sixty days."))
        return day

    def clean_codes(self) -> tuple[str, ...]:
        """Each long enough to be hers alone, and none twice."""
        codes = rules.codes_in(self.cleaned_data["codes"])
        if rules.too_short(codes):
            raise forms.ValidationError(
                _("Each code needs at least %(number)s letters or digits.")
                % {"number": SHORTEST_CODE}
            )
        if rules.said_twice(codes):
            raise forms.ValidationError(
                _("One code stands there twice. Leave one of the two lines out.")
            )
        return codes

    def clean(self) -> dict[str, Any]:
        """Not more codes than women."""
        said: dict[str, Any] = super().clean() or {}
        if "codes" in said and "women" in said and len(said["codes"]) > said["women"]:
            self.add_error("codes", _("There are more codes than women who came."))
        return said

    def group(self) -> Group:
        """As it is counted."""
        said = self.cleaned_data
        return Group(
            day=said["day"],
            where=Where(said["where"]),
            follows=Next(said["follows"]),
            came=rules.Came(said["women"], said["codes"]),
            standing=None if said["standing"] == NOT_COUNTED else Standing(said["standing"]),
            work=self.work(),
        )
