"""A mentor's rest, and her words to a supervisor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.learning.forms import PlainForm, day, words
from communitylinkage.network.rules.papers import LONGEST
from communitylinkage.people.models import Account


class RestForm(PlainForm):
    """Not now, until a day."""

    until = day(_("Do not ask me until the end of this day"))


class NoteForm(PlainForm):
    """Words to one person."""

    supervisor = forms.ChoiceField(label=_("To whom?"))
    text = words(
        _("Your words"), LONGEST, lines=6,
        help_text=_("Write no names of women. Only you and this person can open it."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(row.pk): row for row in people}
        self.fields["supervisor"].choices = [  # type: ignore[attr-defined]  # a choice
            (key, row.display_name) for key, row in self.people.items()
        ]
