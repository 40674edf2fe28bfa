"""The three short steps of an ask, and how a mentor closes one."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communitylinkage.directory.queries import languages_spoken
from communitylinkage.guide.wording import COUNTRIES, KINDS
from communitylinkage.participants.actions import OpenReceipt, open_receipt
from communitylinkage.participants.rules import NoReceipt, NotACode, read_digits
from communitylinkage.referrals.asks import queries, wording
from communitylinkage.referrals.asks.papers import Channel, Reply, Soon
from communitylinkage.values.languages import own_name
from communitylinkage.values.text import folded, isolated
from communitylinkage.values.tries import TooSoon

# Signs that turn the direction of what follows: they could make a number read as another one.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_NO_CODE = _("This is not a code of ours. Please look at the digits once more.")
_WRONG_DIGITS = _("These are not your four digits.")


class PlainText(forms.CharField):
    """Words without control characters and without signs that turn the direction."""

    def to_python(self, value: Any) -> str:
        """What was typed, without what nobody sees."""
        kept = (
            sign
            for sign in str(super().to_python(value) or "")
            if sign == "\n" or (unicodedata.category(sign) != "Cc" and sign not in _TURNING)
        )
        return "".join(kept).strip()


class Step(forms.Form):
    """One page. Nothing that is typed is kept by a browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"


