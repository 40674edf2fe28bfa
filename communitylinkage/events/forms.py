"""Forms of guests: registering, changing, and being written down at the door."""

import secrets
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communitylinkage.events import telling, wording
from communitylinkage.events.joining import NEEDS, Guest
from communitylinkage.events.models import Event, Needs, Registration, Session
from communitylinkage.learning.forms import PlainForm, country, language, words
from communitylinkage.learning.rules.codes import Seat
from communitylinkage.people.pages import reader
from communitylinkage.values.languages import own_name
from communitylinkage.values.text import folded

MOST_CHILDREN = 20
_LEFT, _ENDS = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class _GuestForm(PlainForm):
    """What is asked of every guest."""

    sent_as = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput, required=False)
    name = words(_("Your name, as we shall call you"))
    email = forms.EmailField(
        label=_("E-mail, if you want us to write"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    stakeholder = forms.ChoiceField(
        label=_("Where do you come from?"), choices=[("", "–"), *wording.STAKEHOLDERS]
    )
    works_at = words(_("Name of your organisation, if you want to say"), required=False)
    country = country(_("In which country?"))
    language = language(_("Your language"))

    def clean_name(self) -> str:
        """With a letter in it: a certificate is made out to a name, and one is called by it."""
        name: str = self.cleaned_data["name"]
        if not folded(name):
            raise ValidationError(wording.NO_LETTER)
        return name

    def _told(self) -> dict[str, Any]:
        known = [name for name in Guest.__slots__ if name in self.cleaned_data]
        return {name: self.cleaned_data[name] for name in known}

    def guest(self) -> Guest:
        """What was typed."""
        return Guest(**self._told())


class RegisterForm(_GuestForm):
    """Somebody registers, or changes what she said."""

    sessions = forms.MultipleChoiceField(
        label=_("Which parts do you come to? These have only so many places."), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    interpreting = forms.ChoiceField(label=_("I need an interpreter for"), required=False)
    children = forms.IntegerField(
        label=_("How many children do you bring?"), required=False, min_value=0,
        max_value=MOST_CHILDREN,
    )  # fmt: skip
    food = words(_("What you do not eat"), 200, required=False)
    access = words(
        _("What you need to get in, to hear, to see, to rest"), 200, required=False,
        help_text=_("Only who prepares the event reads what you need. It is erased after it."),
    )  # fmt: skip
    travel = forms.BooleanField(label=_("I need help to pay for travel"), required=False)
    neutral = forms.BooleanField(
        label=_("Nobody should see that I go there"), required=False,
        help_text=_("Letters, calendar and certificate then say only “meeting”."),
    )  # fmt: skip
    listed = forms.BooleanField(
        label=_("My name may stand on the printed list and on a badge"), required=False
    )
    reminders = forms.BooleanField(label=_("Remind me by e-mail the day before"), required=False)

    def __init__(self, *args: Any, event: Event, sessions: list[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limited = {str(one.pk): one for one in sessions if one.capacity is not None}
        heard = sorted({code for one in sessions for code in one.interpreted})
        limited = self.limited.items()
        self._offer("sessions", [(key, self._words(one, event)) for key, one in limited])
        self._offer("interpreting", [("", "–"), *((code, own_name(code)) for code in heard)])
        drop = {"sessions": not self.limited, "interpreting": not heard,
                "children": not event.childcare, "travel": not event.travel}  # fmt: skip
        for name, unwanted in drop.items():
            if unwanted:
                del self.fields[name]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice

    def _words(self, session: Session, event: Event) -> str:
        one = telling.part(session, event.zone)
        # Held from the left, or a page from the right would show the end first.
        when = f"{_LEFT}{one.begins:%H:%M}–{one.ends:%H:%M}{_ENDS}"
        if one.free:
            return f"{when} · {one.words.title}"
        return str(_("%(when)s · %(title)s (full: you would wait)")
                   % {"when": when, "title": one.words.title})  # fmt: skip

    def clean_children(self) -> int:
        """None are none."""
        return self.cleaned_data["children"] or 0

    def chosen(self) -> list[Session]:
        """The sessions that she ticked."""
        return [self.limited[one] for one in dict.fromkeys(self.cleaned_data.get("sessions", ()))]


class ChangeForm(RegisterForm):
    """A guest changes what she said. Her address stays: a form that refused one that is registered
    would tell who comes."""

    email = None  # type: ignore[assignment]  # Django's way to leave a field out

    def guest_of(self, row: Registration) -> Guest:
        """What was typed, with the address that is known."""
        return Guest(**self._told(), email=row.email)


class WalkInForm(_GuestForm):
    """Somebody comes to the door unregistered."""

    name = words(_("Name, as she gives it"))
    email = forms.EmailField(
        label=_("E-mail, only if she wants letters"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    stakeholder = forms.ChoiceField(
        label=_("Where does she come from?"), choices=[("", "–"), *wording.STAKEHOLDERS]
    )
    works_at = words(_("Her organisation, or nothing"), required=False)
    language = language(_("Her language"))


def fresh(event: Event) -> dict[str, Any]:
    """What a new registration begins with: neutral, reminded, not on any list."""
    return {
        "sent_as": secrets.token_hex(16), "country": event.country, "language": reader(),
        "neutral": True, "reminders": True,
    }  # fmt: skip


def guest_before(row: Registration, needs: Needs | None) -> dict[str, Any]:
    """A registration as the form shows it."""
    said = {name: getattr(row, name) for name in Guest.__slots__ if name not in NEEDS}
    needed = {name: getattr(needs, name) for name in NEEDS} if needs else {}
    kept = row.places.exclude(seat=Seat.CANCELLED)
    return said | needed | {"sessions": [str(one.session_id) for one in kept]}
