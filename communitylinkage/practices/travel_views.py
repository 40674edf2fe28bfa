"""Practices travel: adapted, taken over, their results, questions, and what is looked for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import posted, reader
from communitylinkage.practices import actions, picture, queries, telling, travel
from communitylinkage.practices.common import back, news, refused, seen, theirs
from communitylinkage.practices.forms import AdaptForm, AdoptForm, AskForm, ResultForm, WantedForm
from communitylinkage.practices.models import Version
from communitylinkage.practices.public_views import line
from communitylinkage.practices.rules.content import Rights
from communitylinkage.practices.rules.states import RefusedError
from communitylinkage.practices.rules.travel import Outcome


def _of(row: Version) -> dict[str, object]:
    return {"row": row, "told": telling.told(row)}


@needs(queries.WRITE)
def practice_adapt(request: HttpRequest, reference: str) -> HttpResponse:
    """A version of her own organisation's, with what is different and why."""
    viewer, row = viewer_of(request), theirs(request, reference)
    form = AdaptForm(posted(request), asks=row.rights == Rights.ASK)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.adapt(
                version=row, organisation=queries.home_of(viewer), agreed=form.has_agreed,
                changed=form.cleaned_data["changed"], by=viewer.account.pk, now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error)
        return back(made.practice.reference, "adapted")
    return render(request, "practices/adapt.html", _of(row) | {"form": form})


@needs(queries.KEEP)
def practice_adopt(request: HttpRequest, reference: str) -> HttpResponse:
    """Writes down that her organisation took it over."""
    viewer, row = viewer_of(request), theirs(request, reference)
    today = timezone.localdate()
    form = AdoptForm(posted(request), asks=row.rights == Rights.ASK, initial={"since": today})
    if request.method == "POST" and form.is_valid():
        try:
            travel.adopt(
                version=row, organisation=queries.home_of(viewer, queries.KEEP),
                since=form.cleaned_data["since"], agreed=form.has_agreed, by=viewer.account.pk,
                now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error)
        return back(reference, "adopted")
    return render(request, "practices/adopt.html", _of(row) | {"form": form})


@needs(queries.KEEP)
def practice_result(request: HttpRequest, reference: str, months: int) -> HttpResponse:
    """What it showed after three months, and after a year."""
    viewer = viewer_of(request)
    row = queries.our_adoption(viewer, reference)
    if row is None or months not in queries.results_due(row, timezone.localdate()):
        raise Http404
    form = ResultForm(posted(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            travel.tell(
                adoption=row, months=months, outcome=Outcome(said["outcome"]),
                words=said["words"], language=reader(), by=viewer.account.pk,
                now=timezone.now(),
            )  # fmt: skip
        except RefusedError as error:
            return refused(reference, error)
        return back(reference, "told")
    shown = _of(row.version) | {"form": form, "months": months, "since": row.since}
    return render(request, "practices/result.html", shown)


@post_only
@needs(queries.KEEP)
def practice_understood(request: HttpRequest, reference: str) -> HttpResponse:
    """She has read that what they took over was withdrawn."""
    viewer = viewer_of(request)
    row = queries.our_adoption(viewer, reference)
    if row is None:
        raise Http404
    travel.understood(adoption=row, by=viewer.account.pk, now=timezone.now())
    return back(reference, "done")


@needs(queries.WRITE)
def practice_questions(request: HttpRequest, reference: str) -> HttpResponse:
    """Questions between those who use it, and their answers."""
    viewer, row = viewer_of(request), seen(request, reference)
    if not queries.takes_questions(row):
        raise Http404
    sent = request.POST.get("answers", "") if request.method == "POST" else ""
    answers = queries.question(row, sent) if sent else None
    if sent and answers is None:
        raise Http404
    mine = AskForm(posted(request))
    if request.method == "POST" and mine.is_valid():
        travel.ask(
            practice=row.practice, answers=answers, organisation=queries.home_of(viewer).pk,
            text=mine.cleaned_data["text"], language=reader(), by=viewer.account.pk,
            now=timezone.now(),
        )  # fmt: skip
        return back(reference, "told" if answers else "asked", "practice_questions")
    lines = [
        (one, mine if answers and one.pk == answers.pk else AskForm(auto_id=f"id_{one.pk.hex}_%s"))
        for one in queries.questions(row)
    ]
    shown = {"lines": lines, "form": AskForm() if answers else mine, **news(request)}
    return render(request, "practices/questions.html", _of(row) | shown)


@needs(queries.WRITE)
def practices_wanted(request: HttpRequest) -> HttpResponse:
    """What her organisation needs, and what others do about it."""
    viewer = viewer_of(request)
    home = queries.home_of(viewer)
    form = WantedForm(posted(request), initial={"topics": queries.wanted(home)})
    if request.method == "POST" and form.is_valid():
        travel.want(
            organisation=home.pk, topics=form.cleaned_data["topics"], by=viewer.account.pk,
            now=timezone.now(),
        )  # fmt: skip
        return redirect(f"{reverse('practices_wanted')}?said=kept")
    shown = {
        **news(request),
        "form": form,
        "found": [(line(row), answers) for row, answers in queries.suggestions(home)],
        "looks": bool(queries.wanted(home)),
        "needs": [need for need in picture.needs("partners") if not need.practices],
    }
    return render(request, "practices/wanted.html", shown)
