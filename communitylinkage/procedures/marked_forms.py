"""Forms that know what they were filled from, so that nobody erases what a colleague just kept."""

from typing import TYPE_CHECKING, Any, cast

from django import forms

from communitylinkage.procedures import wording
from communitylinkage.values.marks import mark_of

if TYPE_CHECKING:
    from django.http import QueryDict


class MarkedForm(forms.Form):
    """Carries a mark of what it shows. Where that was changed between the page and the button,
    nothing is kept and what was typed stays; it carries the new mark then.
    """

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    changed_meanwhile = False

    def compare(self, told: object) -> None:
        """Looks whether it was filled from what stands there now.

        Args:
            told: all of it that this form writes, as plain lists and texts.
        """
        mark = mark_of(told)
        # Without a mark no page of ours was sent; there is nothing to compare.
        self.changed_meanwhile = self.renew("shown", mark) not in ("", mark)

    def renew(self, name: str, mark: str) -> str:
        """Lets the form carry the mark of what stands there now; returns the one that was sent."""
        self.initial[name] = mark
        if not self.is_bound:
            return ""
        sent = cast("QueryDict", self.data).copy()
        before = str(sent.get(name, ""))
        sent[name] = mark
        self.data = sent
        return before

    def clean(self) -> dict[str, Any]:
        """Nothing is kept over what a colleague kept meanwhile."""
        said: dict[str, Any] = super().clean() or {}
        if self.changed_meanwhile:
            self.add_error(None, wording.CHANGED_MEANWHILE)
        return said
