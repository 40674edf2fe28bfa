"""What an agreement says may never be shared, kept out of the four steps of a referral.

Coded fields only: what is written in free words is the mentor's to watch, and the page says so.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.procedures.models import Version
from communitylinkage.referrals.papers import Channel

# Items as consent names them.
NEED, NAME, CONTACT, CHILDREN = "need", "name", "contact", "children"
# The fields of the third step that say an item; `channel` besides, which is never empty.
_FIELDS = {NAME: ("name",), CONTACT: ("number", "when", "cover_name")}
SAYS_NEED = _(
    "You agreed with this service never to share what she needs, and every referral says it. "
    "Please choose another service."
)
LEAVE_EMPTY = _("You agreed with this service never to share this. Please leave it empty.")
HER_MENTOR = _(
    "You agreed with this service never to share how to reach her. Please choose her mentor."
)


def of(follows: Version | None) -> frozenset[str]:
    """The items that a referral which follows it never says; none where it follows none."""
    return frozenset(follows.value.never) if follows else frozenset()


def _named(never: frozenset[str]) -> list[str]:
    return [name for item, names in _FIELDS.items() if item in never for name in names]


def loosen(form: forms.Form, never: frozenset[str]) -> None:
    """Asks for nothing that would be refused."""
    for name in _named(never):
        form.fields[name].required, form.fields[name].help_text = False, ""


def refuse(form: forms.Form, never: frozenset[str]) -> None:
    """Says beside each field that it may not be sent; what was typed stays."""
    said = form.cleaned_data
    for name in _named(never):
        if said.get(name):
            form.add_error(name, LEAVE_EMPTY)
    if CONTACT in never and said.get("channel") not in (None, Channel.THROUGH_MENTOR):
        form.add_error("channel", HER_MENTOR)
