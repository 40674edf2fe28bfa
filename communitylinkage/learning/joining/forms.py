"""Forms of people who learn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.learning import wording
from communitylinkage.learning.forms import PlainForm, country, language, words
from communitylinkage.learning.joining.actions import Known
from communitylinkage.learning.models import Cohort, Learner


class SeatForm(PlainForm):
    """What somebody says of herself who asks for a seat."""

    name = words(_("Your name, as we shall call you"))
    email = forms.EmailField(
        label=_("E-mail, if you want us to write"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    telephone = words(
        _("Telephone, if you want us to call"), 40, required=False,
        help_text=_("Leave empty what others who use your telephone should not see."),
    )  # fmt: skip
    language = language(_("Your language"))
    works_at = words(_("Where you work or belong, if you want to say"), required=False)
    reminders = forms.BooleanField(
        label=_("Remind me by e-mail the day before"), required=False, initial=True
    )

    def known(self, cohort: Cohort) -> Known:
        """What is kept of her; country and track are the group's."""
        told = {
            name: self.cleaned_data[name]
            for name in ("name", "email", "telephone", "language", "works_at")
        }
        return Known(country=cohort.country, track=cohort.course.track, **told)


class PersonForm(SeatForm):
    """The same, written down by a coordinator."""

    name = words(_("Name, as she gives it"))
    email = forms.EmailField(
        label=_("E-mail, only if she wants letters"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    telephone = words(_("Telephone, only if she wants calls"), 40, required=False)
    language = language(_("Her language"))
    works_at = words(_("Where she works or belongs, or nothing"), required=False)
    reminders = None  # type: ignore[assignment]  # Django's way to leave a field out
    country = country(_("Country"))
    track = forms.ChoiceField(label=_("As what does she learn?"), choices=wording.TRACKS)
    account = forms.ChoiceField(label=_("Her account here, if she has one"), required=False)

    def __init__(self, *args: Any, accounts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [("", "–"), *accounts]  # type: ignore[attr-defined]  # a choice

    def told(self) -> Known:
        """What is kept of her."""
        return Known(**{name: self.cleaned_data[name] for name in Known.__slots__})


def person_before(row: Learner) -> dict[str, Any]:
    """A person as the form shows her."""
    return {name: getattr(row, name) for name in Known.__slots__} | {
        "account": str(row.account_id or "")
    }


class AddForm(PlainForm):
    """Somebody whom we know already, into a group."""

    person = forms.ChoiceField(label=_("Who?"))
    invite = forms.BooleanField(
        label=_("Ask her first, by a letter"), required=False,
        help_text=_("Without this she gets a seat at once, or waits where all are taken."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]  # a choice


class SameForm(PlainForm):
    """Another record of the same person."""

    person = forms.ChoiceField(label=_("Which other record is hers?"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]  # a choice


class HereForm(PlainForm):
    """I am here: the code on the wall, and where the link does not say who it is, a name."""

    code = words(_("The code on the wall"), 12)
    name = words(_("Your name, as you gave it"))

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "dir": "ltr"}
        if known:
            del self.fields["name"]
