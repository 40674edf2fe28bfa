"""What a mentor says before, during and after a visit."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.support import wording
from communitylinkage.support.counting.rules import LONGEST_CODE, SHORTEST_CODE, Standing, is_code
from communitylinkage.support.papers import Expense, Kind, Next, Outcome, Plan, Where
from communitylinkage.support.reporting import Report, Work
from communitylinkage.support.rules import is_a_plan
from communitylinkage.support.wording import NOT_COUNTED

MOMENT = "%Y-%m-%dT%H:%M"
CLOCKS_CHANGE = _("At this hour the clocks change. Please choose an earlier or a later time.")


def _words(label: Any, most: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        validators=[no_hidden_signs],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _long(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        required=required,
        help_text=help_text,
        validators=[no_hidden_signs],
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


def _number() -> forms.CharField:
    field = _words(
        _("On which number can your colleagues call you?"),
        60,
        help_text=_("Only the post that asked for you reads it, and only until the visit is over."),
    )
    field.widget.attrs["dir"] = "ltr"
    return field


class Moment(forms.DateTimeField):
    """A day and an hour; in the night when the clocks change an hour may not be, or be twice."""

    def to_python(self, value: Any) -> datetime | None:
        """Our words for such an hour, in place of the framework's."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise ValidationError(CLOCKS_CHANGE, code=error.code) from None


class PlanForm(forms.Form):
    """What is agreed before the visit."""

    begins = Moment(
        label=_("When do you meet?"),
        input_formats=[MOMENT],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
    )
    first_sign = forms.TypedChoiceField(
        label=_("When do you give the first sign that you are safe?"),
        choices=wording.FIRST_SIGNS,
        coerce=int,
        initial=60,
        help_text=_("If it does not come, your colleagues on duty are told at once."),
    )
    meeting_point = _words(
        _("Where do you meet?"), 300, help_text=_("A place with people, not her home.")
    )
    contact_rule = _long(
        _("How may she be reached, and how never?"),
        required=True,
        help_text=_("Ask her: which number, at what time, who may hear it."),
    )
    mentor_number = _number()
    note = _long(_("What else did you agree?"))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        """The first sign is due later than now, within a year."""
        said: dict[str, Any] = super().clean() or {}
        if "begins" in said and "first_sign" in said:
            said["check_in"] = said["begins"] + timedelta(minutes=said["first_sign"])
            if not is_a_plan(said["begins"], said["check_in"], self.now):
                self.add_error("begins", _("Please choose a time from now on, within a year."))
        return said

    def content(self) -> Plan:
        """As it is sealed."""
        names = ("contact_rule", "meeting_point", "mentor_number", "note")
        return Plan(**{name: self.cleaned_data[name] for name in names})


class ReadyForm(forms.Form):
    """She stands ready, and is looked after when she goes."""

    mentor_number = _number()


class SafeForm(forms.Form):
    """I am safe, and my next sign comes then."""

    following = forms.ChoiceField(
        label=_("My next sign comes"), choices=wording.NEXT_SIGNS, required=False, initial="30"
    )

    def check_in(self, now: datetime) -> datetime | None:
        """Until when the next sign comes; None: none is needed."""
        minutes = self.cleaned_data["following"]
        return now + timedelta(minutes=int(minutes)) if minutes else None


class EffortForm(forms.Form):
    """Hours and money; alone, of a visit of which nothing else is written down."""

    minutes = forms.IntegerField(
        label=_("How many minutes did it take you, the way included?"),
        min_value=1,
        max_value=24 * 60,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    expense = forms.ChoiceField(
        label=_("Did you pay for something?"), choices=wording.EXPENSES, required=False
    )
    amount = forms.DecimalField(
        label=_("How much, in euros?"),
        min_value=Decimal(0),
        max_value=Decimal(9999),
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
    )
    has_paper = forms.BooleanField(label=_("I have a receipt on paper for it"), required=False)

    def clean(self) -> dict[str, Any]:
        """Money has a purpose, and a purpose its amount."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("amount") and not said.get("expense"):
            self.add_error("expense", _("Please choose what was paid for."))
        if said.get("expense") and "amount" in said and not said["amount"]:
            self.add_error("amount", _("Please say how much it was."))
        return said

    def work(self) -> Work:
        """As it is kept."""
        said = self.cleaned_data
        return Work(
            minutes=said["minutes"],
            expense=Expense(said["expense"]),
            amount=said["amount"] or Decimal(0),
            has_paper=said["has_paper"],
        )


class ReportForm(EffortForm):
    """What came of it, in ticks; hours and money; how she is counted."""

    kind = forms.ChoiceField(label=_("What did you do?"), choices=wording.KINDS)
    where = forms.ChoiceField(label=_("Where was it?"), choices=wording.WHERE)
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=wording.OUTCOMES, widget=forms.RadioSelect
    )
    follows = forms.ChoiceField(label=_("What follows?"), choices=wording.FOLLOWS)
    standing = forms.ChoiceField(
        label=_("How is she counted?"),
        choices=wording.STANDINGS,
        widget=forms.RadioSelect,
        help_text=_("Nobody learns from it who she is."),
    )
    code = forms.CharField(
        label=_("A code that she chooses herself"),
        max_length=LONGEST_CODE,
        required=False,
        validators=[no_hidden_signs],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "She says the same code each time, so she counts once, also if she has several "
            "receipts. It is not kept. For example: the first letters of two persons she loves, "
            "and a number. Leave it empty if she wants no code: then her receipt counts."
        ),
    )
    note = _long(
        _("How was it for you? What should your colleagues know?"),
        help_text=_("Sealed: only you and the post that asked for you read it."),
    )

    field_order = (
        "kind", "where", "outcome", "follows", "minutes", "expense", "amount", "has_paper",
        "standing", "code", "note",
    )  # fmt: skip

    def clean_code(self) -> str:
        """Long enough to be hers alone."""
        code: str = self.cleaned_data["code"].strip()
        if code and not is_code(code):
            raise forms.ValidationError(
                _("Please use at least %(number)s letters or digits.") % {"number": SHORTEST_CODE}
            )
        return code

    def report(self) -> Report:
        """As it is kept."""
        said = self.cleaned_data
        return Report(
            kind=Kind(said["kind"]),
            where=Where(said["where"]),
            outcome=Outcome(said["outcome"]),
            follows=Next(said["follows"]),
            work=self.work(),
            standing=None if said["standing"] == NOT_COUNTED else Standing(said["standing"]),
            code=said["code"],
            note=said["note"],
        )
