"""Comments, objections, meetings; proposing, signing, and what follows."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from communitylinkage.organisations.models import Organisation
from communitylinkage.people.access import Viewer, needs, viewer_of
from communitylinkage.procedures import queries, signing, talking
from communitylinkage.procedures.models import Comment, Objection, Version
from communitylinkage.procedures.rules import Act, RefusedError, Why
from communitylinkage.procedures.talk_forms import AnswerForm, MeetingForm, TalkForm
from communitylinkage.procedures.views.common import (
    back,
    back_to,
    kept,
    kept_of_page,
    language,
    news,
    refused_at,
    seen,
    step_choices,
    text_shown,
)


@needs(queries.DISCUSS)
def procedure_talk(request: HttpRequest, number: UUID, version: int = 0) -> HttpResponse:
    """What is said about it; says more."""
    row = seen(request, number, version)
    steps = step_choices(row.value)
    posted = request.POST if request.method == "POST" else None
    form = TalkForm(posted, steps=steps, initial={"step": request.GET.get("step", "")})
    if posted is not None and form.is_valid():
        try:
            _said(request, row, form)
        except RefusedError as error:
            return refused_at(row, error.why, "procedure_version_talk")
        return back_to(row, "said", "procedure_version_talk")
    numbered = {code: words for code, words in steps if code}
    shown = {
        **news(request), "row": row, "form": form, "keeps": queries.keeps(viewer_of(request), row),
        "comments": [(numbered.get(c.step, ""), c) for c in _all(row)],
        "objections": [
            (numbered.get(o.step, ""), o) for o in row.objections.select_related("organisation")
        ],
    }  # fmt: skip
    return render(request, "procedures/talk.html", shown)


def _all(row: Version) -> list[Comment]:
    return list(row.comments.select_related("organisation"))


def _said(request: HttpRequest, row: Version, form: TalkForm) -> None:
    viewer, told = viewer_of(request), form.cleaned_data
    organisation = queries.speaks_for(viewer, row)
    if organisation is None:
        raise Http404
    talking.say(
        version=row, step=told["step"], kind=told["kind"], language=language(), text=told["text"],
        organisation=organisation, by=viewer.account.pk, now=timezone.now(),
    )  # fmt: skip


@needs(queries.KEEP)
def procedure_answer(request: HttpRequest, number: UUID, objection: UUID) -> HttpResponse:
    """Answers an objection."""
    row = kept(request, number)
    rows = Objection.objects.filter(version__procedure=row.procedure_id)
    found = rows.select_related("organisation", "version__procedure").filter(pk=objection).first()
    if found is None:
        raise Http404
    row = found.version
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, now = viewer_of(request).account.pk, timezone.now()
        try:
            talking.answer(objection=found, text=form.cleaned_data["text"], by=by, now=now)
        except RefusedError as error:
            return refused_at(row, error.why, "procedure_version_talk")
        return back_to(row, "said", "procedure_version_talk")
    return render(request, "procedures/answer.html", {"row": row, "one": found, "form": form})


@needs(queries.DISCUSS)
def procedure_meetings(request: HttpRequest, number: UUID) -> HttpResponse:
    """Minutes of meetings; adds some."""
    row, viewer = seen(request, number), viewer_of(request)
    keeps, posted = queries.keeps(viewer, row), request.method == "POST"
    if posted and not keeps:
        raise Http404
    form = MeetingForm(request.POST if posted else None)
    if posted and form.is_valid():
        talking.keep_minutes(procedure=row.procedure, language=language(), by=viewer.account.pk,
                             now=timezone.now(), **form.cleaned_data)  # fmt: skip
        return back(number, "kept", "procedure_meetings")
    shown = {**news(request), "row": row, "form": form, "keeps": keeps,
             "meetings": row.procedure.meetings.all()}  # fmt: skip
    return render(request, "procedures/meetings.html", shown)


@needs(queries.KEEP)
def procedure_act(request: HttpRequest, number: UUID, act: str) -> HttpResponse:
    """Proposes, takes back, lets enter into force, suspends, resumes."""
    if act not in {Act.PROPOSE, Act.TAKE_BACK, Act.ENTER, Act.SUSPEND, Act.RESUME, Act.REVIEW}:
        raise Http404
    if request.method != "POST":
        return redirect("procedure", number=kept(request, number).procedure_id)
    row = kept_of_page(request, number)
    by, now = viewer_of(request).account.pk, timezone.now()
    try:
        signing.move(version=row, act=Act(act), by=by, now=now)
    except RefusedError as error:
        return refused_at(row, error.why)
    return back_to(row, "done")


@needs(queries.SIGN)
def procedure_sign(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """Signs for her organisation, after a question."""
    return _signature(request, number, version, Act.SIGN)


@needs(queries.SIGN)
def procedure_unsign(request: HttpRequest, number: UUID, version: int) -> HttpResponse:
    """Takes her organisation's signature back, after a question."""
    return _signature(request, number, version, Act.UNSIGN)


def _why_not(viewer: Viewer, row: Version, act: Act, named: str) -> Why:
    """Why she cannot do it for the organisation that the form names."""
    done = queries.hers(viewer, row, Act.UNSIGN if act == Act.SIGN else Act.SIGN)
    open_ones = queries.hers(viewer, row, act)
    if any(str(one.pk) == named for one in done) or (done and not open_ones):
        return Why.SIGNED_ALREADY if act == Act.SIGN else Why.NOT_NOW
    return Why.READ_AGAIN if open_ones else Why.NOT_A_PARTY


def _signature(request: HttpRequest, number: UUID, version: int, act: Act) -> HttpResponse:
    row, viewer = seen(request, number, version), viewer_of(request)
    hers = queries.hers(viewer, row, act)
    if request.method != "POST":
        # Where there is none, the button says why.
        each: list[Organisation | None] = [*hers] or [None]
        findings = queries.shown(row, queries.findings(row, timezone.now()))
        shown = {
            **text_shown(row), **news(request), "signs": act == Act.SIGN, "findings": findings,
            "text": queries.text_of(row), "organisations": each,
        }  # fmt: skip
        return render(request, "procedures/sign.html", shown)
    # The page names the organisation: who speaks for two signs for the one that she read of.
    named = request.POST.get("organisation", "")
    organisation = next((one.pk for one in hers if str(one.pk) == named), None)
    if organisation is None:
        return refused_at(row, _why_not(viewer, row, act, named))
    by, now = viewer.account.pk, timezone.now()
    try:
        if act == Act.SIGN:
            text = request.POST.get("text", "")
            signing.sign(version=row, organisation=organisation, text=text, by=by, now=now)
        else:
            signing.unsign(version=row, organisation=organisation, by=by, now=now)
    except RefusedError as error:
        again = error.why == Why.READ_AGAIN
        return refused_at(row, error.why, "procedure_sign" if again else "procedure_version")
    return back_to(row, "done")
