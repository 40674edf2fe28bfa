"""Forms of campaigns: what it is, messages, materials, the calendar, short addresses."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from communitylinkage.campaign import targets, wording
from communitylinkage.campaign.actions import About, Line, Words
from communitylinkage.campaign.addresses import Wanted
from communitylinkage.campaign.counting import COUNTED_HERE
from communitylinkage.campaign.models import Campaign, Material
from communitylinkage.campaign.rules.targets import NotOursError
from communitylinkage.learning.forms import PlainForm, country, day, language, words
from communitylinkage.organisations.models import Organisation, Programme
from communitylinkage.values.languages import OWN_NAMES

KINDS_OF_LINE = [one for one in wording.CHANNELS if one[0] not in COUNTED_HERE]


class AboutForm(PlainForm):
    """What a campaign is."""

    name = words(_("Name of the campaign"), help_text=wording.TITLES_ARE_SEEN)
    language = language(_("In which language is the name?"))
    first = day(_("First day"))
    last = day(_("Last day"))

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data: dict[str, Any] = super().clean() or {}
        if {"first", "last"} <= set(data) and data["last"] < data["first"]:
            self.add_error("last", wording.LAST_BEFORE_FIRST)
        return data

    def said(self) -> About:
        """What was typed."""
        return About(**{name: self.cleaned_data[name] for name in About.__slots__})


class BeginForm(AboutForm):
    """A new campaign, of one of her programmes."""

    programme = forms.ModelChoiceField(Programme.objects.none(), label=_("Programme"))
    field_order = ["programme", "name"]

    def __init__(self, *args: Any, programmes: QuerySet[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["programme"]
        field.queryset = programmes
        field.empty_label = None


class WordsForm(PlainForm):
    """What is said."""

    headline = words(_("The line above"), 80, help_text=_("Few words that one reads in passing. "
                     "Never a word that puts who stops to read it in danger."))  # fmt: skip
    body = words(_("A few sentences"), 600, lines=4)
    call = words(_("What to do"), 120, help_text=_("Such as: “Talk to us, in your language.”"))

    def said(self) -> Words:
        """What was typed."""
        return Words(**{name: self.cleaned_data[name] for name in Words.__slots__})


class MessageForm(WordsForm):
    """What is said to whom, in which language."""

    group = forms.ChoiceField(label=_("To whom?"), choices=wording.GROUPS)
    language = language(_("Language"))
    field_order = ["group", "language"]


class MaterialForm(PlainForm):
    """A new material, from the messages for its group."""

    name = words(_("What we call it"), help_text=_("Such as: poster of the spring."))
    kind = forms.ChoiceField(label=_("What is it?"), choices=wording.KINDS)
    group = forms.ChoiceField(label=_("For whom?"), choices=wording.GROUPS)


class AskedForm(PlainForm):
    """What has to change, or why it is withdrawn."""

    asked = words(_("Your words"), 1000, lines=4)


class LineForm(PlainForm):
    """A line of the calendar."""

    day = day(_("Day"))
    channel = forms.ChoiceField(label=_("Where"), choices=KINDS_OF_LINE)
    what = words(_("What goes out"))
    material = forms.ModelChoiceField(
        Material.objects.none(), label=_("Which material"), required=False,
        empty_label=_("none of these"),
    )  # fmt: skip
    country = country(_("Country"))
    language = language(_("Language"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Who does it"), empty_label=None
    )

    def __init__(
        self, *args: Any, campaign: Campaign, partners: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["material"].queryset = campaign.materials.all()  # type: ignore[attr-defined]  # a choice
        self.fields["organisation"].queryset = partners  # type: ignore[attr-defined]  # a choice

    def said(self) -> Line:
        """What was typed."""
        return Line(**{name: self.cleaned_data[name] for name in Line.__slots__})


class AddressForm(PlainForm):
    """A short address: for what, where, and where it leads."""

    material = forms.ModelChoiceField(
        Material.objects.none(), label=_("For which material"), required=False,
        empty_label=_("none of these"),
    )  # fmt: skip
    country = country(_("Country"))
    language = forms.ChoiceField(label=_("Language"), choices=list(OWN_NAMES.items()))
    place = words(_("Where it hangs or lies"), required=False)
    target = forms.ChoiceField(
        label=_("Where it leads"), choices=wording.TARGETS, widget=forms.RadioSelect
    )
    page = words(
        _("Which other page"), 300, required=False,
        help_text=_("Copy its address from the browser. Only pages of this site."),
    )  # fmt: skip

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.fields["material"].queryset = campaign.materials.all()  # type: ignore[attr-defined]  # a choice
        self.fields["page"].widget.attrs["dir"] = "ltr"

    def clean(self) -> dict[str, Any]:
        """The path that it leads to."""
        data: dict[str, Any] = super().clean() or {}
        if "target" not in data or "page" in self.errors:
            return data
        try:
            data["path"] = self._path(data["target"], data.get("page", ""))
        except NotOursError:
            self.add_error("page", wording.NOT_OURS)
        except ValidationError as wrong:
            self.add_error("page", wrong)
        return data

    def _path(self, target: str, page: str) -> str:
        if target == "campaign":
            return targets.of_campaign(self.campaign)
        if target != "other":
            return target
        if not page:
            raise ValidationError(wording.WRITE_WHICH)
        return targets.checked(page)

    def said(self) -> Wanted:
        """What was typed."""
        return Wanted(**{name: self.cleaned_data[name] for name in Wanted.__slots__})
