"""Forms of a whole procedure: its start, its agreement, a made-up case, a file; and its fields."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from communitylinkage.consent.rules import ITEMS
from communitylinkage.matching.need import Papers
from communitylinkage.organisations.models import Organisation
from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.procedures import wording
from communitylinkage.procedures.finding_words import WEEKDAYS
from communitylinkage.procedures.graph import document
from communitylinkage.procedures.graph.cases import Case, Children, Place, Urgency
from communitylinkage.procedures.graph.document import LONGEST_TEXT, NotReadError
from communitylinkage.procedures.graph.values import (
    Procedure,
    Words,
    instead_in,
    rewritten,
    said,
    spoken_in,
    written,
)
from communitylinkage.procedures.marked_forms import MarkedForm
from communitylinkage.procedures.starting import STARTS
from communitylinkage.values.languages import OWN_NAMES, own_name

SHARED_ITEMS = [(one, wording.ITEMS[one]) for one in ITEMS]
# What the form of the agreement writes of a procedure.
_AGREED = ("title", "older", "languages", "may_share", "never", "review_months", "drafts")
_LANGUAGES = list(OWN_NAMES.items())


def text_field(label: Any, required: bool = True, most: int = LONGEST_TEXT, rows: int = 3,
               help_text: Any = "") -> forms.CharField:  # fmt: skip
    """Lines of words, in whatever script."""
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=required, max_length=most, widget=area,
                           validators=[no_hidden_signs], help_text=help_text)  # fmt: skip


def several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    """Some of them, or none."""
    return forms.MultipleChoiceField(label=label, choices=choices, required=False,
                                     widget=forms.CheckboxSelectMultiple)  # fmt: skip


def must_write(words: Words, language: str) -> bool:
    """Words are not taken away; who changes something else writes none where there are none yet."""
    there = written(words)
    return language in there or not there


def beside(language: str, text: str) -> str:
    """Words in another language, to look at."""
    return format_html('<bdi lang="{}">{}: {}</bdi>', language, own_name(language), text)


def shown_elsewhere(words: Words, language: str) -> str:
    """What stands there instead, where nothing is written in a language yet."""
    there = instead_in(words, language)
    return beside(there, said(words, language)) if there else ""


class StartForm(forms.Form):
    """Which of our procedures to start from."""

    start = forms.ChoiceField(label=_("Start from"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].choices = choices  # type: ignore[attr-defined]  # a choice

    def clean_start(self) -> str:
        """One that there is."""
        code = str(self.cleaned_data["start"])
        if code not in STARTS:
            raise ValidationError(_("Please choose one."))
        return code


class AgreementForm(MarkedForm):
    """What stands around the steps. The organisations of the parties are asked in fields of their
    own, one for each party.
    """

    title = forms.CharField(label=_("Title"), max_length=200, validators=[no_hidden_signs],
                            widget=forms.TextInput(attrs={"dir": "auto"}))  # fmt: skip
    languages = several(_("Languages of the women for whom it is"), _LANGUAGES)
    may_share = several(_("What may go from one party to another, with her yes"), SHARED_ITEMS)
    never = several(_("What is never shared"), SHARED_ITEMS)
    review_months = forms.IntegerField(
        label=_("Look at it again after so many months"), min_value=1, max_value=60
    )
    drafts = several(_("No person has checked the words in these languages yet"), [])

    def __init__(self, *args: Any, parties: list[tuple[str, str]], procedure: Procedure,
                 language: str, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.procedure, self.language = procedure, language
        told = document.to_json(procedure)
        named = {name: str(one) for name, one in self.initial.items() if name.startswith("party_")}
        self.compare([told[one] for one in _AGREED] + [named])
        self.fields["title"].widget.attrs["lang"] = language
        self.fields["title"].initial = dict(procedure.title).get(language, "")
        self.fields["title"].required = must_write(procedure.title, language)
        self.fields["title"].help_text = shown_elsewhere(procedure.title, language)
        self.fields["drafts"].choices = [(one, own_name(one)) for one in spoken_in(procedure)]  # type: ignore[attr-defined]  # a choice
        self.fields["drafts"].initial = list(procedure.drafts)
        if not spoken_in(procedure):
            del self.fields["drafts"]
        self.codes = [code for code, _name in parties]
        for code, name in parties:
            self.fields[f"party_{code}"] = forms.ModelChoiceField(
                Organisation.objects.order_by("name"), required=False, label=name,
                empty_label=str(_("no organisation yet")),
            )  # fmt: skip

    def clean_languages(self) -> list[str]:
        """At least one: else no check of languages means anything."""
        chosen: list[str] = self.cleaned_data["languages"]
        if not chosen:
            raise ValidationError(_("Please choose at least one language."))
        return chosen

    def graph(self) -> Procedure:
        """The procedure with what was said."""
        value, told = self.procedure, self.cleaned_data
        title, older = rewritten(value.title, value.older, self.language, told["title"])
        return replace(
            value, title=title, older=older, languages=tuple(told["languages"]),
            may_share=tuple(told["may_share"]), never=tuple(told["never"]),
            review_months=told["review_months"], drafts=tuple(told.get("drafts", ())),
        )  # fmt: skip

    def named(self) -> dict[str, Organisation | None]:
        """The organisation of each party."""
        return {code: self.cleaned_data[f"party_{code}"] for code in self.codes}


class CaseForm(forms.Form):
    """A made-up case."""

    day = forms.ChoiceField(label=_("Day"), choices=list(enumerate(WEEKDAYS)))
    hour = forms.ChoiceField(label=_("Hour"), choices=[(n, f"{n:02d}:00") for n in range(24)])
    language = forms.ChoiceField(label=_("Her language"), choices=_LANGUAGES)
    urgency = forms.ChoiceField(label=_("She needs"), choices=list(wording.URGENCY.items()))
    children = forms.ChoiceField(label=_("Children"), choices=list(wording.CHILDREN.items()))
    papers = forms.ChoiceField(label=_("Papers"), choices=list(wording.PAPERS.items()))
    place = forms.ChoiceField(label=_("Where she is"), choices=list(wording.PLACE.items()))

    def case(self) -> Case:
        """The case that was described."""
        said = self.cleaned_data
        return Case(
            int(said["day"]) * 24 + int(said["hour"]), said["language"], Urgency(said["urgency"]),
            Children(said["children"]), Papers(said["papers"]), Place(said["place"]),
        )  # fmt: skip


# Friday at 23:00, with a child, without papers: what a partner should watch first.
A_FRIDAY_NIGHT = {
    "day": 4,
    "hour": 23,
    "language": "ur",
    "urgency": Urgency.DAY.value,
    "children": Children.WITH.value,
    "papers": "none",
    "place": Place.HERE.value,
}


class BringForm(forms.Form):
    """A file with a procedure, then a yes to what it holds."""

    file = forms.FileField(label=_("File (JSON)"), required=False, allow_empty_file=True)
    text = forms.CharField(required=False, widget=forms.HiddenInput)

    graph: Procedure | None = None

    def clean(self) -> dict[str, Any]:
        """Reads the file, or again what was shown."""
        said: dict[str, Any] = super().clean() or {}
        file = said.get("file")
        try:
            self.graph = document.read_text(file.read() if file else said.get("text") or "")
        except NotReadError as refused:
            words = wording.NOT_READ.get(refused.code, wording.NOT_READ_AT)
            self.add_error("file", str(words) % {"where": refused.where or refused.code})
        return said
