"""The questions about texts in other languages, beside the button that publishes."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communitylinkage.directory.entries import comparing
from communitylinkage.directory.entries.ages import Answers
from communitylinkage.directory.entries.comparing import Line, Subject
from communitylinkage.directory.entries.fields import BareForm, Words
from communitylinkage.directory.entries.forms import TextsForm

OLDER, RIGHT = "older", "right"


class AgeForm(BareForm):
    """Whether one text is still right; nothing chosen means that nobody knows."""

    answer = forms.ChoiceField(
        choices=[
            (OLDER, gettext_lazy("I do not know. It stays, marked as maybe older.")),
            (RIGHT, gettext_lazy("Yes, it is still right.")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    anew = Words(rows=3)

    def __init__(self, data: Any = None, *, line: Line, typed: str = "") -> None:
        self.line = line
        super().__init__(data, prefix=prefix(line), initial={"answer": OLDER, "anew": typed})
        name = format_html(
            '<bdi lang="{}" dir="{}">{}</bdi>', line.code, line.direction, line.own_name
        )
        self.fields["answer"].label = format_html(_("{language}: is this still right?"),
                                                  language=name)  # fmt: skip
        self.fields["anew"] = Words(
            label=format_html(_("Or write it anew: {language}"), language=name),
            rows=3,
            max_length=TextsForm.base_fields[line.key[0]].max_length,  # type: ignore[attr-defined]
        )
        self.fields["anew"].widget.attrs |= {"dir": line.direction}
        if line.code:
            self.fields["anew"].widget.attrs["lang"] = line.code


def prefix(line: Line) -> str:
    """The name of a text's question: an imported language may hold any sign."""
    name, language = line.key
    return f"{name}-{language.encode().hex()}"


class AgeForms:
    """All questions of one preview, each at its text."""

    def __init__(self, subjects: list[Subject], data: Mapping[str, Any] | None = None) -> None:
        self.subjects = subjects
        self.is_bound = data is not None
        self.forms = {line.key: AgeForm(data, line=line) for line in comparing.asked(subjects)}

    def __iter__(self) -> Iterator[tuple[Subject, list[tuple[Line, AgeForm | None]]]]:
        """Each kind of text with its languages and their questions."""
        for subject in self.subjects:
            yield subject, [(line, self.forms.get(line.key)) for line in subject.lines]

    def is_valid(self) -> bool:
        """Whether all can be taken; all are asked, so that every error shows."""
        return not any(tuple(form.errors for form in self.forms.values()))

    def answers(self, seen: str) -> Answers:
        """What was said. A text written anew is right, whatever was chosen above it."""
        said = {key: form.cleaned_data for key, form in self.forms.items()}
        return Answers(
            seen=seen,
            right=frozenset(key for key, one in said.items() if one["answer"] == RIGHT),
            anew={key: one["anew"] for key, one in said.items() if one["anew"]},
        )

    def looked_at_again(self, subjects: list[Subject]) -> "AgeForms":
        """The questions about what is there now: what was typed stays, what was ticked does not."""
        made = AgeForms(subjects)
        for key, form in self.forms.items():
            if key in made.forms:
                typed = form.cleaned_data.get("anew", "")
                made.forms[key] = AgeForm(line=made.forms[key].line, typed=typed)
        return made
