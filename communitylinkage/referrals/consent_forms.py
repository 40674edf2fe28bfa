"""The fourth step of making a referral: what was read to her, and her yes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.consent.queries import Text
from communitylinkage.people.forms import PlainForm
from communitylinkage.referrals import wording
from communitylinkage.referrals.following import withheld
from communitylinkage.referrals.mentor_requests.forms import check_names
from communitylinkage.referrals.papers import Paper, named
from communitylinkage.values import languages

_CHILDREN_COME = _(
    "You chose that her children come with her. The service reads it only if you tick this."
)


class ConsentForm(PlainForm):
    """Fourth step: what was read to her, in which language, and that she said yes."""

    text = forms.ChoiceField(label=_("Which text did you use?"), widget=forms.RadioSelect)
    spoken = forms.ChoiceField(
        label=_("In which language was it said?"),
        error_messages={"required": _("Please choose the language.")},
    )
    how = forms.ChoiceField(label=_("How?"), choices=wording.HOW_READ, widget=forms.RadioSelect)
    capacity = forms.ChoiceField(
        label=_("Who decides?"),
        choices=wording.CAPACITY,
        widget=forms.RadioSelect,
        initial="alone",
        help_text=_(
            "Nobody decides in her place. A girl under age decides with somebody she trusts."
        ),
    )
    for_children = forms.BooleanField(
        label=_("It is also about her children, and we spoke about them"), required=False
    )
    days = forms.TypedChoiceField(
        label=_("How long does her yes hold?"), choices=wording.DAYS, coerce=int, initial=90
    )
    not_told = forms.CharField(
        label=_("Persons who must never hear of it"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One name on each line: no mentor of such a name is asked later. For example an "
            "interpreter, an officer or a relative. The service reads it."
        ),
    )
    stand_in = forms.BooleanField(
        label=_("If I am away, a colleague of my organisation may go on for me"), required=False
    )
    has_paper = forms.CharField(
        label=_("She has a paper with a number from us already: the number"),
        max_length=60,
        required=False,
        help_text=_(
            "Only if she still has it, and nobody else does: whoever has the paper sees both "
            "there. Leave it empty if you are not sure, or she wants the two apart."
        ),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
        error_messages={"max_length": wording.NOT_A_PAPER},
    )
    receipt = forms.BooleanField(
        label=_("She wants a paper with a code, to see and to stop all this herself"),
        required=False,
        help_text=_("It is safer without a paper where somebody looks through her things."),
    )
    digits = forms.RegexField(
        r"^\d{4}$",
        label=_("Four digits of her own choosing"),
        required=False,
        help_text=_("Needed with the paper. She keeps them in her head. Not her birthday."),
        error_messages={"invalid": _("Please type four digits.")},
    )
    agreed = forms.ChoiceField(
        label=_("How did she agree?"), choices=wording.HOW_AGREED, widget=forms.RadioSelect
    )

    def __init__(
        self,
        *args: Any,
        texts: Sequence[Text],
        has_receipt: bool,
        on_her_page: bool = False,
        nobody_stands_in: bool = False,
        never: frozenset[str] = frozenset(),
        children: bool = False,
        **kwargs: Any,
    ) -> None:
        """`children`: whether she said that they come with her, which is not shared by that."""
        super().__init__(*args, **kwargs)
        if children:
            self.fields["for_children"].help_text = _CHILDREN_COME
        self.never = never
        if nobody_stands_in:
            del self.fields["stand_in"]
        if withheld.CHILDREN in never:
            del self.fields["for_children"]
        for name, choices in (("how", wording.HOW_READ), ("agreed", wording.HOW_AGREED)):
            offered = [c for c in choices if on_her_page or c[0] != wording.ON_HER_PAGE]
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a choice
        self.texts = {str(text.id): text for text in texts}
        named = [(pk, text.name) for pk, text in self.texts.items()]
        self.fields["text"].choices = named  # type: ignore[attr-defined]  # a choice
        spoken = [("", "…"), *languages.OWN_NAMES.items()]
        self.fields["spoken"].choices = spoken  # type: ignore[attr-defined]  # likewise
        if has_receipt:
            del self.fields["has_paper"], self.fields["receipt"], self.fields["digits"]

    def clean_not_told(self) -> str:
        """A line without a letter would keep nobody away."""
        return check_names(self.cleaned_data["not_told"])

    def clean(self) -> dict[str, Any]:
        """A receipt wants her four digits; she has one already, or gets one."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("has_paper") and data.get("receipt"):
            self.add_error("receipt", _("Either the paper that she has, or a new one."))
        if data.get("receipt") and not data.get("digits") and "digits" not in self.errors:
            self.add_error("digits", _("Please type four digits."))
        return data

    def paper(self, names: Sequence[str], excluded: Sequence[str], now: datetime) -> Paper:
        """As it is sealed, for her to read again.

        Args:
            names: of the recipients, in her order. excluded: of organisations that must not know.
        """
        said = self.cleaned_data
        text = self.texts[said["text"]]
        for_children = said.get("for_children", False)
        items = ("need", "name", "contact") + (("children",) if for_children else ())
        return Paper(
            purpose="link",
            items=tuple(item for item in items if item not in self.never),
            recipients=tuple(names),
            until=(now + timedelta(days=said["days"])).date().isoformat(),
            text=f"{text.language} {text.version}",
            text_language=text.language,
            spoken=said["spoken"],
            how=said["how"],
            agreed=said["agreed"],
            capacity=said["capacity"],
            for_children=for_children,
            excluded=tuple(filter(None, (*named(said["not_told"]), *excluded))),
        )
