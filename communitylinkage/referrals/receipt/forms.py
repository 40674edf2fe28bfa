"""What she types: her code, her digits, a few words, three answers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.participants.actions import OpenReceipt, open_receipt
from communitylinkage.participants.rules import NoReceipt, NotACode
from communitylinkage.people.forms import PlainForm
from communitylinkage.referrals.receipt import wording
from communitylinkage.referrals.receipt.letters import Letter
from communitylinkage.referrals.receipt.rules import MOST_LETTERS, Again, Helped, Promised
from communitylinkage.referrals.wording import NO_PAPER, NOT_A_PAPER, wait
from communitylinkage.values.tries import TooSoon

_DIGITS_ONLY = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}


@dataclass(frozen=True, slots=True)
class Hand:
    """What she typed, to be carried to her next page in the body of its form; and what it opens."""

    code: str = field(repr=False)
    digits: str = field(repr=False)
    receipt: OpenReceipt

    @property
    def complete(self) -> bool:
        """Whether her digits were there too, and right."""
        return self.receipt.private_key is not None


class CodeForm(forms.Form):
    """Twenty digits, and her four."""

    code = forms.CharField(
        label=_("The number on your paper (20 digits)"),
        max_length=60,
        widget=forms.TextInput(attrs=_DIGITS_ONLY),
        error_messages={"required": NOT_A_PAPER, "max_length": NOT_A_PAPER},
    )
    digits = forms.CharField(
        label=_("Your own four digits"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs=_DIGITS_ONLY),
        error_messages={"max_length": wording.WRONG_DIGITS},
        help_text=_("Without them you see where it stands, but nothing can be read or changed."),
    )

    def hand(self, now: datetime, source: str) -> Hand | None:
        """Opens the receipt; None, with a sentence beside the field, when it does not open."""
        if not self.is_valid():
            return None
        code, digits = self.cleaned_data["code"], self.cleaned_data["digits"]
        try:
            receipt = open_receipt(code=code, digits=digits, now=now, source=source)
        except NotACode:
            self.add_error("code", NOT_A_PAPER)
        except NoReceipt:
            self.add_error("code", NO_PAPER)
        except TooSoon as soon:
            self.add_error("code", wait(soon.seconds))
        else:
            if not digits or receipt.private_key:
                return Hand(code, digits, receipt)
            self.add_error("digits", wording.WRONG_DIGITS)
        return None


class LetterForm(PlainForm):
    """A sentence to tick, a few words of her own, or both."""

    number = forms.UUIDField(widget=forms.HiddenInput)
    said = forms.ChoiceField(
        label=_("What do you want to say?"),
        choices=wording.MAY_SAY,
        widget=forms.RadioSelect,
        required=False,
    )
    text = forms.CharField(
        label=_("Or in your own words"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is wanted."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("said") and not data.get("text"):
            self.add_error("text", wording.NOTHING_SAID)
        return data

    def letter(self) -> Letter:
        """As it is sealed."""
        return Letter(self.cleaned_data["said"], self.cleaned_data["text"])

    @property
    def sent_as(self) -> UUID:
        """The number of this form, so that it is sent once."""
        number: UUID = self.cleaned_data["number"]
        return number


class StaffLetterForm(PlainForm):
    """A few words to her, from a mentor or a service."""

    text = forms.CharField(
        label=_("Write a message"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("Propose no meeting here."),
    )

    def letter(self) -> Letter:
        """As it is sealed."""
        return Letter(text=self.cleaned_data["text"])


class HowForm(forms.Form):
    """Three questions, answered with a tick each."""

    helped = forms.ChoiceField(
        label=_("Did they help you?"), choices=wording.HELPED, widget=forms.RadioSelect
    )
    as_promised = forms.ChoiceField(
        label=_("Did they take you as you were told before?"),
        choices=wording.PROMISED,
        widget=forms.RadioSelect,
    )
    again = forms.ChoiceField(
        label=_("Would you go there again?"), choices=wording.AGAIN, widget=forms.RadioSelect
    )

    def answers(self) -> dict[str, Any]:
        """As `actions.tell_how_it_went` takes them."""
        said = self.cleaned_data
        return {
            "helped": Helped(said["helped"]),
            "as_promised": Promised(said["as_promised"]),
            "again": Again(said["again"]),
        }
