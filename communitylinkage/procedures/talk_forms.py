"""Forms of what is said of a procedure: a comment, an objection, its answer, minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.procedures import wording
from communitylinkage.procedures.forms import text_field
from communitylinkage.procedures.talking import OBJECTION

LONGEST_SAID = 4000


class TalkForm(forms.Form):
    """A comment, a proposal or an objection."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[*wording.KINDS, (OBJECTION, _("Objection: it has to be answered before signing"))],
    )
    step = forms.ChoiceField(label=_("About which step"), required=False)
    text = text_field(
        _("In your own language"),
        most=LONGEST_SAID,
        rows=4,
        help_text=_("Never write about a woman."),
    )

    def __init__(self, *args: Any, steps: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [("", _("the whole procedure")), *steps[1:]]  # type: ignore[attr-defined]  # a choice


class AnswerForm(forms.Form):
    """The answer to an objection."""

    text = text_field(_("Answer"), most=LONGEST_SAID, rows=4)


class MeetingForm(forms.Form):
    """Minutes."""

    held_on = forms.DateField(
        label=_("Day of the meeting"), widget=forms.DateInput(attrs={"type": "date"})
    )
    minutes = text_field(
        _("What was agreed"),
        most=LONGEST_SAID * 2,
        rows=8,
        help_text=_("Name organisations, not persons. Never write about a woman."),
    )
