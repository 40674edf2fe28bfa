"""Making an assessment in three short steps; nothing is written before the last one is right.

Each step carries what was said before in hidden fields, and everything is checked anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.forms import Form

from communitylinkage.assessment import queries, shelf
from communitylinkage.assessment.forms import AboutForm, QuestionnaireForm, WhenForm
from communitylinkage.people.access import Viewer
from communitylinkage.surveys.models import Version

LAST = 2


@dataclass(frozen=True, slots=True)
class Making:
    """Where she is: the form to show, those before it, and whether all is said."""

    at: int
    form: Form
    before: tuple[Form, ...] = ()
    complete: bool = False

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was said before, for hidden fields."""
        return [
            (name, value)
            for form in self.before
            for name in form.fields
            for value in form.data.getlist(name)  # type: ignore[attr-defined]  # a QueryDict
        ]


def walk(data: Mapping[str, str] | None, viewer: Viewer, today: date) -> Making:
    """The first step that is not answered rightly.

    Args:
        data: what was posted; `step` is the number of the step that she answered, `back` the one
            to which she goes back.
    """
    said, back = _number(data, "step", -1), _number(data, "back", LAST + 1)
    own = queries.questionnaires(viewer)
    asking = QuestionnaireForm(data if said >= 0 else None, own=own)
    if back <= 0 or said < 0 or not asking.is_valid():
        return Making(0, asking)
    about = AboutForm(
        data if said >= 1 else None,
        programmes=queries.programmes(viewer),
        partners=queries.partners(viewer),
    )
    if back == 1 or said < 1 or not about.is_valid():
        return Making(1, about, (asking,))
    chosen = asking.cleaned_data["questionnaire"]
    when = WhenForm(data if said >= LAST else None, languages=_languages(chosen), today=today)
    return Making(LAST, when, (asking, about), said >= LAST and when.is_valid())


def parts(chosen: str) -> tuple[str, str]:
    """`ready` or `own`, and the name or the id."""
    where, _colon, name = chosen.partition(":")
    return where, name


def _languages(chosen: str) -> list[str]:
    where, name = parts(chosen)
    if where == "ready":
        return list(shelf.ready(name).languages)
    versions = Version.objects.filter(questionnaire=UUID(name)).order_by("-number")
    version = versions.filter(state="published").first() or versions.first()
    return list(version.languages) if version else []


def _number(data: Mapping[str, str] | None, name: str, otherwise: int) -> int:
    text = (data or {}).get(name, "")
    return int(text) if text in ("0", "1", "2") else otherwise
