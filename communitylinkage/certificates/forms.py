"""A file or its text; the name on a paper."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from communitylinkage.certificates import wording
from communitylinkage.credentials.signing import LONGEST


class CheckForm(forms.Form):
    """What somebody was shown: a file, or what is in it, or the number of a paper."""

    file = forms.FileField(
        label=_("The file of the certificate"), required=False, allow_empty_file=True
    )
    text = forms.CharField(
        label=_("Or what is in it, or the number on the paper"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "autocomplete": "off",
                                     "spellcheck": "false"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Wants one of both."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("file") and not said.get("text") and not self.errors:
            self.add_error("file", wording.NOTHING_GIVEN)
        return said

    def content(self) -> str | bytes:
        """What is to be checked; the file first."""
        file = self.cleaned_data["file"]
        content: str | bytes = file.read(LONGEST) if file else self.cleaned_data["text"]
        return content

    def refuse(self, words: Any) -> None:
        """Says beside the field that was used why it is nothing that can be checked."""
        self.add_error("file" if self.cleaned_data["file"] else "text", words)

    def number(self) -> UUID | None:
        """The number of a paper, where one was typed."""
        try:
            return UUID(self.cleaned_data["text"].strip())
        except ValueError:
            return None


class NameForm(forms.Form):
    """The name on the paper. It is compared and let go."""

    name = forms.CharField(
        label=_("The name on the paper"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
