"""Trying a version out: to the end, and nothing is kept. The answers travel in the page itself."""

import base64
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.people.access import needs
from communitylinkage.surveys import queries as questionnaires
from communitylinkage.surveys.answering import drafts
from communitylinkage.surveys.answering.again import LOOK
from communitylinkage.surveys.answering.coding import coded
from communitylinkage.surveys.answering.drafts import Draft
from communitylinkage.surveys.answering.loading import form_of
from communitylinkage.surveys.answering.serving import shown_file
from communitylinkage.surveys.answering.showing import context, language_of
from communitylinkage.surveys.answering.sitting import Sitting
from communitylinkage.surveys.answering.speaking import asked_for, speaking
from communitylinkage.surveys.answering.turns import turn
from communitylinkage.surveys.answering.views import looked_again, rendered
from communitylinkage.surveys.engine import UnreadableError
from communitylinkage.surveys.views import my_version

FOLDER = "surveys/answering"


@needs(questionnaires.KEEP)
def questionnaire_try(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """A page of the form; at the end what would be counted and what would be sealed."""
    row = my_version(request, number, version)
    now = timezone.now()
    try:
        form = form_of(row)
    except UnreadableError:
        return render(request, f"{FOLDER}/unreadable.html", {"version": row})
    draft = carried(request.POST.get("state", ""))
    try:
        sitting, stays = (
            turn(request, form, draft, now)
            if request.method == "POST"
            else (Sitting(form, draft, asked_for(request), now), False)
        )
    except ValueError:
        # Forged, or of a form that changed meanwhile.
        return redirect(request.path)
    if request.POST.get("go") == LOOK:
        state = base64.b64encode(drafts.to_bytes(sitting.to_draft())).decode()
        return looked_again(request, sitting, row, trying=row, state=state)
    if request.POST.get("go") == "send" and not stays:
        done = sitting.answers.finish(now, sitting.language)
        if not done.problems:
            parts = coded(form, done.values, anonymous=True)
            return render(request, f"{FOLDER}/tried.html", {"parts": parts, "version": row})
    with speaking(language_of(sitting).code):
        shown = context(request, sitting, row, stays, trying=True)
        shown |= {
            "trying": row,
            "state": base64.b64encode(drafts.to_bytes(sitting.to_draft())).decode(),
        }
        return rendered(request, "page" if sitting.page else "review", shown)


@needs(questionnaires.KEEP)
def questionnaire_shown(
    request: HttpRequest, number: UUID, version: int, file: UUID
) -> HttpResponse:
    """A picture, sound or film beside a question, for who tries the version out."""
    return shown_file(request, my_version(request, number, version), file)


def carried(text: str) -> Draft:
    """The draft that came with the page; an empty one for what is none."""
    try:
        return drafts.from_bytes(base64.b64decode(text, validate=True)) if text else Draft()
    except ValueError:
        return Draft()
