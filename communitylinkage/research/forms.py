"""Forms of research."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.research import queries, wording
from communitylinkage.research.leading import Lead
from communitylinkage.research.models import Code, Cycle, Evidence, Finding
from communitylinkage.research.rules.overlap import AXES
from communitylinkage.research.rules.papers import LONGEST, Paper
from communitylinkage.research.rules.units import sentences
from communitylinkage.research.rules.uses import WITH_FILE, Use
from communitylinkage.surveys.answering import uploads
from communitylinkage.values.languages import OWN_NAMES

LANGUAGES = [("", "–"), *OWN_NAMES.items()]


def _line(label: Any, most: int, help_text: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text,
        validators=[no_hidden_signs],
    )  # fmt: skip


def _text(label: Any, most: int, help_text: Any = "", required: bool = True) -> forms.CharField:
    field = _line(label, most, help_text, required)
    field.widget = forms.Textarea(attrs={"rows": 4, "maxlength": most, "autocomplete": "off"})
    return field


class AgainForm(forms.Form):
    """A question, under a short name."""

    title = _line(_("A short name"), 120, _("Never the name of a person."))
    question = _text(_("What do you want to find out together?"), 500)


class CycleForm(AgainForm):
    """A new cycle: also with which community."""

    community = forms.ChoiceField(label=_("With which community?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = [("", "–"), *queries.communities()]  # type: ignore[attr-defined]  # a choice


class PlanForm(forms.Form):
    """What the group will do."""

    plan = _text(_("What will you do, who does it, until when?"), 5000)


class JoinForm(forms.Form):
    """Who else researches."""

    account = forms.ChoiceField(label=_("Who researches with you?"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [("", "–"), *people]  # type: ignore[attr-defined]  # a choice


class EvidenceForm(forms.Form):
    """A piece, and what may be done with it."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=wording.KINDS)
    language = forms.ChoiceField(label=_("In which language?"), choices=LANGUAGES)
    text = _text(
        _("Her words"), LONGEST, required=False,
        help_text=_(
            "Leave out names of people and of small places. Write a long talk as several pieces."
        ),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Or a file"), required=False,
        help_text=_(
            "A picture or a recording, at most 5 MB. Where and when it was taken is removed from "
            "a picture. A voice can be recognised."
        ),
    )  # fmt: skip
    uses = forms.MultipleChoiceField(
        label=_("What did she agree to?"), choices=wording.USES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ask for each one by itself. Without the first, nothing is kept."),
    )  # fmt: skip
    giver = _line(
        _("A made-up name for who gave it"), 40, required=False,
        help_text=_("So that two pieces of one person count as one person. Never her real name."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for axis, codes in AXES.items():
            choices = [("", _("not said")), *((one, wording.CODES[axis, one]) for one in codes)]
            self.fields[axis] = forms.ChoiceField(
                label=str(wording.AXES[axis]), choices=choices, required=False
            )

    def clean_uses(self) -> list[str]:
        """At least that the group may think about it."""
        uses: list[str] = self.cleaned_data["uses"]
        if Use.ANALYSIS not in uses:
            raise forms.ValidationError(
                _("Without her yes to the first one nothing can be kept here.")
            )
        return uses

    def clean(self) -> dict[str, Any]:
        """Words or a file of the kind; a picture without what a telephone hides in it."""
        data = super().clean() or {}
        data["content"], data["type"], data["name"] = b"", "", ""
        wanted = WITH_FILE.get(data.get("kind", ""))
        sent = data.get("file")
        if wanted and sent:
            self._read(data, sent, wanted)
        elif wanted and "file" not in self.errors:
            self.add_error("file", _("Please choose the file."))
        elif not wanted and not data.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Please write the words."))
        elif not wanted and sent:
            self.add_error("file", _("Words and minutes have no file. Choose another kind above."))
        return data

    def _read(self, data: dict[str, Any], sent: Any, wanted: str) -> None:
        try:
            content = sent.read()
            kind = uploads.kind_of(content, wanted)
            data["content"], data["type"] = uploads.cleaned(content, kind), kind
            data["name"] = uploads.name_of(str(sent.name), kind)
        except uploads.WrongFileError as wrong:
            self.add_error("file", str(wording.WRONG_FILE[str(wrong.args[0])]))

    def paper(self) -> Paper:
        """What is sealed."""
        said = self.cleaned_data
        return Paper(
            text=said["text"].strip(),
            giver=said["giver"],
            situations={axis: said[axis] for axis in AXES if said[axis]},
            file=said["content"],
            name=said["name"],
            type=said["type"],
        )


class TranslationForm(forms.Form):
    """The piece in another language."""

    language = forms.ChoiceField(label=_("Into which language?"), choices=LANGUAGES)
    text = _text(_("The translation"), LONGEST)


class CodeForm(forms.Form):
    """A code and its theme."""

    name = _line(_("Code"), 80, _("A few words, such as: the interpreter is a relative."))
    theme = _line(_("Theme"), 80, _("Several codes make a theme."))
    meaning = _text(_("When do you use it?"), 300, required=False)


def before(code: Code) -> dict[str, str]:
    """A code as its form shows it."""
    return {"name": code.name, "theme": code.theme, "meaning": code.meaning}


class SettleForm(forms.Form):
    """What the group said together."""

    reference = forms.CharField(max_length=10, widget=forms.HiddenInput)
    unit = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    code = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    holds = forms.ChoiceField(
        label=_("Does the code hold here?"), choices=[("yes", _("Yes")), ("no", _("No"))]
    )
    why = _line(_("Why? What did you say to each other?"), 300)


class FindingForm(forms.Form):
    """A finding in one language."""

    language = forms.ChoiceField(label=_("In which language?"), choices=LANGUAGES)
    theme = forms.ChoiceField(label=_("Which theme does it stand on?"), required=False)
    text = _text(_("What did you find? In plain words."), 1000)
    did = _text(_("What did we do about it?"), 1000, required=False)
    changed = _text(_("What has changed since?"), 1000, required=False)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = sorted({code.theme for code in queries.codes(cycle)})
        self.fields["theme"].choices = [("", "–"), *((one, one) for one in themes)]  # type: ignore[attr-defined]  # a choice


def said_before(row: Finding, language: str) -> dict[str, str]:
    """A finding as its form shows it."""
    text = queries.text_in(row, language)
    if text is None:
        return {"theme": row.theme, "language": language}
    return {
        "language": text.language, "theme": row.theme, "text": text.text, "did": text.did,
        "changed": text.changed,
    }  # fmt: skip


class LeadsForm(forms.Form):
    """What a finding leads to elsewhere."""

    leads = forms.MultipleChoiceField(
        label=_("What does it lead to?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: list[Lead], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leads"].choices = [  # type: ignore[attr-defined]  # a choice
            (one.code, f"{one.kind}: {one.words}") for one in offered
        ]


class PictureForm(forms.Form):
    """Which picture stands in a finding, and what is to be seen on it."""

    piece = forms.ChoiceField(label=_("Which picture?"))
    language = forms.ChoiceField(label=_("In which language do you write?"), choices=LANGUAGES)
    alt = _line(
        _("What is to be seen on it?"), 300,
        _("For who cannot see it. Nobody may be known from it, and no name."),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: list[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {one.reference: one for one in offered}
        self.fields["piece"].choices = [  # type: ignore[attr-defined]  # a choice
            (key, f"{wording.said(wording.KINDS, one.kind)} {key}, {one.since:%Y-%m-%d}")
            for key, one in self.offered.items()
        ]

    def chosen(self) -> Evidence:
        """The one that was chosen."""
        return self.offered[self.cleaned_data["piece"]]


class AnswerForm(forms.Form):
    """What one of those concerned says to a finding."""

    number = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    said = forms.ChoiceField(
        label=_("Does this say what we meant?"), choices=wording.SAID, widget=forms.RadioSelect
    )
    words = _text(
        _("In your words, if you like"), 1000, required=False,
        help_text=_("Only the group that researches reads it. Please write no names."),
    )  # fmt: skip


class SlipForm(forms.Form):
    """The code on a slip."""

    code = forms.CharField(
        label=_("The number on your slip"), max_length=60, validators=[no_hidden_signs],
        widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_code(self) -> str:
        """A number that belongs to a piece."""
        typed: str = self.cleaned_data["code"]
        self.piece: Evidence | None = queries.piece_of_slip(typed)
        if self.piece is None:
            raise forms.ValidationError(_("We know no such number. It has 20 digits."))
        return typed

    def found(self) -> Evidence:
        """The piece of a valid form."""
        if self.piece is None:
            raise ValueError("ask is_valid first")
        return self.piece


class TakeBackForm(forms.Form):
    """What a piece may not be used for any more."""

    use = forms.MultipleChoiceField(
        label=_("Not for this any more:"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what is taken back.")},
    )  # fmt: skip

    def __init__(self, *args: Any, piece: Evidence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holds = [(use, words) for use, words in wording.USES if use in piece.uses]
        self.fields["use"].choices = holds  # type: ignore[attr-defined]  # a choice


class AxesForm(forms.Form):
    """Two axes to cross."""

    one = forms.ChoiceField(label=_("First"), choices=list(wording.AXES.items()))
    other = forms.ChoiceField(label=_("Second"), choices=list(wording.AXES.items()))

    def clean(self) -> dict[str, Any]:
        """Two different ones."""
        data = super().clean() or {}
        if data.get("one") and data.get("one") == data.get("other"):
            self.add_error("other", _("Choose two different ones."))
        return data


def units_of(paper: Paper) -> list[str]:
    """What can be marked in a piece: its sentences, or its file as a whole."""
    return sentences(paper.text) or [""]
