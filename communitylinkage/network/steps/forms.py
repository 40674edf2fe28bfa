"""Forms of the contact log and of next steps."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.network import wording
from communitylinkage.network.models import Node
from communitylinkage.network.rules.papers import LONGEST
from communitylinkage.network.steps import queries
from communitylinkage.network.ties.forms import DatedForm, DayField
from communitylinkage.people.forms import no_hidden_signs

# A step that is due later than this is a wish.
LONGEST_AHEAD = timedelta(days=730)


def _note(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        validators=[no_hidden_signs],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is locked: only colleagues with the key of your post can read it."),
    )


class ContactForm(DatedForm):
    """A line of the contact log."""

    day = DayField(label=_("On which day?"))
    kind = forms.ChoiceField(label=_("How"), choices=wording.REACHED)
    node = forms.ChoiceField(label=_("With whom"))
    outcome = forms.ChoiceField(label=_("What came of it"), choices=wording.CAME)
    note = _note(_("In words, if needed"))

    def __init__(self, *args: Any, own: list[Node], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        choices = [(node.code, str(node.community or node.association)) for node in own]
        self.fields["node"].choices = choices  # type: ignore[attr-defined]  # a choice

    def clean_day(self) -> date:
        """A day that has come."""
        return self.past("day")

    def clean_node(self) -> Node:
        """The community, or one of its associations."""
        return next(node for node in self.own if node.code == self.cleaned_data["node"])


class StepForm(DatedForm):
    """Who does what by when."""

    todo = forms.ChoiceField(label=_("What is to be done"), choices=wording.TO_DO)
    who = forms.ChoiceField(label=_("Who does it"))
    due = DayField(label=_("Until which day?"))

    def __init__(self, *args: Any, organisation: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        any_of = _("Any colleague: %(role)s")
        roles = [(role, any_of % {"role": queries.role_words(role)}) for role in queries.ROLES]
        every = [*roles, *queries.colleagues(organisation)]
        self.fields["who"].choices = every  # type: ignore[attr-defined]  # a choice

    def clean_due(self) -> date:
        """A day to come, within two years."""
        day: date = self.cleaned_data["due"]
        if not self.today <= day <= self.today + LONGEST_AHEAD:
            raise forms.ValidationError(_("Choose a day from today on, within two years."))
        return day

    def role(self) -> str:
        """The role that does it, where no colleague was named."""
        who: str = self.cleaned_data["who"]
        return who if who in queries.ROLES else ""

    def account(self) -> UUID | None:
        """The colleague who was named."""
        return None if self.role() else UUID(self.cleaned_data["who"])


class FinishForm(forms.Form):
    """What came of a step."""

    outcome = forms.ChoiceField(label=_("What came of it"), choices=wording.DONE)
    note = _note(_("In words, if needed"))
