"""What people type when they sign in, join, let in and leave. Passwords are never shown again."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communitylinkage.organisations.models import Organisation
from communitylinkage.people import wording
from communitylinkage.people.rules import (
    BY_COORDINATOR,
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    NotAllowed,
)
from communitylinkage.values.text import has_hidden_signs


def no_hidden_signs(text: str) -> None:
    """Refuses signs that nobody sees: they hide or reorder what others read.

    Raises:
        ValidationError: there is one.
    """
    if has_hidden_signs(text):
        raise ValidationError(wording.HIDDEN_SIGNS)


class PlainForm(forms.Form):
    """A form whose texts hold no hidden signs, and that can say why an action refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")
            # Django derives a field for a UUID from that for words.
            if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField):
                field.validators = [*field.validators, no_hidden_signs]

    def refuse(self, refused: NotAllowed, field: str | None = None) -> None:
        """Shows the sentence of a refused action, beside a field or on top."""
        self.add_error(field, refused.args[0])


def email_field(autocomplete: str = "off") -> forms.EmailField:
    """A field for an e-mail address."""
    widget = forms.EmailInput(attrs={"autocomplete": autocomplete})
    return forms.EmailField(label=_("E-mail"), max_length=254, widget=widget)


def password_field(label: Any, autocomplete: str = "new-password") -> forms.CharField:
    """A field for a password, empty again whenever the page is shown again."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=LONGEST_PASSWORD, widget=widget)


def code_field() -> forms.CharField:
    """A field for a code of the second step."""
    attributes = {"autocomplete": "one-time-code"}
    return forms.CharField(label=_("Code"), max_length=40, widget=forms.TextInput(attrs=attributes))


class AgainForm(PlainForm):
    """The password of who is signed in already."""

    again_password = password_field(_("Password"), "current-password")


class SignInForm(PlainForm):
    """First step."""

    email = email_field("username")
    password = password_field(_("Password"), "current-password")


class CodeForm(PlainForm):
    """Second step."""

    code = code_field()


class ChangePasswordForm(PlainForm):
    """A new password for the same key."""

    old = password_field(_("Present password"), "current-password")
    new = password_field(_("New password"))
    again = password_field(_("New password again"))


class JoinForm(PlainForm):
    """Who accepts an invitation."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = password_field(_("Password"))
    again = password_field(_("Password again"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _("At least %(n)d letters, numbers or signs.") % {"n": SHORTEST_PASSWORD}
        self.fields["password"].help_text = said


class ForgottenForm(PlainForm):
    """Who forgot her password."""

    email = email_field("username")


class BeginAgainForm(PlainForm):
    """A new password and a new key; with the second step's code where there is one."""

    password = password_field(_("New password"))
    again = password_field(_("New password again"))
    code = code_field()

    def __init__(self, *args: Any, with_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_code:
            del self.fields["code"]


class InviteForm(PlainForm):
    """Whom a coordinator invites; she chooses among her own organisations."""

    email = email_field()
    role = forms.ChoiceField(
        label=_("Role"), choices=[one for one in wording.ROLES if one[0] in BY_COORDINATOR]
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # a choice


class LetInForm(PlainForm):
    """The words that were on the page, and that they were the ones heard."""

    words = forms.CharField(max_length=60, widget=forms.HiddenInput)
    heard = forms.BooleanField(
        label=_("These are the words that she read to me."),
        error_messages={"required": _("Tick this only when she read the same four words to you.")},
    )
