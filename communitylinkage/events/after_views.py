"""After the event: certificates, questions, minutes, materials."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from communitylinkage.events import after, asking, keeping, queries, telling, wording
from communitylinkage.events.keeping_forms import MaterialForm, MinutesForm, QuestionsForm
from communitylinkage.events.models import Asking
from communitylinkage.events.pages import back, given, news, of, own, refused, why
from communitylinkage.events.rules.codes import RefusedError, State, Wave
from communitylinkage.learning.wording import FILES
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import found, posted, reader
from communitylinkage.surveys.analysis import results
from communitylinkage.surveys.answering.uploads import WrongFileError
from communitylinkage.values.languages import own_name

AFTER = "event_after"


@needs(queries.KEEP)
def event_after(request: HttpRequest, reference: str) -> HttpResponse:
    """What stays of it, and what is still to be done."""
    row, now = own(request, reference), timezone.now()
    over = queries.over(row, now) and row.state == State.OPEN
    askings = {one.wave: one for one in row.askings.select_related("collection")}
    shown = of(row) | news(request) | {
        "over": over,
        "numbers": queries.numbers(row),
        "certified": row.registrations.exclude(certificate=None).count(),
        "to_certify": queries.to_certify(row).count(),
        "languages": telling.languages(row),
        "materials": queries.materials(row),
        "waves": [_wave(request, wave, askings.get(wave)) for wave in Wave],
        "answered": queries.answered(row),
    }  # fmt: skip
    return render(request, "events/after.html", shown)


def _wave(request: HttpRequest, wave: Wave, opened: Asking | None) -> dict[str, object]:
    """Questions of one time of asking; their figures only for who may read the questionnaire."""
    seen = opened and results.collection(viewer_of(request), opened.collection_id)
    replaced = opened and not asking.begun(opened)
    told = {"wave": wave.value, "words": wording.WAVES[wave]}
    return told | {"opened": opened, "seen": seen, "replaced": replaced}


@post_only
@needs(queries.KEEP)
def event_certify(request: HttpRequest, reference: str) -> HttpResponse:
    """Gives everybody who came a certificate."""
    row = own(request, reference)
    try:
        after.certify(event=row, by=viewer_of(request).account.pk, now=timezone.now())
    except RefusedError as error:
        return refused(AFTER, error, reference)
    return back(AFTER, "certified", reference)


@needs(queries.KEEP)
def event_minutes(request: HttpRequest, reference: str, language: str) -> HttpResponse:
    """What was said and decided, in a language that the event is written in."""
    row = own(request, reference)
    text = found(row.texts.filter(language=language).first())
    form = MinutesForm(posted(request), initial={"minutes": text.minutes})
    if request.method == "POST" and form.is_valid():
        keeping.keep_minutes(
            event=row, language=language, minutes=form.cleaned_data["minutes"],
            by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
        return back(AFTER, "kept", reference)
    shown = {"form": form, "name": own_name(language)}
    return render(request, "events/minutes.html", of(row) | shown)


@needs(queries.KEEP)
def event_material(request: HttpRequest, reference: str) -> HttpResponse:
    """Adds something to read or see."""
    row = own(request, reference)
    form = MaterialForm(posted(request), request.FILES or None, initial={"language": reader()})
    if request.method == "POST" and form.is_valid():
        try:
            keeping.add_material(
                event=row, by=viewer_of(request).account.pk, now=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
            return back(AFTER, "kept", reference)
        except WrongFileError as wrong:
            form.add_error("file", str(FILES[wrong.args[0]]))
    return render(request, "events/material.html", of(row) | {"form": form, "files": True})


@needs(queries.KEEP)
def event_material_file(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """The file of a material."""
    return given(found(queries.material(own(request, reference), number)))


@post_only
@needs(queries.KEEP)
def event_material_drop(request: HttpRequest, reference: str, number: UUID) -> HttpResponse:
    """Takes it off."""
    row = found(queries.material(own(request, reference), number))
    keeping.drop_material(material=row, by=viewer_of(request).account.pk, now=timezone.now())
    return back(AFTER, "dropped", reference)


@needs(queries.KEEP)
def event_questions(request: HttpRequest, reference: str, wave: str) -> HttpResponse:
    """Chooses a questionnaire and opens it."""
    row, viewer = own(request, reference), viewer_of(request)
    if wave not in set(Wave):
        raise Http404
    form = QuestionsForm(posted(request), offered=asking.questionnaires(viewer))
    if request.method == "POST" and form.is_valid():
        try:
            asking.open_questions(
                event=row, wave=Wave(wave), questionnaire=form.chosen(),
                by=viewer.account.pk, now=timezone.now(),
            )  # fmt: skip
            return back(AFTER, "asked", reference)
        except RefusedError as error:
            form.add_error(None, why(error))
    shown = of(row) | {"form": form, "wave": wave, "offered": form.offered}
    return render(request, "events/questions.html", shown)


@post_only
@needs(queries.KEEP)
def event_questions_close(request: HttpRequest, reference: str, wave: str) -> HttpResponse:
    """Closes the questions."""
    row = own(request, reference)
    opened = found(row.askings.filter(wave=wave).select_related("collection", "event").first())
    try:
        asking.close_questions(asking=opened, by=viewer_of(request).account.pk, now=timezone.now())
    except RefusedError as error:
        return refused(AFTER, error, reference)
    return back(AFTER, "kept", reference)