class HelpStep(Step):
    """What, where and how soon."""

    kind = forms.ChoiceField(
        label=_("What do you need?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one kind of help.")},
    )
    soon = forms.ChoiceField(
        label=_("How soon?"),
        choices=wording.SOON,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say how soon.")},
    )
    country = forms.ChoiceField(
        label=_("In which country are you?"),
        error_messages={"required": _("Please choose the country.")},
    )
    area = PlainText(
        label=_("Near which town?"),
        help_text=_("A large town near you is enough. No street."),
        required=False,
        max_length=60,
    )
    language = forms.ChoiceField(label=_("Which language do you speak?"), required=False)
    words = PlainText(
        label=_("What should she know?"),
        help_text=_("Only if you like: what you chose above is enough. No names are needed."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(
            ((c, str(name)) for c, name in COUNTRIES.items()), key=lambda one: folded(one[1])
        )
        spoken = [(one.code, one.name) for one in languages_spoken()]
        choose = ("", _("Please choose"))
        self.fields["country"].choices = [choose, *named]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["language"].choices = [choose, *spoken]  # type: ignore[attr-defined]  # as above

    @property
    def danger_now(self) -> bool:
        """Whether she says so, whatever else is filled in."""
        return str(self.data.get("soon", "")) == Soon.NOW


class ReachStep(Step):
    """How and when it is safe to reach her; the first choice is not to."""

    channel = forms.ChoiceField(
        label=_("How may we reach you?"),
        choices=wording.CHANNELS,
        widget=forms.RadioSelect,
        initial=Channel.RECEIPT,
        error_messages={"required": _("Please choose one way.")},
    )
    number = PlainText(
        label=_("Telephone number or e-mail address"),
        help_text=_("Needed if we may reach you. Only one that nobody else reads or answers."),
        required=False,
        max_length=100,
    )
    hours = forms.MultipleChoiceField(
        label=_("When is it safe?"),
        choices=wording.HOURS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    when = PlainText(label=_("More about when, if you like"), required=False, max_length=200)
    cover_name = PlainText(
        label=_("Who shall we say that we are?"),
        help_text=_("For example: a school friend, the dentist."),
        required=False,
        max_length=60,
    )
    agreed_word = PlainText(
        label=_("A word that shows that it is really us"),
        help_text=_("We say it first. If the caller does not know it, hang up."),
        required=False,
        max_length=60,
    )

    def clean(self) -> dict[str, Any]:
        """Whoever wants to be reached says where."""
        said: dict[str, Any] = super().clean() or {}
        wants = said.get("channel") not in (None, Channel.RECEIPT)
        if wants and not said.get("number") and "number" not in self.errors:
            self.add_error("number", _("Please write where we may reach you."))
        return said


class SendStep(Step):
    """Who reads it, who must not know, and four digits for the receipt."""

    post = forms.ChoiceField(
        label=_("Who shall read it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose who shall read it.")},
    )
    not_organisations = forms.MultipleChoiceField(
        label=_("Which of these organisations must not know of it?"),
        help_text=_("Not the one that you chose above to read it."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    excluded = PlainText(
        label=_("Is there a person or an office that must not know of it? Write only who."),
        help_text=_(
            "For example: a relative who interprets, an officer whom he knows. Whoever helps you "
            "later reads it too, so write nothing else here."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=500,
    )
    digits = forms.CharField(
        label=_("Four digits that only you know"),
        help_text=_(
            "With them and the number that you get now, only you can read this again."
            " Not your birthday."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        max_length=20,
        error_messages={
            "required": _("Please choose four digits."),
            "max_length": _("Please write exactly four digits."),
        },
    )

    def __init__(self, *args: Any, readers: Sequence[queries.Reader], country: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.readers = {str(reader.post): reader for reader in readers}
        self.fields["post"].choices = [(k, _named(r)) for k, r in self.readers.items()]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["post"].initial = next(iter(self.readers), None)
        # Where one organisation alone can read it, it cannot be kept from knowing.
        alone = {str(reader.organisation) for reader in readers}
        others = [
            (number, name)
            for number, name in queries.organisations_in(country)
            if alone != {number}
        ]
        self.fields["not_organisations"].choices = others  # type: ignore[attr-defined]  # as above

    def clean_digits(self) -> str:
        """Four digits, in any script."""
        hers = read_digits(self.cleaned_data["digits"])
        if hers is None:
            raise forms.ValidationError(_("Please write exactly four digits."))
        return hers

    def clean(self) -> dict[str, Any]:
        """Who must not know cannot be the one who reads it."""
        said: dict[str, Any] = super().clean() or {}
        reader = self.readers.get(said.get("post", ""))
        if reader and str(reader.organisation) in said.get("not_organisations", []):
            self.add_error(
                "not_organisations", _("You chose this organisation to read it. Choose another.")
            )
        return said

    @property
    def chosen(self) -> UUID:
        """The post that reads it."""
        return self.readers[self.cleaned_data["post"]].post


def _town(reader: queries.Reader) -> str:
    return f" ({isolated(reader.town)})" if reader.town else ""


def _named(reader: queries.Reader) -> str:
    pattern = ngettext(
        "%(post)s at %(organisation)s: %(n)d person there can open it",
        "%(post)s at %(organisation)s: %(n)d persons there can open it",
        reader.people,
    )
    said = pattern % {
        "post": isolated(reader.post_name),
        "organisation": f"{isolated(reader.organisation_name)}{_town(reader)}",
        "n": reader.people,
    }
    if not reader.languages:
        return said
    spoken = " · ".join(isolated(own_name(code)) for code in reader.languages)
    return _("%(who)s. They speak: %(languages)s") % {"who": said, "languages": spoken}


class MineForm(Step):
    """Her receipt's code and her four digits; they come with every form of her page."""

    code = forms.CharField(
        label=_("The number on your paper (20 digits)"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
        error_messages={"required": _NO_CODE, "max_length": _NO_CODE},
    )
    digits = forms.CharField(
        label=_("Your four digits"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
        error_messages={"required": _WRONG_DIGITS, "max_length": _WRONG_DIGITS},
    )

    def receipt(self, source: str, now: datetime) -> OpenReceipt | None:
        """What the two open; None, with a sentence beside the field, where they open nothing."""
        if not self.is_valid():
            return None
        code, digits = self.cleaned_data["code"], self.cleaned_data["digits"]
        try:
            found = open_receipt(code=code, digits=digits, now=now, source=source)
        except (NotACode, NoReceipt):
            self.add_error("code", _NO_CODE)
            return None
        except TooSoon as wait:
            told = _("Too many wrong tries. Please wait %(seconds)d seconds.")
            self.add_error("code", told % {"seconds": wait.seconds})
            return None
        if found.private_key is None:
            self.add_error("digits", _WRONG_DIGITS)
            return None
        return found


class ReplyForm(Step):
    """Her own word to what was written to her; its number makes it count once."""

    number = forms.UUIDField(widget=forms.HiddenInput)
    said = forms.ChoiceField(
        label=_("What do you want to say?"),
        choices=wording.REPLIES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one sentence.")},
    )
    text = PlainText(
        label=_("A few words more, if you like"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=500,
    )

    def reply(self) -> Reply:
        """As it is sealed."""
        return Reply(self.cleaned_data["said"], self.cleaned_data["text"])


class AnswerForm(forms.Form):
    """What is written to her receipt."""

    text = PlainText(
        label=_("Answer to her receipt"),
        help_text=_(
            "Only she and your post can read it, and she can reply. Name the service that you "
            "would ask, and ask her whether you may go on. Never write where and when you will "
            "meet."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        max_length=1000,
        error_messages={"required": _("Please write something.")},
    )


class CloseForm(forms.Form):
    """How it ended."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"), choices=[("", _("Please choose")), *wording.OUTCOMES]
    )
