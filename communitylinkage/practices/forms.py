"""Forms of practices: words, facts, a review, taking over, results, questions, what is needed."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communitylinkage.people.forms import no_hidden_signs
from communitylinkage.practices import wording
from communitylinkage.practices.rules import content
from communitylinkage.practices.rules.content import Rights
from communitylinkage.practices.rules.review import Criterion
from communitylinkage.values.languages import OWN_NAMES

LONGEST = 4000
HELP = {
    "problem": _("What goes wrong without it. Never write about one woman."),
    "whom": _("Who is helped by it, and who does it."),
    "done": _("Step by step, so that others can do it too."),
    "needs": _("People, time, money, rooms, agreements."),
    "showed": _("What changed, and how you know."),
    "failed": _("What you would not do again. Others learn most from this."),
}


def area(
    label: Any, *, rows: int = 4, required: bool = True, help_text: Any = ""
) -> forms.CharField:
    """A field for several sentences."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(
        label=label, max_length=LONGEST, widget=widget, required=required, help_text=help_text,
        validators=[no_hidden_signs],
    )  # fmt: skip


def _several(label: Any, choices: Any, required: bool = True) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=required,
        error_messages={"required": wording.LANGUAGE_MISSING},
    )  # fmt: skip


class WordsForm(forms.Form):
    """A practice in one language."""

    title = forms.CharField(label=_("Title"), max_length=200, validators=[no_hidden_signs],
                            widget=forms.TextInput(attrs={"dir": "auto"}))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in wording.PARTS.items():
            self.fields[name] = area(label, help_text=HELP[name])


class BeginForm(WordsForm):
    """The first words, and in which language they are."""

    language = forms.ChoiceField(label=_("In which language you write"))
    field_order = ["language", "title"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = list(OWN_NAMES.items())  # type: ignore[attr-defined]  # a choice


class FactsForm(forms.Form):
    """What it answers, what proves it, and its terms."""

    topics = _several(_("Which problems it answers"), wording.TOPIC_CHOICES)
    rights = forms.ChoiceField(label=_("What others may do with it"))
    evidence = area(
        _("What proves it"), required=False,
        help_text=_("One on each line: a web address, a space, its title. "
                    "For a finding of our research: finding:number title."),
    )  # fmt: skip
    changed = area(_("What is different from before, and why"), required=False)

    def __init__(self, *args: Any, rights: tuple[Rights, ...], must: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(wording.RIGHTS)
        self.fields["rights"].choices = [(one.value, words[one.value]) for one in rights]  # type: ignore[attr-defined]  # a choice
        self.fields["changed"].required = must

    def clean_evidence(self) -> list[content.Proof]:
        """Each line an address or a reference, with a title."""
        try:
            return content.proofs(self.cleaned_data["evidence"])
        except content.NotAProof as refused:
            line = str(refused.args[0])[:80]
            raise ValidationError(wording.NOT_A_PROOF % {"line": line}) from refused


class ReviewForm(forms.Form):
    """A mark and words to each criterion."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one, words in wording.CRITERIA.items():
            self.fields[f"mark_{one}"] = forms.ChoiceField(
                label=words, choices=wording.MARKS, widget=forms.RadioSelect
            )
            self.fields[f"words_{one}"] = area(_("Why? What would you change?"), rows=2)

    def said(self, what: str) -> dict[str, str]:
        """`mark` or `words` by criterion."""
        return {one.value: self.cleaned_data[f"{what}_{one}"] for one in Criterion}


class _Taking(forms.Form):
    """Where its rights say so, they were asked."""

    agreed = forms.BooleanField(label=_("We asked them, and they agreed"), required=False)

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["agreed"]

    @property
    def has_agreed(self) -> bool:
        """Whether it was said."""
        return bool(self.cleaned_data.get("agreed"))


class AdaptForm(_Taking):
    """A version of one's own."""

    changed = area(_("What will be different with you, and why"))
    field_order = ["changed", "agreed"]


class AdoptForm(_Taking):
    """Taken over as it is."""

    since = forms.DateField(
        label=_("Since which day you do it"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    field_order = ["since", "agreed"]

    def clean_since(self) -> date:
        """Not a day to come."""
        day: date = self.cleaned_data["since"]
        if day > timezone.localdate():
            raise ValidationError(wording.DATE_AHEAD)
        return day


class ResultForm(forms.Form):
    """What it showed after some months."""

    outcome = forms.ChoiceField(
        label=_("How is it going?"), choices=wording.OUTCOMES, widget=forms.RadioSelect
    )
    words = area(_("What you saw, and what you changed"))


class WithdrawForm(forms.Form):
    """Why it is withdrawn; anybody reads it."""

    reason = area(_("Why you withdraw it"), help_text=_("Anybody can read this on its page."))


class AskForm(forms.Form):
    """A question, or an answer."""

    text = area(_("Your words"), help_text=_("Never write about a woman."))


class WantedForm(forms.Form):
    """The problems for which an organisation looks for practices."""

    topics = _several(_("What do you need?"), wording.TOPIC_CHOICES, required=False)
