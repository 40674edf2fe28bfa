"""Definitions: the list, one changed in a form or as its file, a version published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from communitylinkage.impact import actions, choosing, queries, tracing, wording
from communitylinkage.impact.common import (
    back,
    indicator_or_404,
    led,
    news,
    programme_or_404,
    refused,
)
from communitylinkage.impact.forms import DefinitionForm, FileForm
from communitylinkage.impact.models import Version
from communitylinkage.impact.rules.known import KINDS
from communitylinkage.impact.rules.states import RefusedError
from communitylinkage.impact.sources import sources
from communitylinkage.people.access import needs, post_only, viewer_of
from communitylinkage.people.pages import posted
from communitylinkage.values.languages import OWN_NAMES


@needs(queries.WRITE)
def impact_definitions(request: HttpRequest) -> HttpResponse:
    """What is measured, and which definitions have a draft."""
    programme = choosing.chosen(request, queries.WRITE)
    if programme is None:
        return render(request, "impact/none.html", {})
    drafts = queries.drafts(programme)
    told = queries.indicators(programme)
    new = [queries.indicator_of(row) for code, row in drafts.items()
           if code not in {one.code for one in told}]  # fmt: skip
    shown = {**news(request), **choosing.frame(request, programme, queries.WRITE),
             "told": [(one, one.code in drafts) for one in (*told, *new)],
             "leads": queries.sees_live(viewer_of(request), programme)}  # fmt: skip
    return render(request, "impact/definitions.html", shown)


@post_only
@needs(queries.SEE)
def impact_begin(request: HttpRequest) -> HttpResponse:
    """Takes the ready indicators."""
    programme = led(request)
    actions.take_shipped(programme=programme, by=viewer_of(request).account.pk, now=timezone.now())
    return back("impact_definitions", "begun", **choosing.named(request, programme))


def _newest(request: HttpRequest, code: str) -> Version:
    programme = programme_or_404(request, queries.WRITE)
    row = indicator_or_404(programme, code).versions.select_related("indicator__programme").first()
    if row is None:
        raise Http404
    return row


def _kept(request: HttpRequest, row: Version) -> HttpResponse:
    named = choosing.named(request, row.indicator.programme)
    return back("impact_definition", "kept", row.indicator.code, **named)


def _of(request: HttpRequest, row: Version) -> dict[str, object]:
    programme = programme_or_404(request, queries.WRITE)
    return {
        **news(request), **choosing.frame(request, programme),
        **tracing.words_of(queries.indicator_of(row)), "row": row,
        "history": queries.history(row.indicator),
        "leads": queries.sees_live(viewer_of(request), programme),
    }  # fmt: skip


@needs(queries.WRITE)
def impact_definition(request: HttpRequest, code: str) -> HttpResponse:
    """Changes a definition, as a draft; each mistake stands beside its field."""
    row = _newest(request, code)
    asked = request.GET.get("language", get_language() or "en")
    language = asked if asked in OWN_NAMES else "en"
    form = DefinitionForm(posted(request), before=queries.version_text(row), language=language)
    if request.method == "POST" and form.is_valid():
        actions.keep_draft(indicator=row.indicator, text=form.text,
                           by=viewer_of(request).account.pk, now=timezone.now())  # fmt: skip
        return _kept(request, row)
    counts = [(kind, " ".join(codes)) for kind, codes in KINDS.items()]
    shown = {
        "form": form, "language": OWN_NAMES[language], "kinds": counts,
        "sources": [(one, " ".join(one.codes or ())) for one in sources()],
        "languages": [(one, OWN_NAMES[one]) for one in queries.version_text(row).words],
    }  # fmt: skip
    return render(request, "impact/definition.html", _of(request, row) | shown)


@needs(queries.WRITE)
def impact_file(request: HttpRequest, code: str) -> HttpResponse:
    """The same as its file; each mistake with its line."""
    row = _newest(request, code)
    form = FileForm(posted(request), initial={"text": row.text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_draft(indicator=row.indicator, text=form.cleaned_data["text"],
                               by=viewer_of(request).account.pk, now=timezone.now())  # fmt: skip
            return _kept(request, row)
        except RefusedError as error:
            form.add_error("text", str(wording.REFUSED[error.why]))
    return render(request, "impact/file.html", _of(request, row) | {"form": form})


@needs(queries.WRITE)
def impact_new(request: HttpRequest) -> HttpResponse:
    """A new indicator from its file, as a draft."""
    programme = choosing.chosen(request, queries.WRITE)
    if programme is None:
        return render(request, "impact/none.html", {})
    form = FileForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add(programme=programme, text=form.cleaned_data["text"],
                              by=viewer_of(request).account.pk, now=timezone.now())  # fmt: skip
            return back("impact_definition", "kept", row.code,
                        **choosing.named(request, programme))  # fmt: skip
        except RefusedError as error:
            form.add_error("text", str(wording.REFUSED[error.why]))
    shown = {"form": form, **choosing.frame(request, programme)}
    return render(request, "impact/new.html", shown)


@post_only
@needs(queries.SEE)
def impact_publish(request: HttpRequest, code: str) -> HttpResponse:
    """The draft that she read is what is counted from now on."""
    programme = led(request)
    row, named = indicator_or_404(programme, code), choosing.named(request, programme)
    try:
        actions.publish(
            indicator=row, mark=request.POST.get("mark", ""),
            by=viewer_of(request).account.pk, now=timezone.now(),
        )  # fmt: skip
    except RefusedError as error:
        return refused("impact_definition", error, code, **named)
    return back("impact_definition", "published", code, **named)
