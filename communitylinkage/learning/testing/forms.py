"""Which questions a cohort is asked."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from communitylinkage.assessment import shelf
from communitylinkage.learning.forms import PlainForm
from communitylinkage.learning.rules.codes import Track
from communitylinkage.surveys.models import Questionnaire

# The ready questionnaire of each track.
READY = {Track.MENTORS: "mentors-starting-point", Track.PROFESSIONALS: "professionals-test"}
READY_CODE = "ready"


class QuestionsForm(PlainForm):
    """The ready one of the track, or one of one's own."""

    questionnaire = forms.ChoiceField(label=_("With which questions?"))

    def __init__(self, *args: Any, track: str, own: QuerySet[Questionnaire], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ready = shelf.ready(READY[Track(track)])
        self.own = {str(row.pk): row for row in own if row.title != ready.title}
        self.fields["questionnaire"].choices = [  # type: ignore[attr-defined]  # a choice
            (READY_CODE, ready.title),
            *((key, row.title) for key, row in self.own.items()),
        ]
